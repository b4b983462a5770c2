"""A small Word review for tests, and what people do to one in Word and WPS."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from nianbao.exporting.page import Page
from nianbao.proofing.page import WORD, parsed, pieces

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(review: Page, path: Path) -> None:
    """A Word document as the Word exporter writes it, in small: a paragraph for each piece, a control for each figure."""
    document, made = Document(), parsed(review)
    for number, mark in enumerate(made.iter("data"), start=1):
        mark.text = f"\ue000{number}\ue001{mark.text}\ue002"
        mark.set("n", str(number))
    marks = {mark.get("n"): mark.get("data-figure") for mark in made.iter("data")}
    for piece in pieces(made, WORD):
        paragraph = document.add_paragraph()
        for run in re.split("(\ue000.*?\ue002)", piece.text):
            told = re.fullmatch("\ue000(.*?)\ue001(.*?)\ue002", run)
            if told:
                paragraph._p.append(parse_xml(
                    f'<w:sdt xmlns:w="{W}"><w:sdtPr>'
                    f'<w:alias w:val="{marks[told[1]]}"/><w:tag w:val="nb:{told[1]}"/></w:sdtPr>'
                    f"<w:sdtContent><w:r><w:t>{told[2]}</w:t></w:r></w:sdtContent></w:sdt>"
                ))  # fmt: skip
            elif run:
                paragraph.add_run(run)
    document.save(path)


def paragraph(document: Any, words: str) -> Any:
    """The paragraph that holds the words."""
    return next(one for one in document.element.body.iter(f"{{{W}}}p") if words in text_of(one))


def text_of(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{{{W}}}t"))


def write_over(element: Any, old: str, new: str) -> None:
    """Types over a run's text, as one does without tracked changes."""
    run = next(t for t in element.iter(f"{{{W}}}t") if old in (t.text or ""))
    run.text = run.text.replace(old, new, 1)


def track(element: Any, old: str, new: str, author: str = "张三") -> None:
    """Replaces a whole run's text by a tracked change, as Word and WPS save it."""
    text = next(t for t in element.iter(f"{{{W}}}t") if t.text == old)
    run = text.getparent()
    around = run.getparent()
    place = around.index(run)
    around.remove(run)
    for kind, tag, words in (("ins", "t", new), ("del", "delText", old)):
        if words:
            xml = f'<w:{kind} xmlns:w="{W}" w:id="9" w:author="{author}"><w:r><w:{tag}>{words}</w:{tag}></w:r></w:{kind}>'
            around.insert(place, parse_xml(xml))


def lose_controls(element: Any) -> None:
    """Takes the content controls away and leaves their words, as copying into another document does."""
    for control in list(element.iter(f"{{{W}}}sdt")):
        around = control.getparent()
        place = around.index(control)
        for number, run in enumerate(control.find(f"{{{W}}}sdtContent")):
            around.insert(place + number, run)
        around.remove(control)


def split_runs(element: Any) -> None:
    """Every character a run of its own, as editors leave them."""
    for text in list(element.iter(f"{{{W}}}t")):
        run = text.getparent()
        around, place = run.getparent(), run.getparent().index(run)
        around.remove(run)
        for number, char in enumerate(text.text or ""):
            around.insert(place + number, parse_xml(f'<w:r xmlns:w="{W}"><w:t xml:space="preserve">{char}</w:t></w:r>'))


def add_paragraph(after: Any, words: str) -> None:
    after.addnext(parse_xml(f'<w:p xmlns:w="{W}"><w:r><w:t>{words}</w:t></w:r></w:p>'))
