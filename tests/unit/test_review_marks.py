"""Every printed number is marked with its figure's name and with what of it is printed."""

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import count, rate, sample_work

from nianbao.figures import Amount
from nianbao.review import bars, breakdown, comparison, months, opening
from nianbao.review.marks import mark

CLOSED = count(
    "petitions.closed", ("办结信访件", "Petitions closed"), ("件", "petitions"), 1427, 1393,
    {"channel": [("visit", "来访", "visit", 1186, 171), ("", "未填写", "not stated", 241, None)]},
)  # fmt: skip
RATE = rate("petitions.closing_rate", ("办结率", "Closing rate"), 427, 438, (393, 407))


def marks(block):
    """Each mark of the block: what it says of itself, and its text."""
    found = BeautifulSoup(str(block.html if hasattr(block, "html") else block), "html.parser").select("data[data-figure]")
    return [({name.removeprefix("data-"): value for name, value in one.attrs.items()}, one.get_text()) for one in found]


@pytest.mark.parametrize(
    ("figure", "given", "attributes", "zh", "en"),
    [
        (CLOSED, {}, {"value": "1427"}, "1427", "1,427"),
        (CLOSED, {"form": "about"}, {"value": "1427", "form": "about"}, "1400余", "over 1,400"),
        (CLOSED, {"of": "previous"}, {"value": "1393", "of": "previous"}, "1393", "1,393"),
        (CLOSED, {"of": "change"}, {"value": "34", "of": "change"}, "34", "34"),
        (CLOSED.at("channel", "visit"), {}, {"value": "1186", "by": "channel", "key": "visit"}, "1186", "1,186"),
        (CLOSED.at("channel", ""), {"of": "previous"}, {"value": "", "by": "channel", "key": "", "of": "previous"}, "无数据", "no data"),
        # A category that other figures of the table have, and this one does not.
        (CLOSED.at("channel", "call"), {}, {"value": "0", "by": "channel", "key": "call"}, "0", "0"),
    ],
)  # fmt: skip
def test_a_mark_says_what_number_it_is(figure, given, attributes, zh, en):
    wanted = {"figure": "petitions.closed", **attributes}
    assert marks(mark(figure, "zh", **given)) == [(wanted, zh)]
    assert marks(mark(figure, "en", **given)) == [(wanted, en)]


@pytest.mark.parametrize(
    ("of", "value", "text"),
    [
        ("", str(427 / 438), "97.5%"), ("part", "427", "427"), ("whole", "438", "438"),
        ("previous", str(393 / 407), "96.6%"), ("previous-part", "393", "393"), ("previous-whole", "407", "407"),
        ("change", str(float((427 * 407 - 393 * 438) / (438 * 407))), "0.9"),
    ],
)  # fmt: skip
def test_of_a_rate_each_number_is_marked(of, value, text):
    wanted = {"figure": "petitions.closing_rate", "value": value} | ({"of": of} if of else {})
    assert marks(mark(RATE, "zh", of)) == [(wanted, text)]


def test_a_small_value_has_no_exponent():
    (found,) = marks(mark(rate("a.b", ("甲", "a"), 1, 1_000_000, (0, 1)), "zh"))
    assert found[0]["value"] == "0.000001"


def test_a_number_with_nothing_to_compute_is_marked_too():
    (found,) = marks(mark(count("a.b", ("甲", "a"), ("件", "a"), None, None), "zh"))
    assert found == ({"value": "", "figure": "a.b"}, "无可计算")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cards_tables_and_charts_print_no_number_without_its_mark(tmp_path, lang):
    work = sample_work(tmp_path, lang=lang)
    blocks = [
        opening(work, ["petitions.closed", "petitions.closing_rate"]), comparison(work, "petitions.closed", "petitions.closing_rate"),
        breakdown(work, "kind", "penalties.cases", "penalties.fines"), breakdown(work, "kind", "penalties.cases"),
        bars(work, "penalties.cases", by="kind"), months(work, "petitions.closed"),
    ]  # fmt: skip
    for block in blocks:
        page = BeautifulSoup(str(block.html), "html.parser")
        assert page.select("data[data-figure]")
        for unmarked in page.select("data, h1, .as-of, .verdict, .notice, caption, figcaption, thead, th, svg, summary"):
            unmarked.decompose()
        left = page.get_text(" ").replace("2022", "").replace("2023", "")
        assert not any(char.isdigit() for char in left), left


def test_what_has_not_moved_has_no_number_to_mark(tmp_path):
    figure = count("petitions.closed", ("办结", "Closed"), ("件", "petitions"), 5, 5)
    found = marks(comparison(sample_work(tmp_path, [figure]), "petitions.closed"))
    assert [attributes.get("of") for attributes, _ in found] == [None, "previous"]


def test_text_from_data_is_escaped(tmp_path):
    figure = count("petitions.closed", ("<b>", "<b>"), ("<i>", "<i>"), 5, 4, {"month": []})
    page = str(opening(sample_work(tmp_path, [figure]), ["petitions.closed"]).html)
    assert "<b>" not in page and "<i>" not in page and "&lt;i&gt;" in page


def test_an_amount_of_no_year_before_is_no_data():
    figure = count("a.b", ("甲", "a"), ("件", "a"), 5, None)
    assert figure.previous is None and figure.amount == Amount(5)
    assert marks(mark(figure, "zh", "previous"))[0][1] == "无数据"
