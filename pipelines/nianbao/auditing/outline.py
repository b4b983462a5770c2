"""The headings of a report: numbered, unnumbered, and those that a web page has glued into one line with the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nianbao import yamlfile
from nianbao.auditing.document import Document
from nianbao.auditing.masthead import masthead
from nianbao.claims.numerals import chinese_value

_LONGEST = 40  # of a heading without a number; a longer line is a sentence
_GLUED = 600  # a line of so many characters may hold several parts
_ZH = "零一二三四五六七八九十百"


@dataclass(frozen=True)
class Heading:
    """A heading. `level`: 1 is the outermost of this text. `form`: how it is numbered, as `（一）`, or "" where it is not.

    `end` is past the heading's words; where they are glued to the text that follows, so that they may end elsewhere, `certain` is false.
    """

    start: int
    end: int
    level: int
    numeral: int | None
    text: str
    form: str = ""
    certain: bool = True


@dataclass(frozen=True)
class Listed:
    """A point of an enumeration inside a paragraph: the span of its marker (一是), its number, its form (`一是`)."""

    start: int
    end: int
    numeral: int
    form: str


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    pattern: str
    level: int = 0
    joined: bool = True


class _Forms(BaseModel):
    model_config = ConfigDict(extra="forbid")

    forms: list[_Form]
    listed: list[_Form]
    outermost: list[str]
    fixed: list[str]
    rows: list[str]
    never: list[str]
    signatures: list[str]
    titles: list[str]


@cache
def _forms() -> _Forms:
    return yamlfile.load(Path(__file__).with_suffix(".yml"), _Forms)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What begins a line, what may begin a part within a line, what goes on with an enumeration, and a part's number wherever it stands;
    a group a form, in their order."""

    def any_of(forms: list[_Form]) -> str:
        # A numeral that another one follows is of a row: 一、二、三级.
        return "|".join(f"(?P<f{place}>{form.pattern.format(zh=f'[{_ZH}]{{1,4}}', n=r'[0-9０-９]{1,2}')})" for place, form in enumerate(forms))

    data = _forms()
    joined = [form if form.joined else form.model_copy(update={"pattern": "(?!)"}) for form in data.forms]
    begun = r"(?:^|(?<=[。；：！？!?;:\s\u3000”）)0-9]))"
    return (
        re.compile(rf"^[ \t\u3000\xa0]*(?:{any_of(data.forms)})(?![{_ZH}]{{1,3}}[、级季])", re.M),
        re.compile(rf"{begun}(?:{any_of(joined)})(?![{_ZH}]{{1,3}}[、级季]|[项款条类])"),
        re.compile(rf"(?:^|(?<=[。；：，,;:、\s\u3000）)]))(?:{any_of(data.listed)})"),
        re.compile(rf"(?:{any_of(joined)})"),
    )


def numeral(text: str) -> int | None:
    """The number that the numeral stands for, 1 to 999: 十二, ２, ③; None where it is none."""
    text = re.sub(r"[^0-9０-９①-⑳零一二三四五六七八九十百]", "", text)
    if not text:
        return None
    if text[0] not in _ZH:
        return int(unicodedata.numeric(text[0])) if "①" <= text[0] <= "⑳" else int(text)
    return chinese_value(text) or None


def outline(document: Document) -> list[Heading]:
    """The headings, in order of start; rows of tables and the entries of a table of contents are left out. Found once a document."""
    kept = vars(document)
    if "headings" not in kept:
        kept["headings"] = _outline(document)
    return [*kept["headings"]]


def _outline(document: Document) -> list[Heading]:
    text = document.text
    begin = masthead(text).end
    cells = sorted([(grid.start, grid.end) for grid in document.grids] + [(block.start, block.end) for block in document.blocks if block.kind in ("cell", "caption")])
    found = {heading.start: heading for heading in _lined(document, begin)}
    found |= {heading.start: heading for heading in _glued(text, begin) if heading.start not in found}
    headings = [found[start] for start in sorted(found) if not _inside(start, cells) and not _is_row(text, found[start])]
    return _levelled(text, _without_contents(text, headings))


