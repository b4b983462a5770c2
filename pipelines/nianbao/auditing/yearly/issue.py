"""When a report was signed and published: too early to know the year, too late, or not said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from nianbao.auditing.findings import Finding
from nianbao.auditing.yearly.parts import genre_of
from nianbao.auditing.yearly.reading import Reading, day_of

_OFFICE = re.compile(r"(?:政府|办公室|办事处|委员会|管委会|管理局|局|厅|司法所|街道|党委|党组)$")
_DATED = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_TOLD = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_SHORTER = re.compile(r"季度|半年|月份|\d月|专项|通知")
_AHEAD = re.compile("计划|要点|思路|安排|方案|打算|预算|政府工作报告")
_RULE = ("督察工作规定要求每年4月1日前公开年度报告", "the rule that the report is published before 1 April")
_S1 = "法治政府建设与责任落实督察工作规定 第二十四条"
_V90 = "政府信息公开条例 第四十九条"


def findings(reading: Reading) -> Iterator[Finding]:
    """The date at the end, and the date of publication in the head of the page."""
    signed, published = reading.signed, reading.head.published
    if signed and signed[1]:
        yield from _before_told(reading, signed[0], signed[1])
    if _SHORTER.search(reading.named):
        return
    if signed and signed[1]:
        yield from _early(reading, signed[0], signed[1], "落款日期", "signed")
        yield from _year_before(reading, signed[0], signed[1])
        yield from _late(reading, signed[0], signed[1], "落款日期", "signed")
    elif not signed and not published:
        yield from _undated(reading)
    if published:
        yield from _early(reading, reading.head.place, published, "发布日期", "published")
        yield from _late(reading, reading.head.place, published, "发布日期", "published")
        yield from _address(reading, published)


def _before_told(reading: Reading, span: tuple[int, int], day: date) -> Iterator[Finding]:
    """Signed before a day that the report tells of, itself not after its publication."""
    published = reading.head.published
    told = [
        (match.span(), when) for match in _TOLD.finditer(reading.text, reading.body, span[0])
        if (when := day_of(int(match[1]), int(match[2]), int(match[3]))) and not reading.planned(match.start())
    ]  # fmt: skip
    last = max(told, key=lambda one: one[1], default=None)
    if last and published and day < last[1] <= published:
        yield reading.finding(
            "dated_before_told", "warn", span, f"落款日期{day}早于文中所述的{last[1]}。", f"It is signed on {day}, before {last[1]}, of which it tells.",
            ("成文日期", "the date of issue"),
        )  # fmt: skip


def _early(reading: Reading, span: tuple[int, int], day: date, zh: str, en: str) -> Iterator[Finding]:
    if date(reading.year, 7, 1) <= day < date(reading.year, 12, 31):
        yield reading.finding(
            "date_before_year_end", "warn", span, f"{zh}{day}早于{reading.year}年年末，全年数据不可能齐全。",
            f"It was {en} on {day}, before the year was over, so its figures cannot cover the whole year.", ("数据截止日期", "the cut-off date of the figures"),
        )  # fmt: skip


def _year_before(reading: Reading, span: tuple[int, int], day: date) -> Iterator[Finding]:
    """Signed in the first months of its own year, or before it: the year was not moved on."""
    if day < date(reading.year, 7, 1) and not _AHEAD.search(reading.named) and str(reading.year) in reading.named:
        zh = f"落款日期{day}在{reading.year}年年末之前：年份是否应当是{reading.year + 1}年。"
        en = f"It was signed on {day}, before {reading.year} was over: is the year {reading.year + 1} meant?"
        yield reading.finding("date_before_year_end", "warn", span, zh, en, ("落款日期", "the date of the signature"))


def _late(reading: Reading, span: tuple[int, int], day: date, zh: str, en: str) -> Iterator[Finding]:
    genre = genre_of(reading)
    limit = date(reading.year + 1, 4, 1)
    if genre in ("rule_of_law", "disclosure") and day >= limit:
        law = _S1 if genre == "rule_of_law" else _V90
        yield reading.finding(
            "published_late", "warn", span, f"{zh}{day}晚于{limit.year}年3月31日，年度报告应当在{limit.year}年4月1日前公开。",
            f"It was {en} on {day}; an annual report must be published before {limit}.", _RULE if genre == "rule_of_law" else ("公开期限", "the deadline for publication"), law,
        )  # fmt: skip
    elif not genre and day >= date(reading.year + 1, 7, 1):
        yield reading.finding(
            "published_late", "check", span, f"{zh}{day}距{reading.year}年年末已半年以上。", f"It was {en} on {day}, more than half a year after the end of {reading.year}."
        )  # fmt: skip


def _undated(reading: Reading) -> Iterator[Finding]:
    """Neither signed nor published on a day that the text tells; asked where it is signed by an office, or has to be published."""
    if reading.document.marks:
        return
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", reading.text[reading.body :]))
    if not lines:
        return
    # Annexes may follow the office's name and its date.
    if any(_DATED.fullmatch(after[0].strip()) and _OFFICE.search(before[0].strip()) for before, after in pairwise(lines)):
        return
    last = lines[-1]
    words = last[0].strip()
    signs = len(words) <= 40 and bool(_OFFICE.search(words))
    if signs or (genre_of(reading) == "rule_of_law" and words.endswith("。")):
        start = reading.body + last.start() + (last[0].index(words) if signs else len(last[0].rstrip()) - min(len(words), 12))
        yield reading.finding(
            "date_missing", "warn", (start, reading.body + last.start() + len(last[0].rstrip())), "文末没有成文日期，无法核对是否在次年4月1日前公开。",
            "There is no date at the end, so it cannot be checked whether the report was published before 1 April.", _RULE, _S1,
        )  # fmt: skip


def _address(reading: Reading, published: date) -> Iterator[Finding]:
    """The date in the page's address, where it is not that of publication."""
    match = re.search(r"/t(20\d\d)(\d\d)(\d\d)_\d+", reading.text[: reading.body])
    if match and f"{published:%Y%m%d}" != "".join(match.groups()):
        stamp = "-".join(match.groups())
        yield reading.finding(
            "date_conflict", "check", reading.head.place, f"发布日期是{published}，网页地址中的日期是{stamp}。",
            f"The page says that it was published on {published}, but its address says {stamp}.", ("发布日期", "the date of publication"),
        )  # fmt: skip
