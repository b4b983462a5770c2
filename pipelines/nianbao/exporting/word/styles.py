"""The styles of the Word review, by Word's own names, with the typefaces and sizes of GB/T 9704."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.exporting.word.markup import Element, document, w
from nianbao.words import said

LATIN, SONG, FANGSONG, HEI, KAI, TITLE = "Times New Roman", "宋体", "仿宋", "黑体", "楷体", "方正小标宋简体"
# What an office's machine may have instead. Word looks for these where the first is missing.
_OTHER_NAMES = {
    SONG: "SimSun", FANGSONG: "仿宋_GB2312,FangSong,FangSong_GB2312", HEI: "SimHei", KAI: "楷体_GB2312,KaiTi,KaiTi_GB2312",
    TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05",
}  # fmt: skip
INK, ACCENT, QUIET, ALARM, LINE = "0B0C0D", "12436D", "4F5358", "A3210F", "8A9096"
# 22 lines of 28 characters in 225 × 156 mm, in twentieths of a point: the line, and what a character of 16 points gives up.
# A grid of characters would do the same in Word; LibreOffice gives each character two places of it.
LINE_PITCH, TIGHTER = 579, -5


@dataclass(frozen=True)
class Look:
    """A paragraph style: typeface of Chinese, size in half points, and what else differs from the style it is based on.

    `before`, `after` and an `exact` line are twentieths of a point; without `exact` a line is as high as it needs;
    `indent` is the first line's in characters.
    """

    name: str
    face: str | None = None
    size: int | None = None
    based: str = "Normal"
    then: str = "BodyText"
    bold: bool = False
    colour: str | None = None
    before: int = 0
    after: int = 0
    exact: int | None = None
    indent: int | None = None
    align: str | None = None
    level: int | None = None
    keep: bool = False
    bar: str | None = None


def styles(lang: str) -> bytes:
    """styles.xml. English has no grid of characters: it is smaller, set apart by space and not indented."""
    made = [_default_paragraph(lang), *(_paragraph(key, look) for key, look in _looks(lang == "zh").items())]
    return document("styles", _defaults(), *made, *_characters(), *_tables(lang))


def fonts() -> bytes:
    """fontTable.xml: the typefaces by name, each with the names it also goes by."""
    chinese = [w("font", w("altName", val=other), w("charset", val="86"), name=name) for name, other in _OTHER_NAMES.items()]
    return document("fonts", w("font", w("charset", val="00"), w("family", val="roman"), name=LATIN), *chinese)


def _looks(zh: bool) -> dict[str, Look]:
    body, small = (32, 21) if zh else (24, 20)
    line, air = (LINE_PITCH, 0) if zh else (None, 160)
    heading = {"keep": True, "exact": line, "indent": 2 if zh else None, "align": "left", "after": 0 if zh else 120}
    return {
        "BodyText": Look("Body Text", exact=line, indent=2 if zh else None, after=air),
        "Title": Look("Title", TITLE, 44, exact=700 if zh else None, align="center", before=240, after=240, bold=not zh),
        "Subtitle": Look("Subtitle", KAI, body, exact=line, align="center", before=240),
        "Date": Look("Date", KAI, body - 4, exact=line, align="center", after=240),
        "Heading1": Look("heading 1", HEI, body if zh else 32, level=0, before=240 if zh else 360, bold=not zh, **heading),
        "Heading2": Look("heading 2", KAI, body if zh else 28, level=1, before=120 if zh else 240, bold=not zh, **heading),
        "Heading3": Look("heading 3", FANGSONG, body, level=2, before=0 if zh else 200, bold=True, **heading),
        "Heading4": Look("heading 4", FANGSONG, body, level=3, before=0 if zh else 160, bold=not zh, **heading),
        "Caption": Look("caption", HEI, small, align="left", before=120, after=120, bold=not zh),
        "Finding": Look("Finding", HEI, 24, align="left", before=360, after=60, keep=True, bold=not zh, then="Caption"),
        "Picture": Look("Picture", align="left", then="Caption"),
        "TableText": Look("Table Text", SONG, small, align="left", then="TableText"),
        "TableHeading": Look("Table Heading", HEI, small, "TableText", "TableText", bold=not zh, keep=True),
        "SmallTableText": Look("Small Table Text", size=18, based="TableText", then="SmallTableText"),
        "SmallTableHeading": Look("Small Table Heading", size=18, based="TableHeading", then="SmallTableText"),
        "Note": Look("Note", SONG, small, align="left", colour=QUIET, before=60, after=120),
        "Notice": Look("Notice", KAI, body - 4, align="left", before=60, after=60, bar=ALARM),
        "Signature": Look("Signature", exact=line, align="right", keep=True, then="Signature"),
        "ListBullet": Look("List Bullet", exact=line, then="ListBullet", after=air // 2),
        "ListNumber": Look("List Number", exact=line, then="ListNumber", after=air // 2),
        "Quote": Look("Quote", KAI, exact=line, after=air, bar=LINE),
        "HTMLPreformatted": Look("HTML Preformatted", SONG, small, align="left", after=120),
        "TOCHeading": Look("TOC Heading", HEI, body, align="center", before=240, after=240, keep=True, bold=not zh),
        "TOC1": Look("toc 1", exact=line, align="left", then="TOC1"),
        "TOC2": Look("toc 2", based="TOC1", then="TOC2", exact=line),
        "Header": Look("header", KAI, 28, align="right", colour=ALARM, then="Header"),
        "Footer": Look("footer", SONG, 28, then="Footer"),
    }  # fmt: skip


def _defaults() -> Element:
    """Latin letters and digits are English in both: LibreOffice breaks a number in two that it takes for Chinese."""
    properties = w("rPr", _faces(FANGSONG), w("color", val=INK), w("lang", val="en-GB", eastAsia="zh-CN"))
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault"))


def _default_paragraph(lang: str) -> Element:
    shape = w("pPr", w("widowControl"), w("jc", val="both" if lang == "zh" else "left"))
    size = w("rPr", *_sizes(32 if lang == "zh" else 24))
    return w("style", w("name", val="Normal"), w("qFormat"), shape, size, type="paragraph", default="1", styleId="Normal")


def _paragraph(key: str, look: Look) -> Element:
    spacing = {"before": look.before, "after": look.after}
    spacing |= {"line": look.exact, "lineRule": "exact"} if look.exact else {"line": 276, "lineRule": "auto"}
    shape = w(
        "pPr",
        w("keepNext") if look.keep else None,
        w("keepLines") if look.keep else None,
        w("pBdr", w("left", val="single", sz=24, space=8, color=look.bar)) if look.bar else None,
        None if look.exact else w("snapToGrid", val="0"),
        w("spacing", **spacing),
        _indent(key, look),
        w("jc", val=look.align) if look.align else None,
        None if look.level is None else w("outlineLvl", val=look.level),
    )
    letters = w(
        "rPr",
        _faces(look.face) if look.face else None,
        w("b") if look.bold else None,
        w("color", val=look.colour) if look.colour else None,
        w("spacing", val=TIGHTER) if look.exact == LINE_PITCH else None,
        *(_sizes(look.size) if look.size else ()),
    )
    return w(
        "style", w("name", val=look.name), w("basedOn", val=look.based), w("next", val=look.then), w("qFormat"), shape, letters,
        type="paragraph", styleId=key,
    )  # fmt: skip


def _indent(key: str, look: Look) -> Element | None:
    if look.indent:
        return w("ind", firstLineChars=100 * look.indent, firstLine=320 * look.indent)
    if look.bar:
        return w("ind", left=240)
    if key == "Signature":
        return w("ind", rightChars=400, right=1280)
    return w("ind", left=640) if key == "TOC2" else None


def _characters() -> list[Element]:
    small = w("rPr", w("b", val="0"), w("color", val=QUIET), *_sizes(18))
    given = {
        ("DefaultParagraphFont", "Default Paragraph Font"): None,
        ("Strong", "Strong"): w("rPr", w("b")),
        ("Detail", "Detail"): small,
        ("Hyperlink", "Hyperlink"): w("rPr", w("color", val=ACCENT), w("u", val="single")),
    }
    return [
        w("style", w("name", val=name), properties, type="character", styleId=key, **({"default": "1"} if properties is None else {}))
        for (key, name), properties in given.items()
    ]


def _tables(lang: str) -> list[Element]:
    """Word's plain table, and ours: lines across, heavier ones above, under the header and below."""
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80))))
    hair, heavy = {"val": "single", "sz": 4, "space": 0, "color": LINE}, {"val": "single", "sz": 8, "space": 0, "color": INK}
    borders = w("tblBorders", w("top", **heavy), w("bottom", **heavy), w("insideH", **hair))
    header = w("tblStylePr", w("tcPr", w("tcBorders", w("bottom", **heavy)), w("vAlign", val="bottom")), type="firstRow")
    total = w("tblStylePr", w("rPr", w("b")), w("tcPr", w("tcBorders", w("top", **heavy))), type="lastRow")
    plain = w("tblPr", w("tblInd", w="0", type="dxa"), w("tblCellMar", w("left", w=108, type="dxa"), w("right", w=108, type="dxa")))
    return [
        w("style", w("name", val="Normal Table"), plain, type="table", default="1", styleId="TableNormal"),
        w("style", w("name", val="No List"), type="numbering", default="1", styleId="NoList"),
        w(
            "style", w("name", val=said(lang, "年报表格", "Review Table")), w("basedOn", val="TableNormal"), w("qFormat"),
            w("tblPr", w("tblInd", w="0", type="dxa"), borders, margins), header, total, type="table", styleId="ReviewTable",
        ),
    ]  # fmt: skip


def _faces(chinese: str) -> Element:
    return w("rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=chinese)


def _sizes(half_points: int) -> tuple[Element, Element]:
    return w("sz", val=half_points), w("szCs", val=half_points)
