"""Conditions in words: columns by their titles, values by their labels, dates as days."""

from datetime import date

import pytest

from nianbao.explaining.conditions import in_words
from nianbao.office import shipped
from nianbao.tables import read_table

DATES = {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "as_of": date(2023, 12, 31)}


@pytest.fixture(scope="module")
def penalties():
    return read_table(shipped("expectations") / "penalties.yml")


@pytest.mark.parametrize(
    ("sql", "zh", "en"),
    [
        (
            "decided_on between :start and :end",
            "“处罚决定日期”在2023-01-01至2023-12-31之间",
            "“decided on” is between 2023-01-01 and 2023-12-31",
        ),
        ("fine > 0", "“罚款金额” > 0", "“fine” > 0"),
        ("kind = 'open_burning'", "“违法行为类型”为“非法焚烧”", "“kind of violation” is “unlawful burning”"),
        ("kind <> 'open_burning'", "“违法行为类型”不为“非法焚烧”", "“kind of violation” is not “unlawful burning”"),
        ("kind in ('civility', 'other')", "“违法行为类型”是“文明行为”、“other”之一", "“kind of violation” is one of “public conduct”, “other”"),
        ("kind not in ('civility')", "“违法行为类型”不是“文明行为”之一", "“kind of violation” is none of “public conduct”"),
        ("fine is null or filed_on is not null", "“罚款金额”为空或“立案日期”不为空", "“fine” is empty or “filed on” is not empty"),
        (
            "fine > 0 and (filed_on < date '2023-03-01' or fine < 5)",
            "“罚款金额” > 0，且（“立案日期” < 2023-03-01或“罚款金额” < 5）",
            "“fine” > 0 and (“filed on” < 2023-03-01 or “fine” < 5)",
        ),
        ("not (fine > 1)", "并非（“罚款金额” > 1）", "not (“fine” > 1)"),
        ("date_diff('day', filed_on, decided_on)", "“立案日期”至“处罚决定日期”的天数", "days from “filed on” to “decided on”"),
        ("coalesce(filed_on, :as_of)", "“立案日期”（为空时用2023-12-31）", "“filed on” (2023-12-31 where empty)"),
        ("(fine + 1) * 2", "（“罚款金额” + 1） × 2", "(“fine” + 1) × 2"),
        ("month(decided_on)", "“处罚决定日期”的月份", "the month of “decided on”"),
        ("length(kind) = 2", "length(“违法行为类型”) = 2", "length(“kind of violation”) = 2"),
        ("case when fine > 0 then 1 else 0 end", "若“罚款金额” > 0，为1；否则为0", "1 where “fine” > 0; else 0"),
    ],
)
def test_a_condition_reads_as_words(penalties, sql, zh, en):
    told = in_words(penalties, sql, DATES)
    assert (told.zh, told.of("en")) == (zh, en)


def test_a_derived_column_goes_by_its_name():
    petitions = read_table(shipped("expectations") / "petitions.yml")
    assert in_words(petitions, "days_to_close <= 15", DATES).zh == "days_to_close ≤ 15"
