"""corrections.csv sets single cells right, each held against the file it was written for, and is listed."""

import csv
import hashlib
import io

import pytest
from tests.spec.drawn import PETITIONS, SHEET, workbook

from nianbao.errors import BadCorrection

REGISTER = """
某镇登记表 |            |                |          |
信访件编号 | 登记时间   | 办结时间       | 联系电话 | 承办人
P1         | 2023-01-05 | 2023年13月45日 | 13812345678 | 王五六
P2         | 2023-01-06 | 2023-02-01     |          |
           |            |                |          |
P3         | 2023-01-07 |                |          |
"""

BOOK = workbook((SHEET, REGISTER))
SHA = hashlib.sha256(BOOK).hexdigest()

COLUMNS = ("file", "sha256", "sheet", "row", "column", "old", "new", "reason", "who")
MENDED = {"file": PETITIONS, "sheet": SHEET, "row": "3", "column": "办结时间", "old": "2023年13月45日", "new": "2023-01-15",
          "reason": "抄录错误，见原件", "who": "李主任"}  # fmt: skip


def written(*corrections, columns=COLUMNS):
    """The text of a corrections.csv."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(corrections)
    return text.getvalue()


def correct(office, *changes, encoding="utf-8", **only):
    """Puts the register and a correction of it for each of `changes`, which differ from MENDED in what they name."""
    office.put(PETITIONS, BOOK)
    corrections = [{**MENDED, "sha256": SHA, **change} for change in (changes or (only,))]
    office.put("corrections.csv", written(*corrections), encoding=encoding)
    return office


def refused(office):
    """What is said of a correction that is not applied."""
    with pytest.raises(BadCorrection) as error:
        office.clean()
    assert error.value.exit_code == 3
    return error.value.say("en")


def test_a_correction_is_applied_and_lets_the_row_in(office):
    office.petitions(REGISTER)
    assert office.clean().sheet()["quarantined"] == 1
    found = correct(office).clean()
    assert found.sheet()["quarantined"] == 0
    assert found.column("petitions", "closed_on")[0].isoformat() == "2023-01-15"


def test_a_correction_is_listed_with_its_reason_and_person(office):
    assert correct(office).clean().account["corrections"] == [
        {"file": PETITIONS, "sheet": SHEET, "row": 3, "column": "办结时间", "old": "2023年13月45日", "new": "2023-01-15",
         "reason": "抄录错误，见原件", "who": "李主任"}
    ]  # fmt: skip


def test_the_file_itself_is_not_touched(office):
    correct(office)
    before = (office.raw / "2023" / PETITIONS).read_bytes()
    office.clean()
    assert (office.raw / "2023" / PETITIONS).read_bytes() == before


@pytest.mark.parametrize("column", ["办结时间", "办结时间：", "办结 时间（年月日）", "closed_on"])
def test_a_column_goes_by_its_title_or_by_the_tables_name(office, column):
    assert correct(office, column=column).clean().sheet()["quarantined"] == 0


@pytest.mark.parametrize("column", ["联系电话", "承办人"])
def test_what_a_column_about_people_held_is_not_listed(office, column):
    # 承办人 is a column that the table does not know, and may hold anybody.
    old = {"联系电话": "13812345678", "承办人": "王五六"}[column]
    found = correct(office, {"column": column, "old": old, "new": "赵七"}).clean()
    (listed,) = found.account["corrections"]
    assert (listed["old"], listed["new"], listed["reason"]) == (None, None, "抄录错误，见原件")


def test_an_empty_cell_is_filled_and_a_full_one_emptied(office):
    found = correct(office, {}, {"row": "6", "old": "", "new": "2023-03-01"}, {"row": "4", "old": "2023-02-01", "new": ""}).clean()
    assert [day and day.isoformat() for day in found.column("petitions", "closed_on")] == ["2023-01-15", None, "2023-03-01"]


def test_two_corrections_of_one_cell_follow_each_other(office):
    found = correct(office, {}, {"old": "2023-01-15", "new": "2023-01-16"}).clean()
    assert found.column("petitions", "closed_on")[0].isoformat() == "2023-01-16"


def test_corrections_saved_by_a_chinese_excel_are_read(office):
    assert correct(office, encoding="gb18030").clean().sheet()["quarantined"] == 0


def test_a_short_hash_of_eight_digits_will_do(office):
    assert correct(office, sha256=SHA[:8].upper()).clean().sheet()["quarantined"] == 0


def test_a_correction_of_a_csv_names_no_sheet(office):
    path = office.put("信访.csv", "信访件编号,登记时间\nP1,坏\n")
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    change = {**MENDED, "file": "信访.csv", "sha256": sha, "sheet": "", "row": "2", "column": "登记时间", "old": "坏", "new": "2023-01-05"}
    office.put("corrections.csv", written(change))
    assert office.clean().sheet("信访.csv")["quarantined"] == 0


def test_a_correction_of_the_year_before_stands_in_that_years_folder(office):
    path = office.petitions(REGISTER, year=2022)
    office.put("corrections.csv", written({**MENDED, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}), year=2022)
    office.petitions(REGISTER)
    found = office.clean()
    assert found.sheet()["quarantined"] == 1
    assert (found.work.clean / "before" / "quarantine.csv").read_text("utf-8-sig").count("\n") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"old": "2023年13月46日"}, "old is not what stands there, which is “2023年13月45日”"),
        ({"sha256": "0" * 64}, "the file has changed"),
        ({"sha256": ""}, "sha256 has under 8 digits"),
        ({"row": "2"}, "that row is no record"),
        ({"row": "1"}, "that row is no record"),
        ({"row": "7"}, "that row is no record"),
        ({"row": "5", "old": "", "new": "2023-01-15"}, "that row is no record"),
        ({"row": "三"}, "row is no row number"),
        ({"row": "0"}, "row is no row number"),
        ({"row": "-3"}, "row is no row number"),
        ({"column": "结案日"}, "there is no column “结案日”"),
        ({"column": "accepted_on"}, "there is no column “accepted_on”"),
        ({"sheet": "二月"}, "there is no sheet “二月”"),
        ({"file": "别的.xlsx"}, "there is no such file"),
        ({"reason": " "}, "the reason or the person is missing"),
        ({"who": ""}, "the reason or the person is missing"),
    ],
    ids=str,
)
def test_a_correction_that_does_not_fit_is_refused(office, change, said):
    message = refused(correct(office, change))
    assert message.startswith("Correction refused: corrections.csv, line 2 (")
    assert said in message


def test_the_line_of_the_correction_is_named(office):
    assert "corrections.csv, line 3 (" in refused(correct(office, {}, {"column": "结案日"}))


@pytest.mark.parametrize("column", ["联系电话", "承办人"])
def test_a_refusal_does_not_tell_what_a_column_about_people_holds(office, column):
    message = refused(correct(office, column=column, old="x"))
    assert "13812345678" not in message and "王五六" not in message
    assert "look it up in the file" in message


def test_a_column_of_the_list_that_is_missing_is_named(office):
    office.petitions(REGISTER)
    office.put("corrections.csv", written(MENDED, columns=COLUMNS[:-1]))
    assert "line 1" in refused(office)
    assert "the column who is missing" in refused(office)


def test_a_correction_of_a_file_that_no_table_claims_is_refused(office):
    path = office.put("会议.xlsx", workbook((SHEET, REGISTER)))
    office.put("corrections.csv", written({**MENDED, "file": "会议.xlsx", "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}))
    assert "no table claims this file" in refused(office)
