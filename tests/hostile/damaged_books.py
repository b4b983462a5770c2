"""Workbooks that no program of an office has written: archives, XML and cells that would break who trusts them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from tests.hostile.damaged import (
    CANARIES,
    HEAD,
    RECORDS,
    ROWS,
    SHEET,
    Damage,
    archive,
    lying,
    part,
    repacked,
    whole,
    written,
)
from tests.spec.drawn import workbook
from tests.spec.old_excel import old_workbook
from tests.spec.open_document import open_document

SHEET_XML, BOOK_XML = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
XLSX, XLS, ODS = "信访登记表.xlsx", "信访登记表.xls", "信访登记表.ods"
ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>" + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)) + b"<!ENTITY e '&a9;'>]>"
MEGABYTE = 1 << 20


def cases() -> Iterator[Damage]:
    yield from _archives()
    yield from _without_parts()
    yield from _entities()
    yield from _places()
    yield from _cells()
    yield from _open_document()
    yield from _old()


def sheet(pattern: bytes, new: bytes, count: int = 1) -> bytes:
    """The register with something replaced in its sheet."""
    xml, times = re.subn(pattern, lambda _: new, part(whole("xlsx"), SHEET_XML), count=count, flags=re.DOTALL)
    assert times
    return repacked(whole("xlsx"), {SHEET_XML: xml})


def content(pattern: bytes, new: bytes) -> bytes:
    """The register as OpenDocument, with something replaced in its content."""
    xml, times = re.subn(pattern, lambda _: new, part(whole("ods"), "content.xml"), count=1, flags=re.DOTALL)
    assert times
    return repacked(whole("ods"), {"content.xml": xml})


def last_of(book: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced, which then stands last in it."""
    return repacked(repacked(book, {name: None}), {name: content})


def shared(text: bytes, cells: int) -> bytes:
    """A workbook whose one shared text stands in many cells."""
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, cells + 1))
    xml = re.sub(rb"<sheetData>.*</sheetData>", lambda _: b"<sheetData>" + rows + b"</sheetData>", part(whole("xlsx"), SHEET_XML), flags=re.DOTALL)
    return repacked(whole("xlsx"), {SHEET_XML: xml, "xl/sharedStrings.xml": b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (MAIN, text)})


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _archives() -> Iterator[Damage]:
    book = whole("xlsx")
    yield written("a gigabyte of blanks in a sheet", XLSX, lambda: _bomb(book, 1024), heavy=True)
    yield written("a hundred megabytes of blanks in a sheet", XLSX, lambda: _bomb(book, 100), cheap=True)
    yield written("three hundred megabytes of blanks in the styles", XLSX, lambda: repacked(book, {"xl/styles.xml": b" " * 300 * MEGABYTE}))
    yield written("two hundred megabytes of a part that nobody asks for", XLSX, lambda: repacked(book, {"xl/media/image1.png": bytes(200 * MEGABYTE)}))
    yield written("a gigabyte of content in a document", ODS, lambda: repacked(whole("ods"), {"content.xml": b" " * 400 * MEGABYTE}), heavy=True)
    yield written("a sheet larger than it says", XLSX, lambda: lying(book, SHEET_XML, part(book, SHEET_XML) + b" " * 300 * MEGABYTE, len(part(book, SHEET_XML))))
    yield written("one text in two hundred thousand cells", XLSX, lambda: shared(b"x" * 30_000, 200_000), heavy=True)
    yield written("a shared text of a million signs", XLSX, lambda: shared(b"x" * 1_000_000, 400), cheap=True)
    yield written("twenty million cells", XLSX, lambda: sheet(rb"</sheetData>", b"<row>" + b"<c><v>1</v></c>" * 20_000_000 + b"</row></sheetData>"), heavy=True)
    yield written("a hundred thousand members", XLSX, lambda: archive({f"{number}": b"" for number in range(100_000)}))
    yield written("a part of a name twice", XLSX, _twice(book))
    yield written("an archive in an archive", XLSX, archive({"信访.xlsx": book}), cheap=True)
    yield written("members that lead out of the folder", XLSX, repacked(book, {"../../../evil": b"x", "/tmp/evil": b"x"}))
    yield written("a comment at the end", XLSX, book[:-2] + (5).to_bytes(2, "little") + b"hello")
    yield written("an archive with a password", XLSX, _locked(book), cheap=True)
    yield written("parts packed in a way that nobody knows", XLSX, _method(book, 99))
    yield written("parts packed by LZMA", XLSX, repacked(book, method=zipfile.ZIP_LZMA))
    yield written("an archive that holds nothing", XLSX, archive({}), cheap=True)
    yield written("places of parts that lie beyond the end", XLSX, book[:-6] + b"\xff\xff\xff\x7f" + book[-2:])


