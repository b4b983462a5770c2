"""An office whose every text is hostile, in a workspace of its own: cells, headers, names of files and sheets, office.yml, a table's
YAML, waivers, corrections, sections of text."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import yaml
from tests.hostile.payloads import ALL, BIDI, CONTROL, HTML, MARKDOWN, SECRET, SECRET_FILE, TYPST
from tests.places import Place

OFFICE, YEAR = "shangcang", 2023
# One of each kind that matters for a name, in a row; the slots of our own texts stand elsewhere, for they are read there.
NAME = "=1+1" + HTML[0] + HTML[4] + TYPST[0] + MARKDOWN[0] + CONTROL[0] + BIDI[0] + "`x`"
# What a file may be called on Linux, and stays within 255 bytes.
FILES = {
    "visits": "=走访 " + "<img src=x onerror=ran=1>" + '"\' #read("x") $(touch HOSTILE-RAN) \x1b[31m\u202e.csv',
    "book": "@走访2 [x](javascript:1) `y` & <b>.xlsx",
}
# In how many places a text stands: the cells of its two rows, and the section; and the name of all: in office.yml, the table's YAML,
# the headers, the waivers and corrections, the section's heading, the names of two files and of a sheet.
PLACES_OF_A_TEXT, PLACES_OF_THE_NAME = 14, 48
SHEET = "<svg onload=alert(1)>\"&#x()"


def hostile_office(folder: Path, texts: Iterable[str] = ALL) -> Place:
    """The workspace `folder`/w, beside a file that nothing may show; the texts stand in cells, one a row, and in the YAML."""
    (folder / SECRET_FILE).write_text(SECRET, "utf-8")
    place, texts = Place(folder / "w"), list(texts)
    place.raw.mkdir(parents=True)
    (place.raw.parent / "office.yml").write_text(_yaml(_office()), "utf-8")
    (place.root / "expectations").mkdir()
    (place.root / "expectations" / "visits.yml").write_text(_yaml(_table(texts)), "utf-8")
    content = _csv(texts)
    (place.raw / FILES["visits"]).write_bytes(content)
    (place.raw / FILES["book"]).write_bytes(_book(texts))
    (place.raw / "waivers.yml").write_text(_yaml(_waivers()), "utf-8")
    (place.raw / "corrections.csv").write_text(_corrections(content, texts), "utf-8")
    (place.raw / "text").mkdir()
    (place.raw / "text" / "visits.md").write_text(section(texts), "utf-8")
    return place


def section(texts: Iterable[str]) -> str:
    """The texts as a section's own paragraphs; where one would be read as a slot, its braces are set apart."""
    paragraphs = [text.replace("{{", "{ {").replace("}}", "} }") for text in texts if "\x00" not in text]
    return "## " + NAME.replace("{{", "{ {").replace("}}", "} }") + "\n\n" + "\n\n".join(paragraphs) + "\n\n{{office}}{{year}}{{visits.made}}\n"


def _yaml(content: object) -> str:
    """As a person would have to write it: what YAML does not take as it is, escaped."""
    return yaml.safe_dump(content, allow_unicode=False, sort_keys=False, width=10_000)


def _words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def _office() -> dict[str, object]:
    return {
        "name": _words(NAME), "code": NAME, "level": NAME, "tables": ["visits"], "facts": {NAME: {"label": _words(NAME), "value": 3}},
        "prepared_by": _words(NAME), "reviewed_by": _words(NAME), "approved_by": _words(NAME), "cover": True, "contents": True,
    }  # fmt: skip


