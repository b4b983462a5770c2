"""Checks in the review: failures first, a word and a sign, the row as Excel numbers it; and where the data came from."""

import platform

from bs4 import BeautifulSoup
from tests.unit.review_sample import PETITIONS, outcome, sample_clean, sample_work

from nianbao.checking.outcomes import NO_FILE
from nianbao.package import package
from nianbao.review import checks, provenance


def parsed(block):
    return BeautifulSoup(str(block.html), "html.parser")


def cells(row):
    return [cell.get_text(" ", strip=True) for cell in row.select("th, td")]


def test_failures_come_first_and_passes_are_folded(tmp_path):
    page = parsed(checks(sample_work(tmp_path)))
    shown = [row.select_one(".outcome").get_text(" ", strip=True) for row in page.select(".checks-table tbody tr")]
    assert shown == ["× 不通过 提示", "× 不通过，已豁免 严重", "？ 不能核对", "○ 无可核对"]
    assert [cells(row) for row in page.select("details tbody tr")] == [["信访件", "1", "信访件编号不重复"]]
    assert page.summary.get_text() == "通过的核对（1项）"


def test_what_passed_is_a_line_for_each_line_of_work(tmp_path):
    passed = [
        outcome("petitions.one", "pass", ("甲", "one")), outcome("petitions.two", "pass", ("乙", "two")),
        outcome("files.claimed", "pass", ("丙", "three"), table=None), outcome("balances.four", "pass", ("丁", "four"), table=None),
    ]  # fmt: skip
    page = parsed(checks(sample_work(tmp_path, outcomes=passed, lang="en")))
    assert [cells(row) for row in page.select("details tbody tr")] == [
        ["Petitions", "2", "one; two"], ["The raw files", "1", "three"], ["Across tables", "1", "four"],
    ]  # fmt: skip


def test_a_critical_failure_stands_before_a_warning(tmp_path):
    failed = [outcome(f"petitions.{name}", "fail", (name, name), severity=name, failed=1) for name in ("info", "critical", "warning")]
    page = parsed(checks(sample_work(tmp_path, outcomes=failed, draft=True)))
    assert [row.th.get_text() for row in page.select("tbody tr")] == ["critical", "warning", "info"]


def test_a_row_says_rule_law_count_and_place(tmp_path):
    row = cells(parsed(checks(sample_work(tmp_path))).select("tbody tr")[0])
    assert row[0] == "15日内告知是否受理 信访工作条例 第二十三条"
    assert row[2] == "12/427"
    assert row[3].startswith(f"{PETITIONS} › 登记表：第5、6、7、8、9、10、11、12、13、14行等12行")
    assert "法条原文：应当自收到信访事项之日起15日内书面告知信访人" in row[3]


def test_a_waiver_is_printed_with_reason_name_and_day(tmp_path):
    row = cells(parsed(checks(sample_work(tmp_path))).select("tbody tr")[1])
    assert row[3] == f"{PETITIONS} › 登记表：第88行 豁免：纸质档案已核实，系统录入有误（张某，至2024-06-30）"


def test_what_could_not_be_checked_says_why_and_counts_nothing(tmp_path):
    row = cells(parsed(checks(sample_work(tmp_path))).select("tbody tr")[2])
    assert row[2:] == ["—", "导出文件没有“立案日期”一列"]


def test_a_failure_of_a_whole_file_names_no_row(tmp_path):
    failed = outcome("files.claimed", "fail", ("都有表认领", "claimed"), failed=1, rows=[{"file": "a.csv", "sheet": "", "row": 0}])
    assert cells(parsed(checks(sample_work(tmp_path, outcomes=[failed]))).select("tbody tr")[0])[3] == "a.csv"


def test_english(tmp_path):
    page = parsed(checks(sample_work(tmp_path, lang="en")))
    assert cells(page.select("tbody tr")[1])[3].startswith(f"{PETITIONS} › 登记表: row 88")
    assert "5 checks were made on the records: 1 passed; 1 failed;" in page.get_text()


