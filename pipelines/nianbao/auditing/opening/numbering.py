"""The numbers that Word puts before headings and items by itself, and does not keep in their text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from nianbao.auditing.opening.package import W, is_on, value, whole
from nianbao.exporting.headings import chinese

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """The lists of a document, counted as its paragraphs are read in order."""

    def __init__(self, root: Any, link: Callable[[str], str]) -> None:
        """`link` says which list a style stands for."""
        self.abstract = {} if root is None else {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        self.lists = {} if root is None else {one.get(f"{W}numId"): one for one in root.iter(f"{W}num")}
        self.link = link
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()

    def level_of(self, number: str, style: str) -> str:
        """The level of the list that belongs to a style, "" where none does."""
        abstract = self._abstract(number)
        found = () if abstract is None else abstract.iter(f"{W}lvl")
        return next((one.get(f"{W}ilvl", "") for one in found if style and value(one, "pStyle") == style), "")

    def marker(self, number: str, level: int) -> str:
        """What stands before the next paragraph of the list at the level (from 0), with what parts it from the text; "" for a bullet."""
        definition = self._level(number, level)
        if definition is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counted(number, level)
        kind = value(definition, "numFmt", "decimal")
        if kind in ("bullet", "none"):
            return ""
        legal = is_on(definition, "isLgl")

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            told = self._level(number, at)
            return _written(counts[at] or 0, "decimal" if legal else value(told, "numFmt", "decimal"))

        text = _PLACE.sub(written, value(definition, "lvlText"))
        after = value(definition, "suff", "tab")
        return text + (" " if text and after != "nothing" and text[-1] not in "、）】：" else "")

    def _counted(self, number: str, level: int) -> list[int | None]:
        """The counts of the list, this level's one further, those below it begun anew."""
        counts = self.counts.setdefault(self._shared(number), [None] * _LEVELS)
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._start(number, above)
        told = None
        if (number, level) not in self.begun:
            self.begun.add((number, level))
            told = whole(value(self._override(number, level), "startOverride"))
        before = counts[level]
        counts[level] = told if told is not None else self._start(number, level) if before is None else before + 1
        for below in range(level + 1, _LEVELS):
            restart = whole(value(self._level(number, below), "lvlRestart"))
            if restart is None or level < restart:
                counts[below] = None
        return counts

    def _start(self, number: str, level: int) -> int:
        found = whole(value(self._level(number, level), "start"))
        return 1 if found is None else found

    def _shared(self, number: str) -> str:
        """Lists of one definition count on together."""
        return value(self.lists.get(number), "abstractNumId") or number

    def _abstract(self, number: str) -> Any:
        found = self.abstract.get(value(self.lists.get(number), "abstractNumId"))
        linked = "" if found is None else value(found, "numStyleLink")
        other = self.link(linked) if linked else ""
        return self.abstract.get(value(self.lists.get(other), "abstractNumId")) if other and other != number else found

    def _override(self, number: str, level: int) -> Any:
        found = () if number not in self.lists else self.lists[number].iter(f"{W}lvlOverride")
        return next((one for one in found if one.get(f"{W}ilvl") == str(level)), None)

    def _level(self, number: str, level: int) -> Any:
        override = self._override(number, level)
        own = None if override is None else override.find(f"{W}lvl")
        if own is not None:
            return own
        abstract = self._abstract(number)
        found = () if abstract is None else abstract.iter(f"{W}lvl")
        return next((one for one in found if one.get(f"{W}ilvl") == str(level)), None)


def _written(count: int, kind: str) -> str:
    """The count as the kind of number writes it; a kind that is not known, and a count that it has no sign for, as digits."""
    write = _KINDS.get(kind)
    return str(count) if write is None or count < 1 else write(count) or str(count)


def _counting(count: int) -> str:
    if count < 100:
        return chinese(count)
    hundreds, rest = divmod(count, 100)
    if hundreds > 9:
        return ""
    return f"{chinese(hundreds)}百" + ("" if not rest else f"零{chinese(rest)}" if rest < 10 else ("一" if rest < 20 else "") + chinese(rest))


def _roman(count: int) -> str:
    text = ""
    for value_of, sign in _ROMAN:
        times, count = divmod(count, value_of)
        text += sign * times
    return text


def _letters(count: int) -> str:
    """a to z, then aa, bb."""
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1) if times < 4 else ""


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if count <= 20 else ""


def _digits(count: int, signs: str) -> str:
    return "".join(signs[int(digit)] for digit in str(count))


def _of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if count <= len(signs) else ""


_KINDS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditionalCounting", "taiwaneseCounting",
                     "taiwaneseCountingThousand", "koreanCounting"), _counting),
    "ideographDigital": lambda count: _digits(count, "〇一二三四五六七八九"), "japaneseDigitalTenThousand": lambda count: _digits(count, "〇一二三四五六七八九"),
    "chineseLegalSimplified": lambda count: _LEGAL[count] if count < 10 else "拾" if count == 10 else "",
    "ideographTraditional": _of(_STEMS), "ideographZodiac": _of(_BRANCHES),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": lambda count: f"({count})", "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalFullWidth": lambda count: _digits(count, "０１２３４５６７８９"), "decimalFullWidth2": lambda count: _digits(count, "０１２３４５６７８９"),
    "decimalZero": lambda count: f"{count:02}", "lowerLetter": _letters, "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman, "upperRoman": lambda count: _roman(count).upper(),
}  # fmt: skip
