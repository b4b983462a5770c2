"""Free text may speak of anybody: none of it reaches the clean records but what a table reads or says that it keeps."""

import pytest
from tests.spec.drawn import workbook

from nianbao.errors import BadYaml, WrongParameter
from nianbao.review import records
from nianbao.tables import fingerprint, read_table

MOBILE, IDENTITY = "13812345678", "11010519491231002X"
HIDDEN = "（个人信息）"
VISITS = """\
table: visits
title: {{zh: 走访, en: Visits}}
files: ["*走访*"]
columns:
  visit_no: {{zh: 编号, type: text, key: true}}
  visited_on: {{zh: 日期, type: date}}
  village: {{zh: 村, type: text, group: village}}
  subject: {{zh: 事项, type: text{keep}}}
  people: {{zh: 人数, type: integer}}
{more}"""
NEVER = "rules:\n  - {id: visits.some, expect: expect_column_values_to_not_be_null, column: people, severity: info, says: {zh: 写明事项 subject, en: Each has a subject}}\n"
READ = {
    "a derived column": "derived:\n  short: length(subject) < 9\n",
    "a quoted name": "derived:\n  short: length(\"subject\") < 9\n",
    "the column of a rule": "rules:\n  - {id: visits.some, expect: expect_column_values_to_not_be_null, column: subject, severity: info, says: {zh: 有, en: some}}\n",
    "one of a rule's columns": "rules:\n  - {id: visits.once, expect: expect_compound_columns_to_be_unique, column_list: [subject, people], severity: info, says: {zh: 一, en: one}}\n",
    "where a rule holds": "rules:\n  - {id: visits.some, expect: expect_column_values_to_not_be_null, column: people, where: subject is not null, severity: info, says: {zh: 有, en: some}}\n",
    "a count": "figures:\n  made: {label: {zh: 走访, en: visits}, count: subject like '%路灯%'}\n",
    "where a sum holds": "figures:\n  made: {label: {zh: 走访, en: visits}, sum: people, where: subject is not null}\n",
    "a number of different ones": "figures:\n  made: {label: {zh: 走访, en: visits}, distinct: subject}\n",
    "a breakdown": "figures:\n  made: {label: {zh: 走访, en: visits}, count: people > 0, by: [subject]}\n",
}  # fmt: skip


def visits(office, keep="", more=""):
    office.expects("visits", VISITS.format(keep=keep, more=more))
    rows = [["编号", "日期", "村", "事项", "人数"], ["V1", "2023-01-05", "程家庄村", f"赵铁柱说路灯不亮，电话{MOBILE}", 3], ["V2", "2023-01-06", "西村", "路灯", 2]]
    office.put("走访.xlsx", workbook(("走访", rows)))
    return office


def test_text_that_nothing_reads_is_not_in_the_clean_records(office):
    table = visits(office, more=NEVER).clean().table("visits")
    assert set(table) == {"visit_no", "visited_on", "village", "people", "_file", "_sheet", "_row"}


def test_text_that_the_table_says_it_keeps_is_there_without_its_numbers(office):
    assert visits(office, keep=", keep: true").clean().column("visits", "subject") == [f"赵铁柱说路灯不亮,电话{HIDDEN}", "路灯"]


@pytest.mark.parametrize("more", READ.values(), ids=READ)
def test_text_that_the_table_reads_is_there_without_its_numbers(office, more):
    found = visits(office, more=more).check()
    assert found.column("visits", "subject") == [f"赵铁柱说路灯不亮,电话{HIDDEN}", "路灯"]
    assert {outcome.state for outcome in found.checked.checks.outcomes if outcome.table == "visits"} <= {"pass"}


def test_two_rows_that_differ_in_text_that_is_not_kept_are_two(office):
    visits(office)
    rows = [["编号", "日期", "村", "事项", "人数"], *(["V1", "2023-01-05", "西村", text, 3] for text in ("路灯", "水井", "路灯"))]
    office.put("走访.xlsx", workbook(("走访", rows)))
    counts = office.clean().rows_of("走访.xlsx")
    assert (counts["kept"], counts["duplicates"]) == (2, 1)


def test_a_required_text_that_is_not_kept_is_required_all_the_same(office):
    visits(office, keep=", required: true")
    office.put("走访.xlsx", workbook(("走访", [["编号", "日期", "村", "事项", "人数"], ["V1", "2023-01-05", "西村", None, 3]])))
    assert office.clean().rows_of("走访.xlsx")["quarantined"] == 1


def test_the_review_cannot_list_it_and_says_how_it_could(office):
    found = visits(office).check()
    with pytest.raises(WrongParameter) as error:
        records(found.work, "visits", ["subject"])
    assert error.value.say("zh") == (
        "参数 columns 应为：visits 的非个人列（visit_no、visited_on、village、people），或先在表的 YAML 中给 subject 写 keep: true；得到的是 'subject'（str）。"
    )
    assert "(visit_no, visited_on, village, people), or subject once the table's YAML says keep: true of it, got 'subject'" in error.value.say("en")


@pytest.mark.parametrize("personal", ["free_text", "address"])
def test_what_is_marked_as_personal_text_cannot_be_kept(office, personal):
    path = office.expects("visits", VISITS.format(keep=f", personal: {personal}, keep: true", more=""))
    with pytest.raises(BadYaml, match="keep") as error:
        read_table(path)
    assert "visits.yml" in error.value.say("en") and personal in error.value.say("en")


def test_an_office_keeps_a_text_of_a_shipped_table_in_its_own_file(office):
    office.expects("publicity", "extends: publicity\ncolumns: {place: {keep: true}}\n")
    office.table("publicity", [["活动编号", "活动日期", "活动名称", "活动地点"], ["H1", "2023-01-05", "宪法宣传", "文化广场"]])
    table = office.clean().table("publicity")
    assert table["place"] == ["文化广场"] and "activity" not in table


def test_figures_add_up_whether_or_not_an_office_keeps_a_text(office):
    plain, keeping = (read_table(office.expects("visits", VISITS.format(keep=keep, more=""))) for keep in ("", ", keep: true"))
    assert plain != keeping and fingerprint(plain) == fingerprint(keeping)


# --- a person's number where the record's own should stand ---


@pytest.mark.parametrize("number", [IDENTITY, MOBILE, f"信访{MOBILE}", f"证{IDENTITY}", "138-1234-5678", "120119 19800229 8752", "津A12345", "li@example.com", "１３８１２３４５６７８"])
def test_a_persons_number_for_a_record_s_own_is_not_told_and_tells_records_apart(office, number):
    office.petitions([["信访件编号", "登记时间"], [number, "2023-01-05"], [number, "2023-01-06"], ["13912345678", "2023-01-07"], ["P4", "2023-01-08"]])
    found = office.check()
    keys = found.column("petitions", "petition_no")
    assert keys[0] == keys[1] != keys[2] and keys[0].startswith(HIDDEN) and keys[3] == "P4"
    assert found.rows("petitions.number-unique") == [2, 3]
    assert not any(part in keys[0] for part in (number, "1234"))


@pytest.mark.parametrize("number", ["SC20230001", "20230112000123", "津蓟上仓罚决字〔2023〕015号", "2023-0001", "120119202301050021", "91120225MA05ABCD1X", "信访2023第12345678号"])
def test_a_record_s_own_number_stays(office, number):
    office.petitions([["信访件编号", "登记时间"], [number, "2023-01-05"]])
    assert office.clean().column("petitions", "petition_no") == [number]
