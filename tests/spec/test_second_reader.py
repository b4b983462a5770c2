"""The second reader counts on its own: what exports of other programs look like must not make it stumble or disagree."""

import pytest
from tests.spec.drawn import PETITIONS, SHEET, rewritten, workbook
from tests.spec.old_excel import old_workbook

from nianbao.errors import NianbaoError

REGISTER = "信访件编号 | 登记时间\nP1 | 2023-01-05\nP2 | 2023-01-06\n"
BOOK = workbook((SHEET, REGISTER))
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


def test_a_workbook_that_only_the_first_reader_can_open_is_said_to_be_damaged(office):
    # One byte of a part of the archive has changed: what one reader passes over, the other refuses.
    content = bytearray(BOOK)
    content[content.find(b"xl/theme/theme1.xml") + 60] ^= 0xFF
    office.put(PETITIONS, bytes(content))
    with pytest.raises(NianbaoError, match=PETITIONS):
        office.clean()


def test_an_old_workbook_that_only_the_first_reader_can_open_is_said_to_be_damaged(office):
    # Its allocation table lacks a sector.
    content = bytearray(old_workbook((SHEET, REGISTER)))
    content[28] = 0
    office.put(PETITIONS, bytes(content))
    with pytest.raises(NianbaoError, match=PETITIONS):
        office.clean()


def test_the_second_reader_prints_nothing(office, capsys):
    # A few bytes are missing at the end, as many programs write it.
    office.put(PETITIONS, old_workbook((SHEET, REGISTER))[:-100])
    assert agree(office)
    assert capsys.readouterr() == ("", "")


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
