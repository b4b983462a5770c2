"""An OpenDocument spreadsheet (.ods) of a few sheets, with the same bytes wherever and whenever it is written."""

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape, quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)
MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest {NAMESPACES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
# Where an editor stops: what lies below the last row is one empty row, repeated to the end of the sheet.
LAST_ROW, LAST_COLUMN = 1_048_576, 1024


def open_document(*sheets, merges=()):
    """The (name, rows) sheets as .ods; a cell is text, a number, a date or None.

    Merges are (first row, last row, first column, last column) of the first sheet, counted from 0.
    """
    tables = "".join(_table(name, rows, merges if not index else ()) for index, (name, rows) in enumerate(sheets))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in {"mimetype": MIMETYPE, "META-INF/manifest.xml": MANIFEST, "content.xml": content}.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, text.encode())
    return file.getvalue()


def _table(name, rows, merges):
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, bottom, left, right in merges}
    covered = {
        (row, column)
        for top, bottom, left, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    width = max(map(len, rows))
    lines = "".join(
        "<table:table-row>{}</table:table-row>".format(
            "".join(_cell(value, spans.get((at, column)), (at, column) in covered) for column, value in enumerate(row))
        )
        for at, row in enumerate(rows)
    )
    rest = (
        f'<table:table-row table:number-rows-repeated="{LAST_ROW - len(rows)}">'
        f'<table:table-cell table:number-columns-repeated="{LAST_COLUMN}"/></table:table-row>'
    )
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
    return f"<table:table table:name={quoteattr(name)}>{columns}{lines}{rest}</table:table>"


def _cell(value, span, is_covered):
    tag = "table:covered-table-cell" if is_covered else "table:table-cell"
    spanned = 'table:number-rows-spanned="{}" table:number-columns-spanned="{}"'.format(*span) if span else ""
    attributes = " ".join(part for part in (tag, spanned, _value(value)) if part)
    if value is None:
        return f"<{attributes}/>"
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<{attributes}>{paragraphs}</{tag}>"


def _value(value):
    if isinstance(value, date):
        return f'office:value-type="date" office:date-value="{value.isoformat()}"'
    if isinstance(value, (int, float)):
        return f'office:value-type="float" office:value="{value}"'
    return 'office:value-type="string"' if value is not None else ""
