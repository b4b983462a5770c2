"""One report of a town, written for the tests, as every kind of file that an office sends or publishes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

from nianbao.exporting.fonts import body_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = "柳河镇2024年法治政府建设情况报告"
HEAD, ROWS = ("事项", "2023年", "2024年"), (("受理信访（件）", "351", "386"), ("行政检查（次）", "1,048", "１２０６"), ("罚款（元）", "", "12300.50"))
LONG = "认真落实重大行政决策程序，全年召开专题会议6次、听取汇报4次，对3件规范性文件作了合法性审核，" * 3
PARTS: tuple[tuple[int, str], ...] = (
    (1, TITLE),
    (0, "2024年，柳河镇在县委、县政府的领导下推进法治政府建设，现将情况报告如下。"),
    (2, "一、主要做法"),
    (3, "（一）信访工作"),
    (0, "全年受理信访事项386件，办结379件，办结率98.2%，群众满意率**96.5%**；罚款12300.50元。"),
    (3, "（二）行政检查"),
    (0, f"开展行政检查１２０６次，出动2400余人次，发现问题312处，已整改309处。{LONG}发放资料2.1万余份。"),
    (2, "二、存在的不足"),
    (0, "3个村（居）法律顾问到岗不足10次。"),
)
HEADINGS = [(level, text) for level, text in PARTS if level]
NUMBERED = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Heading1"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:pStyle w:val="Heading2"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
    <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf06c"/></w:lvl>
    <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%5"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def plain(text: str) -> str:
    return text.replace("**", "")


def as_txt() -> bytes:
    table = "\n".join("\t".join(row) for row in (HEAD, *ROWS))
    return "\n".join([*(plain(text) for _, text in PARTS), table, ""]).encode()


def as_md() -> bytes:
    lines = [f"{'#' * level} {text}".strip() for level, text in PARTS]
    return "\n\n".join([*lines, "\n".join(f"| {' | '.join(row)} |" for row in (HEAD, ("--",) * 3, *ROWS))]).encode()


def body_of_html() -> str:
    lines = [f"<h{level}>{text}</h{level}>" if level else f"<p>　　{text.replace('**', '<b>', 1).replace('**', '</b>')}</p>" for level, text in PARTS]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    return f"{''.join(lines)}<table><tr>{''.join(f'<th>{cell}</th>' for cell in HEAD)}</tr>{rows}</table>"


def as_html(encoding: str = "utf-8") -> bytes:
    meta = '<meta charset="utf-8">' if encoding == "utf-8" else ""
    return f"<!DOCTYPE html><html><head>{meta}<title>{TITLE}</title></head><body>{body_of_html()}</body></html>".encode(encoding)


def as_docx() -> bytes:
    document = docx.Document()
    for level, text in PARTS:
        if level:
            document.add_heading(text, level - 1)
            continue
        paragraph = document.add_paragraph()
        for place, run in enumerate(text.split("**")):
            paragraph.add_run(run).bold = place == 1
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *ROWS):
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    return packed(document)


def as_pdf(around: str = "") -> bytes:
    """`around` is Typst set before the report: running heads, page numbers, the size of the paper."""
    import typst

    lines = [f"{'=' * level} {text}" if level else plain(text) for level, text in PARTS]
    cells = ", ".join(f"[{cell}]" for row in (HEAD, *ROWS) for cell in row)
    fonts = f'#set text(font: "Nianbao Serif SC", size: 16pt, lang: "zh")\n#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n{around}\n'
    source = fonts + "\n\n".join([*lines, f"#table(columns: 3, {cells})"])
    return typst.compile(source.encode(), ignore_system_fonts=True, font_paths=[str(body_file().parent)])


KINDS: dict[str, Callable[[], bytes]] = {"txt": as_txt, "md": as_md, "html": as_html, "docx": as_docx, "pdf": as_pdf}


def packed(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def numbered_docx() -> Any:
    """A Word document whose headings Word numbers: none of 一、 and （一） is in their text."""
    document = docx.Document()
    element = document.part.numbering_part._element
    for one in list(element):
        element.remove(one)
    for one in parse_xml(NUMBERED):
        element.append(one)
    for style in ("Heading 1", "Heading 2"):  # which level is the style's, the list says
        number = parse_xml(f'<w:numPr xmlns:w="{W}"><w:numId w:val="3"/></w:numPr>')
        document.styles[style].element.get_or_add_pPr().append(number)
    return document


def listed(paragraph: Any, level: int, number: int = 3) -> None:
    """Has Word number the paragraph, at a level from 0."""
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))


def add_xml(document: Any, xml: str) -> None:
    """A paragraph or table of WordprocessingML at the end of the document."""
    spaces = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {spaces}>", 1)))


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
