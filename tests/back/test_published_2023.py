"""The figures that the town published for 2023, in its own words, come out of the sample office's records."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from nianbao.figures import read_figures, written

with Path(__file__).with_name("published_2023.csv").open(encoding="utf-8", newline="") as handle:
    PUBLISHED = {row["figure"]: int(row["value"]) for row in csv.DictReader(handle)}


def test_the_parts_the_town_published_add_up():
    kinds = [value for name, value in PUBLISHED.items() if name.startswith("penalties.cases:")]
    assert kinds == [28, 38, 24]
    assert sum(kinds) == PUBLISHED["penalties.cases"]


@pytest.mark.parametrize(("name", "value"), PUBLISHED.items())
def test_the_figure_is_the_published_one(finished, name, value):
    assert read_figures(finished.review / "figures.json")[name].value == value


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_page_prints_it(finished, name):
    page = BeautifulSoup((finished.review / "review.html").read_text("utf-8"), "html.parser")
    figure = read_figures(finished.review / "figures.json")[name]
    printed = {mark.get_text() for mark in page.select(f'data[data-figure="{name}"]')}
    assert printed
    assert printed <= {written(figure, form, "zh", "") for form in (None, "yuan")}
