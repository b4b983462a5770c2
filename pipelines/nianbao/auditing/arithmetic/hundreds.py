"""Shares that make 100 % together: 非常满意60%、满意30%、不满意15%; and shares with their sum: 甲60%、乙30%，合计90%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.auditing.arithmetic.amounts import digits, identity, plain, written
from nianbao.auditing.arithmetic.sentences import SEPARATORS, Sentence, Stated
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_HUNDRED = Decimal(100)
_LEAST = 3  # answers that are a poll's; two may be of two polls
_NAMING = re.compile("^(?:其中|表示|认为|评价|的|为)+|(?:的|者|群众|人数|占比|比例|占|达|约|为)+$")
_LOOK_UP = Words(zh="各项占比的原始数据：各项是否互不重叠，合计应为多少", en="the data behind the shares: whether they overlap, and what they come to")


def hundreds(sentence: Sentence) -> Iterator[Identity]:
    """Each list of a poll's answers, which cannot be more than 100 % in all; each list of shares with its sum right behind it.
    Rounding may add half of the last digit for each."""
    run: list[Stated] = []
    for one in [*sentence.stated, None]:
        if one and run and _goes_on(sentence, run[-1], one):
            run.append(one)
            continue
        yield from _held(sentence, run)
        run = [one] if one and _share(one) else []


def _share(one: Stated) -> bool:
    return one.claim.kind == "rate" and not one.claim.implied and not one.claim.approximate


def _goes_on(sentence: Sentence, last: Stated, one: Stated) -> bool:
    marks = [mark for mark in sentence.between(last, one) if mark in SEPARATORS + "、"]
    return _share(one) and one.path == last.path and len(marks) == 1 and marks[0] not in "；;"


def _held(sentence: Sentence, run: Sequence[Stated]) -> Iterator[Identity]:
    if len(run) < _LEAST:
        return
    parts, said = list(run), None
    if wording().total.fullmatch(parts[-1].lead):
        said = parts.pop()
    lhs = sum((one.claim.value for one in parts), Decimal())
    room = sum((digits(sentence, one) for one in parts), Decimal()) / 2
    if said:
        yield _told(parts, said, "=", lhs, said.claim.value, abs(lhs - said.claim.value) <= room)
    elif any(_answers(parts, scale) for scale in wording().scales) and lhs - room > _HUNDRED:
        yield _told(parts, None, "<=", lhs, _HUNDRED, False)


def _answers(parts: Sequence[Stated], scale: Sequence[str]) -> bool:
    names = [_NAMING.sub("", one.lead) for one in parts]
    names[0] = max((name for name in scale if names[0].endswith(name)), key=len, default="")
    return len(set(names)) == len(names) and set(names) <= set(scale)


def _told(parts: Sequence[Stated], said: Stated | None, sign: str, lhs: Decimal, rhs: Decimal, holds: bool) -> Identity:
    message = Words(zh="各项占比之和相符", en="the shares add up")
    if not holds:
        message = Words(zh=f"各项占比相加为{plain(lhs)}%，不是{plain(rhs)}%", en=f"the shares add up to {plain(lhs)} %, not {plain(rhs)} %")
    if not holds and not said:
        message = Words(zh=f"各项占比相加为{plain(lhs)}%，超过100%", en=f"the shares add up to {plain(lhs)} %, more than 100 %")
    expr = "+".join(written(one) for one in parts) + sign + plain(rhs)
    return identity("sum", expr, holds, lhs, rhs, [*parts, *([said] if said else [])], message, "error", None if holds else _LOOK_UP)
