"""Which parts of a report do not speak of the year's work: the head that a web page adds, and the plans for the next year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.auditing.document import Document
from nianbao.claims import Zones
from nianbao.claims.model import Span

_NUMERALS = "一二三四五六七八九十"
_TOP = re.compile(rf"(?:(?<=[\n。！？；”）\s])|^)\s*(?:第?[{_NUMERALS}]{{1,3}}(?:、|部分|\s)|(?P<sub>（[{_NUMERALS}]{{1,3}}）|\([{_NUMERALS}]{{1,3}}\)))")
_PLAN = re.compile(
    r"(?:下一?步|下阶段|下一阶段|明年|今后|来年|未来)[^，。；\n]{0,14}|[^，。；\n]{0,16}(?:工作计划|工作思路|工作打算|工作安排|努力方向|改进措施|改进方向|工作重点|目标任务|工作展望|工作部署|主要打算|工作设想|工作举措)"
)
_NO_PLAN = re.compile(r"总结|情况|报告|回顾|成效|完成|制定|落实|取得")
# A sentence of its own that looks ahead.
_AHEAD = re.compile(
    r"(?:^|[，。；：\n])\s*(?:下一?步|下阶段|下一阶段|明年|今后|来年)[，,]|力争|(?:我[镇区街局县市处委乡]|将)(?:将)?(?:采取以下|继续|进一步|着力|持续|重点|努力|力争|紧紧|聚焦)[^。；\n]*"
)
_HEAD = re.compile(r"\A(?:(?:标题|发布时间|文号|发布机构|栏目|来源|原文链接|本地目录|索引号|发文字号|主题词|发布日期|成文日期)\s?[:：][^\n]*\n|页面链接[^\n]*\n|=+[^\n]*\n)+")
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


def zones_of(document: Document, tables: Sequence[Span] = ()) -> Zones:
    """The zones of a report; `tables` are the spans of its statutory tables' cells."""
    text = document.text
    grids = [(cell.start, cell.end) for grid in document.grids for cell in grid.cells]
    head = _HEAD.match(text)
    return Zones(plans=[*_parts(text), *_sentences(text)], tables=[*tables, *grids], skipped=[head.span()] if head else [])


def _parts(text: str) -> Iterator[Span]:
    """From the heading of a part that plans to the next heading as high."""
    marks = list(_TOP.finditer(text))
    ends = [*(found.start() for found in marks), len(text)]
    for number, found in enumerate(marks):
        head = text[found.end() : ends[number + 1]][:40].split("。")[0]
        planned = _PLAN.match(head.lstrip())
        if planned is None or _NO_PLAN.search(planned[0]):
            continue
        end = next((one.start() for one in marks[number + 1 :] if not one["sub"] or found["sub"]), len(text))
        yield found.start(), end
    for line in re.finditer(r"^[^\S\n]*([^\n。；]{2,24})$", text, re.MULTILINE):
        if _PLAN.match(line[1]) and not _NO_PLAN.search(line[1]) and not _TOP.match(text, line.start()):
            end = next((one.start() for one in marks if one.start() > line.end() and not one["sub"]), len(text))
            yield line.start(), end


def _sentences(text: str) -> Iterator[Span]:
    """Single sentences that look ahead."""
    yield from (found.span() for found in _SENTENCE.finditer(text) if _AHEAD.search(found[0]))
