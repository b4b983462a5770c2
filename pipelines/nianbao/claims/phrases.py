"""The clause around a number, and what in it names the thing that is counted."""

from __future__ import annotations

import re
from bisect import bisect_left

_STOPS = "，。；;！？\n、:：（）()“”\t"
_BETWEEN = re.compile(rf"[{re.escape(_STOPS)}]")
_SENTENCE = re.compile(r"[。；！？\n]")
# What leads a clause without naming anything.
_FILLERS = re.compile(
    r"^(?:(?:较|比|相比|相较)?(?:19|20)\d{2}年(?:度|以来|同期)?的?|\d{1,2}月(?:份|底|末)?|\d{1,2}日|[一二三四五六七八九十]是|截至目前|截止目前|今年以来|其中|同时|共计|总计|合计|累计|先后|分别|截至|截止|目前|全年|今年|"
    r"去年|本年度?|上年|年内|以来|期间|现有|我[镇区街局县市处委](?=共|累计|现|有|全年)|全[镇区县市](?=共|累计|现|有)|(?<=共)有|通过|达到|超过|突破|并|且|也|还|均|各(?!类|级|项|种|地|部门|单位|村)|"
    r"共(?!同|享|建|产)|(?:已|将|为|了|的|由|到(?![会岗课位场期庭案]率)|逾|对(?!策|象|接))(?=[\u4e00-\u9fff]{2})|[-—①-⑳])+"
)
_LINKS = re.compile(
    r"(?:(?:均|都|皆|共|共计|总计|合计|累计|分别|合共)?(?:为|达到?|是|近|超过?|逾|突破|至|到|不足|不少于|不低于|不超过|了|高达|(?<![签预违履解节条契])约|由|有(?!效))|共计?|总计|累计|合计|均)*\s?$"
)
_REACH = 200
_LONGEST, _AT_A_GLANCE = 24, 8
_NAMED = re.compile(r"(?!以上|以下|左右|以内|之多)[\u4e00-\u9fffA-Za-z]+?(?=[和与及等并的]|[^\u4e00-\u9fffA-Za-z]|$)")


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
    found = _NAMED.match(text, place, min(end, place + _AT_A_GLANCE))
    return found.end() if found else place


def indicator(before: str, behind: str) -> str:
    """The words that name what is counted: those before the number (法律自学 超过 50小时), those behind it (15个文件), or both."""
    lead = _LINKS.sub("", _FILLERS.sub("", before.strip())).strip()
    found = _NAMED.match(behind.strip().removeprefix("的"))
    tail = found[0] if found else ""
    if lead and (not tail or tail[0] in "了等并"):
        return lead[-_LONGEST:]
    return lead[-_LONGEST // 2 :] + tail[: _LONGEST // 2]
