"""Records as a table of the review: what is asked for and nothing personal, in the words of its language."""

from datetime import date
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import sample_work

from nianbao.cleaning import Records
from nianbao.cleaning.records import arrow_table
from nianbao.errors import BadCondition, WrongParameter
from nianbao.review import records
from nianbao.tables import tables_of

VISITS = """
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*"]
columns:
  kind: {zh: 类别, en: kind, type: category, values: {走访: visit, 约谈: talk}, labels: {visit: {zh: 走访, en: a visit}}}
  subject: {zh: 事项, en: subject, keep: true}
  remarks: {zh: 备注, en: remarks}
  office: {zh: 责任单位, en: office, type: category}
  visited_on: {zh: 日期, en: date, type: date}
  month: {zh: 月份, en: month, type: month}
  people: {zh: 人数, en: people, type: integer}
  cost: {zh: 支出, en: cost, type: money}
  host: {zh: 接待人, en: host, personal: name}
  home: {zh: 住址, en: home, personal: address}
derived:
  open: visited_on is null
"""
ROWS = [
    {"kind": "visit", "subject": "春耕", "office": "司法所", "visited_on": date(2023, 3, 5), "month": date(2023, 3, 1), "people": 1234,
     "cost": Decimal("0.50"), "host": "0a1b2c3d4e5f6071"},
    {"kind": "talk", "subject": "A & B <x>", "office": None, "visited_on": None, "month": None, "people": None, "cost": None, "host": None},
    {"kind": "秋收", "subject": "roof", "office": "办公室", "visited_on": date(2023, 12, 31), "month": date(2023, 12, 1), "people": 0,
     "cost": Decimal(20_000), "host": "0a1b2c3d4e5f6071"},
]  # fmt: skip


def visits(root, rows=ROWS, **parameters):
    """The work of an office with these records of visits."""
    work = sample_work(root, clean={"tables": {"visits": {}}, "files": [], "corrections": []}, **parameters)
    (root / "expectations").mkdir()
    (root / "expectations" / "visits.yml").write_text(VISITS, "utf-8")
    table = tables_of(work.workspace, work.office)["visits"]
    columns = {name: [row.get(name) for row in rows] for name in table.kept}
    places = {"_file": ["走访.xlsx"] * len(rows), "_sheet": ["一"] * len(rows), "_row": list(range(2, 2 + len(rows)))}
    pq.write_table(arrow_table(Records(table, columns | places, {}, [])), work.clean / "visits.parquet")
    return work


def page(block):
    return BeautifulSoup(str(block.html), "html.parser")


def rows(block):
    return [[cell.get_text() for cell in row.select("th, td")] for row in page(block).select("tr")]


def column(block, place=0):
    return [row[place] for row in rows(block)[1:]]


# --- what is shown ----------------------------------------------------------------------------------------------


def test_each_record_is_a_row_under_the_titles_of_its_columns(tmp_path):
    assert rows(records(visits(tmp_path), "visits", ["subject", "people"])) == [["事项", "人数"], ["春耕", "1234"], ["A & B <x>", "—"], ["roof", "0"]]


def test_records_stand_in_the_order_of_files_sheets_and_rows(tmp_path):
    work = visits(tmp_path)
    path = work.clean / "visits.parquet"
    pq.write_table(pq.read_table(path).take([2, 0, 1]), path)
    assert column(records(work, "visits", ["subject"])) == ["春耕", "A & B <x>", "roof"]


@pytest.mark.parametrize(
    ("where", "shown"),
    [("true", ["春耕", "A & B <x>", "roof"]), ("kind = 'visit'", ["春耕"]), ("visited_on between :start and :end and people > 0", ["春耕"]),
     ("open", ["A & B <x>"]), ("host = '0a1b2c3d4e5f6071'", ["春耕", "roof"])],
)  # fmt: skip
def test_a_condition_says_which_records(tmp_path, where, shown):
    assert column(records(visits(tmp_path), "visits", ["subject"], where=where)) == shown


@pytest.mark.parametrize(
    ("lang", "kinds", "days", "months", "people", "costs"),
    [
        ("zh", ["走访", "约谈", "秋收"], ["2023年3月5日", "—", "2023年12月31日"], ["2023年3月", "—", "2023年12月"], ["1234", "—", "0"], ["0.5", "—", "20000"]),
        ("en", ["a visit", "talk", "秋收"], ["5 March 2023", "—", "31 December 2023"], ["March 2023", "—", "December 2023"], ["1,234", "—", "0"],
         ["0.5", "—", "20,000"]),
    ],
)  # fmt: skip
def test_categories_days_and_numbers_are_written_in_the_reviews_language(tmp_path, lang, kinds, days, months, people, costs):
    found = records(visits(tmp_path, lang=lang), "visits", ["kind", "visited_on", "month", "people", "cost"])
    assert [column(found, place) for place in range(5)] == [kinds, days, months, people, costs]


def test_numbers_stand_to_the_right(tmp_path):
    found = page(records(visits(tmp_path), "visits", ["subject", "people", "cost", "office"]))
    assert [cell.get("class") for cell in found.select("thead th")] == [None, ["num"], ["num"], None]


def test_a_day_is_one_to_programs_too(tmp_path):
    cell = page(records(visits(tmp_path, lang="en"), "visits", ["visited_on"])).select_one("tbody time")
    assert (cell["datetime"], cell.get_text()) == ("2023-03-05", "5 March 2023")


def test_the_caption_is_the_tables_title_or_what_it_is_given(tmp_path):
    work = visits(tmp_path, lang="en")
    assert page(records(work, "visits", ["people"])).caption.get_text() == "Visits"
    given = records(work, "visits", ["people"], caption={"zh": "走访情况", "en": "Who was seen"})
    assert page(given).caption.get_text() == page(given).select_one("[role=group]")["aria-label"] == "Who was seen"


# --- what is not shown ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["host", "home"])
def test_a_column_about_people_is_refused(tmp_path, name):
    with pytest.raises(WrongParameter) as error:
        records(visits(tmp_path), "visits", ["subject", name])
    assert error.value.exit_code == 2
    assert error.value.say("zh") == (
        f"参数 columns 应为：visits 的非个人列（kind、subject、office、visited_on、month、people、cost）；得到的是 '{name}'（str）。"
    )


def test_an_unknown_column_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(WrongParameter) as error:
        records(visits(tmp_path), "visits", ["subjct"])
    assert "(kind, subject, office, visited_on, month, people, cost), got 'subjct'" in error.value.say("en")


@pytest.mark.parametrize(
    ("where", "said"), [("home = '东街'", "home"), ("subjct = '春耕'", "subjct"), ("subject in (select 1)", "select"), ("kind = ", "kind =")]
)
def test_a_condition_that_may_not_be_asked_is_refused_and_named(tmp_path, where, said):
    with pytest.raises(BadCondition) as error:
        records(visits(tmp_path), "visits", ["subject"], where=where)
    assert said in error.value.say("zh") and "records(visits)" in error.value.say("zh")


@pytest.mark.parametrize(("lang", "said"), [("zh", "走访：没有。"), ("en", "Visits: none.")])
def test_where_no_record_meets_the_condition_a_sentence_says_so(tmp_path, lang, said):
    found = page(records(visits(tmp_path, lang=lang), "visits", ["subject"], where="people > 9999"))
    assert found.get_text() == said
    assert not found.table


def test_a_table_without_records_shows_nothing(tmp_path):
    work = sample_work(tmp_path, clean={"tables": {}, "files": [], "corrections": []})
    assert records(work, "petitions", ["topic"]) is None
