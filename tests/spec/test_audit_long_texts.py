"""A text twice as long takes about twice as long: no sentence, line, list or row of digits makes the audit search it over and over."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from nianbao.auditing import audit
from nianbao.auditing.document import Document
from nianbao.auditing.telling.page import as_page

REPORT = (
    "一、总体情况\n2023年办理行政处罚案件90起，其中公安30起、消防50起、城管10起，同比增长12.5%（2022年为80起）。\n"
    "（一）调解情况\n全年受理纠纷120件，办结118件，办结率98.3%；行政复议案件5件，全部办结。\n"
)
# What is repeated, and what the text begins with.
LONG = {
    "a list in one sentence": ("2023年处罚8起，其中", "甲3起、"),
    "years in one sentence": ("", "2023年检查3次，"),
    "a report many times over": ("", REPORT),
    "a report on one line": ("", REPORT.replace("\n", "")),
    "a row of digits": ("2023年处罚", "7777777777"),
    "a row of numerals": ("2023年处罚", "一二三四五六七八九十"),
}
PAGES = {"a report many times over", "a report on one line"}


def seconds(text, page):
    begin = time.process_time()
    found = audit(Document(Path("a.txt"), text))
    assert found.issues is not None
    if page:
        as_page(found, "zh")
    return time.process_time() - begin


@pytest.mark.parametrize("name", LONG)
def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(name):
    head, again = LONG[name]
    size = 4_000 if name in PAGES else 8_000
    once, most = (head + again * (signs // len(again)) for signs in (size, 4 * size))
    seconds(once[:400], page=name in PAGES)  # what is read once
    assert seconds(most, name in PAGES) < 8 * seconds(once, name in PAGES) + 0.15
