"""Parts and wholes within a sentence: 90起，其中28起、38起、24起; 46宗（正职25宗，副职21宗）; 5场、7场，合计12场."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from nianbao.auditing.arithmetic.alike import carried, conflict, foreign, shared
from nianbao.auditing.arithmetic.amounts import (
    exceeds,
    identity,
    meet,
    plain,
    rounded,
    scaled,
    spread,
    total,
    united,
    written,
)
from nianbao.auditing.arithmetic.sentences import SEPARATORS, Sentence, Stated
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.findings import Identity, Severity
from nianbao.words import Words

_STEPS = re.compile(f"[{SEPARATORS}]")
_SEMICOLON = re.compile("[；;]")
_OF_WHICH = re.compile("^[^，,；;：:、]{0,12}中(?:[，,有已]|$)")  # 25项任务中，24项已完成
_MADE_OF = re.compile("由[^，,；;：:]{0,8}$")
# What a list names behind parts that make the whole already is of another kind, unless it is as little as a slip may come to.
_NOT_A_SLIP = Decimal("0.1")
_LIST = 3  # amounts that are a list
_LONGEST = 16  # parts among which some may be those of another
_LOOK_UP = Words(zh="分项与总数的原始台账：各分项是否并列、有无遗漏或重复计算", en="the registers of the parts and the total: whether the parts exclude each other, with none missing or counted twice")


@dataclass(frozen=True)
class _Parts:
    """Amounts said to be of a whole. `whole` goes from the nearest candidate to the farthest; `all`: nothing else belongs to it."""

    whole: Sequence[Stated]
    parts: Sequence[Stated]
    all: bool = False
    bracket: bool = False
    loose: bool = False  # not so surely that the arithmetic alone shows an error
    opened: bool = False  # by 其中, with one sign between any two of them, up to the end of the list


def sums(sentence: Sentence) -> Iterator[Identity]:
    """Each whole held against its parts. Parts that are more than their whole, or less where they are said to be all, do not hold."""
    counted = [one for one in sentence.stated if one.counted]
    taken: set[Stated] = set()
    for found in [*_bracketed(sentence, counted), *_opened(sentence, counted), *_summed_up(sentence, counted)]:
        if not taken.issuperset(found.parts):
            taken.update(found.parts)
            yield from _held(sentence, found)


def _bracketed(sentence: Sentence, counted: Sequence[Stated]) -> Iterator[_Parts]:
    """103宗（书面80宗，口头23宗）: what stands in brackets right behind an amount."""
    words = wording()
    for path in dict.fromkeys(one.path for one in counted if one.path):
        inside = [one for one in counted if one.path == path]
        before = [one for one in counted if one.path == path[:-1] and one.after <= path[-1]]
        if not before or _STEPS.search(sentence.document.text[before[-1].after : path[-1]]):
            continue
        opening = sentence.document.text[path[-1] + 1 : inside[0].start]
        opener = words.some.search(opening)
        parts = [one for one in inside if one.measure == before[-1].measure]
        if not parts or words.compared.search(opening) or (not opener and (len(parts) < 2 or len(parts) < len(inside))):
            continue
        yield _Parts([before[-1]], _run(sentence, parts[0], inside), all=bool(words.all.search(opening)), bracket=not opener)


def _opened(sentence: Sentence, counted: Sequence[Stated]) -> Iterator[_Parts]:
    """90起，其中28起、38起: after a word that opens parts."""
    words = wording()
    for place, one in enumerate(counted):
        earlier = [other for other in counted[:place] if other.path == one.path]
        opening = sentence.between(earlier[-1], one) if earlier else sentence.document.text[sentence.start : one.start].strip()
        every = words.all.search(opening) or _made_of(sentence, one, opening)
        if not (every or words.some.search(opening) or (earlier and _OF_WHICH.match(opening))):
            continue
        if not earlier and sentence.previous and words.some.match(opening):
            earlier = [other for other in sentence.previous.stated if other.counted and not other.path]
        if "其中" not in opening:  # 甲案涉及16人；乙案涉及20人
            earlier = [other for other in earlier if other.start < sentence.start or not _SEMICOLON.search(sentence.between(other, one))]
        run = _run(sentence, one, counted[place:])
        for measure in dict.fromkeys(part.measure for part in run):
            whole = [other for other in reversed(earlier) if other.measure == measure]
            own = [part for part in run if part.measure == measure]
            if whole and not _SEMICOLON.search(sentence.between(one, own[0])):
                parts = _before_semicolon(sentence, whole, own, bool(every))
                bare = not every or len(_STEPS.sub("", opening)) <= len("分别为")
                loose = (not bare and not _made_of(sentence, one, opening)) or _semicolons(sentence, parts)
                yield _Parts(whole, parts, all=bool(every), loose=loose, opened=len(run) == len(parts) and _ends_there(sentence, parts))


def _semicolons(sentence: Sentence, parts: Sequence[Stated]) -> bool:
    return any(_SEMICOLON.search(sentence.between(*two)) for two in pairwise(parts))


def _before_semicolon(sentence: Sentence, whole: Sequence[Stated], parts: list[Stated], every: bool) -> list[Stated]:
    """复议5件，其中维持3件；诉讼3件: behind a semicolon another statement may begin. The parts go on behind one where semicolons stand
    between all of them and what follows has no more of the whole's words than the first part, or where they make the whole."""
    cut = next((place for place, two in enumerate(pairwise(parts), 1) if _SEMICOLON.search(sentence.between(*two))), 0)
    if not cut or every or _complete(parts) or any(_agree(sentence, parts, one) for one in whole):
        return parts
    all_alike = cut == 1 and len(parts) > 2 and all(_SEMICOLON.search(sentence.between(*two)) for two in pairwise(parts))
    like = [shared(part.lead, whole[0].label) for part in parts]
    return parts if all_alike and max(like) <= like[0] else parts[:cut]


