"""A report whose year is given, inferred or not found, and one set beside it that is not last year's: it is said before anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.audited import LAST, THIS, document

from nianbao.auditing import Document, audit
from nianbao.auditing.telling.page import as_page
from nianbao.auditing.telling.terminal import as_text
from nianbao.auditing.yearly import find_year
from nianbao.cli import cli

SHORT = "今年以来，我镇开展“12·5”国家宪法日宣传3场，受理信访件427件。\n"


def told(text, year=None, before=None, name="report.txt"):
    return audit(Document(Path(name), text), year, before=document(before, "last.txt") if before else None)


def notes(found):
    return "\n".join(note.zh for note in found.notes)


@pytest.mark.parametrize(
    ("text", "year", "source"),
    [
        ("柳河镇2023年法治政府建设工作报告\n\n一、主要工作\n", 2023, "title"),
        ("2024年1月5日，柳河镇2023年法治政府建设年度报告\n\n一、主要工作\n", 2023, "title"),
        ("全镇办结信访件9件，按期办结。\n\n柳河镇人民政府\n2024年1月5日\n", 2023, "signature"),
        ("2023年，全镇办结信访件9件，按期办结。\n2023年，调解纠纷4件。\n\n柳河镇人民政府\n2023年6月5日\n", 2023, "signature"),
        ("2023年，我镇将新建广场2处。全年办结信访件9件，按期办结。\n\n柳河镇人民政府\n2023年1月5日\n", 2022, "signature"),
        (SHORT, None, None),
    ],
)  # fmt: skip
def test_the_year_and_what_tells_it(text, year, source):
    found = find_year(Document(Path("report.txt"), text))
    assert (found and found.year, found and found.source) == (year, source)


def test_without_a_year_it_says_so_and_checks_what_needs_none():
    found = told(SHORT)
    assert "没有认出报告的年份" in notes(found)
    assert "campaign_day" in {finding.kind for finding in found.findings}


def test_a_year_that_the_title_does_not_say_is_told_to_be_inferred():
    text = "全镇办结信访件9件，按期办结。\n\n柳河镇人民政府\n2024年1月5日\n"
    assert "按落款日期推断，报告是2023年的" in notes(told(text))
    assert notes(told(THIS)) == ""


def test_a_year_given_against_the_title_is_told_and_the_title_is_not_misquoted():
    found = told(THIS, 2019)
    assert "--year 写的是2019年，标题写的是2023年" in notes(found)
    assert not any("标题的年度是2019" in finding.message.zh for finding in found.findings)
    assert notes(told(THIS, 2023)) == ""


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (LAST, ""),
        (LAST.replace("2022", "2023"), "两份报告都是2023年的"),
        (LAST.replace("2023", "2025").replace("2022", "2024"), "是2024年的，晚于本报告的2023年"),
        (LAST.replace("2022", "2021"), "相隔2年"),
        (SHORT, "没有认出对比的报告的年份"),
        (LAST.replace("青石镇", "柳河镇"), "对比的报告是柳河镇的，本报告是青石镇的"),
    ],
)  # fmt: skip
def test_what_stands_beside_it_and_is_not_the_report_before_is_told(last, said):
    found = told(THIS, before=last)
    assert said in notes(found) if said else notes(found) == ""
    follows = not said
    assert ("old_year" in {finding.kind for finding in found.moves.findings if finding.severity == "error"}) == follows
    assert any("上年报告" in finding.message.zh for finding in found.moves.findings) == follows


def test_a_report_two_years_back_is_called_by_its_year():
    last = LAST.replace("现将2022年", "现将2020年").replace("青石镇人民政府2022年", "青石镇人民政府2021年")
    kinds = {finding.kind: finding.message.zh for finding in told(THIS, before=last).moves.findings}
    assert "与2021年的报告一字不差" in kinds["same_number"]


def test_the_notes_stand_at_the_head_of_the_text_and_of_the_page():
    found = told(THIS, before=LAST.replace("2022", "2021"))
    assert as_text(found, "zh").splitlines()[1].startswith("注意：对比的报告是2021年的")
    page = as_page(found, "zh")
    assert page.index("注意：对比的报告") < page.index("不可能正确") and "与2021年的报告相比" in page
    assert as_text(found, "en").splitlines()[1].startswith("Note: The report beside this one is of 2021")
    assert found.json()["notes"][0]["zh"].startswith("对比的报告")


@pytest.mark.parametrize("other", ["this.txt", "again.txt"])
def test_the_same_file_or_text_is_no_report_to_set_beside(tmp_path, monkeypatch, other):
    monkeypatch.chdir(tmp_path)
    Path("this.txt").write_text(THIS)
    Path("again.txt").write_text(THIS.replace("\n", "\n\n"))
    done = CliRunner().invoke(cli, ["audit", "this.txt", "--before", other])
    assert done.exit_code == 2 and "--before" in done.output
