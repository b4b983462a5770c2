"""The sentences of a report that state amounts: which brackets each stands in, and the words before and after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.document import Document
from nianbao.claims import Claim

_LEFT_OUT = ("plan", "table", "rank", "score")
# A line's end ends the sentence where the line says so itself, or where the next one begins something new; any other is a
# wrapped line.
_NEW_LINE = r"\n(?=[ \t\u3000]*(?:\n|[-*#|]|[一二三四五六七八九十]{1,3}[、是]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|\u3000))"
_END = re.compile(rf"[。！？!?]|(?<=[；;：:])\n|{_NEW_LINE}")
_SHORT_LINE = 20
_MOST = 60  # claims of a sentence; more without a stop are a table that lost its cells
_BRACKETS = re.compile(r"[（(）)]")
_WITHIN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_BLANK = re.compile(r"\s+")
SEPARATORS = "，,；;：:"
_SEPARATED = re.compile(rf"[{SEPARATORS}（）()]")
_LISTED = re.compile(rf"[{SEPARATORS}、（）()]")
_LINKS = re.compile("^(?:、|和|及|以及|与)+")
_EARLIER = re.compile(r"(?:较|比|相比|相较|相比于|相较于)(?:20)?\d{2}年(?:度|全年|同期)?的?$")
_UNIT = r"[余多几来]?(?:个百分点|百分点|[%％]|[十百千万亿]*元|{unit})"


@dataclass(frozen=True, eq=False)
class Stated:
    """A claim where it stands.

    `path` are the places of the brackets around it. `lead` are the words before its numeral, from the comma or the claim before
    on; `tail` those behind its unit up to the next comma, stop or claim; both without blanks.
    """

    claim: Claim
    after: int  # where numeral and unit end
    path: tuple[int, ...]
    lead: str
    tail: str
    before: int = field(default=0)  # where the last thing before it ends: the claim before, or the sentence's beginning

    @property
    def start(self) -> int:
        return self.claim.number[0]

    @property
    def label(self) -> str:
        """All that its own clause says of it."""
        return self.lead + self.tail

    @property
    def measure(self) -> str:
        """What makes it comparable with another: the kind of thing counted, 元, or %."""
        claim = self.claim
        if claim.kind in ("rate", "growth", "points") or claim.unit in ("%", "百分点", "个百分点"):
            return "%"
        return "元" if claim.kind == "money" else wording().measure(claim.unit)

    @property
    def counted(self) -> bool:
        """Whether it is an amount that a text may add up."""
        return self.measure not in ("%", "倍") and not self.claim.implied and not wording().apiece.search(self.lead)

    @property
    def prior(self) -> bool:
        """Whether its own words set it in an earlier year: 上年, 较2022年的."""
        return bool(wording().prior.search(self.lead) or _EARLIER.search(self.lead))


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence with at least one claim. `previous` is the one right before it, where that has claims too."""

    document: Document
    start: int
    end: int
    stated: tuple[Stated, ...]
    previous: Sentence | None = None

    def between(self, one: Stated, other: Stated) -> str:
        """The words from behind the first to before the second's numeral, without blanks and what stands in brackets."""
        return unbracketed(self.document.text[one.after : other.start])

    def text(self) -> str:
        """The whole, without blanks."""
        return _BLANK.sub("", self.document.text[self.start : self.end])


def unbracketed(text: str) -> str:
    """The text without blanks and whole brackets."""
    text = _BLANK.sub("", text)
    while (shorter := _WITHIN_BRACKETS.sub("", text)) != text:
        text = shorter
    return text


def same_time(one: Stated, other: Stated) -> bool:
    """Whether nothing says that they are of two years."""
    years = {claim.period[:4] for claim in (one.claim, other.claim) if claim.period}
    return len(years) < 2 and one.prior == other.prior


def sentences(document: Document, claims: Sequence[Claim]) -> list[Sentence]:
    """The sentences with claims, in order; blocks of the file and whole stops end them."""
    ends = _ends(document)
    groups: dict[int, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.number):
        if claim.kind not in _LEFT_OUT:
            groups.setdefault(bisect_right(ends, claim.number[0]), []).append(claim)
    found: list[Sentence] = []
    last = -1
    for place, group in groups.items():
        if len(group) > _MOST:
            continue
        start, end = (ends[place - 1] if place else 0), (ends[place] if place < len(ends) else len(document.text))
        previous = found[-1] if found and last == place - 1 else None
        found.append(Sentence(document, start, end, tuple(_stated(document.text, start, end, group)), previous))
        last = place
    return found


def _ends(document: Document) -> list[int]:
    text = document.text
    ends = {match.end() for match in _END.finditer(text)} | {block.start for block in document.blocks} | {block.end for block in document.blocks}
    start = 0
    for match in re.finditer("\n", text):  # a heading, a line of its own
        if match.start() - start < _SHORT_LINE:
            ends.add(match.end())
        start = match.end()
    return sorted(ends)


def _stated(text: str, start: int, end: int, claims: Sequence[Claim]) -> Iterator[Stated]:
    pairs = _pairs(text, start, end)
    before = after = start
    said = ""
    for place, claim in enumerate(claims):
        first, last = claim.number
        if place and claims[place - 1].number[0] < first:  # three rates may share a numeral
            before = after
        unit = re.compile(_UNIT.format(unit=re.escape(claim.unit))).match(text, last, end) if claim.unit else None
        after = unit.end() if unit and not claim.implied else last
        following = next((other.number[0] for other in claims[place + 1 :] if other.number[0] >= after), end)
        lead = _SEPARATED.split(text[before:first])[-1]
        tail = _LISTED.split(text[after:following])[0]
        path = tuple(opened for opened, closed in pairs if opened < first < closed)
        lead = _LINKS.sub("", _BLANK.sub("", lead))
        said = lead if lead or text[before:first].strip() else said  # 甲村30户40人
        yield Stated(claim, after, path, said, _BLANK.sub("", tail).rstrip("。！？!?"), before)


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where brackets open and close; one without its other half is none."""
    opened: list[int] = []
    pairs = []
    for match in _BRACKETS.finditer(text, start, end):
        if match[0] in "（(":
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.start()))
    return sorted(pairs)