def _ends_there(sentence: Sentence, parts: Sequence[Stated]) -> bool:
    """Whether nothing of the kind follows the list in its sentence."""
    return not any(one.start > parts[-1].start and one.measure == parts[-1].measure for one in sentence.stated)


def _made_of(sentence: Sentence, first: Stated, opening: str) -> bool:
    """由1名组长、6名成员组成."""
    return bool(_MADE_OF.search(opening)) and "组成" in sentence.document.text[first.after : sentence.end]


def _run(sentence: Sentence, first: Stated, following: Sequence[Stated]) -> list[Stated]:
    """The parts from the first one on, as long as the list goes on: one comma between two, the same brackets, no new statement."""
    run = [first]
    links: list[str] = []
    fresh = wording().fresh
    for one in following[1:]:
        if one.path != first.path:
            continue
        between = sentence.between(run[-1], one)
        steps = _STEPS.split(between)
        link = next((mark for mark in between if mark in SEPARATORS + "、和及"), "")
        joined = not between and one.measure != run[-1].measure  # 30户40人
        if joined:
            run.append(one)
            continue
        if len(steps) > 2 or not link or fresh.match(one.lead) or (links and set(links) == {"、"} and link in "，,；;"):
            break
        links.append(link if link not in "和及" else "、")
        run.append(one)
    return run


def _summed_up(sentence: Sentence, counted: Sequence[Stated]) -> Iterator[_Parts]:
    """党课7场、学习5场，合计12场: a total behind its parts, told by nothing but its word."""
    words = wording()
    for place, one in enumerate(counted):
        if not (words.total.fullmatch(one.lead) and place >= 2):
            continue
        run: list[Stated] = []
        later = one
        for other in reversed(counted[:place]):
            if other.path != one.path or other.measure != one.measure or len(_STEPS.split(sentence.between(other, later))) > 2:
                break
            run.insert(0, other)
            later = other
        alone = len(run) == len([other for other in counted[:place] if other.path == one.path])
        if len(run) >= 2 and alone and (not one.tail or _adding_up(sentence, one, run)):
            yield _Parts([one], run, all=True, loose=one.lead == "共")


