"""Texts that are no table any more, tables that hold nothing, and files that are something else than their name says."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from tests.hostile.damaged import HEAD, ROWS, SHEET, Damage, archive, csv_text, whole, written
from tests.spec.drawn import workbook

CSV = "信访登记表.csv"
TEXT = csv_text()
LINES = TEXT.splitlines(keepends=True)
MEGABYTE = 1 << 20


def cases() -> Iterator[Damage]:
    yield from _encodings()
    yield from _quotes()
    yield from _wide()
    yield from _signs()
    yield from _nothing()
    yield from _others()


def _encodings() -> Iterator[Damage]:
    head, half = LINES[0], len(LINES) // 2
    first, second = "".join(LINES[:half]), "".join(LINES[half:])
    english = "petition_no,received_on,closed_on,channel,petitioner,phone,summary\r\n"
    yield written("UTF-16 without a mark", CSV, TEXT.encode("utf-16-le"), cheap=True)
    yield written("UTF-16 the other way round without a mark", CSV, TEXT.encode("utf-16-be"))
    yield written("UTF-16 without its last byte", CSV, TEXT.encode("utf-16")[:-1])
    yield written("UTF-16 with half a character", CSV, TEXT.encode("utf-16") + b"\x00\xd8", cheap=True)
    yield written("UTF-32", CSV, TEXT.encode("utf-32"))
    yield written("the mark of UTF-8 twice", CSV, b"\xef\xbb\xbf" * 2 + TEXT.encode())
    yield written("the mark of UTF-16 on UTF-8", CSV, b"\xff\xfe" + TEXT.encode())
    yield written("the mark of UTF-8 on GB18030", CSV, b"\xef\xbb\xbf" + TEXT.encode("gb18030"), cheap=True)
    yield written("UTF-8 above, GB18030 below", CSV, first.encode() + second.encode("gb18030"), cheap=True)
    yield written("GB18030 above, UTF-8 below", CSV, first.encode("gb18030") + second.encode())
    yield written("one line of UTF-8 in GB18030", CSV, "".join(LINES[:-1]).encode("gb18030") + LINES[-1].encode(), cheap=True)
    yield written("one line of GB18030 in UTF-8", CSV, "".join(LINES[:-1]).encode() + LINES[-1].encode("gb18030"))
    yield written("a head in English, lines in both", CSV, english.encode() + first.removeprefix(head).encode() + second.encode("gb18030"), cheap=True)
    yield written("a head in English, cut within a character", CSV, (english + TEXT.removeprefix(head)).encode()[:-6])
    yield written("a byte that is of no encoding", CSV, TEXT.encode().replace(b"P003", b"P\xff03"), cheap=True)
    yield written("a byte that is of no encoding in a text of English", CSV, b"petition_no,received_on\r\nP1,2023-01-05\r\nP\xff2,2023-01-06\r\n")
    yield written("Latin letters of one byte", CSV, "petition_no,received_on,channel\r\nP1,2023-01-05,Café\r\nPé,2023-01-06,x\r\n".encode("latin-1"), true=False)
    yield written("Big5", CSV, "信訪件編號,登記時間\r\nP1,2023-01-05\r\n".encode("big5"), true=False)
    yield written("UTF-7", CSV, TEXT.encode("utf-7"), true=False)
    yield written("bytes of all kinds", CSV, bytes(range(256)) * 40, cheap=True)


def _quotes() -> Iterator[Damage]:
    head, rest = LINES[0], "".join(LINES[1:])
    yield written("a quote that never ends", CSV, (head + 'P900,"2023-01-05\r\n' + rest).encode(), cheap=True)
    yield written("a million quotes", CSV, (head + '"' * 1_000_000 + "\r\n" + rest).encode(), true=False)
    yield written("a million and one quotes", CSV, (head + '"' * 1_000_001 + "\r\n" + rest).encode(), true=False, cheap=True)
    yield written("quotes on every line", CSV, (head + '"\r\n' * 20_000).encode(), true=False)
    yield written("a quote that begins each of fifty thousand lines", CSV, (head + '"P1,2023-01-05\r\n' * 50_001).encode(), true=False)
    yield written("a sign behind a quote", CSV, (head + 'P900,"2023"x,\r\n' + rest).encode())
    yield written("quotes within a cell", CSV, (head + 'P900,2023-01-05,,来访,甲,1,5"水管"坏\r\n' + rest).encode(), true=False)
    yield written("all between quotes", CSV, "".join('"' + line.rstrip("\r\n").replace(",", '","') + '"\r\n' for line in LINES).encode(), cheap=True)
    yield written("all between quotes with semicolons within", CSV, "".join('"' + line.rstrip("\r\n").replace(",", '","') + ';;;;;;;;;"\r\n' for line in LINES).encode(), true=False)
    yield written("a head over three lines with commas between its quotes", CSV, (head.replace("概况", '"概况,\n内容,\n诉求"') + rest).encode(), true=False)
    yield written("codes that a program has kept from Excel", CSV, (head + "".join(f'="{line.split(",", 1)[0]}",' + line.split(",", 1)[1] for line in LINES[1:])).encode())
    yield written("a line that names the delimiter", CSV, ("sep=,\r\n" + TEXT).encode())
    yield written("tabs in the head and commas below", CSV, (head.replace(",", "\t") + rest).encode(), true=False)


def _wide() -> Iterator[Damage]:
    head, rest = LINES[0], "".join(LINES[1:])
    yield written("a million columns", CSV, lambda: ",".join(["信访件编号", "登记时间", *["x"] * 1_000_000]).encode() + b"\r\nP1,2023-01-05\r\n", heavy=True)
    yield written("a row of a million columns", CSV, lambda: (head + rest + "," * 1_000_000 + "\r\n").encode(), cheap=True)
    yield written("a row of sixteen thousand columns", CSV, (head + "P900,2023-01-05" + "," * 16_000 + "x\r\n" + rest).encode(), true=False)
    yield written("twelve hundred columns", CSV, (head.rstrip() + "," * 1_200 + "\r\n" + rest).encode(), cheap=True)
    yield written("sixteen thousand columns in fifty thousand rows", CSV, lambda: (head + rest + "," * 16_000 + "\r\n" + "P9,\r\n" * 50_000).encode(), true=False, heavy=True)
    yield written("a cell of a hundred megabytes", CSV, lambda: (head + "P900,2023-01-05,,来访,甲,1,").encode() + b"x" * 100 * MEGABYTE + b"\r\n" + rest.encode(), true=False, heavy=True)
    lines = (b"1x, " * 15 + b"1x\n,") * 1_600_000
    yield written("a cell of a hundred megabytes between quotes", CSV, lambda: (head + 'P900,2023-01-05,,来访,甲,1,"').encode() + lines + b'"\r\n' + rest.encode(), true=False, heavy=True)
    yield written("a day of ten megabytes", CSV, lambda: (head + "P900,").encode() + b"1" * 10 * MEGABYTE + b"\r\n" + rest.encode(), true=False)
    yield written("a head of ten megabytes", CSV, lambda: (head.rstrip() + ",").encode() + b"x" * 10 * MEGABYTE + b"\r\n" + rest.encode(), true=False)
    yield written("a first line of ten megabytes and no head", CSV, lambda: b"1" * 10 * MEGABYTE + b"\r\n" + rest.encode())
    yield written("a text of forty thousand signs that looks like an address of mail", CSV, (head + "P900,2023-01-05,,来访1" + "a" * 40_000 + ",甲,1,x\r\n" + rest).encode(), true=False, cheap=True)
    yield written("two million empty lines above the head", CSV, lambda: b"\r\n" * 2_000_000 + TEXT.encode())
    yield written("two million lines of commas", CSV, lambda: TEXT.encode() + b",,,,,,\r\n" * 2_000_000, heavy=True)
    yield written("a million lines of one sign", CSV, lambda: TEXT.encode() + b"x\r\n" * 1_000_000, true=False, heavy=True)


def _signs() -> Iterator[Damage]:
    head, rest = LINES[0], "".join(LINES[1:])
    yield written("NULs at the beginning", CSV, bytes(64) + TEXT.encode(), cheap=True)
    yield written("a NUL in a cell", CSV, TEXT.replace("P003", "P0\x003").encode(), true=False)
    yield written("a NUL in a cell far below", CSV, (TEXT + rest * 20 + "P9\x00,2023-01-05\r\n").encode(), true=False, cheap=True)
    yield written("NULs to the end of the block", CSV, (TEXT + rest * 20).encode() + bytes(4096), true=False)
    yield written("the mark of an end (Ctrl-Z)", CSV, TEXT.encode() + b"\x1a")
    signs = "".join(chr(code) for code in range(1, 32) if chr(code) not in "\r\n")
    yield written("a sign for each of the first 32", CSV, (head + f"P900,2023-01-05,,来访,{signs},1,x\r\n" + rest).encode(), true=False)
    yield written("lines that end in two returns", CSV, TEXT.replace("\r\n", "\r\r\n").encode())
    yield written("lines that end in a newline and a return", CSV, TEXT.replace("\r\n", "\n\r").encode())
    yield written("lines that end in signs of Unicode", CSV, TEXT.replace("\r\n", "\u2028").encode(), true=False)
    yield written("lines that end in NEL", CSV, TEXT.replace("\r\n", "\x85").encode(), true=False)
    yield written("pages that end in form feeds", CSV, TEXT.replace("P010", "\x0cP010").encode(), true=False)
    yield written("signs that turn the direction", CSV, TEXT.replace("P003", "\u202eP003\u202c").encode(), true=False)
    yield written("signs that are seen by nobody", CSV, TEXT.replace(",", "\u200b,").encode())
    yield written("full-width commas", CSV, TEXT.replace(",", "，").encode(), cheap=True)
    yield written("vertical bars", CSV, TEXT.replace(",", "|").encode())
    yield written("a thousand signs put upon one another", CSV, (head + "P900,2023-01-05,,来访,甲" + "\u0301" * 30_000 + ",1,x\r\n" + rest).encode(), true=False)
    yield written("a lone half of a pair", CSV, TEXT.encode().replace(b"P003", b"P\xed\xa0\x803"))


def _nothing() -> Iterator[Damage]:
    yield written("nothing", CSV, b"", cheap=True)
    yield written("nothing in a workbook", "信访登记表.xlsx", b"", cheap=True)
    yield written("blanks", CSV, b" \r\n\t\r\n" * 100)
    yield written("a mark and nothing else", CSV, b"\xef\xbb\xbf", cheap=True)
    yield written("a mark of UTF-16 and nothing else", CSV, b"\xff\xfe")
    yield written("a head and nothing else", CSV, LINES[0].encode(), cheap=True)
    yield written("a head and nothing else in a workbook", "信访登记表.xlsx", workbook((SHEET, [HEAD])))
    yield written("a head twice", CSV, (LINES[0] * 2).encode())
    yield written("records without a head", CSV, "".join(LINES[1:]).encode(), cheap=True)
    yield written("a head without the number", CSV, TEXT.replace("信访件编号", "甲").encode(), cheap=True)
    yield written("a head in row 60", CSV, ("说明\r\n" * 59 + TEXT).encode())
    yield written("commas alone", CSV, b",,,,,,\r\n" * 1000)
    yield written("totals alone", CSV, (LINES[0] + "合计,30\r\n").encode(), true=False)
    yield written("blank zeroes", CSV, bytes(10_000), cheap=True)


def _others() -> Iterator[Damage]:
    page = "<html><body><table>" + "".join("<tr>" + "".join(f"<td>{cell or ''}</td>" for cell in row) + "</tr>" for row in ROWS) + "</table></body></html>"
    yield written("a workbook called csv", CSV, whole("xlsx"), cheap=True)
    yield written("an old workbook called xlsx", "信访登记表.xlsx", whole("xls"))
    yield written("a document called xls", "信访登记表.xls", whole("ods"))
    yield written("a text called xlsx", "信访登记表.xlsx", whole("utf-8"), cheap=True)
    yield written("a text called ods", "信访登记表.ods", whole("gb18030"))
    yield written("a page called xls", "信访登记表.xls", page.encode(), cheap=True)
    yield written("a page in GB18030 behind blanks", "信访登记表.xls", b" \r\n" * 300 + page.encode("gb18030"))
    yield written("XML of Excel 2003", "信访登记表.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>')
    yield written("an archived page (MHTML)", "信访登记表.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + page.encode(), true=False)
    yield written("a Word document", "信访登记表.xlsx", archive({"word/document.xml": b"<w/>"}), cheap=True)
    yield written("slides", "信访登记表.xlsx", archive({"ppt/presentation.xml": b"<p/>"}))
    yield written("a binary workbook (xlsb)", "信访登记表.xlsx", archive({"xl/workbook.bin": b"\x83\x01\x00"}))
    yield written("a packed text", "信访登记表.csv.gz", gzip.compress(whole("utf-8"), mtime=0))
    starts = {
        "a PDF file": b"%PDF-1.7", "a picture": b"\x89PNG\r\n\x1a\n", "a rar": b"Rar!\x1a\x07", "a 7z": b"7z\xbc\xaf", "a Parquet file": b"PAR1\x15\x04",
        "a database": b"SQLite format 3\x00", "a program": b"MZ\x90\x00\x03", "a tape": b"a" * 257 + b"ustar\x0000", "bzip2": b"BZh91AY&SY", "zstd": b"\x28\xb5\x2f\xfd",
    }  # fmt: skip
    for what, start in starts.items():
        yield written(f"{what} called xlsx", "信访登记表.xlsx", start + bytes(range(256)) * 4)
    yield written("JSON called csv", CSV, b'[{"a": 1}, {"a": 2}]', cheap=True)
    yield written("a program's output called csv", CSV, b"ORA-01017: invalid username/password; logon denied\r\n")
