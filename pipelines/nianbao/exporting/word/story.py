"""The Word document as a whole: cover and contents where the office asks for them, then the text, on numbered pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from lxml import html

from nianbao.exporting.page import Page
from nianbao.exporting.word import layout, styles
from nianbao.exporting.word.body import Body, style_of
from nianbao.exporting.word.contents import contents
from nianbao.exporting.word.markup import Element, clean, document, w
from nianbao.exporting.word.parts import Parts
from nianbao.exporting.word.pictures import pngs
from nianbao.exporting.word.source import Node, tree

_AIR = 240  # below a table, in twentieths of a point; a table cannot have any of its own
_DOWN = 4000  # how far down the cover its words begin
_WITH_AIR = {"BodyText", "HTMLPreformatted", "ListBullet", "ListNumber", "Note", "Quote"}


def written(page: Page) -> bytes:
    """The bytes of the .docx. Raises RenderFailed."""
    root, drawings = tree(page)
    parts = Parts(pngs(root, drawings))
    body = Body(page, parts)
    header = _header(page, parts)
    blocks: list[Element] = []
    covers = root.find_class("cover")
    for cover in covers:
        blocks += body.blocks(cover, "BodyText")
        cover.drop_tree()
    apart = bool(covers and page.facts.get("cover"))
    if apart:
        _put(next(found for found in blocks if style_of(found) != "Notice"), w("spacing", before=_DOWN))
        _put(blocks[-1], layout.section(header))
    _sign(root, page)
    text = body.blocks(root, "BodyText")
    if page.facts.get("contents") and (listed := contents(page)):
        blocks += listed
        _put(text[0], w("pageBreakBefore"))
    blocks += text
    _others(page, parts, body.numbered)
    last = layout.section(header | _footers(parts), first=apart)
    story = w("body", *_aired(blocks), last)
    return parts.saved(document("document", story), page.facts, page.say("zh-CN", "en-GB"))


def _header(page: Page, parts: Parts) -> dict[str, str]:
    """A draft says so on every page."""
    if not page.facts["draft"]:
        return {}
    key = parts.add("header", "HEADER", layout.mark(page.say("草　稿", "Draft")))
    return {"headerReference default": key, "headerReference even": key}


def _footers(parts: Parts) -> dict[str, str]:
    sides = (("default", "right"), ("even", "left"))
    return {f"footerReference {kind}": parts.add(f"footer-{side}", "FOOTER", layout.page_number(side)) for kind, side in sides}


def _others(page: Page, parts: Parts, numbered: list[tuple[int, int]]) -> None:
    parts.add("styles", "STYLES", styles.styles(page.lang))
    parts.add("settings", "SETTINGS", layout.settings(page.lang))
    parts.add("numbering", "NUMBERING", layout.lists(numbered))
    parts.add("fontTable", "FONT_TABLE", styles.fonts())


def _sign(root: Node, page: Page) -> None:
    """Puts the office's name and the date at the end of the text: before the checks and the sources, or last."""
    signature = html.fragment_fromstring('<div class="signature"><p></p><p></p></div>')
    day = date.fromisoformat(page.facts.get("dated", page.facts["as_of"]))
    signature[0].text = clean(page.facts["office"])
    signature[1].text = page.say(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B} {day.year}")
    annex = root.xpath("//section[@class='checks' or @class='provenance']")
    if annex:
        annex[0].addprevious(signature)
    else:
        root.append(signature)


def _aired(blocks: list[Element]) -> Iterator[Element]:
    """The blocks with room below each table; Word joins tables that touch, and wants a paragraph at the end.

    The signature stands two lines below the text; what comes after it begins a page.
    """
    for found, after in zip_longest(blocks, blocks[1:]):
        yield found
        signs = [one is not None and style_of(one) == "Signature" for one in (found, after)]
        if signs == [False, True]:
            _put(after, w("spacing", before=2 * styles.LINE_PITCH))
        elif signs == [True, False] and after is not None:
            _put(after, w("pageBreakBefore"))
        if not _is_table(found):
            continue
        if after is None or _is_table(after):
            yield w("p", w("pPr", w("pStyle", val="TableText")))
        elif style_of(after) in _WITH_AIR:
            _put(after, w("spacing", before=_AIR))


def _put(paragraph: Element, own: Element) -> None:
    """Gives the paragraph a property beside those of its style."""
    properties = paragraph.find("{*}pPr")
    if properties is not None:
        paragraph.replace(properties, w("pPr", *properties, own))


def _is_table(found: Node) -> bool:
    return bool(found.tag.endswith("}tbl"))
