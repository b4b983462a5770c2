"""The checks on the records: one sentence, and one table of outcomes, failures first."""

from __future__ import annotations

from nianbao.checking import outcome_summary, public_checks
from nianbao.checking import verdict as verdict_on
from nianbao.markup import element, joined
from nianbao.review.block import Block
from nianbao.words import said
from nianbao.work import Work


def verdict(work: Work) -> str:
    """Whether the checks passed, in a sentence. Raises MissingStep."""
    return verdict_on(public_checks(work), work.lang)


def checks(work: Work) -> Block:
    """The checks on the records: each that needs a word, and those that passed by line of work, folded. Raises MissingStep."""
    found = public_checks(work)
    title = element("h2", said(work.lang, "核对结果", "Checks on the records"))
    parts = [title, element("p", verdict(work)), outcome_summary(found, work.lang)]
    return Block(element("section", joined(parts), "checks"))