def enumerations(document: Document) -> list[Listed]:
    """The points of the enumerations inside paragraphs, in order of start."""
    names = [form.name for form in _forms().listed]
    return [
        Listed(*match.span(), number, names[int((match.lastgroup or "f0")[1:])])
        for match in _patterns()[2].finditer(document.text) if (number := numeral(match[0]))
    ]  # fmt: skip


def _lined(document: Document, begin: int) -> Iterator[Heading]:
    text, starts_line = document.text, _patterns()[0]
    marked = {block.start: block for block in document.blocks if block.kind == "heading"}
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text) if match.start() >= begin]
    numbers = [starts_line.match(text, start, end) for start, end in lines]
    # A file that marks its numbered headings marks them all: any other short line is a caption.
    all_marked = any(match and start in marked for (start, _), match in zip(lines, numbers, strict=True))
    plain = set() if all_marked else _unnumbered(text, lines, [match is not None for match in numbers], set(marked))
    for (start, end), match in zip(lines, numbers, strict=True):
        if match:
            yield _numbered(text, match, min(end, match.end() + _GLUED))
        elif start in plain or start in marked:
            first = start + len(text[start:end]) - len(text[start:end].lstrip(" \t\u3000\xa0"))
            yield Heading(first, first + len(text[first:end].rstrip()), 0, None, text[first:end].strip())


def _glued(text: str, begin: int) -> Iterator[Heading]:
    """Parts that begin within a line, where it is so long that it holds several."""
    for line in re.finditer(rf"[^\n]{{{_GLUED},}}", text):
        start = max(line.start(), begin)
        matches = [found for match in _patterns()[1].finditer(text, start, line.end()) for found in (match, _first_below(text, match)) if found]
        forms = [match.lastgroup for match in matches]
        for match in matches:
            # One 一、 or （一） alone in a long paragraph lists something; parts come in twos, and of the two outer forms.
            if match.start() > start and forms.count(match.lastgroup) > 1 and _forms().forms[int((match.lastgroup or "f0")[1:])].level <= 3:
                yield _numbered(text, match, line.end())