def test_notes_and_names_of_files_are_text(tmp_path):
    failed = outcome(
        "files.claimed", "fail", ("<b>", "<b>"), failed=1, rows=[{"file": '<img src=x onerror="1">.csv', "sheet": "<i>", "row": 3}],
        note={"zh": "<script>", "en": ""},
    )  # fmt: skip
    html = str(checks(sample_work(tmp_path, outcomes=[failed])).html)
    assert not BeautifulSoup(html, "html.parser").find_all(["img", "i", "script", "b"])


def test_every_sheet_is_accounted_for(tmp_path):
    page = parsed(provenance(sample_work(tmp_path)))
    head, first, second = page.select(".files-table tr")
    assert cells(head) == ["文件和工作表", "非空行", "表头行", "合计行", "采用", "作废", "隔离", "重复"]
    assert cells(first)[1:] == [str(2 + 1 + 438 + 1 + 2), "2", "1", "438", "0", "1", "2"]
    assert cells(first)[0] == f"{PETITIONS} › 登记表 Excel (xlsx)；SHA-256 3f9a1c3f9a1c…"
    assert cells(second)[0].endswith("CSV, GB18030；SHA-256 3f9a1c3f9a1c…")


def test_a_file_that_no_table_claims_is_named(tmp_path):
    assert "没有使用的文件：照片说明.csv。" in parsed(provenance(sample_work(tmp_path))).get_text()


def test_corrections_show_old_and_new_but_not_of_personal_columns(tmp_path):
    page = parsed(provenance(sample_work(tmp_path)))
    table = next(found for found in page.select("table") if found.caption.get_text() == "对原始记录的更正")
    assert [cells(row)[1:] for row in table.select("tbody tr")] == [
        ["办结时间", "2032-05-06", "2023-05-06", "年份录入颠倒", "李某"],
        ["信访人", "（涉及个人，不列）", "（涉及个人，不列）", "错别字", "李某"],
    ]


def test_waivers_and_parameters_are_listed(tmp_path):
    page = parsed(provenance(sample_work(tmp_path, as_of="2024-01-05")))
    assert "petitions.closed-not-before-accepted" in page.get_text()
    making = dict(cells(row) for row in page.find("caption", string="本年报怎样生成").find_parent("table").select("tbody tr"))
    assert making["年度"] == "2023年（2023-01-01至2023-12-31）"
    assert making["统计时点"] == "2024-01-05，尚未办结的事项按此判断"
    assert making["小数目隐去"] == "合计全部列出，按村和人群分类的小于5的不列出"
    assert making["PDF 字体"] == "随程序的字体"
    assert making["规则核对"].startswith("对记录作了")


def test_the_program_goes_by_its_version_and_hash_and_not_by_commit_or_machine(tmp_path):
    text = parsed(provenance(sample_work(tmp_path))).get_text()
    assert f"nianbao {package()['version']}" in text and package()["sha256"] in text
    assert platform.node() not in text and platform.platform() not in text


def test_that_nothing_was_corrected_or_waived_is_said(tmp_path):
    work = sample_work(tmp_path, outcomes=[], clean=sample_clean() | {"corrections": []})
    assert parsed(provenance(work)).select("p")[-1].get_text() == "没有更正原始记录。没有豁免任何规则。"


def test_rules_without_a_file_are_counted_and_not_listed(tmp_path):
    idle = [outcome(f"penalties.{name}", "nothing_to_check", (name, name), checked=0, note=NO_FILE.json()) for name in ("one", "two")]
    page = parsed(checks(sample_work(tmp_path, outcomes=[*idle, outcome("petitions.three", "nothing_to_check", ("丙", "c"), checked=0)])))
    assert [cells(row)[0] for row in page.select("tbody tr")] == ["丙"]
    assert "另有2项因本年没有记录文件而无可核对：行政处罚2项。" in page.get_text()


def test_counts_that_are_withheld_are_a_star(tmp_path):
    hidden = outcome("petitions.one", "fail", ("甲", "one"), checked=None, failed=None, withheld=True)
    row = cells(parsed(checks(sample_work(tmp_path, outcomes=[hidden]))).select("tbody tr")[0])
    assert row[2] == "＊" and "不列出" in row[3]
