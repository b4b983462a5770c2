"""The data dictionary says what the YAML says, in lines that fit a terminal and in pages that are kept current."""

import re
from pathlib import Path

import pytest

from nianbao.dictionary import as_text, columns_of, described, described_balances, descriptions, wrapped, write_pages
from nianbao.dictionary.pages import page
from nianbao.errors import NoSuchTable, NoWorkspace, UnknownOffice
from nianbao.office import Workspace, shipped
from nianbao.tables import read_table, table_files
from nianbao.tables.model import Rule

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "tables"
TABLES = table_files(Workspace(shipped("expectations").parent))

VISITS = """
table: visits
title: {zh: 走访, en: Visits}
files: ["*走访*", "*visit*"]
columns:
  visit_no: {zh: 走访编号, en: visit number, also: [编号], key: true, required: true}
  visited_on: {zh: 走访日期, en: visited on, type: date}
  answered_on: {zh: 答复日期, en: answered on, type: date}
  month: {zh: 月份, en: month of the plan, type: month}
  visitor: {zh: 走访人, en: visitor, personal: name}
  home: {zh: 住址, en: home, personal: address}
  aid: {zh: 救助金额, en: aid, type: money, unit: 万元}
  kind: {zh: 形式, en: kind, type: category, values: {入户: home, 上门: home, 电话: call}, labels: {home: {zh: 入户, en: at home}}}
stated:
  entries: {zh: 合计次数, en: entries, pattern: '合计|共(\\d+)次'}
  aided: {zh: 合计金额, en: aid in all, column: aid}
derived:
  days: date_diff('day', visited_on, answered_on)
rules:
  - id: visits.answered
    within: {working_days: 1, from: visited_on, to: answered_on}
    where: kind = 'home'
    holds: {from: 2024-01-01, until: 2029-12-31, on: visited_on}
    severity: critical
    law: {zh: 某条例 第一条, en: "Some regulations, art. 1"}
    quote: 应当及时答复
    says: {zh: 及时答复, en: Answered in time}
  - {id: visits.not-hasty, at_least: {days: 2, from: visited_on, to: answered_on}, severity: info, says: {zh: 不草率, en: Not hasty}}
  - {id: visits.some, expect: expect_column_values_to_be_in_set, column: kind, value_set: [home, call], severity: warning, says: {zh: 某}}
  - {id: visits.sums, balance: aid <= stated.aided, holds: {until: 2025-12-31}, severity: warning, says: {zh: 相符, en: They agree}}
figures:
  visits: {label: {zh: 走访次数, en: Visits}, unit: {zh: 次, en: visits}, count: visited_on between :start and :end, by: [kind, month(visited_on)]}
  aid: {label: {zh: 救助, en: Aid}, unit: 元, sum: aid}
  people: {label: {zh: 走访人, en: Visitors}, distinct: visitor}
  mean_aid: {label: {zh: 平均救助, en: Mean aid}, mean: aid, where: aid > 0}
  share: {label: {zh: 占比, en: Share}, part: visits, whole: visits + people}
"""


@pytest.fixture
def visits(tmp_path):
    path = tmp_path / "visits.yml"
    path.write_text(VISITS, "utf-8")
    return read_table(path)


def lines(text):
    return [line.strip() for line in text.splitlines()]