def _first_below(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The （一） that is glued to the words of a part's heading: 一、持续改革（一）推进清单管理。"""
    if text[match.end() - 1] != "、":
        return None
    below = re.compile(r"[^。；，：\s（(]{2,24}(?:，[^。；，：\s（(]{2,20})?(?=[（(]一[）)])").match(text, match.end())
    return _patterns()[3].match(text, below.end()) if below else None


def _numbered(text: str, match: re.Match[str], limit: int) -> Heading:
    form = _forms().forms[int((match.lastgroup or "f0")[1:])]
    start = match.start(match.lastgroup or 0)
    end, certain = _words_end(text, match.end(), limit)
    words = text[match.end() : end].strip()
    return Heading(start, start + len(text[start:end].rstrip()), form.level, numeral(match[0]), words, form.name, certain)


def _words_end(text: str, start: int, limit: int) -> tuple[int, bool]:
    """Where a heading's words end, and whether that is certain: at the end of its line, or its full stop."""
    rest = text[start : min(limit, start + _LONGEST + 20)]
    whole = start + len(rest) == limit and (limit == len(text) or text[limit] in "\r\n")
    if fixed := next((words for words in _forms().fixed if rest.lstrip().startswith(words)), ""):
        return start + rest.index(fixed) + len(fixed), True
    if stop := re.search(r"[。\n]", rest):
        if not re.search(r"[\s：]\S|[1１][．.、](?!\d)|[（(]一[）)]|一是", rest[1 : stop.start()].strip()) and stop.start() <= _LONGEST:
            return start + stop.start(), True
    elif whole and len(rest) <= _LONGEST + 19:
        return limit, True
    # 一、总体情况 2022年，…: the words end at the space, the year, the next number, or who knows where.
    if cut := re.search(r"(?<=\S)(?=[\s：。]|(?<=[\u4e00-\u9fff])(?:今年|近年|20\d\d年|[一二三四五六七八九]是|[（(][一二三四五六七八九十]|[1１][．.、](?!\d)))", rest):
        return start + cut.start(), False
    comma = rest.find("，")
    return start + (comma if comma > 0 else len(rest)), False


def _unnumbered(text: str, lines: list[tuple[int, int]], numbered: list[bool], marked: set[int]) -> set[int]:
    """The starts of short lines of their own that head what follows: not of the title, the signature, or a list of short lines."""
    words = [text[start:end].strip() for start, end in lines]
    short = [not number and _is_short(line) for line, number in zip(words, numbered, strict=True)]
    first = next((place for place, is_short in enumerate(short) if not is_short), len(lines))
    title = max((place for place in range(first) if words[place].endswith(tuple(_forms().titles)) or lines[place][0] in marked), default=0 if first else -1)
    found: set[int] = set()
    for run in _runs(range(title + 1, len(lines)), short.__getitem__):
        last = run[-1] == len(lines) - 1 or (run[-1] >= len(lines) - 3 and words[run[-1]].endswith(tuple(_forms().signatures)))
        # A heading and one below it; three and more are a list or a table, and what stands above a table's first row is its caption.
        if len(run) <= 2 and not last and "\t" not in words[run[-1] + 1]:
            found |= {lines[place][0] for place in run if not words[place].startswith(tuple(_forms().never))}
    return found


def _runs(places: Iterable[int], chosen: Callable[[int], bool]) -> Iterator[list[int]]:
    """Those chosen that follow one another."""
    for is_chosen, run in groupby(places, chosen):
        if is_chosen:
            yield list(run)


def _is_short(line: str) -> bool:
    """Whether the line is short, ends without a stop, and has the words of a heading."""
    return (
        len(line) <= _LONGEST and line[-1] not in "。；：，、！？;:,.!?…"
        and re.search(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]", line) is not None and not re.search(r"[。；：！？;:|\t]|\d{3,}(?!年|\d)", line)
    )  # fmt: skip


def _is_row(text: str, heading: Heading) -> bool:
    words = re.sub(r"\s+", "", heading.text + text[heading.end : heading.end + 12])
    return heading.numeral is not None and words.startswith(tuple(_forms().rows))


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, len(spans) + 1 << 40)) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]


def _without_contents(text: str, headings: list[Heading]) -> list[Heading]:
    """Without the entries of a table of contents: those after the word itself, up to where the first of them is said again."""
    contents = re.search(r"^[ \u3000]*目[ \u3000]*录[ \u3000]*$|^[ \u3000]*CONTENTS[ \u3000]*$", text, re.M)
    after = [heading for heading in headings if contents and heading.start >= contents.end() and heading.numeral]
    if not contents or not after:
        return headings
    first = after[0]
    again = next((h.start for h in after[1:] if h.form == first.form and h.numeral == first.numeral and first.text.startswith(h.text)), 0)
    return [heading for heading in headings if not contents.start() <= heading.start < again]


def _levelled(text: str, headings: list[Heading]) -> list[Heading]:
    """The headings with levels from 1, and a level for those without a number: from their words, or from those around them."""
    forms = {heading.form for heading in headings if heading.form}
    order = [form.level for form in _forms().forms if form.name in forms]
    least = min(order, default=2) - 1 if min(order, default=2) <= 2 else 1
    found: list[Heading] = []
    for place, heading in enumerate(headings):
        if heading.form:
            found.append(replace(heading, level=heading.level - least))
            continue
        before = next((h.level for h in reversed(found) if h.form), 0)
        after = next((h for h in headings[place + 1 :] if h.form), None)
        outer = heading.text.endswith(tuple(_forms().outermost)) or before == 0 or (after and after.numeral == 1 and after.level - least == before + 1)
        found.append(replace(heading, level=1 if outer else before if before > 1 else 2))
    return found