def _held(sentence: Sentence, found: _Parts) -> Iterator[Identity]:
    nearest, parts = found.whole[0], _own(sentence, found)
    if len(parts) == 1 or _parallel(found.whole, parts):
        for part in parts:
            yield from _bounded(sentence, found.whole, part)
        return
    for whole in found.whole:
        if adding := _adding_up(sentence, whole, parts):
            yield _sum(sentence, whole, adding, "=", True)
            return
    if len(found.whole) > 1 and sum(part.claim.value for part in parts) == found.whole[0].claim.value + found.whole[1].claim.value:
        return  # 建议25件、提案18件，其中A类30件、B类13件
    said_all = found.all or _complete(parts) or found.bracket
    if found.loose and _far_over(nearest, parts):
        return
    loose = carried(sentence, *(parts if _complete(parts) else ())) or any(conflict(nearest, part) for part in parts)
    if exceeds(total([part.claim for part in parts]), nearest.claim.within):
        roomy = [whole for whole in found.whole if not exceeds(total([part.claim for part in parts]), whole.claim.within)]
        if not loose and not _overlap(parts):
            unsure = roomy or found.loose or _rounded(sentence, parts, nearest) or (len(parts) == 2 and not said_all and _far_over(nearest, parts))
            yield _sum(sentence, nearest, parts, "=", False, "warn" if unsure else "error")
        else:
            for part in parts:
                yield from _bounded(sentence, found.whole, part)
    elif said_all and not loose and not _overlap(parts) and len(found.whole) == 1:
        unsure = found.loose or _rounded(sentence, parts, nearest) or (found.bracket and not _complete(parts))
        yield _sum(sentence, nearest, parts, "=", False, "warn" if unsure else "error")
    elif found.opened and not loose and not found.loose and len(found.whole) == 1 and _nearly(nearest, parts) and not _overlap(parts):
        yield _sum(sentence, nearest, parts, "=", False, "check")
    else:
        yield _sum(sentence, nearest, parts, "<=", True)


def _own(sentence: Sentence, found: _Parts) -> list[Stated]:
    """The parts up to one that is greater than any whole and stands behind a comma: it begins a new statement (其中快充120个，新增车位1500个).
    A slip among parts that 、 joins is still found."""
    for place, part in enumerate(found.parts[1:], 1):
        new = "、" not in sentence.between(found.parts[place - 1], part) and not (found.all or found.bracket)
        if new and all(exceeds(part.claim.within, whole.claim.within) for whole in found.whole) and foreign(part, found.whole[0]) > 1:
            return list(found.parts[:place])
    return list(found.parts)


def _nearly(whole: Stated, parts: Sequence[Stated]) -> bool:
    """Whether a list of three or more lacks so little of the whole that one of its numbers may be a slip: less than any part, no
    more than a fiftieth, or two of forty and more. A longer list from the greatest down names the greatest, not all."""
    values = [part.claim.value for part in parts]
    if len(parts) < _LIST or (len(parts) > _LIST and values == sorted(values, reverse=True)) or any(one.claim.approximate for one in [whole, *parts]):
        return False
    lacking = whole.claim.value - sum(values)
    return 0 < lacking < min(values) and lacking <= max(whole.claim.value / 50, min(Decimal(2), whole.claim.value / 20))


def _parallel(wholes: Sequence[Stated], parts: Sequence[Stated]) -> bool:
    """办件3048件，咨询924件，其中一中心办件1210件，咨询306件: whether a part is by its words of another whole than the nearest."""
    return any(shared(part.lead, whole.label) > shared(part.lead, wholes[0].label) for part in parts for whole in wholes[1:])


def _far_over(whole: Stated, parts: Sequence[Stated]) -> bool:
    """Whether they miss the whole by more than a fifth: then they may be of something else."""
    return abs(sum(part.claim.value for part in parts) - whole.claim.value) > whole.claim.value / 5


