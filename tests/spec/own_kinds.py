"""Tables of an office's own kinds, given by YAML alone, one at a time."""

import csv
import hashlib
import io

from tests.spec.drawn import SHEET, workbook

from nianbao.figures import written


def keep(office, name, text, file, drawing, merges=(), corrections=()):
    """The office, which keeps this table alone; `corrections` are (row, column, old, new) of its one file."""
    office.settings(f"name: {{zh: 某镇}}\ntables: [{name}]\n")
    office.expects(name, text)
    path = office.put(file, workbook((SHEET, drawing), merges=merges))
    if corrections:
        office.put("corrections.csv", corrected(file, path.read_bytes(), corrections))
    return office


def corrected(file, content, corrections):
    """The text of a corrections.csv, of (row, column, old, new) each."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["file", "sha256", "sheet", "row", "column", "old", "new", "reason", "who"])
    sha = hashlib.sha256(content).hexdigest()
    lines.writerows([file, sha, SHEET, *correction, "抄录错误，见原件", "李主任"] for correction in corrections)
    return text.getvalue()


def said(found, figure):
    """The figure in both languages."""
    return [written(found.figure(figure), None, lang, "here") for lang in ("zh", "en")]
