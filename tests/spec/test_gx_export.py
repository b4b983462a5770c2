"""The exported suites, in a Great Expectations of one's own, say of the exported frame what nianbao says."""

import json

import duckdb
import pytest

from nianbao.checking import export_suites
from nianbao.tables import tables_of

# Each row but the first breaks one rule: a date out of order, a date out of the year, a limit, a blank.
PETITIONS = """
信访件编号 | 登记时间   | 受理告知时间 | 办结时间   | 延期审批日期 | 信访目的 | 满意度
P1         | 2023-01-01 | 2023-01-16   | 2023-02-20 |              | 求决     | 满意
P2         | 2023-01-05 | 2023-01-04   | 2023-01-05 |              |          | 满意
P3         | 2023-01-05 | 2023-01-05   | 2023-01-04 |              |          | 满意
P4         | 2023-01-01 | 2023-01-17   | 2023-01-20 |              | 求决     |
P5         | 2023-01-01 | 2023-01-01   | 2023-03-03 |              | 求决     | 满意
P6         | 2023-01-01 | 2023-01-01   | 2023-04-02 | 2023-02-20   | 求决     | 满意
P7         | 2024-01-01 |              |            |              |          |
P1         | 2023-06-01 | 2023-06-02   | 2023-06-03 |              |          | 满意
"""

PENALTIES = """
决定书文号 | 立案日期   | 决定日期   | 违法行为类型 | 处罚种类 | 行政相对人类别   | 适用程序 | 罚款金额(元)
D1         | 2023-01-01 | 2023-04-01 | 文明行为     | 罚款     | 自然人           | 简易     | 200
D2         | 2023-01-01 | 2023-04-02 | 文明行为     | 罚款     | 自然人           | 简易     | 200.01
D3         | 2023-01-02 | 2023-01-01 | 文明行为     | 罚款     | 个体工商户       | 简易     | 3000.01
D4         | 2022-12-31 | 2022-12-31 | 非法焚烧     | 罚款     | 自然人           | 普通     | 499
D5         | 2024-01-01 | 2024-01-01 | 非法焚烧     | 罚款     | 自然人           | 普通     |
D6         | 2023-01-01 | 2023-01-01 | 文明行为     | 罚款     | 自然人           | 普通     | 0
D6         | 2023-01-01 | 2023-01-01 | 文明行为     | 警告     | 自然人           | 普通     | 0
"""


@pytest.fixture
def found(office):
    """Both tables, checked by nianbao."""
    office.settings("name: {zh: 试验镇, en: Test Town}\ntables: [petitions, penalties]\n")
    office.petitions(PETITIONS)
    office.penalties(PENALTIES)
    return office.check()


def exported(found, folder):
    """Table → (suite, SQL) as they stand in the files."""
    paths = export_suites(found.work, tables_of(found.work.workspace, found.work.office), folder)
    assert sorted(path.name for path in paths) == ["penalties.json", "penalties.sql", "petitions.json", "petitions.sql"]
    return {
        table: (json.loads((folder / f"{table}.json").read_text("utf-8")), (folder / f"{table}.sql").read_text("utf-8"))
        for table in ("petitions", "penalties")
    }


@pytest.mark.parametrize("table", ["petitions", "penalties"])
def test_a_plain_context_finds_the_same_failures(found, tmp_path, table):
    import great_expectations as gx

    content, sql = exported(found, tmp_path / "suites")[table]
    suite = gx.ExpectationSuite(**content)
    frame = duckdb.connect().sql(sql.rstrip("; \n"), params=[str(found.work.clean / f"{table}.parquet")]).df()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    batch = context.data_sources.add_pandas("own").add_dataframe_asset("own").add_batch_definition_whole_dataframe("own")
    results = batch.get_batch({"dataframe": frame}).validate(suite).results
    theirs = {
        result.expectation_config.meta["id"]: result.result.get("unexpected_count", str(result.exception_info)) for result in results
    }
    ours = {outcome.rule.id: outcome.failed for outcome in found.checked.checks.outcomes if outcome.table == table and not outcome.rule.balance}
    assert theirs == ours
    assert len([failed for failed in ours.values() if failed]) == len(ours)


def test_a_suite_carries_the_rules_sentence_law_and_severity(found, tmp_path):
    content, _ = exported(found, tmp_path)["petitions"]
    (rule,) = (entry for entry in content["expectations"] if entry["meta"]["id"] == "petitions.accepted-within-15-days")
    assert rule["meta"]["says"] == {
        "zh": "自收到信访事项之日起15日内告知是否受理", "en": "Acceptance is notified within 15 days of receipt",
    }  # fmt: skip
    assert rule["meta"]["law"]["zh"] == "信访工作条例 第二十三条"
    assert rule["severity"] == "warning"


def test_the_sql_reads_nothing_but_the_table_that_it_is_given(found, tmp_path):
    for _, sql in exported(found, tmp_path).values():
        assert sql.count("?") == 1 and sql.count("read_parquet(?)") == 1
        assert str(found.work.workspace.root) not in sql
