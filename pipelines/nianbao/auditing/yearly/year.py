"""Which year a report is about."""

from __future__ import annotations

import re
from collections import Counter

from nianbao.auditing.document import Document
from nianbao.auditing.masthead import masthead

_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九０１２３４５６７８９", "0000123456789" + "0123456789")
_YEAR = r"(20\d\d|[２][０][０-９]{2}|二[〇○零Ｏ][一二三四五六七八九〇○零]{2})"
_NAMED = re.compile(rf"{_YEAR}[ \u3000]*年")
_SPAN = re.compile(rf"{_YEAR}[ \u3000]*年?[—\-－~～至到](?=[ \u3000]*{_YEAR}[ \u3000]*年)")
# A year that what stands after it makes the year looked forward to: 2023年工作计划.
_AHEAD = re.compile(r"年度?[^，。、；\n和及与暨]{0,14}(?:计划|打算|思路|安排|要点|部署|方案)")
_TITLE = re.compile(r"报告|总结|年报|情况|通报|公报|汇报|计划|要点|思路")
_SIGNED = re.compile(rf"{_YEAR}[ \u3000]*年[ \u3000]*(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])[ \u3000]*月[ \u3000]*[0-3一二三]?[0-9一二三四五六七八九十]{{1,2}}[ \u3000]*日")
_NEXT = re.compile(rf"^[ \u3000]*(?:[（(]?[一二三四五六七八九十]+[、）)])?[ \u3000]*{_YEAR}年[^，。\n]{{0,16}}(?:计划|打算|思路|安排)", re.M)
_LATE = 9  # a report signed after September is of the year that it was signed in


def report_year(document: Document) -> int | None:
    """The year that the report reviews: of its title, else of what its first lines say, its plan, its date, its file's name.

    The date of publication of a page says least: it is asked last. None where nothing tells.
    """
    text, head = document.text, masthead(document.text)
    # A 政府工作报告 bears the year in which it is given, and reviews the one before.
    given = re.search(r"^[^\n]{0,30}政府工作报告", head.title or text[head.end : head.end + 60], re.M)
    if given and (reviewed := re.search(rf"{_YEAR}年度?(?:政府)?(?:主要)?工作(?:的?回顾|总结|完成情况|情况)", text[head.end : head.end + 4000])):
        return _number(reviewed[1])
    titles = [head.title, document.title, *_first_lines(text[head.end : head.end + 1500])]
    for title in titles:
        if _TITLE.search(title) and (found := _of_title(title)):
            return found
    body = text[head.end :]
    if opening := re.search(rf"(?:现将|现就|就)[^。\n]{{0,20}}{_YEAR}年", body[:3000]):
        return _number(opening[1])
    if planned := _NEXT.search(body):
        return _number(planned[1]) - 1
    if signed := list(_SIGNED.finditer(body[-300:])):
        month = int(signed[-1][2]) if signed[-1][2].isdecimal() else 12 if signed[-1][2].startswith("十") else 1
        return _number(signed[-1][1]) - (month <= _LATE)
    named = Counter(_number(match[1]) for match in _NAMED.finditer(body))
    if named and named.most_common(1)[0][1] > 1:
        return max(named, key=lambda year: (named[year], year))
    if stem := re.search(r"(?<!\d)(20\d\d)(?!\d)", document.path.stem):
        return int(stem[1])
    return head.published.year - (head.published.month <= _LATE) if head.published else None


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
    title = _SPAN.sub("", title)
    years = [(_number(match[1]), bool(_AHEAD.match(title, match.end() - 1))) for match in _NAMED.finditer(title)]
    reviewed = [year for year, ahead in years if not ahead]
    return reviewed[0] if reviewed else min(years)[0] - 1 if len(years) > 1 else years[0][0] if years else None


def _number(text: str) -> int:
    return int(text.translate(_DIGITS))
