"""The last gate before a review is written: nothing personal stands in any output.

Looked for are the values of the raw files' personal columns, and numbers by which a person can be found. What is found is
told by kind, place and origin, never by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.cleaning import HIDDEN, masked
from nianbao.cleaning.patterns import CARD, EMAIL, GROUPED_ID, ID, ID_SHAPE, PLATE, is_card_number, is_identity_number
from nianbao.errors import PersonalInOutput
from nianbao.proofing.known import Known, Origin, known_of
from nianbao.proofing.pieces import pieces
from nianbao.proofing.plain import HAN, bare, joined, plain, spelt, undotted
from nianbao.tables import PERSONAL
from nianbao.words import Words
from nianbao.work import Work

_KINDS: dict[str, Words] = {
    **PERSONAL,
    "email": Words(zh="电子邮箱", en="an e-mail address"),
    "card": Words(zh="银行卡号", en="a bank card's number"),
    "plate": Words(zh="车牌号", en="a vehicle's plate"),
}
# In a table three numbers may stand side by side as a telephone number's parts do: hyphens and dots join them, and
# blanks only where words stand right beside them.
_FROM, _TO = r"(?<![0-9A-Za-z#])(?<!\d[.,])", r"(?![0-9A-Za-z]|[.,]\d)"
_MOBILE = re.compile(rf"{_FROM}(?:\+?86-?)?1[3-9]\d(?:(?:-?\d{{4}}){{2}}|(?:\.\d{{4}}){{2}}){_TO}")
_CALLED = r"(?:电话|手机|联系|拨打|致电|号码|phone|mobile|tel|call)[^\d\s<>\"]{0,6}(?:: ?)?"
_SPACED = r"1[3-9]\d \d{4} \d{4}"
_SPACED_MOBILE = re.compile(
    rf"(?:{_CALLED}|\+86[ -]?){_SPACED}{_TO}|(?<=[{HAN}:,(\"]){_SPACED}(?=[{HAN},.;。、)\"])(?![.,]\d)", re.IGNORECASE
)
# Seven digits, with up to three other signs between two of them: any number of a person.
_LONG = re.compile(r"\d(?:[\s().+-]{0,3}\d){6}")
_LANDLINE = re.compile(
    rf"{_FROM}(?:(?:\(0\d{{2,3}}\) ?|0\d{{2,3}}[-.]?)[2-9]\d{{2,3}}[-.]?\d{{4}}|\(0\d{{2,3}}\) ?[2-9]\d{{2,3}} \d{{4}}"
    rf"|0(?:10|2[0-57-9]|[3-9]\d\d) [2-9]\d{{2,3}}-?\d{{4}}){_TO}"
)
# A kind, what finds it, what a finding must be besides, and what no text with one is without: that is soon looked for.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool] | None, re.Pattern[str]], ...] = (
    ("id_number", ID, is_identity_number, _LONG), ("id_number", ID_SHAPE, None, _LONG), ("id_number", GROUPED_ID, None, _LONG),
    ("phone", _MOBILE, None, _LONG), ("phone", _SPACED_MOBILE, None, re.compile(_SPACED)), ("phone", _LANDLINE, None, _LONG),
    ("email", EMAIL, None, re.compile("@")), ("card", CARD, is_card_number, _LONG), ("plate", PLATE, None, PLATE),
)  # fmt: skip

_RUN = re.compile(rf"[{HAN}]{{2,}}")
_SOME_HAN = re.compile(rf"[{HAN}]")
_WORD = re.compile(r"(?<![0-9A-Za-z#])(?<!\d\.)[0-9A-Za-z][0-9A-Za-z-]{5,}[0-9A-Za-z]")
# Digits in groups, within one line: a number of the raw files may be written so.
_GROUPS = re.compile(rf"{_FROM}\(?\d+\)?(?:(?:[ -]{{1,3}}\d+)+|(?:\.\d+){{2,}})[Xx]?{_TO}")
_DIGITS = re.compile(r"\d+[Xx]?")
_MOST, _FEWEST = 19, 10  # digits that a number in groups has
# A name of two characters is within many a word: it is one where it stands alone, or where these stand beside it.
_BEFORE = ("信访人", "当事人", "举报人", "村民", "居民", "申请人", "原告", "甲方", "乙方", "由", "经", "与", "和")
_AFTER = ("同志", "先生", "女士", "反映", "举报", "来访", "来电", "来信", "等人", "等", "与", "和", "之间", "因", "诉")
_SHOWN = 5
# What people read comes first: there the place is told by its heading.
_FIRST = ("review.html", "review.docx", "review.pdf", "tables.xlsx")
_MEND = Words(
    zh="改正原文、text/ 或 corrections.csv 中的文字，或在表的 YAML 中把那一列标为 personal，再运行一次",
    en="Mend the records, text/ or corrections.csv, or mark the column as personal in the table's YAML, and run again",
)
_RENAME = Words(
    zh="它就在原始文件的名称里：请给原始文件改名（corrections.csv 写了这个文件的，一并改），再运行一次",
    en="It stands in the name of a raw file itself: rename the raw file (and where corrections.csv names it, there too), and run again",
)
_REVISE = Words(zh="它就在 --revise 给的修订原因里：换一个不提个人的原因，再发布一次", en="It stands in the reason given with --revise: give one that names nobody, and publish again")


@dataclass(frozen=True)
class Leak:
    """One finding: what kind of value, where in an output, and the raw row that it comes from. `value` is never told."""

    where: Words
    kind: str
    origin: Origin | None
    value: str = field(compare=False, repr=False)

    @property
    def told(self) -> Words:
        kind = _KINDS[self.kind]
        origin = self.origin.place if self.origin else None
        return Words(
            zh=f"{self.where.zh}有{kind.zh}" + (f"（与原始文件 {origin.zh} 的相同）" if origin else ""),
            en=f"{kind.of('en')} in {self.where.of('en')}" + (f" (that of {origin.of('en')})" if origin else ""),
        )


def begin_search(work: Work, files: Iterable[Path] = ()) -> Search:
    """What is looked for in the outputs of the year, and what these files say looked at already. Raises RecordsError."""
    search = Search(known_of(work))
    for file in files:
        for piece in pieces(file):
            search.within(piece.text)
    return search


def require_private(work: Work, folder: Path, reason: str = "", search: Search | None = None) -> None:
    """Reads every file below `folder`; `reason` is why a later edition is made, `search` one that has begun.

    Raises PersonalInOutput where a file holds what is personal; a draft is refused as well.
    """
    search = search or begin_search(work)
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(files, key=lambda own: (_FIRST.index(own) if own in _FIRST else len(_FIRST), own.count("/"), own)):
        found = [Leak(piece.where, *hit) for piece in pieces(files[name]) for hit in search.within(piece.text)]
        if found:
            raise PersonalInOutput(output=name, found=_told(found, search), advice=_advice(found, search, reason))


def _told(found: list[Leak], search: Search) -> Words:
    """The first few findings in words. A heading, a sheet or a file may be named for a person: there the value is hidden."""
    leaks = list(dict.fromkeys(found))
    values = {leak.value for leak in found}
    more = len(leaks) - _SHOWN
    zh = "；".join(search.hidden(leak.told.zh, values) for leak in leaks[:_SHOWN]) + (f"；另有{more}处" if more > 0 else "")
    en = "; ".join(search.hidden(leak.told.of("en"), values) for leak in leaks[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
    return Words(zh=zh, en=en)


def _advice(found: list[Leak], search: Search, reason: str) -> Words:
    if any(search.within(reason)):
        return _REVISE
    names = "\n".join(bare(plain(name)) for name in search.known.files)
    return _RENAME if any(bare(leak.value) in names for leak in found) else _MEND


class Search:
    """Looks for the secrets of the raw files, all at once, and for patterns."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.named = "\n".join(map(bare, plain(known.named).splitlines()))
        # By its first two characters, then by itself: a million addresses of one county begin alike.
        self.long: dict[str, dict[str, list[tuple[str, str, Origin]]]] = {}
        self.words: dict[str, Origin] = {}
        for value, origin in known.secrets().items():
            # A value is looked for by its longest run of Chinese; what has none is a word of its own.
            runs = sorted(_RUN.findall(value), key=len)
            if runs:
                self.long.setdefault(runs[-1][:2], {}).setdefault(runs[-1], []).append((runs[-1], value, origin))
            elif not _SOME_HAN.search(value):
                self.words[bare(value).upper()] = origin
        self.lengths = {start: sorted({len(run) for run in runs}) for start, runs in self.long.items()}
        self.seen: dict[str, list[tuple[str, str, Origin]]] = {}
        self.searched: dict[str, tuple[tuple[str, Origin | None, str], ...]] = {}

    def within(self, text: str) -> tuple[tuple[str, Origin | None, str], ...]:
        """The kind of each finding, the raw row that it comes from, and what was found."""
        if text not in self.searched:  # the files of a review say most things more than once
            self.searched[text] = tuple(self._within(plain(text)))
        return self.searched[text]

    def _within(self, text: str) -> Iterator[tuple[str, Origin | None, str]]:
        together = joined(text)
        for run in dict.fromkeys([*_RUN.findall(together), *_RUN.findall(undotted(together))]):
            for needle, value, origin in self._in(run):
                if self._stands(needle, value, run, text):
                    yield origin.kind, origin, value
        for word in dict.fromkeys([*_WORD.findall(text), *_grouped(text)]):
            if origin := self.words.get(bare(word).upper()):
                yield origin.kind, origin, word
        for kind, pattern, check, sign in _PATTERNS:
            for match in pattern.finditer(text) if sign.search(text) else ():
                number = match[0][re.search(r"[+(]?\d", match[0]).start() :] if kind == "phone" else match[0]  # type: ignore[union-attr]
                if (check is None or check(number)) and bare(number) not in self.named:
                    yield kind, self.words.get(bare(number).upper()), number

    def hidden(self, text: str, values: Iterable[str]) -> str:
        """The text without the values, nor any other that it holds."""
        bad = {*values, *(value for _, _, value in self.within(text))}
        short = plain(text)
        for pattern in map(spelt, sorted(bad, key=len, reverse=True)):
            if pattern.search(short):
                text = short = pattern.sub(HIDDEN, short)
        return masked(text)

    def _in(self, run: str) -> list[tuple[str, str, Origin]]:
        """The secrets whose longest run of Chinese is in this one."""
        if run not in self.seen:
            self.seen[run] = [
                secret for place in range(len(run) - 1) if (start := run[place : place + 2]) in self.long
                for length in self.lengths[start] if place + length <= len(run) for secret in self.long[start].get(run[place : place + length], ())
            ]  # fmt: skip
        return self.seen[run]

    def _stands(self, needle: str, value: str, run: str, text: str) -> bool:
        """Whether the whole value is there, and a short name as a name."""
        if needle != value:
            return bare(value) in bare(text)
        if len(value) > 2 or run == value:
            return True
        before, _, after = run.partition(value)
        return (not before or before.endswith(_BEFORE)) and (not after or after.startswith(_AFTER))


def _grouped(text: str) -> Iterator[str]:
    """The numbers that neighbouring groups of digits in a line make."""
    for chain in dict.fromkeys(_GROUPS.findall(text)):
        groups = _DIGITS.findall(chain)
        for start in range(len(groups) - 1):
            number = groups[start]
            for group in groups[start + 1 :]:
                number += group
                if len(number) > _MOST:
                    break
                if len(number) >= _FEWEST:
                    yield number
