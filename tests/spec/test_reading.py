"""Which files are read, as what, and by whom: told from the first bytes, never from the name."""

import hashlib
import io
import zipfile

import pytest
from tests.spec.drawn import PETITIONS, SHEET, delimited, workbook
from tests.spec.old_excel import old_workbook

from nianbao.errors import NoHeader, NotATable, UnknownEncoding

REGISTER = """
信访件编号 | 登记时间   | 概况
P1         | 2023-01-05 | 噪音扰民
P2         | 2023-01-06 |
"""
TEXT = delimited(REGISTER)


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def kind_and_rows(office, name):
    found = office.clean()
    (file,) = found.account["files"]
    return file["kind"], file["encoding"], found.sheet(name)["kept"]


# --- kinds ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["信访.xlsx", "信访.xls", "信访.csv", "信访"])
def test_a_workbook_is_one_whatever_its_name(office, name):
    office.put(name, workbook((SHEET, REGISTER)))
    assert kind_and_rows(office, name) == ("xlsx", None, 2)


@pytest.mark.parametrize("name", ["信访.xls", "信访.xlsx", "信访.csv"])
def test_an_old_workbook_is_one_whatever_its_name(office, name):
    office.put(name, old_workbook((SHEET, REGISTER)))
    assert kind_and_rows(office, name) == ("xls", None, 2)
    assert office.clean().sheet(name)["counted"] == 1 + 2


@pytest.mark.parametrize("name", ["信访.xls", "信访.xlsx", "信访.txt", "信访.CSV"])
def test_delimited_text_is_one_whatever_its_name(office, name):
    office.put(name, TEXT)
    assert kind_and_rows(office, name) == ("csv", "utf-8", 2)


NO_TABLES = {
    "pdf": (b"%PDF-1.7\n", "a PDF file"),
    "png": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "jpeg": (b"\xff\xd8\xff\xe0JFIF", "a picture"),
    "rar": (b"Rar!\x1a\x07", "an archive"),
    "rtf": (b"{\\rtf1", "an RTF document"),
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n\r\n", "empty"),
    "html": (b"\n<html><table><tr><td>1</td></tr></table></html>", "really a web page"),
    "doctype": (b"<!DOCTYPE html><html></html>", "really a web page"),
    "html with a mark": ("\ufeff<html><table></table></html>".encode(), "really a web page"),
    "xml": (b"<?xml version='1.0'?><Workbook/>", "really a web page"),
    "half an archive": (b"PK\x03\x04 cut off", "damaged"),
    "docx": (zipped({"word/document.xml": "<w/>"}), "a Word document"),
    "zip": (zipped({"readme": "x"}), "an archive or another format"),
    "half a workbook": (zipped({"xl/workbook.xml": "<workbook/>"}), "damaged"),
    "half an old one": (COMPOUND, "damaged"),
    "locked": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "bytes": (b"\x01\x02\x00\x00\x03", "not text"),
}


@pytest.mark.parametrize("what", NO_TABLES)
def test_what_is_no_table_is_named_for_what_it_is(office, what):
    content, said = NO_TABLES[what]
    office.put("信访.xlsx", content)
    with pytest.raises(NotATable) as error:
        office.clean()
    assert error.value.exit_code == 4
    assert error.value.say("en").startswith(f"2023/信访.xlsx is no table: it is {said}")
    assert "请从业务系统重新导出" in error.value.say("zh")


def test_a_folder_named_as_a_workbook_is_refused(office):
    (office.raw / "2023" / "信访.xlsx").mkdir()
    with pytest.raises(NotATable, match=r"信访\.xlsx"):
        office.clean()


def test_a_text_whose_first_column_begins_with_pk_is_no_archive(office):
    office.put("信访.csv", "PK_ID,信访件编号,登记时间\r\n1,P1,2023-01-05\r\n")
    assert kind_and_rows(office, "信访.csv") == ("csv", "utf-8", 1)


# --- encodings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
)
def test_text_is_read_in_the_encodings_that_exports_come_in(office, encoding, told):
    office.put("信访.csv", TEXT, encoding=encoding)
    assert kind_and_rows(office, "信访.csv") == ("csv", told, 2)


def test_rare_characters_of_village_names_survive_gb18030(office):
    # 𬒈 and 䢺 are in no GBK: read as GB2312 they would be question marks or an error.
    office.put("信访.csv", "信访件编号,登记时间,内容分类\n𬒈1,2023-01-05,䢺庄\n", encoding="gb18030")
    found = office.clean()
    assert found.column("petitions", "petition_no") == ["𬒈1"]
    assert found.column("petitions", "topic") == ["䢺庄"]


