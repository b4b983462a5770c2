"""What cannot be read is said at once of all files, in words that name the file, and never read for something else."""

import io
import os
import zipfile

import pytest
from tests.spec.drawn import PETITIONS, SHEET, YEAR, delimited, rewritten, workbook
from tests.spec.old_excel import old_workbook

from nianbao.errors import NotATable, RecordsError, UnknownEncoding, UnreadableFiles

REGISTER = "信访件编号 | 登记时间 | 概况\nP1 | 2023-01-05 | 噪音扰民问题\nP2 | 2023-01-06 | 垃圾清运问题\n"
TEXT = delimited(REGISTER)
BOOK = workbook((SHEET, REGISTER))
SHEET_XML = "xl/worksheets/sheet1.xml"


def refused(office, kind=NotATable):
    with pytest.raises(kind) as error:
        office.clean()
    return error.value.say("en")


def test_all_files_that_cannot_be_read_are_named_at_once_those_of_the_year_before_too(office):
    office.put("信访一.xlsx", b"\x89PNG")
    office.put("信访二.xlsx", BOOK)
    office.put("信访三.csv", "信访件编号,甲\nP1,乙\n")
    office.put("信访四.xlsx", BOOK[:-100], YEAR - 1)
    (office.raw / str(YEAR) / "信访五.xlsx").mkdir()
    said = refused(office, UnreadableFiles)
    assert said.splitlines()[0] == "4 files cannot be used:"
    assert [line.split()[1] if line.startswith("- 20") else line.split(" in ")[1].split(":")[0] for line in said.splitlines()[1:]] == [
        "2023/信访五.xlsx", "2023/信访一.xlsx", "2023/信访三.csv", "2022/信访四.xlsx",
    ]  # fmt: skip


def test_one_that_cannot_be_read_says_so_itself(office):
    office.put("信访一.xlsx", b"\x89PNG")
    office.put("信访二.xlsx", BOOK)
    assert refused(office).startswith("2023/信访一.xlsx is no table: it is a picture.")


@pytest.mark.parametrize("head", ["", "petition_no,received_on,summary\r\n"])
@pytest.mark.parametrize("order", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_a_text_in_two_encodings_is_refused(office, head, order):
    lines = (head + TEXT.split("\r\n", 1)[1] if head else TEXT).splitlines(keepends=True)
    office.put("信访.csv", b"".join(line.encode(order[number > 1]) for number, line in enumerate(lines)))
    assert "encoding" in refused(office, RecordsError)


def test_a_byte_of_no_encoding_makes_no_other_letters(office):
    office.put("信访.csv", b"petition_no,received_on\nP1,2023-01-05\nP\xff2,2023-01-06\n")
    assert "encoding" in refused(office, UnknownEncoding)


def test_short_texts_of_gb18030_are_taken_for_nothing_else(office):
    # 联通 in GB18030 is well-formed UTF-8 too.
    office.put("信访.csv", "信访件编号,登记时间,概况\nP1,2023-01-05,联通\nP2,2023-01-06,渝\n", encoding="gb18030")
    assert office.clean().sheet("信访.csv")["kept"] == 2


def test_a_code_that_a_program_has_kept_from_excel_is_the_code(office):
    office.put("信访.csv", '信访件编号,登记时间\n="012",2023-01-05\n="P2","2023-01-06"\n')
    assert office.clean().column("petitions", "petition_no") == ["012", "P2"]


def test_signs_between_quotes_are_no_delimiters(office):
    office.put("信访.csv", '"信访件编号","登记时间"\n"P1;;;;;;","2023-01-05"\n"P2;;;;;;","2023-01-06"\n')
    found = office.clean()
    assert found.sheet("信访.csv")["kept"] == found.sheet("信访.csv")["counted"] - 1 == 2


def test_a_cell_longer_than_excel_holds_is_quarantined_and_not_told(office):
    office.put("信访.csv", f"信访件编号,登记时间,内容分类\nP1,2023-01-05,{'甲' * 32_768}\nP2,2023-01-06,{'乙' * 32_767}\n")
    found = office.clean()
    assert found.column("petitions", "petition_no") == ["P2"]
    (line,) = found.quarantine
    assert (line["row"], line["column"], line["text"]) == ("2", "内容分类", "（个人信息）")


def test_a_row_that_a_merge_hides_is_a_row(office):
    rows = [["信访件编号", "登记时间"], ["P1", "2023-01-05"], ["", "2023-01-06"], ["P3", None]]
    office.put("信访.xls", old_workbook((SHEET, rows), merges=[(2, 3, 0, 0)]))
    sheet = office.clean().sheet("信访.xls")
    assert (sheet["kept"], sheet["quarantined"], sheet["physical"]) == (1, 2, 4)


@pytest.mark.parametrize(("place", "said"), [("XFD1048576", "nearly empty; delete the cells far away"), ("BDWGN9", "columns, and a sheet has 16384 at most")])
def test_a_workbook_with_a_cell_far_away_is_refused_before_it_takes_all_memory(office, place, said):
    cell = f'<row r="9"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    office.put(PETITIONS, rewritten(BOOK, SHEET_XML, b"</sheetData>", cell))
    assert said in refused(office)


def test_a_workbook_that_unpacks_into_far_more_than_a_table_is_refused(office):
    content = io.BytesIO(BOOK)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("docProps/thumbnail.jpeg", bytes(80 << 20))
    office.put(PETITIONS, content.getvalue())
    assert "far more than any table" in refused(office)


def test_a_workbook_with_entities_of_its_own_is_refused(office):
    office.put(PETITIONS, rewritten(BOOK, SHEET_XML, b"^(<.xml[^>]*>)?", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'))
    assert "entities" in refused(office)


def test_a_link_out_of_the_raw_folder_is_not_followed(office, tmp_path):
    (tmp_path / "elsewhere.csv").write_text(TEXT, "utf-8")
    (office.raw / str(YEAR) / "信访.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "a link to a file elsewhere" in refused(office)


def test_a_pipe_is_not_waited_for(office):
    os.mkfifo(office.raw / str(YEAR) / "信访.csv")
    assert "a pipe or a device" in refused(office)


def test_a_name_in_gbk_is_said_to_be_one(office):
    folder = os.fsencode(office.raw / str(YEAR))
    with open(folder + b"/" + "信访.csv".encode("gbk"), "wb") as file:  # noqa: PTH123
        file.write(TEXT.encode())
    assert refused(office).startswith("2023/信访.csv is no table: its name is not in UTF-8")