def _bomb(book: bytes, megabytes: int) -> bytes:
    return repacked(book, {SHEET_XML: part(book, SHEET_XML).replace(b"<sheetData>", b"<sheetData>" + b" " * megabytes * MEGABYTE)})


def _twice(book: bytes) -> bytes:
    file = io.BytesIO(book)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as target:
        target.filelist[:] = target.filelist
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            target.writestr(zipfile.ZipInfo(SHEET_XML, (1980, 1, 1, 0, 0, 0)), part(book, SHEET_XML).replace(b"P00", b"Q00"))
    return file.getvalue()


def _locked(book: bytes) -> bytes:
    """The mark of a password on every member, in both places where it stands."""
    spoilt = bytearray(book)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(sign), book):
            spoilt[found.start() + place] |= 1
    return bytes(spoilt)


def _method(book: bytes, method: int) -> bytes:
    spoilt = bytearray(book)
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        for found in re.finditer(re.escape(sign), book):
            spoilt[found.start() + place] = method
    return bytes(spoilt)


def _without_parts() -> Iterator[Damage]:
    book = whole("xlsx")
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        names = source.namelist()
    for name in names:
        yield written(f"without {name}", XLSX, repacked(book, {name: None}), cheap=name == SHEET_XML)
        yield written(f"{name} empty", XLSX, repacked(book, {name: b""}))
        yield written(f"{name} no XML", XLSX, repacked(book, {name: b"\x00\x01<<<"}))
    yield written("a sheet cut in its middle", XLSX, repacked(book, {SHEET_XML: part(book, SHEET_XML)[: len(part(book, SHEET_XML)) // 2]}), cheap=True)
    yield written("a sheet in UTF-16", XLSX, repacked(book, {SHEET_XML: b"\xff\xfe" + part(book, SHEET_XML).decode().encode("utf-16-le")}))
    yield written("a sheet with a sign that XML forbids", XLSX, sheet(rb"P003", b"P0\x0b3"))
    yield written("a sheet with bytes that are no UTF-8", XLSX, sheet(rb"P003", b"P0\xff\xfe3"))
    yield written("a workbook without a sheet", XLSX, repacked(book, {BOOK_XML: re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", part(book, BOOK_XML))}), cheap=True)
    yield written("two sheets of one name", XLSX, repacked(book, {BOOK_XML: re.sub(rb"(<sheet [^>]*/>)", rb"\1\1", part(book, BOOK_XML))}))
    yield written("a sheet of another place", XLSX, repacked(book, {"xl/_rels/workbook.xml.rels": part(book, "xl/_rels/workbook.xml.rels").replace(b"sheet1.xml", b"../../../../etc/passwd")}))
    yield written("three hundred sheets", XLSX, lambda: repacked(workbook(*((f"表{number}", [["无关"], ["甲"]]) for number in range(300)))))
    yield written("sheets without a row", XLSX, workbook(("一", []), ("二", [])), cheap=True)


def _entities() -> Iterator[Damage]:
    for what, head in {"an entity outside": ENTITY, "a billion laughs": LAUGHS, "a DTD elsewhere": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'}.items():
        for kind, name in {"xlsx": SHEET_XML, "book": BOOK_XML, "styles": "xl/styles.xml", "ods": "content.xml"}.items():
            book = whole("ods" if kind == "ods" else "xlsx")
            xml = part(book, name)
            start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
            xml = xml[:start] + head + xml[start:].replace(CANARIES[0].encode(), b"&e;" if b"ENTITY" in head else b"x")
            yield written(f"{what} in {name}", ODS if kind == "ods" else XLSX, repacked(book, {name: xml}), cheap=kind != "book")
    deep = b"<x>" * 200_000 + b"</x>" * 200_000
    yield written("a sheet nested two hundred thousand deep", XLSX, sheet(rb"<sheetData>", deep + b"<sheetData>"))
    yield written("content nested two hundred thousand deep", ODS, content(rb"<table:table-row", b"<table:x>" * 200_000 + b"</table:x>" * 200_000 + b"<table:table-row"))
    yield written("an attribute of fifty megabytes", XLSX, lambda: sheet(rb"<sheetData>", b'<sheetData x="' + b"a" * 50 * MEGABYTE + b'">'))


def _places() -> Iterator[Damage]:
    """Cells far away, and where no cell can be."""
    for place in ("XFD1048576", "XFD1", "A1048576", "XFE1", "ZZZZZ1", "ZZZZZZZZZZZZZZ1", "A99999999999", "A4294967297", "BDWGN40", "A0", "1", "A", "甲1", "A-1", ""):
        cell = f'<row r="40"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'.encode()
        yield written(f"a cell at {place or 'no place'}", XLSX, sheet(rb"</sheetData>", cell), true=False, cheap=place in ("XFD1048576", "BDWGN40"))
    for row in ("0", "99999999999", "-5", "x"):
        yield written(f"a row {row}", XLSX, sheet(rb'<row r="5"', f'<row r="{row}"'.encode()), true=False)
    yield written("ten million columns", XLSX, lambda: sheet(rb"</sheetData>", b'<row r="40">' + b"<c><v>1</v></c>" * 10_000_000 + b"</row></sheetData>"), heavy=True)
    yield written("twenty thousand columns", XLSX, sheet(rb"</sheetData>", b'<row r="40">' + b"<c><v>1</v></c>" * 20_000 + b"</row></sheetData>"), true=False)
    yield written("a dimension of the whole sheet", XLSX, sheet(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'))
    yield written("a dimension of no sense", XLSX, sheet(rb'<dimension ref="[^"]*"', b'<dimension ref="ZZZZZZ99999999999:A0"'))
    for area in ("A1:XFD1048576", "A5:ZZZZZZZ6", "A1:A99999999999", "B3:A2", "x", ""):
        merge = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode()
        yield written(f"cells merged {area or 'nowhere'}", XLSX, sheet(rb"</sheetData>", merge), true=False)
    many = b"".join(b'<mergeCell ref="A%d:C%d"/>' % (row, row + 40) for row in range(2, 5000))
    yield written("five thousand merges over one another", XLSX, sheet(rb"</sheetData>", b"</sheetData><mergeCells>" + many + b"</mergeCells>"), true=False)
    twice = part(whole("xlsx"), SHEET_XML)
    row = re.search(rb'<row r="5".*?</row>', twice, re.DOTALL)[0]
    yield written("a row of a number twice", XLSX, sheet(re.escape(row), row + row), true=False)
    yield written("rows out of order", XLSX, sheet(rb'(<row r="5".*?</row>)(<row r="6".*?</row>)', row.replace(b'"5"', b'"6"').replace(b"5\"", b"6\"") + row), true=False)


def _cells() -> Iterator[Damage]:
    """Cells whose content is not of the kind that they say."""
    odd = {
        "a shared text that is not there": b'<c r="A5" t="s"><v>999999</v></c>', "a shared text of no number": b'<c r="A5" t="s"><v>x</v></c>',
        "a shared text below nought": b'<c r="A5" t="s"><v>-1</v></c>', "a boolean of seven": b'<c r="A5" t="b"><v>7</v></c>',
        "a number that is none": b'<c r="A5"><v>12,5</v></c>', "not a number": b'<c r="A5"><v>NaN</v></c>', "endless": b'<c r="A5"><v>1e999</v></c>',
        "a kind that nobody knows": b'<c r="A5" t="q"><v>1</v></c>', "a style that is not there": b'<c r="A5" s="4294967295"><v>1</v></c>',
        "an error of its own": b'<c r="A5" t="e"><v>#PERSON!</v></c>', "a date of no calendar": b'<c r="A5" t="d"><v>2023-99-99</v></c>',
        "a formula without end": b'<c r="A5"><f>' + b"(" * 9000 + b"</f></c>", "a text of forty thousand signs": b'<c r="A5" t="inlineStr"><is><t>' + b"x" * 40_000 + b"</t></is></c>",
        "five hundred digits": b'<c r="A5"><v>' + b"9" * 500 + b"</v></c>",
    }  # fmt: skip
    for what, cell in odd.items():
        yield written(f"a cell with {what}", XLSX, sheet(rb'<c r="A5".*?</c>', cell), true=False, cheap=what.startswith("a s"))
    for what, cell in {"forty thousand": "9" * 40_000, "an e-mail without end": "1" + "a" * 32_000, "brackets without end": "(" * 32_000}.items():
        yield written(f"a day of {what}", XLSX, workbook((SHEET, [*ROWS[:3], ["P9", cell, cell, cell, cell, cell, cell]])), true=False)
    for serial in (-1.0, 1e300, 2958466.0, 0.0, 60.0):
        yield written(f"a day of the serial {serial}", XLSX, workbook((SHEET, [*ROWS[:3], ["P9", serial, None, "来信"]])), true=False)
    yield written("a head of thirty thousand signs", XLSX, workbook((SHEET, [["信" * 30_000, *HEAD[1:]], *ROWS[1:]])), true=False)


def _open_document() -> Iterator[Damage]:
    cell = b'<table:table-row><table:table-cell office:value-type="string" table:number-columns-repeated="%s"><text:p>x</text:p></table:table-cell></table:table-row>'
    for times in (b"5000", b"20000", b"1000000", b"1000000000", b"99999999999999999999", b"-1", b"0", b"x"):
        xml = content(rb"</table:table>", cell % times + b"</table:table>")
        yield written(f"a cell repeated {times.decode()} times", ODS, xml, true=False, cheap=times == b"1000000000")
    row = b'<table:table-row table:number-rows-repeated="%s"><table:table-cell office:value-type="string"><text:p>P9</text:p></table:table-cell></table:table-row></table:table>'
    for times in (b"5000", b"1048576", b"4000000000", b"99999999999999999999", b"-1", b"x"):
        yield written(f"a row repeated {times.decode()} times", ODS, content(rb"</table:table>", row % times), true=False, cheap=times == b"4000000000")
    span = b'table:number-columns-spanned="%s" table:number-rows-spanned="%s" '
    for times in (b"1000000000", b"-3", b"x"):
        yield written(f"a cell that spans {times.decode()}", ODS, content(rb"(?<=<table:table-cell )", span % (times, times)), true=False)
    manifest = part(whole("ods"), "META-INF/manifest.xml").replace(
        b'"content.xml" manifest:media-type="text/xml"/>', b'"content.xml" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>'
    )
    locked = {"content.xml": bytes(range(256)) * 8, "META-INF/manifest.xml": manifest}
    yield written("a document that is encrypted", ODS, repacked(whole("ods"), locked), cheap=True)
    yield written("a document without content", ODS, repacked(whole("ods"), {"content.xml": None}))
    yield written("a day that is none in a document", ODS, content(rb'office:value-type="string"', b'office:value-type="date" office:date-value="2023-99-99"'), true=False)
    yield written("a text document", ODS, repacked(whole("ods"), {"mimetype": b"application/vnd.oasis.opendocument.text"}))


def _old() -> Iterator[Damage]:
    far = [[None] * 255 + ["x"]]
    yield written("an old workbook of 256 columns", XLS, lambda: old_workbook((SHEET, [*ROWS, *far])), true=False)
    yield written("an old workbook with a cell in the last place", XLS, lambda: _far(65_535, 255), true=False)
    yield written("an old workbook with a cell beyond the last place", XLS, lambda: _far(65_535, 65_535), true=False, cheap=True)
    yield written("a compound file without a workbook", XLS, whole("xls").replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le")), cheap=True)
    yield written("an old workbook with a password", XLS, _with_password(), cheap=True)
    yield written("an old workbook of which a sheet lies elsewhere", XLS, whole("xls").replace(b"\x85\x00", b"\x85\x00", 1)[:600] + bytes(100) + whole("xls")[700:])
    yield written("an old workbook whose sectors lead round", XLS, whole("xls")[:512] + (1).to_bytes(4, "little") * 128 + whole("xls")[1024:], cheap=True)
    yield written("an old workbook of empty cells alone", XLS, old_workbook((SHEET, [[None] * 3] * 5)))
    yield written("a locked workbook of today", XLSX, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), cheap=True)


def _far(row: int, column: int) -> bytes:
    """The register with its last text in another place."""
    book = bytearray(whole("xls"))
    text = f"{CANARIES[2]}第{RECORDS - 1}次反映噪音".encode("utf-16-le")
    at = book.rindex(text) - 9
    book[at : at + 4] = row.to_bytes(2, "little") + column.to_bytes(2, "little")
    return bytes(book)


def _with_password() -> bytes:
    """The mark of encryption (FILEPASS) right behind the first record, in place of the code page."""
    book = bytearray(whole("xls"))
    at = book.index(b"\x42\x00\x02\x00")
    book[at : at + 2] = b"\x2f\x00"
    return bytes(book)


def document(rows: list) -> bytes:
    return open_document((SHEET, rows))
