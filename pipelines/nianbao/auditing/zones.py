"""Which parts of a report do not speak of the year's work: the head that a web page adds, and the plans for the next year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.auditing.document import Document
from nianbao.auditing.masthead import masthead
from nianbao.auditing.outline import outline
from nianbao.claims import Zones
from nianbao.claims.model import Span

_PLAN = re.compile(
    r"(?:下一?步|下阶段|下一阶段|明年|今后|来年|未来)[^，。；\n]{0,14}"
    r"|[^，。；\n]{0,16}(?:工作计划|工作思路|工作打算|工作安排|努力方向|改进措施|改进方向|工作重点|目标任务|工作展望|工作部署|主要打算|工作设想|工作举措|主要工作任务|主要任务|重点任务)"
)
_NO_PLAN = re.compile(r"总结|情况|报告|回顾|成效|完成|制定|落实|取得|按照|贯彻|年度工作(?:部署|安排)|根据|围绕|执行")
# A sentence of its own that looks ahead.
_AHEAD = re.compile(
    r"(?:^|[，。；：\n])\s*(?:下一?步|下阶段|下一阶段|明年|今后|来年)[，,]|力争"
    r"|(?:我[镇区街局县市处委乡]|将)(?:将)?(?:采取以下|继续|进一步|着力|持续|重点|努力|力争|紧紧|聚焦)[^。；\n]*"
)
_PIPED = re.compile(r"^[^\n|。]*(?:\|[^\n|。]*){3,}$", re.M)  # a row of a table in a plain text
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


def zones_of(document: Document, tables: Sequence[Span] = ()) -> Zones:
    """The zones of a report; `tables` are the spans of its statutory tables' cells."""
    head = masthead(document.text).end
    rows = [found.span() for found in _PIPED.finditer(document.text)] if "|" in document.text else []
    cells = [(cell.start, cell.end) for grid in document.grids for cell in grid.cells]
    return Zones(plans=[*_parts(document), *_sentences(document.text)], tables=[*tables, *cells, *rows], skipped=[(0, head)] if head else [])


def _parts(document: Document) -> Iterator[Span]:
    """From the heading of a part that plans to the next heading as high."""
    headings = outline(document)
    for place, heading in enumerate(headings):
        planned = _PLAN.match(heading.text)
        if planned and not _NO_PLAN.search(planned[0]):
            yield heading.start, next((one.start for one in headings[place + 1 :] if one.level <= heading.level), len(document.text))


def _sentences(text: str) -> Iterator[Span]:
    """Single sentences that look ahead."""
    yield from (found.span() for found in _SENTENCE.finditer(text) if _AHEAD.search(found[0]))
