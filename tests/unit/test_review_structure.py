"""The five parts that a yearly review must have, what it has no records of, and who answers for it."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from tests.unit.review_sample import sample_work

from nianbao.errors import WrongParameter
from nianbao.review import part, signatures, without_records
from nianbao.work import open_work

PROBLEMS = {"tables": {"problems_plans": {}}, "files": [], "corrections": []}
NOTHING = {"tables": {}, "files": [], "corrections": []}


def town(root, office="", clean=NOTHING, **parameters):
    """The work of a town whose office.yml says this besides its name."""
    sample_work(root, clean=clean)
    path = root / "data" / "raw" / "shangcang" / "office.yml"
    path.write_text(path.read_text("utf-8") + office, "utf-8")
    return open_work("shangcang", 2023, workspace=root, **parameters)


def page(block):
    return BeautifulSoup(str(block.html), "html.parser")


# --- parts ------------------------------------------------------------------------------------------------------

PARTS = {
    1: ("主要举措和成效", "Measures and results"),
    2: ("存在的不足和原因", "Shortcomings and their causes"),
    3: ("党政主要负责人履行推进法治建设第一责任人职责情况", "How the heads of Party and government performed their duty as first persons responsible"),
    4: ("下一年度推进法治政府建设的主要安排", "The plan for the next year"),
    5: ("其他需要报告的情况", "Other matters"),
}


@pytest.mark.parametrize("number", PARTS)
def test_the_parts_are_those_of_the_regulation(tmp_path, number):
    for lang, title in zip(("zh", "en"), PARTS[number], strict=True):
        found = page(part(sample_work(tmp_path, lang=lang), number))
        assert [(tag.name, tag.get_text()) for tag in found.find_all(True)] == [("h2", title)]


@pytest.mark.parametrize("number", [0, 6, "1", None])
def test_there_is_no_other_part(tmp_path, number):
    with pytest.raises(WrongParameter, match="1 至 5"):
        part(sample_work(tmp_path), number)


def test_a_part_whose_table_has_records_is_a_heading_alone(tmp_path):
    assert page(part(town(tmp_path, clean=PROBLEMS), 2, needs="problems_plans", section="problems")).get_text() == PARTS[2][0]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "本年没有记录可据以写出这一部分，请在 text/problems.md 中写明。"),
     ("en", "The year has no records from which to write this part: write it in text/problems.en.md.")],
)  # fmt: skip
@pytest.mark.parametrize("office", ["", "tables: [petitions]\n"], ids=["no records", "not kept"])
def test_a_part_without_records_says_so_and_a_draft_where_to_write_it(tmp_path, office, lang, said):
    work = town(tmp_path, office, lang=lang)
    found = page(part(replace(work, draft=True), 2, needs="problems_plans", section="problems"))
    assert found.p.get_text() == said
    found = page(part(work, 2, needs="problems_plans", section="problems"))
    assert found.p.get_text() == said.partition("，" if lang == "zh" else ":")[0] + ("。" if lang == "zh" else ".")


@pytest.mark.parametrize(("lang", "file", "is_told"), [("zh", "problems.md", False), ("en", "problems.en.md", False), ("en", "problems.md", True)])
def test_what_the_office_has_written_itself_stands_for_the_records(tmp_path, lang, file, is_told):
    work = town(tmp_path, lang=lang)
    (work.raw / "text").mkdir()
    (work.raw / "text" / file).write_text("### 存在问题", "utf-8")
    assert (page(part(work, 2, needs="problems_plans", section="problems")).p is not None) == is_told


def test_a_part_that_goes_by_no_text_of_the_office_names_no_file(tmp_path):
    assert "None" not in str(part(town(tmp_path), 2, needs="problems_plans").html)


# --- tables without records -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "title", "said"),
    [("zh", "本年没有记录的事项", "以下事项本年没有记录文件，未作统计，不等于没有发生：行政处罚、存在问题与工作计划。"),
     ("en", "What there are no records of",
      "No records were kept this year of the following, so nothing is counted, which is not to say that there was none: "
      "Administrative penalties, Problems and plans.")],
)  # fmt: skip
def test_tables_without_records_are_named_once(tmp_path, lang, title, said):
    office = "tables: [penalties, petitions, problems_plans]\n"
    found = page(without_records(town(tmp_path, office, {**NOTHING, "tables": {"petitions": {}}}, lang=lang)))
    assert (found.h3.get_text(), found.p.get_text()) == (title, said)


def test_tables_that_the_office_does_not_keep_are_not_named(tmp_path):
    assert "行政处罚" not in str(without_records(town(tmp_path, "tables: [petitions]\n")).html)


def test_where_there_are_records_of_all_tables_nothing_is_said(tmp_path):
    assert without_records(town(tmp_path, "tables: [problems_plans]\n", PROBLEMS)) is None


# --- who answers for it -----------------------------------------------------------------------------------------


def test_who_prepared_reviewed_and_approved_is_as_office_yml_says(tmp_path):
    office = "prepared_by: {zh: 司法所, en: Judicial office}\nreviewed_by: {zh: 领导小组, en: Leading group}\napproved_by: {zh: 镇政府, en: Town}\n"
    for lang, title, rows in (
        ("zh", "编制和审批", [["编制", "司法所"], ["审核", "领导小组"], ["批准", "镇政府"]]),
        ("en", "Preparation and approval", [["Prepared by", "Judicial office"], ["Reviewed by", "Leading group"], ["Approved by", "Town"]]),
    ):
        found = page(signatures(town(tmp_path, office, lang=lang)))
        assert found.h3.get_text() == title
        assert [[cell.get_text() for cell in row.select("th, td")] for row in found.select("tbody tr")] == rows


def test_whom_office_yml_does_not_name_is_left_out(tmp_path):
    found = page(signatures(town(tmp_path, "reviewed_by: {zh: 领导小组, en: Leading group}\n")))
    assert [row.th.get_text() for row in found.select("tbody tr")] == ["审核"]
    assert signatures(sample_work(tmp_path)) is None
