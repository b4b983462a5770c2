"""A growth that a report claims, held against the number of the year before's own report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Identity
from nianbao.auditing.pairing import Move
from nianbao.claims import Claim
from nianbao.words import Words

_NEAR = 12  # code points between a number and the growth that is said of it
_APART = re.compile(r"[。；;！？\n]")
_AGAINST = re.compile(r"同比|上年|去年|上一年|前一年")
_LOOK_UP = Words(zh="上年报告里的数，以及两年的口径是否一致", en="the number in last year's report, and whether both years count in the same way")


def growths(document: Document, claims: Sequence[Claim], moves: Sequence[Move], old_year: int) -> Iterator[Identity]:
    """For each number that is exact in both reports and followed by its growth (427件，同比增长6.8%): whether that is so.

    A growth may have been rounded or cut off. It only warns: the year before may have been counted otherwise.
    """
    ordered = sorted((claim for claim in claims if claim.kind == "growth" and claim.unit == "%" and not claim.approximate), key=lambda claim: claim.start)
    starts = [claim.start for claim in ordered]
    for move in moves:
        now, before = move.now, move.before
        if now is None or before is None or now.kind not in ("count", "money") or now.approximate or before.approximate or not before.value:
            continue
        following = ordered[bisect_left(starts, now.end) :][:1]
        if following and _is_of(document.text, now, following[0], claims, old_year):
            yield _held(now, before, following[0])


def _is_of(text: str, claim: Claim, growth: Claim, claims: Sequence[Claim], old_year: int) -> bool:
    """Whether the growth stands right behind the number, and is one since the year before."""
    between = text[claim.end : growth.start]
    since = _AGAINST.search(growth.quote + between) or f"{old_year}年" in growth.quote + between
    return len(between) <= _NEAR and bool(since) and not _APART.search(between) and not any(claim.end <= one.start < growth.start for one in claims)


def _held(now: Claim, before: Claim, growth: Claim) -> Identity:
    exponent = growth.value.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    true = (now.value - before.value) * 100 / before.value
    holds = abs(true - growth.value) < last
    shown = true.quantize(last / 10, ROUND_HALF_UP)
    one, other, told = (f"{value.normalize():f}" for value in (now.value, before.value, growth.value))
    message = Words(
        zh=f"上年报告是{before.quote}，本年{now.quote}，增长{shown}%，这里写{growth.quote}",
        en=f"last year's report has {before.quote} and this one {now.quote}, an increase of {shown}%, but here it says {growth.quote}",
    )
    return Identity(
        "change", f"({one}-{other})/{other}*100≈{told}", holds, shown, growth.value, message, (now, growth), severity="warn", look_up=None if holds else _LOOK_UP
    )
