"""The numbers of a form as the prose tells them: 收到政府信息公开申请75件 against 本年新收 74 of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import product

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Identity
from nianbao.auditing.forms.blueprint import Blueprint, Told, laid_out
from nianbao.auditing.forms.equations import plain
from nianbao.auditing.forms.form import Form
from nianbao.claims.model import Claim
from nianbao.words import Words

_CLAUSE = re.compile(r"[。；;，,：:、！!？?\n]")
_SENTENCE = re.compile(r"[。；;！!？?\n]")
_LONGEST = 60  # characters of a clause before its number
_COUNTS = frozenset({"count", "money"})


def against_prose(form: Form, document: Document, claims: Sequence[Claim]) -> Iterator[Identity]:
    """What the prose says of the form's numbers. A number told several times fails only where no telling agrees."""
    blueprint = next((one for one in laid_out() if one.form == form.kind and one.told), None)
    if blueprint is None or form.empty:
        return
    taken: set[Claim] = set()
    for told in blueprint.told:
        found = [claim for claim in claims if claim not in taken and _tells(told, document.text, form, claim)]
        taken |= set(found)
        identities = [one for claim in found if (one := _identity(form, blueprint, told, claim)) is not None]
        yield from [one for one in identities if one.holds] or identities[:1]


def _tells(told: Told, text: str, form: Form, claim: Claim) -> bool:
    """Whether a claim of the year, outside of the form, is of what the form counts."""
    if claim.kind not in _COUNTS or claim.period or (claim.kind == "money") != told.money or form.start <= claim.start < form.end:
        return False
    before = text[max(0, claim.start - _LONGEST) : claim.start]
    clause = _CLAUSE.split(before)[-1] + text[claim.start : claim.end]
    ahead = clause if claim.implied else clause[: claim.number[0] - claim.end] if claim.number[0] < claim.end else clause
    words, unless = _patterns(told)
    if not words.search(ahead) or (unless and unless.search(clause)):
        return False
    if told.apart and re.search(told.apart, text[: claim.end - len(clause)][-_LONGEST:]):
        return False
    return not told.sentence or re.search(told.sentence, _sentence(text, claim)) is not None


def _sentence(text: str, claim: Claim) -> str:
    before = _SENTENCE.split(text[max(0, claim.start - 200) : claim.start])[-1]
    return before + text[claim.start : claim.end] + _SENTENCE.split(text[claim.end : claim.end + 60])[0]


@cache
def _patterns(told: Told) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """The words up to the numeral, with at most a few others between, and what they must not be said with."""
    return re.compile(rf"(?:{told.words})[^\d]{{0,8}}$"), re.compile(told.unless) if told.unless else None


def _identity(form: Form, blueprint: Blueprint, told: Told, claim: Claim) -> Identity | None:
    sums = [(cells, value) for cells in told.cells for value in _possible(form, cells)]
    if not sums:
        return None
    scale = Decimal(10000) if told.money else Decimal(1)
    agreeing = next(((cells, value) for cells, value in sums if claim.holds(value * scale)), None)
    cells, value = agreeing or sums[0]
    lhs, rhs, name = value * scale, claim.value, _name(blueprint, cells)
    zh = f"正文“{claim.quote}”，表中{name.zh}为{plain(value)}"
    en = f"The text says “{claim.quote}”, and the table has {plain(value)} ({name.en})"
    if agreeing is None:
        also = next((cells for cells in told.also for value in _possible(form, cells) if claim.holds(value * scale)), None)
        if also is not None:
            parts = [(plain(form.cells[row][column].value), _name(blueprint, f"{row}.{column}")) for row, column in _cells(also)]
            zh += f"；{plain(rhs)}是{'加'.join(f'{words.zh}{number}' for number, words in parts)}，应分清新收与结转"
            en += f"; {plain(rhs)} is {' + '.join(f'{number} ({words.en})' for number, words in parts)}"
        else:
            zh, en = f"{zh}，不相符", f"{en}: they do not agree"
    sign = "≈" if claim.approximate and agreeing else "="
    look_up = None if agreeing else Words(zh="核对统计表，改正其中一处", en="Check the statistical table and correct one of the two")
    places = tuple(form.place(row, column) for row, column in _cells(cells))
    return Identity(
        "text_vs_table", f"{plain(lhs)}{sign}{plain(rhs)}", agreeing is not None, lhs, rhs, Words(zh=zh, en=en),
        (claim,), ((claim.start, claim.end), *places), "warn", look_up,
    )  # fmt: skip


def _cells(told: str) -> list[tuple[str, str]]:
    return [(row, column) for one in told.split("+") for row, _, column in [one.strip().partition(".")]]


def _possible(form: Form, told: str) -> list[Decimal]:
    """What a sum of cells may be, for each way to cut the digits of its rows; nothing, where a cell was not read."""
    each: list[list[Decimal]] = []
    for row, column in _cells(told):
        cells = form.cells.get(row, {})
        if column not in cells:
            return []
        options = next((doubt.options for doubt in form.doubts if doubt.row == row), None)
        place = list(cells).index(column)
        each.append(list(dict.fromkeys(option[place] for option in options)) if options else [cells[column].value])
    return [Decimal(sum(values)) for values in product(*each)]


def _name(blueprint: Blueprint, told: str) -> Words:
    """`本年新收政府信息公开申请数量（总计）`."""
    rows = [(blueprint.row_name(row), blueprint.columns[column]) for row, column in _cells(told)]
    return Words(zh="与".join(f"“{row}（{column.zh}）”" for row, column in rows), en=", ".join(f"{row}, {column.en}" for row, column in rows))
