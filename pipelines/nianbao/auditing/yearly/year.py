"""Which year a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import RootModel

from nianbao import yamlfile
from nianbao.auditing.document import Document
from nianbao.auditing.masthead import masthead
from nianbao.words import Words

_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九０１２３４５６７８９", "0000123456789" + "0123456789")
_YEAR = r"(20\d\d|[２][０][０-９]{2}|二[〇○零Ｏ][一二三四五六七八九〇○零]{2})"
_NAMED = re.compile(rf"{_YEAR}[ \u3000]*年")
_SPAN = re.compile(rf"{_YEAR}[ \u3000]*年?[—\-－~～至到](?=[ \u3000]*{_YEAR}[ \u3000]*年)")
# A day in a line of the title is that of its issue: 2024年1月5日，柳河镇2023年报告.
_DAY = re.compile(rf"{_YEAR}[ \u3000]*年[ \u3000]*\d{{1,2}}[ \u3000]*月[ \u3000]*\d{{1,2}}[ \u3000]*日")
# A year that what stands after it makes the year looked forward to: 2023年工作计划.
_AHEAD = re.compile(r"年度?[^，。、；\n和及与暨]{0,14}(?:计划|打算|思路|安排|要点|部署|方案)")
_TITLE = re.compile(r"报告|总结|年报|情况|通报|公报|汇报|计划|要点|思路")
_SIGNED = re.compile(rf"{_YEAR}[ \u3000]*年[ \u3000]*(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])[ \u3000]*月[ \u3000]*[0-3一二三]?[0-9一二三四五六七八九十]{{1,2}}[ \u3000]*日")
_NEXT = re.compile(rf"^[ \u3000]*(?:[（(]?[一二三四五六七八九十]+[、）)])?[ \u3000]*{_YEAR}年[^，。\n]{{0,16}}(?:计划|打算|思路|安排)", re.M)
_PLANNED = re.compile(r"[^。；\n]{0,10}(?:将|要|计划|打算|继续|进一步|力争|拟|重点)")
_LATE = 9  # a report signed after September is of the year that it was signed in


class _Sources(RootModel[dict[str, Words]]):
    pass


@cache
def _sources() -> dict[str, Words]:
    return yamlfile.load(Path(__file__).with_suffix(".yml"), _Sources).root


@dataclass(frozen=True)
class FoundYear:
    """A report's year, and what tells it: `title` says it for sure, from anything else it is inferred."""

    year: int
    source: str  # a key of year.yml

    @property
    def sure(self) -> bool:
        return self.source == "title"

    @property
    def by(self) -> Words:
        """What tells it, in words."""
        return _sources()[self.source]


def report_year(document: Document) -> int | None:
    """The year that the report reviews, None where nothing tells."""
    found = find_year(document)
    return found.year if found else None


def find_year(document: Document) -> FoundYear | None:
    """The year that the report reviews: of its title, else of what its first lines say, its plan, its date, its file's name.

    The date of publication of a page says least: it is asked last. None where nothing tells.
    """
    return next((FoundYear(year, source) for source, year in _told(document) if year), None)


def _told(document: Document) -> Iterator[tuple[str, int | None]]:
    """What each place tells of the year, the surest first."""
    text, head = document.text, masthead(document.text)
    # A 政府工作报告 bears the year in which it is given, and reviews the one before.
    given = re.search(r"^[^\n]{0,30}政府工作报告", head.title or text[head.end : head.end + 60], re.M)
    if given and (reviewed := re.search(rf"{_YEAR}年度?(?:政府)?(?:主要)?工作(?:的?回顾|总结|完成情况|情况)", text[head.end : head.end + 4000])):
        yield "title", _number(reviewed[1])
    for title in (head.title, document.title, *_first_lines(text[head.end : head.end + 1500])):
        if _TITLE.search(title):
            yield "title", _of_title(title)
    body = text[head.end :]
    if opening := re.search(rf"(?:现将|现就|就)[^。\n]{{0,20}}{_YEAR}年", body[:3000]):
        yield "opening", _number(opening[1])
    if planned := _NEXT.search(body):
        yield "plan", _number(planned[1]) - 1
    named = Counter(_number(match[1]) for match in _NAMED.finditer(body))
    if signed := list(_SIGNED.finditer(body[-300:])):
        month = int(signed[-1][2]) if signed[-1][2].isdecimal() else 12 if signed[-1][2].startswith("十") else 1
        given_in, before = _number(signed[-1][1]), _number(signed[-1][1]) - 1
        # Signed in March 2023, and all its text says 2023: then the year before is not what it tells of.
        only = set(named) == {given_in} and len([found for found in _NAMED.finditer(body) if not _PLANNED.match(body, found.end())]) > 1
        yield "signature", given_in if only or month > _LATE else before
    if named and named.most_common(1)[0][1] > 1:
        yield "often", max(named, key=lambda year: (named[year], year))
    if stem := re.search(r"(?<!\d)(20\d\d)(?!\d)", document.path.stem):
        yield "file", int(stem[1])
    if head.published:
        yield "published", head.published.year - (head.published.month <= _LATE)


def _first_lines(text: str) -> list[str]:
    """The lines up to the first sentence, and all of them together, as a title may run over two."""
    lines: list[str] = []
    for line in text.splitlines():
        if "。" in line or len(line.strip()) > 60 or re.match(r"\s*[一（(]一?[、）)]", line):
            break
        lines += [line.strip()] if line.strip() else []
    return ["".join(lines), *lines]


def _of_title(title: str) -> int | None:
    """The year of a title: of 2022年工作总结及2023年工作计划 the one reviewed, of 2021—2023年 the last."""
    title = _DAY.sub("", _SPAN.sub("", title))
    years = [(_number(match[1]), bool(_AHEAD.match(title, match.end() - 1))) for match in _NAMED.finditer(title)]
    reviewed = [year for year, ahead in years if not ahead]
    return reviewed[0] if reviewed else min(years)[0] - 1 if len(years) > 1 else years[0][0] if years else None


def _number(text: str) -> int:
    return int(text.translate(_DIGITS))