def unwrapped(text):
    """The text without line ends and blanks, in which what was wrapped is found again."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    "line",
    [
        "走访  Visits  visits",
        "种类：逐条记录，一行是一件事",
        "文件名：*走访*、*visit*",
        "走访编号  visit number  visit_no",
        "类型：文字、主键、必填",
        "又名：编号",
        "类型：月份",
        "个人信息：姓名，清理时换成假名",
        "个人信息：住址，清理后不保留",
        "类型：金额（原表未写明单位的，以万元计）",
        "取值：home 入户（原表：上门）；call 电话",
        "合计行中的写法：合计|共(\\d+)次",
        "合计行的列：救助金额",
        "算法：date_diff('day', visited_on, answered_on)",
        "及时答复  visits.answered",
        "轻重：严重（不满足又无豁免的，不能发布）",
        "依据：某条例 第一条",
        "原文：应当及时答复",
        "施行：自2024-01-01起至2029-12-31止（按走访日期）",
        "期限：走访日期至答复日期不超过1个工作日，答复日期为空的算到统计截止日",
        "所核对的行：kind = 'home'",
        "期限：走访日期至答复日期不少于2个自然日",
        "核对：expect_column_values_to_be_in_set(column: kind, value_set: [home, call])",
        "勾稽：aid <= stated.aided",
        "施行：至2025-12-31止",
        "走访次数  Visits  visits.visits",
        "单位：次",
        "计法：行数",
        "所计的行：visited_on between :start and :end",
        "分类：形式、走访日期的月份",
        "汇总：各单位相加",
        "计法：救助金额之和",
        "计法：不同的走访人的个数",
        "汇总：不能相加",
        "计法：救助金额的平均数",
        "汇总：由各单位的记录重新计算",
        "计法：visits ÷ visits + people",
    ],
)
def test_all_of_a_table_is_said_in_chinese(visits, line):
    assert line in lines(as_text(described(visits, "zh"), "zh"))


@pytest.mark.parametrize(
    "line",
    [
        "Visits  走访  visits",
        "kind: records: a row is one event",
        "type: text, key, required",
        "personal: a name, replaced by a pseudonym in the clean step",
        "personal: an address, not kept after the clean step",
        "type: amount of money (in 万元 where the file names no unit)",
        "categories: home at home (written 入户, 上门); call call (written 电话)",
        "Answered in time  visits.answered",
        "law: Some regulations, art. 1",
        "holds: from 2024-01-01 until 2029-12-31 (by visited on)",
        "limit: at most 1 working day from visited on to answered on, or to the reference date where that is empty",
        "limit: at least 2 calendar days from visited on to answered on",
        "某  visits.some",
        "broken down by: kind, month of visited on",
        "measure: number of different values of visitor",
    ],
)
def test_all_of_a_table_is_said_in_english(visits, line):
    assert line in lines(as_text(described(visits, "en"), "en", 200))


@pytest.mark.parametrize(("kind", "said"), [("totals", "汇总数，一行是别人加好的数"), ("form", "固定表格")])
def test_the_kind_of_a_table_is_said(visits, kind, said):
    assert described(visits.model_copy(update={"kind": kind}), "zh").kind == said


def test_the_column_across_a_form_is_told_from_the_others(visits):
    form = visits.model_copy(update={"kind": "form", "across": "kind"})
    assert "类型：分类、表格的横栏：每一栏是一条记录" in lines(as_text(described(form, "zh"), "zh"))


def test_balances_across_tables_are_a_chapter_of_their_own():
    rule = Rule(id="balances.some", balance="a.x = b.y", severity="warning", says={"zh": "相等", "en": "Equal"})
    text = as_text(described_balances("balances", [rule], "zh"), "zh")
    assert {"跨表勾稽  Balances across tables  balances", "规则（1）", "相等  balances.some", "勾稽：a.x = b.y"} <= set(lines(text))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", TABLES)
def test_nothing_that_a_shipped_table_says_is_left_out(name, lang):
    table = read_table(TABLES[name])
    said = [*table.files, *table.derived, *table.derived.values(), *table.stated]
    for column, what in table.columns.items():
        said += [column, what.zh, what.en, *what.also, *what.values.values()]
    for rule in table.rules:
        said += [rule.id, rule.says.of(lang), rule.law.of(lang) if rule.law else "", rule.quote or "", rule.where or "", rule.balance or ""]
        said += [str(rule.limit.number) if rule.limit else "", *map(str, rule.arguments)]
    for figure, measure in table.figures.items():
        said += [figure, measure.label.of(lang), measure.unit.of(lang), measure.count or "", measure.where or "", measure.part or ""]
    description = described(table, lang)
    text = unwrapped(as_text(description, lang, 80))
    assert [one for one in said if unwrapped(one) not in text] == []
    written = unwrapped(page(description, lang)).replace("\\", "")
    assert [one for one in said if unwrapped(one).replace("\\", "") not in written] == []


# --- lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("name", TABLES)
def test_no_line_is_wider_than_the_terminal(name, width):
    for lang in ("zh", "en"):
        assert max(map(columns_of, as_text(described(read_table(TABLES[name]), lang), lang, width).splitlines())) <= width


def test_a_chinese_character_takes_two_columns_and_a_mark_upon_a_letter_none():
    assert columns_of("年报 nianbao") == 2 + 2 + 1 + 7
    assert columns_of("e\u0301") == 1


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("信访件编号", 6, ["信访件", "编号"]),
        ("信访件，编号", 6, ["信访", "件，编", "号"]),  # a mark begins no line
        ("a（信访）", 4, ["a", "（信", "访）"]),  # and an opening one ends none
        ("one two three", 8, ["one two", "three"]),
        ("received_on", 4, ["rece", "ived", "_on"]),
        ("", 4, [""]),
    ],
)
def test_a_text_is_cut_where_it_may_be(text, width, expected):
    assert wrapped(text, width) == expected


def test_further_lines_stand_under_the_first():
    assert wrapped("信访件编号", 10, "列：", "  ") == ["列：信访件", "  编号"]


# --- pages ------------------------------------------------------------------------------------------------------


def test_a_page_is_a_table_whose_cells_no_sign_breaks(visits):
    rows = [line for line in page(described(visits, "zh"), "zh").splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3, 5}
    assert any("`合计\\|共(\\d+)次`" in row for row in rows)


def test_the_index_leads_to_every_page(visits, tmp_path):
    written = write_pages([described(visits, "zh")], tmp_path / "new" / "pages", "zh")
    assert [path.name for path in written] == ["README.md", "visits.md"]
    assert "| 走访 Visits | [`visits`](visits.md) | 逐条记录，一行是一件事 | 列 8、算出的列 1、文件自己写明的数 2、规则 4、数据 5 |" in written[0].read_text("utf-8")


def test_the_committed_pages_are_current(tmp_path):
    found = descriptions([], "zh", workspace=str(ROOT))
    current = {path.name: path.read_text("utf-8") for path in write_pages(found, tmp_path, "zh")}
    committed = {path.name: path.read_text("utf-8") for path in DOCS.glob("*")}
    stale = sorted(name for name in current.keys() | committed.keys() if current.get(name) != committed.get(name))
    assert stale == [], "docs/tables is not what expectations/ says: make docs"


# --- which tables -----------------------------------------------------------------------------------------------


def names(found):
    return [description.table.name for description in found]


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "raw" / "town").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "town" / "office.yml").write_text("name: {zh: 某镇}\ntables: [visits, petitions]\n", "utf-8")
    (tmp_path / "expectations").mkdir()
    (tmp_path / "expectations" / "visits.yml").write_text(VISITS, "utf-8")
    return tmp_path


def test_a_workspace_has_the_shipped_tables_and_its_own(town):
    assert set(names(descriptions([], "zh"))) >= {*TABLES, "visits"}


def test_an_office_has_those_it_keeps(town):
    assert set(names(descriptions([], "zh", office="town"))) - {"balances"} == {"visits", "petitions"}
    assert names(descriptions(["visits"], "zh", office="town")) == ["visits"]
    with pytest.raises(NoSuchTable):
        descriptions(["penalties"], "zh", office="town")
    with pytest.raises(UnknownOffice):
        descriptions([], "zh", office="city")


def test_without_a_workspace_there_are_the_shipped_tables(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert set(names(descriptions([], "zh"))) - {"balances"} == set(TABLES)
    for told in ({"office": "town"}, {"workspace": str(tmp_path)}):
        with pytest.raises(NoWorkspace):
            descriptions([], "zh", **told)


def test_a_table_that_nobody_has_is_named_with_the_nearest(town):
    with pytest.raises(NoSuchTable) as error:
        descriptions(["visit"], "zh")
    assert error.value.say("en").endswith("Did you mean “visits”?")