def _adding_up(sentence: Sentence, whole: Stated, parts: list[Stated]) -> list[Stated]:
    """The parts, or as many of the first of them, that give the whole; a part that its followers add up to counts once."""
    for count in range(len(parts), 1, -1):
        left = sum(part.claim.value for part in parts[count:])
        if parts[count:] and left < whole.claim.value * _NOT_A_SLIP and not _overlap(parts[count:]):
            continue
        for run in (parts[:count], _outermost(parts[:count]) if count <= _LONGEST else []):
            if len(run) > 1 and _agree(sentence, run, whole):
                return run
    return []


def _agree(sentence: Sentence, parts: Sequence[Stated], whole: Stated) -> bool:
    return meet(rounded(sentence, parts, whole), rounded(sentence, [whole], whole))


def _rounded(sentence: Sentence, parts: Sequence[Stated], whole: Stated) -> bool:
    """Whether they would come out if 1万 beside 5000 were taken for a rounded number."""
    return meet(spread(sentence, parts, [*parts, whole]), spread(sentence, [whole], [*parts, whole]))


def _outermost(parts: list[Stated]) -> list[Stated]:
    kept: list[Stated] = []
    place = 0
    while place < len(parts):
        kept.append(parts[place])
        inner = next((end for end in range(place + 3, len(parts) + 1) if sum(part.claim.value for part in parts[place + 1 : end]) == parts[place].claim.value), place + 1)
        place = inner
    return kept


def _bounded(sentence: Sentence, wholes: Sequence[Stated], part: Stated) -> Iterator[Identity]:
    """A part is no more than its whole: the nearest that can be it."""
    fitting = next((whole for whole in wholes if not exceeds(part.claim.within, whole.claim.within)), None)
    if fitting:
        yield _sum(sentence, fitting, [part], "<=", True)
    elif not carried(sentence) and not conflict(wholes[0], part):
        yield _sum(sentence, wholes[0], [part], "<=", False)


def _complete(parts: Sequence[Stated]) -> bool:
    """Whether the parts' own words leave nothing over."""
    words = wording()
    return bool(words.rest.search(parts[-1].lead)) or (len(parts) == 2 and words.sides(parts[0].label, parts[1].label))


def _overlap(parts: Sequence[Stated]) -> bool:
    """Whether one matter can be in two of the parts."""
    words = wording()
    if len(parts) == 2 and words.sides(parts[0].label, parts[1].label):
        return False
    labels = [words.moneyed.sub("", part.label) if part.measure == "元" else part.label for part in parts]
    return any(words.overlapping.search(label) for label in labels) or sum("涉" in label for label in labels) > 1


def _sum(sentence: Sentence, whole: Stated, parts: Sequence[Stated], sign: str, holds: bool, severity: Severity = "error") -> Identity:
    scale = scaled(sentence, [whole, *parts])
    lhs, rhs = sum((part.claim.value for part in parts), Decimal()) / scale, whole.claim.value / scale
    if sign == "=" and (any(one.claim.approximate for one in [whole, *parts]) or (holds and lhs != rhs)):
        sign = "≈"
    verb = {"=": "等于", "≈": "合于", "<=": "不超过"}[sign], {"=": "add up to", "≈": "agree with", "<=": "are within"}[sign]
    message = Words(zh=f"分项{'之和' if len(parts) > 1 else ''}{verb[0]}总数", en=f"the parts {verb[1]} the whole")
    if not holds:
        made, said = plain(lhs), plain(rhs)
        amounts = [united(value, whole, scale) for value in (lhs, rhs)]
        message = Words(zh=f"分项{'相加' if len(parts) > 1 else ''}为{amounts[0]}，总数写作{amounts[1]}", en=f"the parts add up to {made}, but the total is given as {said}")
    kind = "bound" if sign == "<=" else "sum"
    return identity(kind, f"{'+'.join(written(part, scale) for part in parts)}{sign}{written(whole, scale)}", holds, lhs, rhs, [whole, *parts], message, severity, None if holds else _LOOK_UP)
