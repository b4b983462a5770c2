"""What a report's year has one number of, told with two: 辖12个行政村 and 全镇13个行政村."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from nianbao.auditing.arithmetic.amounts import identity, plain, written
from nianbao.auditing.arithmetic.sentences import Sentence, Stated
from nianbao.auditing.arithmetic.wording import Fact, any_of, wording
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_DONE = re.compile("(?:办理|作出|实施|查处|受理|收到|立案|办结|审结|调解|化解|排查|答复)+")
_YEAR = re.compile(r"^(?:20\d{2}年度?|今年以来|今年|本年度|全年|一年来|年内)[，,]?(?:全镇|全街道|全局|本镇|本局|我镇|我局|共|累计|总共|一共)*")
_NEAR = Decimal("0.8")  # numbers that are farther apart are of two scopes
_LOOK_UP = Words(zh="两处是否同一口径；同一件事只能有一个数", en="whether both places mean the same; one fact has one number")


def facts(cut: Sequence[Sentence]) -> Iterator[Identity]:
    """Each fact against the first place that tells it, where both places tell the whole of it, exactly and of the report's own year."""
    first: dict[tuple[int, str], Stated] = {}
    yearly: set[Stated] = set()
    for sentence in cut:
        for one in sentence.stated:
            if not one.counted or one.claim.approximate or one.claim.period or one.path or one.prior:
                continue
            if (found := _fact(sentence, one)) is None:
                continue
            place, act, of_the_year = found
            if of_the_year:
                yearly.add(one)
            before = first.setdefault((place, act), one)
            stock = bool(wording().facts[place].have)
            near = min(before.claim.value, one.claim.value) >= max(before.claim.value, one.claim.value) * _NEAR
            if before.claim.value != one.claim.value and near and (stock or before in yearly or of_the_year):
                yield _told(before, one)


def _fact(sentence: Sentence, one: Stated) -> tuple[int, str, bool] | None:
    """Which fact it tells, what was done (受理 and 办结 are two), and whether it says 全年."""
    for place, (fact, names) in enumerate(_facts()):
        if one.claim.unit not in fact.units:
            continue
        if fact.have:
            if _whole(one, fact, names):
                return place, "", False
            continue
        opening = re.sub(r"\s", "", sentence.document.text[sentence.start : one.start]) + one.tail
        bare = _YEAR.sub("", opening)
        act = "".join(_DONE.findall(bare))
        if names.fullmatch(_DONE.sub("", re.sub("^(?:共|累计|总共)+|(?:共|共计)$", "", bare))):
            return place, act.replace("作出", "").replace("实施", "").replace("办理", ""), bare != opening
    return None


def _whole(one: Stated, fact: Fact, names: re.Pattern[str]) -> bool:
    """辖 before and 行政村 behind, or 持证执法人员 before, and nothing else."""
    tail = re.match(names.pattern + "(?:$|为|的|，)", one.tail)
    if tail:
        return any(have and one.lead.endswith(have) for have in fact.have)
    return not one.tail and "" in fact.have and bool(re.fullmatch(any_of([have for have in fact.have if have]) + "*" + names.pattern + "(?:共|共有|有)?", one.lead))


@cache
def _facts() -> tuple[tuple[Fact, re.Pattern[str]], ...]:
    return tuple((fact, re.compile(any_of(fact.name))) for fact in wording().facts)


def _told(first: Stated, second: Stated) -> Identity:
    message = Words(
        zh=f"同一事实两处不一：{written(first)}{first.claim.unit}与{written(second)}{second.claim.unit}",
        en=f"the same fact is told twice and differs: {plain(first.claim.value)} and {plain(second.claim.value)}",
    )
    lhs, rhs = first.claim.value, second.claim.value
    return identity("repeat", f"{written(first)}={written(second)}", False, lhs, rhs, [first, second], message, "warn", _LOOK_UP)
