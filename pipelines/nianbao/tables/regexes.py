"""Regular expressions of rules, which Python's engine runs: of one that it can lose itself in, no table is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from nianbao.words import Words

# A cell has fewer signs than this, and may be looked through in so many ways: more takes minutes.
_LONGEST, _SIGNS = 300, 1 << 15
_MOST_TRIES = _SIGNS**2
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_ONLY_PYTHON_S = (
    codes.ASSERT, codes.ASSERT_NOT, codes.ATOMIC_GROUP, codes.GROUPREF, codes.GROUPREF_EXISTS, codes.POSSESSIVE_REPEAT, codes.AT_END_STRING,
)  # fmt: skip
_ENDLESS = Words(
    zh="正则表达式的重复过多：重复之内不能再有重复或多字的分支；以 ^ 开头的，* 和 + 至多两个，否则至多一个（末尾的不算）；其余写明次数，如 {0,20}",
    en=(
        "the regular expression repeats too much: no repeat or branches of several signs within a repeat; * and + twice at most where it begins with ^, else "
        "once (not counting one at its end); others with a number, such as {0,20}"
    ),
)


def problem(pattern: str) -> Words | None:
    """Why the expression is not run; None where it ends soon on any text.

    A repeat within a repeat, or branches that can begin alike, are tried in every way there is: hours for thirty signs. Each further
    repeat makes it longer as many times as it can be long, and so does a beginning that may stand anywhere.
    """
    if len(pattern) > _LONGEST:
        return Words(zh=f"正则表达式超过 {_LONGEST} 个字符", en=f"the regular expression has more than {_LONGEST} characters")
    try:
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        place = (getattr(error, "pos", None) or 0) + 1
        return Words(zh=f"不是正则表达式（第 {place} 个字符）", en=f"it is no regular expression (character {place})")
    anywhere = 1 if _begins(parsed) and not parsed.state.flags & re.MULTILINE else _SIGNS
    return _ENDLESS if _tries(parsed, within=False) * anywhere > _MOST_TRIES else None


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


def _begins(parsed: Any) -> bool:
    """Whether it can only match from the beginning of a text."""
    code, argument = next(iter(parsed), (None, None))
    if code is codes.SUBPATTERN:
        _, on, _, inner = argument
        return not on and _begins(inner)
    if code is codes.BRANCH:
        return all(map(_begins, argument[1]))
    return code is codes.AT and argument in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING)


def _tries(parsed: Any, within: bool, last: bool = True) -> int:
    """In how many ways the expression may be tried from one place; more than any may have, where a repeat stands `within` another.

    What is repeated at the very end (`last`) has matched as soon as it has its least.
    """
    tries = 1
    for place, (code, argument) in enumerate(parsed, 1):
        ends = last and place == len(parsed)
        if code in _REPEATS or code is codes.POSSESSIVE_REPEAT:
            least, most, inner = argument
            if within and most != least:
                return _MOST_TRIES + 1
            tries *= 1 if ends else min(most, _SIGNS - 1) - min(least, _SIGNS - 1) + 1
            tries *= _tries(inner, within or most > 1, last=False)
        elif code is codes.BRANCH:
            if within:
                return _MOST_TRIES + 1
            tries *= sum(_tries(way, within, ends) for way in argument[1])
        elif code is codes.SUBPATTERN:
            tries *= _tries(argument[3], within, ends)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            tries *= _tries(argument[1], within, last=False)
        elif code is codes.ATOMIC_GROUP:
            tries *= _tries(argument, within, last=False)
        elif code is codes.GROUPREF_EXISTS:
            tries *= sum(_tries(way, within, last=False) for way in argument[1:] if way)
        elif code is codes.GROUPREF:
            tries *= _SIGNS
    return tries
