"""What kinds, severities and outcomes are called, and their signs; numbers and arithmetic as people write them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nianbao import yamlfile
from nianbao.auditing.findings import Identity
from nianbao.claims import Claim
from nianbao.words import Words, said

SIGNS = {"error": "×", "warn": "!", "check": "?"}
# A sign of arithmetic between two numbers or brackets, as typesetters have it; the minus of a negative number stays.
_SIGN = re.compile(r"(?<=[\d)%）余多上右下内])\s*(<=|>=|!=|[-+*/=<>≈≤≥≠×÷−])\s*")
_SHOWN = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×", "/": "÷", "-": "−"}

_COMPARED = re.compile("<=|>=|!=|[=<>≈≤≥]")
_OTHERWISE = {"=": "≠", "≈": "≠", "<=": ">", "≤": ">", ">=": "<", "≥": "<", "<": "≥", ">": "≤", "!=": "="}


class Naming(BaseModel):
    """naming.yml."""

    model_config = ConfigDict(extra="forbid")

    claims: dict[str, Words]
    identities: dict[str, Words]
    senses: dict[str, Words]
    severities: dict[str, Words]
    verdicts: dict[str, Words]
    moves: dict[str, Words]


@cache
def naming() -> Naming:
    return yamlfile.load(Path(__file__).with_name("naming.yml"), Naming)


def number(value: Decimal) -> str:
    """`1234`, `98.7`, without noughts at the end; a minus sign before what is below zero."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def amount(claim: Claim, lang: str) -> str:
    """`427件`, `2000余次`, `100%`; the value as it is understood, with the word that makes it approximate."""
    value, unit = _in_ten_thousands(claim)
    after = claim.word if claim.word in ("余", "多", "以上", "左右", "以下", "以内") else ""
    before = claim.word if claim.word and not after else ""
    if lang == "zh":
        return f"{before}{number(value)}{after}{unit}"
    sense = "" if claim.sense == "exact" else f"{naming().senses[claim.sense].en} "
    return f"{sense}{number(claim.value)}{'' if claim.unit in ('%', '‰') else ' '}{claim.unit}"


def _in_ten_thousands(claim: Claim) -> tuple[Decimal, str]:
    """Round money in 万 or 亿, as reports write it."""
    for power, unit in ((8, "亿"), (4, "万")):
        value = claim.value.scaleb(-power)
        if claim.kind == "money" and abs(value) >= 1 and value == round(value, 4 if power == 8 else 2):
            return value, unit + claim.unit
    return claim.value, claim.unit


def arithmetic(identity: Identity) -> str:
    """`28 + 38 + 24 = 90`; what does not hold as it is: `30 + 50 + 20 ≠ 90`, `105 > 100`."""
    expr = identity.expr if identity.holds else _COMPARED.sub(lambda found: _OTHERWISE[found[0]], identity.expr)
    return _SIGN.sub(lambda found: f" {_SHOWN.get(found[1], found[1])} ", expr)


def sides(identity: Identity, lang: str) -> str:
    """Both sides of arithmetic that does not hold, where the expression does not show them already."""
    left, right = number(identity.lhs), number(identity.rhs)
    shown = [part.strip() for part in _COMPARED.split(identity.expr.replace("-", "−"))]
    if shown == [left, right]:
        return ""
    return said(lang, f"左边是{left}，右边是{right}", f"{left} on the left, {right} on the right")


def outcome(identity: Identity, lang: str) -> str:
    """`✓ 成立`, `× 不相符`, `? 请核对`."""
    if identity.holds:
        return said(lang, "✓ 成立", "✓ holds")
    return f"{SIGNS[identity.severity]} " + (said(lang, "请核对", "to be checked") if identity.severity == "check" else said(lang, "不相符", "does not agree"))


def sentence(words: Words, lang: str) -> str:
    """The words as a sentence: with a stop at the end, in English with a capital at the beginning."""
    text = words.of(lang).rstrip("。.")
    stop = "" if text.endswith(("！", "？", "!", "?")) else said(lang, "。", ".")
    return (text if lang == "zh" else text[:1].upper() + text[1:]) + stop
