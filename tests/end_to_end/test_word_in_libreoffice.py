"""The Word review opens in LibreOffice, which makes a PDF of it with nothing lost: every sentence, heading, cell, picture and its words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from tests.pdf_tags import tags

from nianbao.review.typeface import font_file

NAMES = ("soffice", "libreoffice")
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir><dir>/usr/share/fonts</dir><cachedir>{}</cachedir></fontconfig>'


@dataclass(frozen=True)
class Converted:
    """The Word review, the PDF that LibreOffice made of it, and the text of that, without white space and page numbers."""

    word: Document
    pdf: Path
    text: str


@pytest.fixture(scope="module")
def converted(finished, tmp_path_factory) -> Converted:
    path = os.environ.get("SOFFICE") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("no LibreOffice is on the PATH: run `make test`, or set SOFFICE=/path/to/soffice", pytrace=False)
    folder = tmp_path_factory.mktemp("office")
    # A machine without a Chinese typeface draws the charts' one; LibreOffice reads a text of which it has no glyph as nothing.
    (folder / "fonts.conf").write_text(FONTS.format(font_file().parent, folder / "fonts"), "utf-8")
    done = subprocess.run(
        [path, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", TAGGED, "--outdir", folder, finished.review / "review.docx"],
        env=os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    pdf = folder / "review.pdf"
    assert pdf.exists(), done.stderr
    # A page may end within a paragraph, where the number of the page then stands.
    text = "".join(re.sub(r"—\s*\d+\s*—", "", leaf.extract_text()) for leaf in PdfReader(pdf).pages)
    return Converted(Document(finished.review / "review.docx"), pdf, squeezed(text))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def words(element) -> str:
    return squeezed("".join(node.text or "" for node in element.iter(qn("w:t"))))


def test_every_paragraph_and_cell_is_printed_in_its_turn(converted):
    told = [words(paragraph) for paragraph in converted.word.element.iter(qn("w:p"))]
    assert sum(map(bool, told)) > 1000
    lost, place = [], 0
    for paragraph in told:
        found = converted.text.find(paragraph, place)
        if found < 0:
            lost.append(paragraph)
        else:
            place = found + len(paragraph)
    assert lost == []


def test_every_heading_is_a_bookmark_of_its_level(converted):
    def outlined(entries, level=1):
        for entry in entries:
            if isinstance(entry, list):
                yield from outlined(entry, level + 1)
            else:
                yield level, squeezed(entry.title)

    styles = {f"Heading {level}": level for level in (1, 2, 3, 4)}
    headings = [(styles[found.style.name], words(found._p)) for found in converted.word.paragraphs if found.style.name in styles]
    assert len(headings) > 25
    assert list(outlined(PdfReader(converted.pdf).outline)) == headings


def test_every_picture_is_there_with_its_words(converted):
    wanted = [found.get("descr") for found in converted.word.element.iter(qn("wp:docPr"))]
    assert len(wanted) == 20
    with pikepdf.open(converted.pdf) as book:
        told = [str(tag.Alt) for tag in tags(book.Root.StructTreeRoot.K) if str(tag.get("/S")) == "/Figure"]
        pictures = {name.objgen for leaf in book.pages for name in leaf.get("/Resources", {}).get("/XObject", {}).values() if name.get("/Subtype") == "/Image"}
    assert sorted(squeezed(text) for text in told) == sorted(squeezed(text) for text in wanted)
    assert len(pictures) == len(set(wanted))


def test_tables_have_headers_that_are_known_as_such(converted):
    with pikepdf.open(converted.pdf) as book:
        kinds = [str(tag.S) for tag in tags(book.Root.StructTreeRoot.K)]
    assert kinds.count("/Table") == len(converted.word.tables)
    assert kinds.count("/TH") >= sum(len(table.columns) for table in converted.word.tables)


def test_pages_are_as_many_as_the_review_needs_and_numbered_after_the_cover(converted):
    leaves = [leaf.extract_text() for leaf in PdfReader(converted.pdf).pages]
    assert 25 <= len(leaves) <= 45
    found = [re.findall(r"—\s*(\d+)\s*—", text) for text in leaves]
    covers = 0 if found[0] else 1
    assert found == [[]] * covers + [[str(number)] for number in range(1, len(leaves) - covers + 1)]
