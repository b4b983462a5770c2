"""Regular expressions of rules, which Python's engine runs: of one that it can lose itself in, no table is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from nianbao.words import Words

_LONGEST, _MOST_REPEATS, _MANY = 300, 2, 1000
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_ONLY_PYTHON_S = (
    codes.ASSERT, codes.ASSERT_NOT, codes.ATOMIC_GROUP, codes.GROUPREF, codes.GROUPREF_EXISTS, codes.POSSESSIVE_REPEAT, codes.AT_END_STRING,
)  # fmt: skip
_ENDLESS = Words(
    zh="正则表达式的重复过多：重复之内不能再有重复或多字的分支，* 和 + 至多两个",
    en="the regular expression repeats too much: no repeat or branches of several signs within a repeat, and * and + twice at most",
)


def problem(pattern: str) -> Words | None:
    """Why the expression is not run; None where it ends soon on any text.

    A repeat within a repeat, or branches that can begin alike, are tried in every way there is: hours for thirty signs. Each further
    repeat without end makes it longer by the length of the text.
    """
    if len(pattern) > _LONGEST:
        return Words(zh=f"正则表达式超过 {_LONGEST} 个字符", en=f"the regular expression has more than {_LONGEST} characters")
    try:
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        place = (getattr(error, "pos", None) or 0) + 1
        return Words(zh=f"不是正则表达式（第 {place} 个字符）", en=f"it is no regular expression (character {place})")
    return _ENDLESS if _repeats(parsed, within=False) > _MOST_REPEATS else None


def only_python_s(pattern: str) -> Words | None:
    """Why RE2, which takes as long as the text has signs, does not know the expression; None where it does."""
    if len(pattern) > _LONGEST:
        return problem(pattern)
    named = next((str(code).lower() for code in _codes(parser.parse(pattern))), None)
    return Words(zh=f"正则表达式里不能用 {named}", en=f"the regular expression must do without {named}") if named else None


def _codes(parsed: Any) -> Iterator[Any]:
    """What of the expression RE2 does not know."""
    left = [parsed]
    while left:
        found = left.pop()
        if isinstance(found, (parser.SubPattern, tuple, list)):
            left += list(found)
        elif any(found is code for code in _ONLY_PYTHON_S):  # plain numbers are equal to codes
            yield found


def _repeats(parsed: Any, within: bool) -> int:
    """How many repeats without end the expression has; more than any may have, where one stands `within` another."""
    count = 0
    for code, argument in parsed:
        if code in _REPEATS or code is codes.POSSESSIVE_REPEAT:
            least, most, inner = argument
            count += int(most is codes.MAXREPEAT or most > _MANY) + (_MOST_REPEATS + 1) * int(within and most != least)
            count += _repeats(inner, within or most > 1)
        elif code is codes.BRANCH:
            count += max((_repeats(way, within) for way in argument[1]), default=0) + (_MOST_REPEATS + 1) * int(within)
        elif code is codes.SUBPATTERN:
            count += _repeats(argument[3], within)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            count += _repeats(argument[1], within)
        elif code is codes.ATOMIC_GROUP:
            count += _repeats(argument, within)
        elif code is codes.GROUPREF_EXISTS:
            count += sum(_repeats(way, within) for way in argument[1:] if way)
        elif code is codes.GROUPREF:
            count += 1
    return count
