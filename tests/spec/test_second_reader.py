"""The second reader counts on its own: what exports of other programs look like must not make it stumble or disagree."""

import io
import zipfile

import pytest
from tests.spec.drawn import PETITIONS, SHEET, rewritten, workbook
from tests.spec.old_excel import old_workbook

from nianbao.errors import NotATable

REGISTER = "信访件编号 | 登记时间\nP1 | 2023-01-05\nP2 | 2023-01-06\n"
BOOK = workbook((SHEET, REGISTER))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_XML, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def agree(office):
    """Whether both readers count the header and both records."""
    rows = office.clean().rows_of()
    return rows["physical"] == rows["counted"] == 1 + 2


def test_the_readers_agree_on_a_workbook(office):
    office.put(PETITIONS, BOOK)
    assert agree(office)


def test_the_readers_agree_on_an_old_workbook(office):
    office.put(PETITIONS, old_workbook((SHEET, REGISTER)))
    assert agree(office)


def test_a_workbook_that_states_its_extent_wrongly_is_counted_in_full(office):
    # Programs that write row by row (SXSSF, EasyExcel) leave A1 as the extent of the sheet.
    office.put(PETITIONS, rewritten(BOOK, SHEET_XML, rb'<dimension ref="[^"]*"', b'<dimension ref="A1"'))
    assert agree(office)


def test_a_workbook_without_styles_of_its_own_is_counted(office):
    office.put(PETITIONS, rewritten(BOOK, STYLES, b"<cellStyles.*?</cellStyles>", b""))
    assert agree(office)


def test_a_workbook_with_a_drop_down_list_is_counted_without_a_word(office):
    lists = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    office.put(PETITIONS, rewritten(BOOK, SHEET_XML, b"</worksheet>", lists))
    assert agree(office)


def test_a_workbook_whose_styles_are_faulty_is_counted(office):
    # Excel opens it, and so does the first reader; what its cells look like is no matter for a count.
    office.put(PETITIONS, rewritten(BOOK, STYLES, b"<fills.*?</fills>", b'<fills count="1"><fill/></fills>'))
    assert agree(office)


def test_a_workbook_whose_content_has_changed_under_its_checksum_is_refused(office):
    # A disk has turned P2 into P9; the first reader would take it for the record's number.
    content = stored(BOOK)
    assert content.count(b"<t>P2</t>") == 1
    office.put(PETITIONS, content.replace(b"<t>P2</t>", b"<t>P9</t>"))
    with pytest.raises(NotATable) as error:
        office.clean()
    assert "it is damaged" in error.value.say("en")


def stored(book):
    """The workbook without compression, so that its parts stand in it as they are."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return content.getvalue()


def test_an_old_workbook_that_only_the_first_reader_can_open_is_refused(office):
    # The mark of its byte order is spoiled.
    content = bytearray(old_workbook((SHEET, REGISTER)))
    content[28] = 0
    office.put(PETITIONS, bytes(content))
    with pytest.raises(NotATable) as error:
        office.clean()
    assert "it is damaged" in error.value.say("en")


def test_the_second_reader_prints_nothing(office, capsys):
    # A few bytes are missing at the end, as many programs write it.
    office.put(PETITIONS, old_workbook((SHEET, REGISTER))[:-100])
    assert agree(office)
    assert capsys.readouterr() == ("", "")


def test_the_readers_agree_on_texts_that_stand_once_for_the_whole_workbook(office):
    # Excel writes texts so; blank ones, and those in parts with a reading beside them, are among them.
    texts = ["信访件编号", "登记时间", "P1", "2023-01-05", "P2", "2023-01-06", "\u3000 "]
    parts = "".join(f"<si><t xml:space='preserve'>{text}</t></si>" for text in texts[:-2])
    parts += "<si><r><t>2023-</t></r><r><t>01-06</t></r><rPh sb='0' eb='1'><t> </t></rPh></si>"
    parts += f"<si><t xml:space='preserve'>{texts[-1]}</t></si>"
    rows = [(0, 1), (2, 3), (6, 6), (4, 5)]
    cells = "".join(
        f"<row r='{row}'>" + "".join(f"<c r='{column}{row}' t='s'><v>{text}</v></c>" for column, text in zip("AB", pair, strict=True)) + "</row>"
        for row, pair in enumerate(rows, 1)
    )
    book = rewritten(BOOK, SHEET_XML, b"<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>".encode())
    office.put(PETITIONS, with_shared_texts(book, f"<sst xmlns='{MAIN}'>{parts}</sst>"))
    assert agree(office)
    assert office.clean().column("petitions", "petition_no") == ["P1", "P2"]


def with_shared_texts(book, content):
    """The workbook with a part of shared texts in place of the one it has, if any."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            if name != "xl/sharedStrings.xml":
                copy.writestr(name, source.read(name))
        copy.writestr("xl/sharedStrings.xml", content)
    return target.getvalue()


@pytest.mark.parametrize("place", ["tmp", "workspace"])
def test_a_folder_behind_a_link_is_read(tmp_path, office, monkeypatch, place):
    # data/clean may lie on another disk, and the folder for temporary files behind a link, as on every Mac.
    office.put("信访.csv", "信访件编号,登记时间\nP1,2023-01-05\n")
    (tmp_path / "disk").mkdir()
    if place == "tmp":
        (tmp_path / "link").symlink_to(tmp_path / "disk")
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "link"))
    else:
        (office.root / "data" / "clean").symlink_to(tmp_path / "disk")
    assert office.check().value("petitions.received") == 1
