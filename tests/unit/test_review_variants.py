"""Prose: a variant for none, and numbers that no line breaks from their unit."""

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import count, sample_work

from nianbao.errors import BadVariant, UnknownFigure
from nianbao.figures import Figures
from nianbao.review.sections import section
from nianbao.review.slots import resolve
from nianbao.review.variants import chosen

PIECE = ("件", "petitions")
FIGURES = [
    count("petitions.closed", ("办结", "Closed"), PIECE, 427, 400, {"channel": [("visit", "来访", "visit", 0, 3)]}),
    count("petitions.withdrawn", ("撤回", "Withdrawn"), PIECE, 0, 2),
    count("petitions.unknown", ("不明", "Unknown"), PIECE, None, None),
]
VARIANT = "{{?petitions.%s}}有{{petitions.%s}}件{{:}}没有{{/}}。"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (VARIANT % ("closed", "closed"), "有{{petitions.closed}}件。"),
        (VARIANT % ("withdrawn", "withdrawn"), "没有。"),
        ("共{{ ? petitions.closed: 来访 }}有{{:}}无{{ / }}。", "共无。"),
        # What there is no data of is not none.
        (VARIANT % ("unknown", "unknown"), "有{{petitions.unknown}}件。"),
        ("甲{{?petitions.withdrawn}}，撤回{{petitions.withdrawn}}件{{/}}。", "甲。"),
        ("{{?petitions.closed}}a{{/}}\n\n{{?petitions.withdrawn}}b{{:}}c{{/}}", "a\n\nc"),
        ("没有这种写法", "没有这种写法"),
    ],
)
def test_the_variant_that_fits_the_year_is_chosen(text, wanted):
    assert chosen(Figures(FIGURES), text, "x") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "{{?petitions.closed}}有", "有{{/}}", "{{:}}", "{{?petitions.closed}}a{{:}}b{{:}}c{{/}}",
        "{{?petitions.closed}}{{?petitions.closed}}a{{/}}{{/}}", "{{?petitions.closed}}a\n\nb{{/}}",
    ],
)  # fmt: skip
def test_signs_without_a_match_are_an_error(text):
    with pytest.raises(BadVariant) as error:
        chosen(Figures(FIGURES), text, "text/petitions.md")
    assert "text/petitions.md" in error.value.say("zh")


def test_an_unknown_figure_chooses_nothing():
    with pytest.raises(UnknownFigure):
        chosen(Figures(FIGURES), "{{?petitions.close}}a{{/}}", "x")


def test_a_paragraph_whose_variant_rests_on_missing_data_is_left_out_of_a_cells_text(tmp_path):
    work = sample_work(tmp_path, FIGURES)
    text = "### 信访\n\n{{?petitions.unknown}}甲{{:}}乙{{/}}\n\n{{?petitions.withdrawn}}丙{{:}}丁{{/}}"
    assert BeautifulSoup(str(section(work, "petitions", text).html), "html.parser").p.get_text() == "丁"


def test_a_number_is_kept_beside_its_unit(tmp_path):
    html = resolve(sample_work(tmp_path), Figures(FIGURES), "**{{year}}年**办结{{petitions.closed}}件，{{petitions.closed}}，", "x")
    page = BeautifulSoup(html, "html.parser")
    assert [span.get_text() for span in page.select("span.number-with-unit")] == ["2023年", "427件"]
    assert page.get_text().strip() == "2023年办结427件，427，"
    assert "figurex" not in html
