"""The figures that the town published for 2023 come out of the sample office's records, and are printed in its own forms.

`value` is what the town's report says, rates in percent; `text` is how it says it, before or with the unit: 2000余 is at
least 2000 and no more than its two leading digits tell, 超过50 is more than 50, 90分以上 is 90 or more.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from nianbao.figures import read_figures


@dataclass(frozen=True)
class Published:
    """A figure of the town's report."""

    figure: str
    value: str
    unit: str
    form: str
    text: str

    def __str__(self) -> str:
        return self.figure

    @property
    def with_unit(self) -> str:
        """The figure as a sentence has it."""
        return self.text if self.unit in self.text else self.text + self.unit


with Path(__file__).with_name("published_2023.csv").open(encoding="utf-8", newline="") as handle:
    PUBLISHED = [Published(**row) for row in csv.DictReader(handle)]


@pytest.fixture(scope="module")
def figures(finished):
    return read_figures(finished.review / "figures.json")


@pytest.fixture(scope="module")
def page(finished) -> BeautifulSoup:
    return BeautifulSoup((finished.review / "review.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def paper(finished) -> str:
    return re.sub(r"[\s\u2060\u200b]", "", "".join(leaf.extract_text() for leaf in PdfReader(finished.review / "review.pdf").pages))


def test_all_27_figures_of_the_report_are_here():
    assert len({published.figure for published in PUBLISHED}) == len(PUBLISHED) == 27


def test_the_parts_the_town_published_add_up():
    told = {published.figure: int(published.value) for published in PUBLISHED}
    kinds = [value for name, value in told.items() if name.startswith("penalties.cases:")]
    assert kinds == [28, 38, 24]
    assert sum(kinds) == told["penalties.cases"]


@pytest.mark.parametrize("published", PUBLISHED, ids=str)
def test_the_figure_is_the_published_one(figures, published):
    found = figures[published.figure]
    told = int(published.value)
    value = found.value * 100 if found.kind == "rate" else found.value
    next_step = told + 10 ** max(len(published.value) - 2, 1)
    within = {"exact": value == told, "about": told <= value < next_step, "more than": value > told, "at least": value >= told}
    assert within[published.form], value


@pytest.mark.parametrize("published", PUBLISHED, ids=str)
def test_the_page_prints_it_in_the_reports_own_form(page, figures, published):
    assert published.text in {mark.get_text() for mark in marks(page, figures, published)}


@pytest.mark.parametrize("published", PUBLISHED, ids=str)
def test_the_paper_prints_it_with_its_unit(page, figures, paper, published):
    assert any(words in paper for words in told(page, figures, published))


def marks(page, figures, published):
    """This year's number of the figure, or of the part of it, wherever the page prints it."""
    figure = figures[published.figure]
    by, key = figure.part_of or (None, None)
    found = page.select(f'data[data-figure="{figure.whole_name}"]:not([data-of])')
    return [mark for mark in found if (mark.get("data-by"), mark.get("data-key")) == (by, key)]


def told(page, figures, published):
    """The published words, each time with those before them, as the page has them: 集体学法7次."""
    for mark in marks(page, figures, published):
        number = mark.parent if mark.parent.get("class") == ["number-with-unit"] else mark
        before, after = (str(text or "") for text in (number.previous_sibling, number.next_sibling))
        words = re.sub(r"\s", "", before)[-6:] + number.get_text() + after
        if mark.get_text() == published.text and published.with_unit in words:
            yield words.partition(published.with_unit)[0] + published.with_unit
