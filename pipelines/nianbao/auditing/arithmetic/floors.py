"""Limits of law that an amount of the report breaks by its own words: a team of one officer, a committee of two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from nianbao.auditing.arithmetic.amounts import exceeds, identity, plain, scaled, written
from nianbao.auditing.arithmetic.sentences import Sentence, Stated
from nianbao.auditing.arithmetic.wording import any_of, floors_of_law
from nianbao.auditing.findings import Identity
from nianbao.words import Words


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    law = floors_of_law()
    named = {f"{limit.id}.{part}": re.compile(getattr(limit, part)) for limit in law.limits for part in ("before", "after", "sentence")}
    return named | {
        "opening": re.compile(law.team.opening), "closing": re.compile(law.team.closing), "assistants": re.compile(any_of(law.team.assistants)),
        "officers": re.compile(any_of(law.team.officers)), "part": re.compile(law.surcharge.part), "whole": re.compile(law.surcharge.whole),
    }  # fmt: skip


def floors(sentence: Sentence, year: int | None) -> Iterator[Identity]:
    """Each amount that a limit of the law of `year` speaks of; of an unknown year, only limits as old as any report."""
    for one in sentence.stated:
        for limit in floors_of_law().limits:
            if one.claim.unit in limit.units and (year or 0) >= limit.since and not one.claim.approximate and _speaks_of(sentence, one, limit.id):
                yield from _limited(one, limit.least, limit.most, limit.law, limit.says)
    yield from _team(sentence)
    yield from _surcharge(sentence)


def _speaks_of(sentence: Sentence, one: Stated, name: str) -> bool:
    words = _patterns()
    text = sentence.document.text
    return bool(
        words[f"{name}.before"].search(one.lead) and words[f"{name}.after"].search(one.tail) and words[f"{name}.sentence"].search(text, sentence.start, sentence.end)
    )


def _limited(one: Stated, least: int | None, most: int | None, law: str, says: Words) -> Iterator[Identity]:
    for limit, sign in ((least, ">="), (most, "<=")):
        if limit is not None:
            holds = one.claim.value >= limit if sign == ">=" else one.claim.value <= limit
            yield _told(f"{plain(one.claim.value)}{sign}{limit}", holds, one.claim.value, Decimal(limit), [one], law, says)


def _team(sentence: Sentence) -> Iterator[Identity]:
    """检查组由1名民警和1名辅警组成: its officers, auxiliaries left out."""
    words, law = _patterns(), floors_of_law().team
    text = sentence.document.text
    for opened in words["opening"].finditer(text, sentence.start, sentence.end):
        closed = words["closing"].search(text, opened.end(), sentence.end)
        if not closed:
            continue
        members = [one for one in sentence.stated if opened.end() <= one.start and one.after <= closed.start() and one.measure == "人"]
        roles = [(one, one.tail or one.lead) for one in members]
        officers = [one for one, role in roles if words["officers"].search(role) and not words["assistants"].search(role)]
        unsure = [one for one, role in roles if one not in officers and not words["assistants"].search(role)]
        if not officers or unsure or any(one.claim.approximate for one in officers) or re.search("[和、及](?!\\d|[一二两三四五六七八九十])", text[officers[-1].after : closed.start()]):
            continue
        number = sum(one.claim.value for one in officers)
        expr = "+".join(plain(one.claim.value) for one in officers)
        yield _told(f"{expr}>={law.least}", number >= law.least, Decimal(number), Decimal(law.least), officers, law.law, law.says)


def _surcharge(sentence: Sentence) -> Iterator[Identity]:
    words, law = _patterns(), floors_of_law().surcharge
    fines = [one for one in sentence.stated if one.measure == "元" and words["whole"].search(one.lead) and not words["part"].search(one.lead)]
    for one in sentence.stated:
        if one.measure == "元" and words["part"].search(one.lead) and len(fines) == 1:
            scale = scaled(sentence, [one, fines[0]])
            holds = not exceeds(one.claim.within, fines[0].claim.within)
            yield _told(f"{written(one, scale)}<={written(fines[0], scale)}", holds, one.claim.value / scale, fines[0].claim.value / scale, [one, fines[0]], law.law, law.says)


def _told(expr: str, holds: bool, lhs: Decimal, rhs: Decimal, stated: list[Stated], law: str, says: Words) -> Identity:
    message = Words(zh=f"{says.zh}（{law}）", en=f"{says.of('en')} ({law})")
    look_up = None if holds else Words(zh=f"{law}：该事项是否属于所规定的情形", en=f"{law}: whether the rule applies to this matter")
    return identity("legal_floor", expr, holds, lhs, rhs, stated, message, "warn", look_up)
