"""The clause around a number, and what in it names the thing that is counted."""

from __future__ import annotations

import re
from bisect import bisect_left

from nianbao.claims.words import shapes

_STOPS = "，。；;！？\n、:：（）()“”\t"
_BETWEEN = re.compile(rf"[{re.escape(_STOPS)}]")
_SENTENCE = re.compile(r"[。；！？\n]")
_REACH = 200
_LONGEST, _AT_A_GLANCE = 24, 8


class Sentences:
    """A text cut into clauses and sentences; looked up by place in the logarithm of its length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stops = [found.start() for found in _BETWEEN.finditer(text)]
        self.ends = [found.start() for found in _SENTENCE.finditer(text)]

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The span between the marks around a place, no further to either side than a reader looks."""
        before = bisect_left(self.stops, start)
        return max(self.stops[before - 1] + 1 if before else 0, start - _REACH), min(self._next(self.stops, end), end + _REACH)

    def sentence(self, place: int) -> tuple[int, int]:
        """The span of the sentence, up to a full stop, semicolon or line's end."""
        before = bisect_left(self.ends, place)
        return (self.ends[before - 1] + 1 if before else 0), self._next(self.ends, place)

    def _next(self, marks: list[int], place: int) -> int:
        after = bisect_left(marks, place)
        return marks[after] if after < len(marks) else len(self.text)


def named_behind(text: str, place: int, end: int) -> int:
    """Where the words directly behind a unit stop naming what was counted: `41个村居法律顾问`, `15个文件`."""
    found = shapes()["named"].match(text, place, min(end, place + _AT_A_GLANCE))
    return found.end() if found else place


def indicator(before: str, behind: str) -> str:
    """The words that name what is counted: those before the number (法律自学 超过 50小时), those behind it (15个文件), or both."""
    lead = shapes()["links"].sub("", shapes()["fillers"].sub("", before.strip())).strip()
    found = shapes()["named"].match(behind.strip().removeprefix("的"))
    tail = found[0] if found else ""
    if lead and (not tail or tail[0] in "了等并"):
        return lead[-_LONGEST:]
    return lead[-_LONGEST // 2 :] + tail[: _LONGEST // 2]