def test_text_cut_off_within_a_character_is_refused(office):
    office.put("信访.csv", "信访件编号,登记时间,内容分类\nP1,2023-01-05,噪音".encode()[:-1])
    with pytest.raises(UnknownEncoding) as error:
        office.clean()
    assert error.value.say("en") == (
        "The encoding of 2023/信访.csv is not known (tried utf-8, gb18030). Save it as csv in UTF-8 or GB18030."
    )


def test_a_byte_order_mark_alone_has_no_header(office):
    office.put("信访.csv", b"\xef\xbb\xbf")
    with pytest.raises(NoHeader, match=r"信访\.csv"):
        office.clean()


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_of_every_system_are_read(office, delimiter, newline):
    office.put("信访.csv", delimited(REGISTER, delimiter, newline))
    assert office.clean().rows_of("信访.csv") == {
        "physical": 1 + 2, "counted": 1 + 2, "header": 1, "totals": 0, "kept": 2, "quarantined": 0, "duplicates": 0,
    }  # fmt: skip


def test_commas_within_a_text_between_tabs_are_no_delimiters(office):
    office.put("信访.txt", "信访件编号\t登记时间\t概况\nP1\t2023-01-05\ta, b, c, d, e\n")
    assert office.clean().sheet("信访.txt")["kept"] == 1


def test_a_record_over_several_lines_is_one_row(office):
    office.put("信访.csv", '信访件编号,"登记\n时间",概况\r\nP1,2023-01-05,"一、噪音\r\n二、垃圾\r\n三、""油烟"""\r\nP2,坏,\r\n')
    found = office.clean()
    assert (found.sheet("信访.csv")["physical"], found.sheet("信访.csv")["counted"]) == (1 + 2, 1 + 2)
    assert [line["row"] for line in found.quarantine] == ["3"]


def test_quotes_that_do_not_match_are_refused(office):
    office.put("信访.csv", '信访件编号,登记时间\nP1,"2023-01-05\nP2,2023-01-05\n')
    with pytest.raises(NotATable) as error:
        office.clean()
    assert "the quotes in line 2 of the file do not match" in error.value.say("en")


def test_quotes_that_close_only_after_millions_of_characters_are_refused(office):
    office.put("信访.csv", '信访件编号,登记时间,概况\nP1,2023-01-05,"' + "P2,2023-01-05,x\n" * ((1 << 20) + 1) + '"\n')
    with pytest.raises(NotATable) as error:
        office.clean()
    assert "after 16,777,216 characters the quotes opened in line 2 of the file are not closed" in error.value.say("en")


# --- the folder -------------------------------------------------------------------------------------------------


def test_hidden_files_locks_and_what_people_write_are_passed_over(office):
    office.petitions(REGISTER)
    for name in (f"~${PETITIONS}", ".DS_Store", f".~lock.{PETITIONS}#", ".git/信访.xlsx", "text/信访.md"):
        office.put(name, b"\x00\x01")
    office.put("waivers.yml", "[]")
    assert [file["file"] for file in office.clean().account["files"]] == [PETITIONS]


def test_files_in_folders_of_the_year_are_read_and_named_with_their_folder(office):
    office.put("上半年/信访.csv", TEXT)
    assert [file["file"] for file in office.clean().account["files"]] == ["上半年/信访.csv"]


def test_a_file_that_no_table_claims_is_listed_and_not_read(office):
    office.petitions(REGISTER)
    office.put("会议纪要.pdf", b"%PDF-1.7")
    listed = {file["file"]: (file["claimed_by"], file["table"], file["sheets"]) for file in office.clean().account["files"]}
    assert listed["会议纪要.pdf"] == ([], None, [])


@pytest.mark.parametrize("name", ["ＰＥＴＩＴＩＯＮ_2023.csv", "Petitions.CSV", "信访（终版）.csv"])
def test_width_and_case_of_a_name_do_not_matter_to_who_claims_it(office, name):
    office.put(name, TEXT)
    assert office.clean().account["files"][0]["claimed_by"] == ["petitions"]


def test_the_account_holds_what_proves_the_file_unchanged(office):
    path = office.petitions(REGISTER)
    (file,) = office.clean().account["files"]
    assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert file["bytes"] == path.stat().st_size
