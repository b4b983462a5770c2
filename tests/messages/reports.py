"""Reports that are read as texts, and drafts that came back: files that cannot be read so, and what cannot be right in them."""

from __future__ import annotations

import io

import pikepdf
from tests.messages.ground import NAME, Ground
from tests.messages.provoking import Cases
from tests.messages.records import OLD, packed
from tests.unit.report_sample import as_docx, as_pdf

from nianbao.auditing.opening.opening import MOST_BYTES

CASES = Cases()
LOCKED = OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le")
DECLARED = '<!DOCTYPE d [<!ENTITY a "10">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'


def locked_pdf() -> bytes:
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf())) as book:
        book.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def scanned_pdf() -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as book:
        book.add_blank_page()
        book.save(held)
    return held.getvalue()


def locked_docx() -> bytes:
    """A packed document whose part is marked as encrypted."""
    data = bytearray(packed(word__document_xml="<a/>"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


CASES.each(
    "audit",
    {
        "empty": ("a.txt", b"\n"), "blank": ("a.md", b"---\n"), "scan": ("a.pdf", scanned_pdf()), "no_page": ("a.html", b"<html></html>"), "locked_pdf": ("a.pdf", locked_pdf()),
        "locked": ("a.docx", LOCKED), "locked_part": ("a.docx", locked_docx()), "old": ("a.doc", OLD + bytes(600)), "picture": ("a.png", b"\x89PNG\r\n"),
        "sheet": ("a.xlsx", packed(xl__workbook_xml="a")),
        "archive": ("a.zip", packed(a="b")), "json": ("a.json", b"{}"), "no_text": ("a.bin", b"\x01\x00"), "no_docx": ("a.docx", NAME.encode()), "cut": ("a.docx", as_docx()[:9000]),
        "no_xml": ("a.docx", packed(word__document_xml="")), "cut_pdf": ("a.pdf", b"%PDF-1.7\n" + bytes(range(256))), "no_encoding": ("a.txt", b"\xff\xfe\x00"),
        "deep_page": ("a.html", f"<body>{'<div>' * 5000}{NAME}".encode()), "entities": ("a.docx", packed(word__document_xml=DECLARED)),
    },
    lambda at, file: at.nianbao("audit", at.write(*file)),
)  # fmt: skip


@CASES
def audit_deep_docx(at: Ground) -> None:
    inner = "<w:sdt><w:sdtContent>" * 3000
    outer = "</w:sdtContent></w:sdt>" * 3000
    body = f"<w:body>{inner}<w:p><w:r><w:t>{NAME}</w:t></w:r></w:p>{outer}</w:body>"
    at.nianbao("audit", at.write("a.docx", packed(word__document_xml=f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{body}</w:document>')))


@CASES
def audit_too_large(at: Ground) -> None:
    path = at.write("a.html")
    with path.open("wb") as handle:
        handle.truncate(MOST_BYTES + 1)
    at.nianbao("audit", path)


@CASES
def audit_a_pipe_that_nobody_writes_to(at: Ground) -> None:
    import os

    os.mkfifo("a.txt")
    at.nianbao("audit", "a.txt")


@CASES
def cannot_be_right(at: Ground) -> None:
    at.nianbao("audit", at.write("报告.txt", "2023年报告\n全年办结信访件427件，办结率98%，共收到信访件427件，其中来信100件、来访200件、来电200件。\n"))


CASES.each(
    "audit_into",
    {"a_folder": ("--text", "data"), "the_report": ("--text", "a.txt"), "below_a_file": ("--text", "a.txt/b.txt"), "a_file_for_several": ("b.txt", "--page", "a.txt")},
    lambda at, words: (at.write("b.txt", "办结3件"), at.nianbao("audit", at.write("a.txt", "办结3件"), *words)),
)  # fmt: skip


@CASES
def audit_into_a_pipe_that_nobody_reads(at: Ground) -> None:
    import os

    os.mkfifo("out")
    at.nianbao("audit", at.write("a.txt", "办结3件"), "--text", "out")


CASES.each(
    "returned",
    {"no_word": b"%PDF", "old": OLD + bytes(600), "other": packed(xl__workbook_xml="a")},
    lambda at, content: (at.registered(), at.nianbao("returned", at.write("稿.docx", content), "town", 2023)),
)
