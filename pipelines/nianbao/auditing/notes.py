"""What a reader has to know before the findings: whose year the report was held against, and what it was set beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.words import Words

if TYPE_CHECKING:
    from nianbao.auditing.audit import Audit


def notes_of(audit: Audit) -> Iterator[Words]:
    """On the year, where the title does not say it as it was taken; on the report set beside it, where that is not the one right before."""
    yield from _on_year(audit)
    if audit.moves is not None:
        yield from audit.moves.doubts


def _on_year(audit: Audit) -> Iterator[Words]:
    year, found = audit.year, audit.found
    if year is None:
        yield Words(
            zh="没有认出报告的年份：时限、日期、法规和大事的年份等与年份有关的各项没有查。用 --year 写明年份，可以补查",
            en="The report's year was not recognised: dates, limits, laws and events that depend on it were not checked. Give it with --year",
        )
    elif found is not None and found.year == year and not found.sure:
        zh = f"标题没有写明年份，按{found.by.zh}推断，报告是{year}年的；不是的话，用 --year 写明"
        yield Words(zh=zh, en=f"The title names no year; from {found.by.of('en')} the report is taken to be of {year}. If it is not, give the year with --year")
    elif found is not None and found.year != year and found.sure:
        zh = f"--year 写的是{year}年，标题写的是{found.year}年：以下按{year}年核对，请先确认年份"
        yield Words(zh=zh, en=f"--year says {year}, the title says {found.year}: what follows is held against {year}. Make sure of the year first")
