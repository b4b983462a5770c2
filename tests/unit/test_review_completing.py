"""What Tab offers in a cell of prose."""

import pytest
from tests.unit.writing_sample import writing_work

from nianbao.review.completing import offers


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return writing_work(tmp_path_factory.mktemp("w"))


def texts(work, before):
    begun, found = offers(work, before)
    return begun, [offer.text for offer in found]


@pytest.mark.parametrize(
    ("before", "begun", "wanted"),
    [
        ("%%prose zh petitions\n全年办结信访件{{petitions.clo", "petitions.clo", ["petitions.closed", "petitions.closing_rate"]),
        ("%%text en petitions\nIn {{ PETITIONS.clo", "PETITIONS.clo", ["petitions.closed", "petitions.closing_rate"]),
        ("%%prose zh petitions\n{{?petitions.clos", "petitions.clos", ["petitions.closed", "petitions.closing_rate"]),
        ("%%prose zh summary\n{{as", "as", ["as_of", "penalties.cases"]),
        ("%%prose zh summary\n{{罚款", "罚款", ["penalties.fines"]),
        ("%%prose zh petitions\n其中{{petitions.closed: 来", "来", ["来信", "来访", "来电"]),
        ("%%prose en petitions\n{{petitions.closed:vi", "vi", ["visit"]),
        ("%%prose zh petitions\n{{petitions.closed: 来信|ab", "ab", ["about", "above"]),
        ("%%prose en petitions\n{{petitions.closed|ab", "ab", ["about", "above"]),
        ("%%prose zh petitions\n{{petitions.closed|y", "y", ["yi"]),
        ("%%prose zh petitions\n{{penalties.fines|y", "y", ["yuan", "yi", "money"]),
        ("%%prose zh petitions\n{{petitions.closing_rate|", "", ["percent", "above"]),
    ],
)
def test_what_was_begun_is_told_apart_and_completed(work, before, begun, wanted):
    assert texts(work, before) == (begun, wanted)


@pytest.mark.parametrize(
    "before",
    [
        "%%prose zh petitions\n全年办结信访件", "%%prose zh petitions\n{{petitions.closed}}件", "x = {{petitions.clo",
        "%%prose zh petitions\n{{?petitions.closed}}有{{:", "%%prose zh petitions\n{{?petitions.closed}}有{{/",
        "%%prose zh petitions\n{{petitions.nothing: ", "%%prose petitions\n{{petitions",
    ],
)  # fmt: skip
def test_elsewhere_nothing_is_offered(work, before):
    assert offers(work, before)[1] == []


def test_the_section_s_own_table_stands_first_and_then_all_others(work):
    _, found = texts(work, "%%prose zh penalties\n{{")
    assert found[:2] == ["penalties.cases", "penalties.fines"]
    assert found[2:4] == ["petitions.received", "petitions.carried_in"]
    assert found[-3:] == ["year", "office", "as_of"]


@pytest.mark.parametrize(
    ("before", "what"),
    [
        ("%%prose zh petitions\n{{petitions.closed", "办结信访件 427件"),
        ("%%prose en petitions\n{{petitions.closed", "Petitions closed 427 petitions"),
        ("%%prose zh petitions\n{{petitions.closing_rate", "办结率 97.5%"),
        ("%%prose zh petitions\n{{petitions.withdrawn", "撤回 没有数值"),
        ("%%prose zh petitions\n{{petitions.closed: 来访", "186件"),
        ("%%prose zh petitions\n{{petitions.closed|about", "420余"),
        ("%%prose en petitions\n{{penalties.fines|yuan", "11,850 yuan"),
        ("%%prose zh petitions\n{{year", "2023"),
    ],
)
def test_each_says_what_it_would_print(work, before, what):
    assert offers(work, before)[1][0].what == what
