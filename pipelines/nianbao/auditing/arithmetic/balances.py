"""Over the edges of a year: 新收45件，上年结转5件，办结48件，结转下年2件."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.auditing.arithmetic.amounts import identity, plain
from nianbao.auditing.arithmetic.sentences import Sentence, Stated
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_LOOK_UP = Words(zh="登记台账：新收、上年结转、办结、结转下年", en="the register: cases received, carried over from last year, closed, and carried over to next year")


def balances(sentence: Sentence) -> Iterator[Identity]:
    """What was received and carried in is closed or carried out, where a sentence tells received, closed and carried out once each.

    Without a number carried in, more may have been closed than came in; less can still not be.
    """
    roles: dict[str, list[Stated]] = {}
    for one in sentence.stated:
        if one.counted and (role := _role(one)):
            roles.setdefault(role, []).append(one)
    if not {"received", "closed", "carried_out"} <= set(roles) or any(len(same) > 1 for same in roles.values()):
        return
    received, closed, out = (roles[role][0] for role in ("received", "closed", "carried_out"))
    carried = roles.get("carried_in", [])
    taking_part = [received, *carried, closed, out]
    if len({one.measure for one in taking_part}) > 1 or any(one.claim.approximate for one in taking_part):
        return
    incoming, outgoing = [received, *carried], [closed, out]
    lhs, rhs = sum(one.claim.value for one in incoming), sum(one.claim.value for one in outgoing)
    others = any(one not in taking_part and one.measure == received.measure for one in sentence.stated)
    if lhs == rhs or (not others and (carried or lhs > rhs)):
        # 收到50件（含上年结转5件）: carried in, but counted in
        inside = bool(carried) and received.claim.value == rhs
        message = Words(zh="收到与结转相合", en="cases received and carried over agree with cases closed and carried forward")
        if lhs != rhs and not inside:
            message = Words(zh=f"新收加上年结转为{plain(lhs)}，办结加结转下年为{plain(rhs)}", en=f"received plus carried over is {plain(lhs)}, but closed plus carried forward is {plain(rhs)}")
        holds = lhs == rhs or inside
        expr = "+".join(plain(one.claim.value) for one in ([received] if inside else incoming)) + "=" + "+".join(plain(one.claim.value) for one in outgoing)
        left = received.claim.value if inside else lhs
        yield identity("sum", expr, holds, left, rhs, taking_part, message, "error" if carried else "warn", None if holds else _LOOK_UP)  # type: ignore[arg-type]


def _role(one: Stated) -> str:
    """What its own words make of it: the longest of them counts."""
    found = {role: max((len(word) for word in words.findall(one.label)), default=0) for role, words in wording().balance.items()}
    best = max(found, key=lambda role: found[role])
    return best if found[best] else ""