def _table(texts: list[str]) -> dict[str, object]:
    return {
        "table": "visits", "title": _words(NAME), "files": ["*走访*"],
        "columns": {
            "visit_no": {"zh": "走访编号", "en": "no" + NAME, "type": "text", "key": True, "required": True},
            "visited_on": {"zh": "走访日期", "en": "on" + NAME, "type": "date", "required": True},
            "kind": {"zh": "类别", "en": "kind" + NAME, "type": "category"},
            "listed": {"zh": NAME, "en": "en" + NAME, "type": "category", "values": {"甲": "first", NAME: "second"}, "labels": {"first": _words(NAME), "second": _words("=1+1")}},
            "person": {"zh": "姓名", "type": "text", "personal": "name"},
            "remark": {"zh": "备注", "type": "text", "personal": "free_text"},
            "people": {"zh": "人数", "type": "integer"},
        },
        "rules": [
            {"id": "visits.number-unique", "expect": "expect_column_values_to_be_unique", "column": "visit_no", "severity": "critical",
             "says": _words(NAME), "law": _words(NAME), "quote": NAME},
            {"id": "visits.kind-known", "expect": "expect_column_values_to_be_in_set", "column": "kind", "value_set": texts[:3], "severity": "warning",
             "says": _words(NAME), "law": _words(NAME)},
            {"id": "visits.some-people", "expect": "expect_column_values_to_be_between", "column": "people", "min_value": 1000, "where": f"kind <> '{texts[0].replace(chr(39), chr(39) * 2)}'",
             "severity": "info", "says": _words(NAME)},
        ],
        "figures": {
            "made": {"label": _words(NAME), "unit": _words("件"), "count": "true", "by": ["kind", "listed", "month(visited_on)"]},
            "people": {"label": _words("=" + NAME), "sum": "people", "by": ["kind"]},
        },
    }  # fmt: skip


def _rows(texts: list[str]) -> list[list[str]]:
    """A header with hostile titles, a row for each text in every column, and rows that cannot be read."""
    head = ["走访编号", "走访日期", "类别", NAME, "姓名", "备注", "人数", NAME + "2"]
    rows = [head]
    for number, text in enumerate(texts):
        day = (date(YEAR, 1, 1) + timedelta(days=number % 365)).isoformat()
        rows.append([f"{number}{text}", day, text, NAME if number % 2 else "甲", _person(f"赵{number}{text}"), f"述{number}{text}", "2", text])
        rows.append([text, text, text, text, _person(f"钱{number}{text}"), f"说{number}{text}", text, text])
    rows += [["twice", "2023-01-05", "甲", "甲", "", "", "1", ""], ["twice", "2023-01-06", "甲", "乙", "", "", "1", ""]]
    return rows


def _person(text: str) -> str:
    """The text as one name: a cell of several names is looked for by each of them, and these are words of other cells."""
    return re.sub(r"[、,;/|\s]", "", text)


def _csv(texts: list[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(_rows(texts))
    return out.getvalue().encode()


def _book(texts: list[str]) -> bytes:
    """A workbook by hand: what writes them refuses some of these texts, as XML does."""
    rows = _rows([text for text in texts if all(sign in "\t\n\r" or (ord(sign) >= 32 and sign not in "\ufffe\uffff") for sign in text)][:40])
    rows = [[f"b{cell}" if place == 0 and line else cell for place, cell in enumerate(row)] for line, row in enumerate(rows)]
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{_escaped(cell)}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    name = quoteattr(SHEET)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        f'<sheet name={name} sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>',
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for part, text in parts.items():
            book.writestr(part, text)
    return out.getvalue()


def _escaped(text: str) -> str:
    return escape("".join(sign for sign in text if sign in "\t\n" or ord(sign) >= 32))


def _waivers() -> list[dict[str, str]]:
    return [{"rule": "visits.number-unique", "reason": NAME, "who": NAME, "until": "2999-12-31"}]


def _corrections(content: bytes, texts: list[str]) -> str:
    """One cell is set right, to a hostile text."""
    out = io.StringIO()
    lines = csv.writer(out, quoting=csv.QUOTE_ALL)
    lines.writerow(["file", "sha256", "sheet", "row", "column", "old", "new", "reason", "who"])
    sheet = ""
    lines.writerow([FILES["visits"], hashlib.sha256(content).hexdigest(), sheet, "2", "类别", texts[0], HTML[1], NAME, NAME])
    return out.getvalue()

