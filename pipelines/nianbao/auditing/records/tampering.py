"""Whether a review of ours is as it was made: which digit, word or attribute is another, and what should stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding
from nianbao.auditing.records.reference import Reference, is_as_made, listed_as, reference
from nianbao.auditing.records.tokens import Token, apart, places, tokens
from nianbao.auditing.records.within import marks_apart
from nianbao.claims.model import Span
from nianbao.words import Words
from nianbao.work import Work

_AROUND = 24
_ALONE = Words(
    zh="加上 --office 单位 --year 年份再运行，可与生成的年报逐处核对；重新运行 nianbao run 可重新生成",
    en="add --office OFFICE --year YEAR to compare it with the review as generated; nianbao run generates it again",
)
_LOOK_UP = Words(zh="用 nianbao verify 核对文件；重新运行 nianbao run 可重新生成。", en="nianbao verify checks the file; nianbao run generates it again")


def tampering(document: Document, work: Work | None = None) -> list[Finding]:
    """Where a page of ours says other than what was made; nothing for any other report.

    The page is held against what its manifest proves: the finished review, draft or edition of the work, or what lies
    beside it; without one, only against itself. Raises RenderFailed.
    """
    if not document.marks or not document.path.exists():
        return []
    if is_as_made(document.path, work):
        return []
    html = document.path.read_bytes().decode("utf-8", "replace")
    found = tokens(html)
    made = reference(document.path, work, found)
    told = list(_differences(document, found, made)) if made else list(marks_apart(document))
    if made is None and work is None:
        told = [replace(one, look_up=_ALONE) for one in told]
    if not told and (manifest := listed_as(document.path, work)):
        message = Words(
            zh=f"文件与清单 {manifest} 登记的不同，差别不在文字、数字和属性里（空白、换行或编码）。",
            en=f"The file is not the one listed in {manifest}; no text, number or attribute differs, only white space, line breaks or encoding.",
        )
        return [Finding("tampered", "warn" if made else "error", "", 0, 0, message, _LOOK_UP)]
    return told


def _differences(document: Document, found: list[Token], made: Reference) -> Iterator[Finding]:
    spans = places(found, document.text)
    for place, wanted, got in apart(made.tokens, found):
        token = got or wanted
        assert token is not None
        hidden = not token.seen and "@" not in token.what
        # What nobody sees stands in no line: the text before it has nothing to do with it.
        span, what = (0, 0) if hidden else _narrowed(spans[place], wanted, got), _what(token)
        message = Words(
            zh=f"与生成的年报不同：{what.zh}应为“{_short(wanted, got)}”，文件中是“{_short(got, wanted)}”。",
            en=f"The file differs from the review as generated: {what.of('en')} should be “{_short(wanted, got)}”, the file has “{_short(got, wanted)}”.",
        )
        yield Finding("tampered", "error", document.quote(*span), *span, message, _LOOK_UP)


def _what(token: Token) -> Words:
    """What differs, in words."""
    if "@" in token.what:
        element, _, name = token.what.partition("@")
        return Words(zh=f"网页标记（{element} 的 {name}）", en=f"markup that is not shown ({name} of {element})")
    if token.seen:
        return Words(zh="", en="the text")
    return Words(zh="平时看不到的文字", en="text that is not normally visible")


def _narrowed(span: Span, wanted: Token | None, got: Token | None) -> Span:
    """The part of the text that is another; all of it where the text is another altogether, or it is no text."""
    if not wanted or not got or "@" in got.what or not got.seen or span[1] - span[0] != len(got.text):
        return span
    first, last = _ends(wanted.text, got.text)
    while first and got.text[first - 1].isdigit():
        first -= 1
    while last and got.text[-last].isdigit():
        last -= 1
    return span[0] + first, max(span[1] - last, span[0] + first + 1)


def _short(token: Token | None, other: Token | None) -> str:
    """The text, of a long one what is about the place where it is another."""
    if token is None:
        return ""
    if other is None or len(token.text) <= 2 * _AROUND:
        return token.text[: 4 * _AROUND]
    first, last = _ends(token.text, other.text)
    start, end = max(first - _AROUND, 0), len(token.text) - max(last - _AROUND, 0)
    return ("…" if start else "") + token.text[start:end][: 4 * _AROUND] + ("…" if end < len(token.text) else "")


def _ends(one: str, other: str) -> tuple[int, int]:
    """How many signs the texts have in common at their beginnings, and of the rest at their ends."""
    shorter = min(len(one), len(other))
    first = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    last = next((place for place in range(shorter - first) if one[-1 - place] != other[-1 - place]), shorter - first)
    return first, last
