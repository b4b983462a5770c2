"""Claims of one report held against each other: parts and wholes, rates and counts, changes, repeats, bounds, limits of law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.auditing.arithmetic.averages import averages
from nianbao.auditing.arithmetic.balances import balances
from nianbao.auditing.arithmetic.bounds import bounds
from nianbao.auditing.arithmetic.changes import changes
from nianbao.auditing.arithmetic.facts import facts
from nianbao.auditing.arithmetic.floors import floors
from nianbao.auditing.arithmetic.hundreds import hundreds
from nianbao.auditing.arithmetic.pairs import pairs
from nianbao.auditing.arithmetic.rates import rates
from nianbao.auditing.arithmetic.repeats import repeats
from nianbao.auditing.arithmetic.sentences import Sentence, sentences
from nianbao.auditing.arithmetic.shares import shares
from nianbao.auditing.arithmetic.sums import sums
from nianbao.auditing.arithmetic.tables import table_sums
from nianbao.auditing.document import Document
from nianbao.auditing.findings import Identity
from nianbao.claims import Claim

__all__ = ["identities", "table_sums"]


def identities(document: Document, claims: Sequence[Claim], year: int | None) -> list[Identity]:
    """What the report's claims say of each other, in the order of the text, with the arithmetic written out.

    Plans, cells of tables, ranks and scores take no part. Where a text only might contradict itself, nothing is said.
    """
    cut = sentences(document, claims)
    found = [*_within(cut, year), *repeats(cut), *facts(cut)]
    sums_of = [set(identity.claims) for identity in found if identity.kind == "sum"]
    found = [identity for identity in found if identity.kind != "bound" or not any(set(identity.claims) <= claims for claims in sums_of)]
    unique = {(identity.lhs, identity.rhs, tuple(sorted({claim.number for claim in identity.claims}))): identity for identity in reversed(found)}
    return sorted(unique.values(), key=lambda identity: (min(claim.number for claim in identity.claims), identity.kind, identity.expr))


def _within(cut: Sequence[Sentence], year: int | None) -> Iterator[Identity]:
    """In the order in which one goes before another that says the same of the same claims."""
    for sentence in cut:
        yield from sums(sentence)
        yield from pairs(sentence)
        yield from balances(sentence)
        yield from rates(sentence)
        yield from shares(sentence)
        yield from hundreds(sentence)
        yield from changes(sentence, year)
        yield from averages(sentence)
        yield from bounds(sentence)
        yield from floors(sentence, year)
