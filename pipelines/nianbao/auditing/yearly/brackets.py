"""Brackets, book-title marks and quotation marks that do not pair off; marks set twice; placeholders left in; enclosures that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.auditing.findings import Finding, Severity
from nianbao.auditing.yearly.reading import Reading

_OPEN = {"（": "）", "(": "）", "《": "》", "〈": "〉", "“": "”", "‘": "’", "【": "】", "〔": "〕", "「": "」", "[": "]"}
_CLOSE = {"）", ")", "》", "〉", "”", "’", "】", "〕", "」", "]"}
_NAMES = {"（": "括号", "《": "书名号", "〈": "书名号", "“": "引号", "‘": "引号", "【": "括号", "〔": "括号", "[": "括号", "「": "引号"}
_SIGN = re.compile(r"[（(《〈“‘【〔「）)》〉”’】〕」\[\]]")
# A paragraph ends at an empty line, or at a line's end after a stop: a line that merely breaks goes on.
_END = re.compile(r"\n[ \t\u3000]*\n|(?<=[。！？；：.!?;:])[”’）)》]?[ \t\u3000]*\n")
_NUMBERED = re.compile(r"(?:^|[^\d])(?:\d{1,2}|[a-zA-Z])$|[一二三四五六七八九十]$")
_TWICE = re.compile(r"([，。、；：？！])[ \u3000]?\1+|[，、；：][ \u3000]?[。；：]|[。；：][，、；]|，、|、，")
_BLANK = re.compile(
    r"(?:X{2,}|x{2,}|×{2,}|＊{2,}|\*{2,}|_{3,}|＿{2,}|□{2,}|[?？]{3,})[ ]?(?:年|月|日|件|次|人|万|元|场|起|%|％|号|个|户)|20[X×x]{2}年?|\{\{[^{}\n]{0,40}\}\}|\$\{[^{}\n]{0,40}\}"
    r"|(?<=[共计约了])[*＊](?:次|件|人|场|份|起|个|户|万?元)|[【\[（(](?:待补充?|待填|此处填写?|请填写)[^】\]）)]{0,12}[】\]）)]|待补充|TODO|TBD|#(?:REF|DIV/0|VALUE|N/A|NAME)[!?]?"
    r"|(?<![A-Za-z])(?:NaN|nan|undefined|null)(?![A-Za-z])"
)
# Without one of these signs there is no placeholder.
_BLANK_SIGNS = ("XX", "xx", "××", "＊", "*", "__", "＿＿", "□", "??", "？？", "{", "待补", "待填", "填写", "TODO", "TBD", "#", "NaN", "nan", "und", "null")
_ENCLOSED = re.compile(r"(?:详见|见|参见)(?:本报告)?[“\"（(]?(附件|附表)(?:[\d一二三四五六七八九十]{1,2})?")
_ENCLOSURE = re.compile(r"(?:^|[\n\s。\u4e00-\u9fff）])附[件表][ \u3000]*[\d一二三四五六七八九十]{0,2}[ \u3000]*[：:．.\n]|\n[ \u3000]*附[件表]?[\d]{0,2}[：:\n ]")


def findings(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the marks of the text."""
    yield from _pairs(reading)
    yield from _twice(reading)
    for match in _BLANK.finditer(reading.text, reading.body) if any(sign in reading.text for sign in _BLANK_SIGNS) else ():
        yield reading.finding(
            "placeholder", "error", match.span(), f"“{match[0]}”是没有填写的占位文字。", "A placeholder that was not filled in.", ("应当填写的内容", "what should stand here")
        )  # fmt: skip
    if (match := _ENCLOSED.search(reading.text, reading.body)) and not _ENCLOSURE.search(reading.text, reading.body):
        zh, en = f"文中提到{match[1]}，文内没有。", "The text refers to an enclosure that it does not have."
        yield reading.finding("reference", "check", match.span(), zh, en, ("附件是否随文", "whether the enclosure came with it"))


def _pairs(reading: Reading) -> Iterator[Finding]:
    """Paragraph by paragraph, each opening mark with its closing one."""
    text, start = reading.text, reading.body
    for end in [*(match.start() + 1 for match in _END.finditer(text, start)), len(text)]:
        stack: list[tuple[str, int]] = []
        for match in _SIGN.finditer(text, start, end):
            yield from _sign(reading, stack, match)
        yield from (_unpaired(reading, sign, place, end) for sign, place in stack)
        start = end


