"""What is said in two languages, and names that are near."""

import pytest
from pydantic import ValidationError

from nianbao.words import Words, listed, nearest, one


def test_words_fall_back_on_the_chinese():
    assert Words(zh="甲", en="a").of("en") == "a"
    assert Words(zh="甲", en="a").of("zh") == "甲"
    assert Words(zh="甲").of("en") == "甲"
    assert Words(zh="甲").json() == {"zh": "甲", "en": "甲"}


def test_words_need_the_chinese_and_know_no_third_language():
    with pytest.raises(ValidationError):
        Words(en="a")
    with pytest.raises(ValidationError):
        Words(zh="甲", fr="a")


@pytest.mark.parametrize(("lang", "one", "none"), [("zh", "甲、2", "（无）"), ("en", "甲, 2", "(none)")])
def test_items_stand_in_a_row(lang, one, none):
    assert listed(["甲", 2], lang) == one
    assert listed([], lang) == none


@pytest.mark.parametrize(("name", "found"), [("clsed", "closed"), ("closed", "closed"), ("办结件", "办结件数"), ("zzz", None), ("", None)])
def test_the_nearest_name_is_near_or_none(name, found):
    assert nearest(name, ["closed", "received", "办结件数"]) == found


@pytest.mark.parametrize(
    ("many", "one_of_them"),
    [("petitions", "petition"), ("cases", "case"), ("penalties", "penalty"), ("people", "person"), ("yuan", "yuan"), ("copies", "copy")],
)
def test_an_english_unit_beside_1_is_singular(many, one_of_them):
    assert one(many) == one_of_them
