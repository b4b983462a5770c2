"""Regular expressions that Python and DuckDB (RE2) read alike; any other is left to Great Expectations, which runs Python's."""

from __future__ import annotations

import re
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# RE2 refuses larger counts.
_MOST_REPEATS = 1000
# What matters of a match is whether there is one, so greed is no difference.
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)


def is_plain(pattern: str) -> bool:
    """Whether the pattern is made of literals, sets of literals, `.`, `^`, groups, alternatives and counts alone.

    `$`, `\\d`, `\\w`, `\\s`, `\\b`, flags, look-around, references and possessive counts are read differently, or not at all.
    """
    # What Python does not know it may drop in silence; a set of classes ([[:alpha:]]) it reads as letters.
    if "[[" in pattern or "\0" in pattern:
        return False
    try:
        # re.compile warns of what it will read otherwise one day; warnings are no matter of a rule.
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return parsed.state.flags == re.UNICODE.value and parsed.state.groups <= 100 and _plain(parsed)


def _plain(parsed: Any) -> bool:
    return all(_is_plain(code, argument) for code, argument in parsed)


def _is_plain(code: Any, argument: Any) -> bool:
    if code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY):
        return True
    if code is codes.AT:
        return argument is codes.AT_BEGINNING
    if code is codes.IN:
        return all(kind in (codes.LITERAL, codes.RANGE, codes.NEGATE) for kind, _ in argument)
    if code is codes.SUBPATTERN:
        _, on, off, inner = argument
        return not on and not off and _plain(inner)
    if code is codes.BRANCH:
        return all(_plain(way) for way in argument[1])
    if code in _REPEATS:
        least, most, inner = argument
        return least <= _MOST_REPEATS and (most is codes.MAXREPEAT or most <= _MOST_REPEATS) and _plain(inner)
    return False