def _sign(reading: Reading, stack: list[tuple[str, int]], match: re.Match[str]) -> Iterator[Finding]:
    sign, place = match[0], match.start()
    closing = "）" if sign == ")" else sign
    if sign in _OPEN:
        if stack and stack[-1][0] == sign and sign in "《“‘":
            yield from _nested(reading, stack, sign, place)
        stack.append((sign, place))
        return
    depth = next((depth for depth in range(len(stack) - 1, -1, -1) if _OPEN[stack[depth][0]] == closing), None)
    if depth is None:
        if not (closing == "）" and _NUMBERED.search(reading.text[max(place - 4, 0) : place])) and not _apostrophe(reading.text, place):
            yield _unpaired(reading, sign, place, len(reading.text))
        return
    for lost, at in stack[depth + 1 :]:
        yield _unpaired(reading, lost, at, place)
    if sign == "》" and "。" in reading.text[stack[depth][1] : place]:  # no title runs over a full stop
        yield _unpaired(reading, "《", stack[depth][1], place)
        yield _unpaired(reading, sign, place, len(reading.text))
    del stack[depth:]


def _nested(reading: Reading, stack: list[tuple[str, int]], sign: str, place: int) -> Iterator[Finding]:
    """《…《: within a title stands 〈〉, within a quotation ‘’; where the first one is closed nowhere, it was set wrongly."""
    close = _OPEN[sign]
    end = reading.sentence(place, place + 1)[1]
    inside = reading.text[place + 1 : end]
    if inside.count(close) < inside.count(sign) + 2:
        lost, at = stack.pop()
        yield _unpaired(reading, lost, at, place)
        return
    inner = "〈〉" if sign == "《" else "‘’"
    at = reading.text.index(close, place)
    zh, en = f"{_NAMES[sign]}之内再用{_NAMES[sign]}，应当用“{inner}”。", f"Inside these marks, {inner} should be used."
    yield reading.finding("nested_marks", "check", (place, at + 1), zh, en, law="GB/T 15834 标点符号用法")


def _apostrophe(text: str, place: int) -> bool:
    return text[place] == "’" and text[max(place - 1, 0)].isascii()


def _unpaired(reading: Reading, sign: str, place: int, end: int) -> Finding:
    opening = next((one for one, close in _OPEN.items() if close == ("）" if sign == ")" else sign)), sign) if sign in _CLOSE else "（" if sign == "(" else sign
    severity: Severity = "warn" if opening in "“‘「[" else "error"
    stop = re.search(r"[。；\n]", reading.text[place : place + 15])  # no more than 14 signs are quoted
    if sign in _OPEN:
        span = place, min(place + 14, end, place + (stop.start() if stop else 14)) if end > place + 1 else place + 1
        severity = "check" if reading.broken_off and place > len(reading.text) - 60 else severity
        zh, en = f"{_NAMES[opening]}“{sign}”没有与之配对的“{_OPEN[sign]}”。", f"{sign} is never closed."
    else:
        before = max(reading.text.rfind(mark, max(place - 15, 0), place) for mark in "。；，\n")
        span = max(before + 1, place - 14), place + 1
        zh, en = f"{_NAMES[opening]}“{sign}”之前没有与之配对的“{opening}”。", f"{sign} was never opened."
    return reading.finding("unbalanced", severity, (span[0], max(span[1], span[0] + 1)), zh, en, ("此处的标点", "the marks of this place"))


def _twice(reading: Reading) -> Iterator[Finding]:
    for match in _TWICE.finditer(reading.text, reading.body):
        marks = match[0]
        if (set(marks) == {"。"} and len(marks) > 2) or reading.in_table(match.start()):  # an ellipsis typed as stops
            continue
        severity: Severity = "error" if (match[1] and match[1] in "，。、；：") or marks in ("、。", "，。", "，、", "、，") else "warn"
        start = max(match.start() - 4, reading.body, reading.text.rfind("\n", 0, match.start()) + 1)
        zh, en = f"标点“{marks}”连用。", f"Two marks in a row: {marks}"
        yield reading.finding("doubled_mark", severity, (start, match.end()), zh, en, ("此处的标点", "the marks of this place"))
