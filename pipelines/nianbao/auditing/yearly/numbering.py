"""Numbers of sections and points: those that are skipped, said twice, or left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from nianbao.auditing.findings import Finding
from nianbao.auditing.outline import Heading, Listed
from nianbao.auditing.yearly.reading import Reading

_ZH = "零一二三四五六七八九十"
_SIGNATURE = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日|[^，。、：]{2,20}(?:政府|办公室|办事处|委员会|管委会|局|厅|街道)")
_LOOK = ("各级标题的序号", "the numbers of the headings")


@dataclass
class _Row:
    """Numbered headings of one form below the same heading, and those without a number that stand between them."""

    form: str
    parent: Heading | None
    numbered: list[Heading] = field(default_factory=list)
    bare: list[tuple[int, Heading]] = field(default_factory=list)  # after so many numbered ones


def findings(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the numbers of the headings, of 一是 二是, and headings with nothing below them."""
    for row in _rows(reading.headings):
        yield from _of_row(reading, row)
    yield from _points(reading)
    yield from _empty(reading)


def written(number: int, form: str) -> str:
    """The number as the form writes it: 2 in （一） is （二）."""
    word = _ZH[number] if number <= 10 else ("" if number < 20 else _ZH[number // 10]) + "十" + (_ZH[number % 10] if number % 10 else "")
    return re.sub(r"[一1]", word if "一" in form else str(number), form) if form != "①" else chr(ord("①") + number - 1)


def _rows(headings: list[Heading]) -> list[_Row]:
    """The rows, found as a reader does: a form seen before goes on, a new one goes down a level."""
    done: list[_Row] = []
    stack: list[_Row] = []
    bare: list[Heading] = []
    for heading in headings:
        if not heading.form or heading.numeral is None:
            bare.append(heading)
            for row in stack:
                if row.numbered and row.numbered[0].level == heading.level:
                    row.bare.append((len(row.numbered), heading))
            continue
        depth = next((depth for depth, row in enumerate(stack) if row.form == heading.form), len(stack))
        # A one below a heading without number begins anew: that heading is its parent.
        anew = depth < len(stack) and heading.numeral == 1 and any(
            one.level < heading.level and one.start > stack[depth].numbered[-1].start for one in bare
        )
        if depth == len(stack) or anew:
            del stack[depth:]
            row = _Row(heading.form, stack[-1].numbered[-1] if stack and stack[-1].numbered else None)
            stack.append(row)
            done.append(row)
        del stack[depth + 1 :]
        stack[depth].numbered.append(heading)
    return done


def _of_row(reading: Reading, row: _Row) -> Iterator[Finding]:
    numbers, inner = [heading.numeral or 0 for heading in row.numbered], row.numbered[0].level > 2
    last = 0
    for place, heading in enumerate(row.numbered):
        number = numbers[place]
        bare = [one for count, one in row.bare if count == place and (place or _within(row, one))]
        gap = number - last - 1
        if gap > 0 and len(bare) == gap:
            yield from (_unnumbered(reading, one, last + at, row.form) for at, one in enumerate(bare, 1))
        elif gap > 0 and not _missed(reading, row, place, last + 1):
            yield _skipped(reading, heading, last + 1, inner)
        elif gap < 0 and not (number == 1 and inner):
            yield _repeated(reading, heading, last, severe=number == last and not inner)
            number = last + 1 if numbers[place + 1 : place + 2] == [last + 2] else number  # the next one counts on as if it were right
        last = number
    yield from _after_last(reading, row)


def _within(row: _Row, heading: Heading) -> bool:
    return row.parent is None or heading.start > row.parent.start


def _after_last(reading: Reading, row: _Row) -> Iterator[Finding]:
    """Headings without number after the last numbered one: where they are its equals, they lack theirs."""
    bare = [one for count, one in row.bare if count == len(row.numbered)]
    alone = len(row.numbered) == 1 and row.form == "（一）" and row.numbered[0].numeral == 1
    top = row.parent is None and row.form == "一、" and len(row.numbered) > 1 and not re.search(r"下一?步|打算|计划|思路|安排", row.numbered[-1].text)
    if (alone or top) and bare and not _parted(reading, row, bare):
        yield from (_unnumbered(reading, one, (row.numbered[-1].numeral or 0) + at, row.form) for at, one in enumerate(bare, 1))


def _parted(reading: Reading, row: _Row, bare: list[Heading]) -> bool:
    """Whether more of them stand there than a writer forgets: then they are headings of a kind of their own."""
    return len(bare) > 2 or reading.text[row.numbered[-1].start : row.numbered[-1].end].endswith(("：", ":"))


def _missed(reading: Reading, row: _Row, place: int, number: int) -> bool:
    """Whether the number that is missing stands in the text between, where the outline did not take it for a heading."""
    start = row.numbered[place - 1].end if place else row.parent.start if row.parent else reading.body
    sign = written(number, row.form)
    between = reading.text[start : row.numbered[place].start]
    return sign in between or sign.translate(str.maketrans("（）", "()")) in between


def _unnumbered(reading: Reading, heading: Heading, number: int, form: str) -> Finding:
    sign = written(number, form)
    return reading.finding(
        "numbering", "error", (heading.start, heading.end),
        f"标题“{heading.text}”缺少序号“{sign}”：同级标题均有序号。", f"This heading lacks its number ({sign}), which the other headings of its level have.", _LOOK,
    )  # fmt: skip


def _skipped(reading: Reading, heading: Heading, number: int, inner: bool) -> Finding:
    sign = written(number, heading.form)
    return reading.finding(
        "numbering", "warn" if inner else "error", (heading.start, heading.end),
        f"序号不连续：“{written(heading.numeral or 0, heading.form)}”之前没有“{sign}”。", f"A number is skipped: there is no {sign} before this one.", _LOOK,
    )  # fmt: skip


def _repeated(reading: Reading, heading: Heading, last: int, severe: bool) -> Finding:
    return reading.finding(
        "numbering", "error" if severe else "warn", (heading.start, heading.end),
        f"序号重复或者倒退：前一个同级标题是“{written(last, heading.form)}”。",
        f"This number repeats or goes backwards: the previous heading of this level is {written(last, heading.form)}.", _LOOK,
    )  # fmt: skip


def _points(reading: Reading) -> Iterator[Finding]:
    """一是 二是 四是. Enumerations may stand within one another; each begins with 一是 and none goes on past a heading."""
    starts = [heading.start for heading in reading.headings]
    for form in sorted({one.form for one in reading.listed}):
        stack: list[Listed] = []
        before = reading.body
        for one in (listed for listed in reading.listed if listed.form == form):
            if bisect_right(starts, one.start) > bisect_right(starts, before):
                yield from _alone(reading, stack)
                stack = []
            if one.numeral == 1:
                stack.append(one)
            else:
                while len(stack) > 1 and stack[-1].numeral + 1 != one.numeral and any(lower.numeral + 1 == one.numeral for lower in stack[:-1]):
                    yield from _alone(reading, [stack.pop()])
                yield from _step(reading, stack, one, before)
                stack = [*stack[:-1], one]
            before = one.start
        yield from _alone(reading, stack)


def _step(reading: Reading, stack: list[Listed], one: Listed, before: int) -> Iterator[Finding]:
    last = stack[-1].numeral if stack else 0
    if one.numeral == last + 1 or (not stack and form_of(1, one) in reading.text[max(before - 400, 0) : one.start]):
        return
    missing = form_of(last + 1, one)
    between = reading.text[stack[-1].end if stack else before : one.start]
    if missing in between or re.search("首先|其次|再次|最后", between):
        return
    said = reading.text[one.start : one.end]
    if one.form == "①" and one.numeral <= last:  # such numbers begin anew within one another
        return
    if one.numeral <= last:
        zh, en = f"“{said}”重复或者倒退：前面已经到“{form_of(last, one)}”。", f"The list repeats a number or goes backwards: it has already reached {form_of(last, one)}."
    else:
        zh, en = f"列举不连续：“{said}”之前没有“{missing}”。", f"The list skips a number: there is no {missing} before this one."
    yield reading.finding("enumeration", "error" if stack and one.form != "①" else "warn", (one.start, one.end), zh, en, ("列举的各点是否齐全", "whether a point is missing"))


def form_of(number: int, one: Listed) -> str:
    """The marker of this number, of the form: 三是."""
    if one.form == "①":
        return chr(ord("①") + number - 1)
    return one.form.replace("一", _ZH[number] if number <= 10 else "十" + _ZH[number - 10])


def _alone(reading: Reading, stack: list[Listed]) -> Iterator[Finding]:
    for one in stack:
        if one.numeral == 1 and one.form == "一是":
            yield reading.finding(
                "enumeration", "warn", (one.start, one.end), "只有“一是”，没有“二是”。", "A first point without a second one.", ("列举的各点是否齐全", "whether a point is missing")
            )  # fmt: skip


def _empty(reading: Reading) -> Iterator[Finding]:
    for place, heading in enumerate(reading.headings):
        after = reading.headings[place + 1].start if place + 1 < len(reading.headings) else len(reading.text)
        whole = reading.text[heading.start : heading.end]
        if heading.form and not heading.text and not reading.text[heading.end : after].strip():
            yield reading.finding("empty_heading", "error", (heading.start, heading.end), f"“{whole}”之后没有文字。", "Nothing stands after the number.")
        elif len(reading.headings) > 2 and (_is_empty(reading, heading, reading.headings[place + 1]) if place + 1 < len(reading.headings) else _ends_empty(reading, heading)):
            yield reading.finding("empty_section", "warn", (heading.start, heading.end), f"“{whole}”之下没有内容。", "Nothing stands below this heading.")


def _ends_empty(reading: Reading, heading: Heading) -> bool:
    return heading.form == "一、" and heading.certain and bool(heading.text) and _ends_there(reading.text[heading.end :])


def _ends_there(rest: str) -> bool:
    """Whether nothing but a signature follows."""
    return all(_SIGNATURE.fullmatch(line.strip()) for line in rest.split("\n") if line.strip())


def _is_empty(reading: Reading, heading: Heading, after: Heading) -> bool:
    return heading.form == after.form == "一、" and heading.certain and not reading.text[heading.end : after.start].strip()
