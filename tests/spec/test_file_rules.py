"""What must hold of the files themselves: every file claimed, every row accounted for, every rate a share."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.spec.drawn import PETITIONS, SHEET, Checking, file_of, rewritten, workbook

from nianbao.checking import check
from nianbao.errors import RecordsError
from nianbao.reading import Sheet, folder

REGISTER = """
信访件编号 | 登记时间   | 办结时间
P1         | 2023-01-05 | 2023-02-01
P2         | 2023-01-06 | 2023-02-02
"""
DISPUTES = file_of("disputes")


@dataclass(frozen=True)
class FilePlant:
    """A rule with a folder that breaks it, one that just keeps it, and the places that must be named."""

    rule: str
    broken: Callable[..., Checking]
    fails: tuple[tuple[str, str, int], ...]
    limit: Callable[..., Checking]

    def __str__(self) -> str:
        return self.rule


def register(office, monkeypatch):
    office.petitions(REGISTER)
    return office.check()


def with_a_file_of_no_table(office, monkeypatch):
    office.petitions(REGISTER)
    office.put("说明.docx", b"PK")
    return office.check()


def with_what_people_wrote_beside_it(office, monkeypatch):
    office.petitions(REGISTER)
    office.put("text/petitions.md", "信访工作。")
    office.put(".DS_Store", b"\x00")
    office.put(f"~${PETITIONS}", b"\x00")
    return office.check()


def with_a_file_of_two_tables(office, monkeypatch):
    office.petitions(REGISTER)
    office.put("信访和处罚.xlsx", workbook((SHEET, REGISTER)))
    return office.check()


def with_a_row_missing_from_the_account(office, monkeypatch):
    office.petitions(REGISTER)
    cleaned = office.clean()
    account = cleaned.account
    account["files"][0]["sheets"][0]["kept"] -= 1
    (cleaned.work.clean / "clean.json").write_text(json.dumps(account), "utf-8")
    return Checking(cleaned.work, check(cleaned.work))


def with_a_reader_that_loses_a_row(office, monkeypatch):
    def losing(*file):
        (sheet,) = read(*file)
        return [Sheet.of(sheet.name, sheet.rows[:-1])]

    read = folder.read_excel
    monkeypatch.setattr(folder, "read_excel", losing)
    return register(office, monkeypatch)


def with_rows_that_cannot_be_read(office, monkeypatch):
    office.petitions(REGISTER + "P3 | 2023年13月45日 | 2023-02-30\nP4 | | \n")
    return office.check()


def with_exact_duplicates(office, monkeypatch):
    office.petitions(REGISTER + "P1 | 2023年1月5日 | 2023/2/1\nP1 | 2023-01-05 | 2023-02-01\n")
    return office.check()


def with_an_unknown_category(office, monkeypatch):
    office.petitions("信访件编号 | 登记时间 | 信访形式\nP1 | 2023-01-05 | 传真\nP2 | 2023-01-05 | 来信\n")
    return office.check()


def with_categories_spelt_otherwise(office, monkeypatch):
    office.petitions("信访件编号 | 登记时间 | 信访形式\nP1 | 2023-01-05 | 来　信。\nP2 | 2023-01-05 | \n")
    return office.check()


# One day is computed, in C2.
COMPUTED = workbook((SHEET, "信访件编号 | 登记时间 | 办结时间\nP1 | 2023-01-05 | =DATE(2023,2,1)\nP2 | 2023-01-06 |\n"))


def with_a_formula_that_nobody_has_computed(office, monkeypatch):
    office.put(PETITIONS, COMPUTED)
    return office.check()


def with_a_formula_and_its_value(office, monkeypatch):
    office.put(PETITIONS, rewritten(COMPUTED, "xl/worksheets/sheet1.xml", rb"(</f>)<v ?/>|(</f>)<v></v>", rb"\1\2<v>44958</v>"))
    return office.check()


def with_a_day_without_its_year(office, monkeypatch):
    office.petitions(REGISTER + "P3 | 3月5日 | 2023-04-01\nP4 | 2023-03-05 | 4月1日\n")
    return office.check()


def with_days_in_many_spellings(office, monkeypatch):
    office.petitions(REGISTER + "P3 | 2023年3月5日 | 2023.4.1\nP4 | 二〇二三年三月五日 | \n")
    return office.check()


def with_numbers_that_are_not_exact(office, monkeypatch):
    office.table("disputes", "月份 | 排查次数 | 法律咨询\n1月 | 2000余 | 20\n2月 | 100 | 20\n3月 | 100 | 约20\n")
    return office.check()


def with_numbers_grouped_and_in_full_width(office, monkeypatch):
    office.table("disputes", "月份 | 排查次数 | 法律咨询\n1月 | 2,000 | ２０\n2月 | 100 | \n")
    return office.check()


def with_identity_numbers_that_a_spreadsheet_has_spoilt(office, monkeypatch):
    rows = [["P1", "2023-01-05", "1.20119E+17"], ["P2", "2023-01-06", 120119199001011234.0], ["P3", "2023-01-07", "120119199001011234"]]
    office.petitions([["信访件编号", "登记时间", "证件号码"], *rows])
    return office.check()


def with_identity_numbers_as_text_and_short_ones_as_numbers(office, monkeypatch):
    # A spreadsheet keeps fifteen digits.
    rows = [["P1", "2023-01-05", "120119199001011234"], ["P2", "2023-01-06", 120119900101123.0], ["P3", "2023-01-07", None]]
    office.petitions([["信访件编号", "登记时间", "证件号码"], *rows])
    return office.check()


def with_more_closed_than_there_were(office, monkeypatch):
    office.petitions("信访件编号 | 登记时间 | 办结时间\nP1 | 2023-01-05 | 2023-02-01\nP2 | 2024-01-05 | 2023-02-01\n")
    return office.check()


PLANTS = (
    FilePlant("files.claimed", with_a_file_of_no_table, (("说明.docx", "", 0),), with_what_people_wrote_beside_it),
    FilePlant("files.claimed-once", with_a_file_of_two_tables, (("信访和处罚.xlsx", "", 0),), register),
    FilePlant("files.rows-accounted", with_a_row_missing_from_the_account, ((PETITIONS, SHEET, 0),), register),
    FilePlant("files.readers-agree", with_a_reader_that_loses_a_row, ((PETITIONS, SHEET, 0),), register),
    FilePlant("files.rows-readable", with_rows_that_cannot_be_read, ((PETITIONS, SHEET, 4), (PETITIONS, SHEET, 5)), register),
    FilePlant("files.formulas-have-values", with_a_formula_that_nobody_has_computed, ((PETITIONS, SHEET, 2),), with_a_formula_and_its_value),
    FilePlant("files.no-duplicates", with_exact_duplicates, ((PETITIONS, SHEET, 4), (PETITIONS, SHEET, 5)), register),
    FilePlant("files.categories-known", with_an_unknown_category, ((PETITIONS, SHEET, 2),), with_categories_spelt_otherwise),
    FilePlant(
        "files.dates-with-year", with_a_day_without_its_year, ((PETITIONS, SHEET, 4), (PETITIONS, SHEET, 5)), with_days_in_many_spellings,
    ),
    FilePlant(
        "files.numbers-exact", with_numbers_that_are_not_exact, ((DISPUTES, SHEET, 2), (DISPUTES, SHEET, 4)),
        with_numbers_grouped_and_in_full_width,
    ),
    FilePlant(
        "files.long-numbers-whole", with_identity_numbers_that_a_spreadsheet_has_spoilt, ((PETITIONS, SHEET, 2), (PETITIONS, SHEET, 3)),
        with_identity_numbers_as_text_and_short_ones_as_numbers,
    ),
    FilePlant("figures.rates-at-most-100", with_more_closed_than_there_were, (("", "办结率", 0),), register),
)  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_places(office, monkeypatch, plant):
    found = plant.broken(office, monkeypatch)
    assert found.state(plant.rule) == "fail"
    assert found.places(plant.rule) == list(plant.fails)
    assert found.outcome(plant.rule).failed == len(plant.fails)


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, monkeypatch, plant):
    assert plant.limit(office, monkeypatch).state(plant.rule) == "pass"


def test_in_an_empty_folder_no_rule_passes(office):
    found = office.check()
    assert {outcome.state for outcome in found.checked.checks.outcomes} == {"nothing_to_check"}
    assert found.json["gate"] == {"open": True, "stopped_by": []}


def test_a_register_without_a_record_gives_no_rate_to_check(office):
    office.petitions("信访件编号 | 登记时间 | 办结时间")
    assert office.check().state("figures.rates-at-most-100") == "nothing_to_check"


def test_a_sheet_that_the_first_reader_loses_whole_is_missed(office, monkeypatch):
    def losing(*file):
        return read(*file)[:1]

    read = folder.read_excel
    monkeypatch.setattr(folder, "read_excel", losing)
    office.put(PETITIONS, workbook(("上半年", REGISTER), ("下半年", "信访件编号 | 登记时间\nP3 | 2023-07-05\n")))
    assert office.check().state("files.readers-agree") == "fail"


def test_a_file_that_two_tables_claim_is_read_by_neither(office):
    office.put("信访和处罚.xlsx", workbook((SHEET, REGISTER)))
    found = office.check()
    assert found.account["files"][0]["claimed_by"] == ["penalties", "petitions"]
    assert found.account["tables"] == {}
    assert found.json["gate"] == {"open": False, "stopped_by": ["files.claimed-once"]}


def test_failed_rows_are_counted_against_all_records(office):
    office.petitions(REGISTER + "P3 | 2023年13月45日 |\nP1 | 2023-01-05 | 2023-02-01\n")
    outcome = office.check().outcome("files.rows-readable")
    assert (outcome.checked, outcome.failed) == (2 + 1 + 1, 1)


def test_a_formula_without_its_value_is_named_by_its_cell_and_closes_the_gate(office, monkeypatch):
    found = with_a_formula_that_nobody_has_computed(office, monkeypatch)
    (place,) = found.outcome("files.formulas-have-values").places
    assert f"{place.column}{place.row}" == "C2"
    assert found.json["gate"] == {"open": False, "stopped_by": ["files.formulas-have-values"]}
    assert f"{PETITIONS} › {SHEET}：C列：第2行" in (found.work.checked / "checks.html").read_text("utf-8")


def test_a_formula_whose_value_is_an_empty_text_has_one(office):
    book = rewritten(COMPUTED, "xl/worksheets/sheet1.xml", rb'<c r="C2">(<f>.*?</f>)<v ?/?>(?:</v>)?', rb'<c r="C2" t="str">\1<v></v>')
    office.put(PETITIONS, book)
    assert office.check().state("files.formulas-have-values") == "pass"


def test_two_people_with_spoilt_numbers_are_not_taken_for_one(office, monkeypatch):
    found = with_identity_numbers_that_a_spreadsheet_has_spoilt(office, monkeypatch)
    assert [number is None for number in found.column("petitions", "id_number")] == [True, True, False]


def test_a_spoilt_number_that_should_name_its_record_takes_it_out(office):
    office.petitions([["信访件编号", "登记时间"], ["1.20119E+17", "2023-01-05"], ["P2", "2023-01-06"]])
    found = office.check()
    assert found.column("petitions", "petition_no") == ["P2"]
    assert [(cell["row"], cell["reason"]) for cell in found.quarantine] == [("2", "长数字已被表格软件改坏，末几位丢失")]


def test_what_was_read_with_a_doubt_closes_no_gate(office, monkeypatch):
    with_a_day_without_its_year(office, monkeypatch)
    assert with_numbers_that_are_not_exact(office, monkeypatch).json["gate"]["open"]


@pytest.mark.parametrize(("leads_to", "said"), [("elsewhere", "2023/more cannot be read: it is a link to a folder"), ("nowhere", "2023/more")])
def test_a_link_whose_files_would_not_be_heard_of_is_refused(office, tmp_path, leads_to, said):
    office.petitions(REGISTER)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / PETITIONS).write_bytes(b"")
    (office.root / "data" / "raw" / "town" / "2023" / "more").symlink_to(tmp_path / leads_to)
    with pytest.raises(RecordsError) as error:
        office.clean()
    assert said in error.value.say("en")
