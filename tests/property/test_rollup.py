"""Roll-ups: however the offices are ordered and grouped, the sums are those of all, and nothing is told that any hides."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.depth import depth

from nianbao.figures import Amount, Figure, Part, rolled_up
from nianbao.words import Words

KINDS = {"count": "sum", "sum": "sum", "rate": "recompute", "mean": "recompute", "distinct": "none"}
VILLAGES = ("", "东庄", "西庄", "南庄", "北庄")
counts = st.integers(0, 10**9)
money = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100).map(lambda value: int(value) if value == int(value) else value)


@st.composite
def amounts(draw, kind):
    if draw(st.integers(0, 5)) == 0:
        return Amount(None, hidden=draw(st.booleans()))
    about = draw(st.sampled_from(("", "", "", "about", "over")))
    if kind in ("rate", "mean"):
        part, whole = draw(money if kind == "mean" else counts), draw(counts)
        return Amount(Decimal(part) / Decimal(whole) if whole else None, part, whole, about)
    return Amount(draw(money if kind == "sum" else counts), about=about)


@st.composite
def parts(draw):
    keys = draw(st.lists(st.sampled_from(VILLAGES), unique=True))
    found = []
    for key in keys:
        hidden = draw(st.integers(0, 4)) == 0
        value = None if hidden or draw(st.integers(0, 6)) == 0 else draw(counts)
        found.append(Part(key, Words(zh=key or "未填写"), value, draw(counts), hidden))
    return tuple(found)


@st.composite
def figures(draw, kind, before):
    amount = draw(amounts(kind))
    there = amount.hidden or amount.value is not None or amount.part is not None
    by = {way: draw(parts()) for way in ("village", "channel") if there and draw(st.integers(0, 4))} if kind in ("count", "sum") else {}
    previous = draw(amounts(kind).filter(lambda one: one.hidden or one.value is not None or one.part is not None)) if before and there else None
    return Figure(f"t.{kind}", Words(zh=kind), Words(zh="件"), kind, amount, previous, by, KINDS[kind], "t", "true")


@st.composite
def office(draw, before):
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), unique=True))
    return [draw(figures(kind, before)) for kind in kinds]


years = st.booleans()
districts = years.flatmap(lambda before: st.lists(st.lists(office(before), min_size=1, max_size=3), min_size=1, max_size=3))


def content(office):
    return json.dumps([figure.json() for figure in office], ensure_ascii=False).encode()


def told(found):
    """Everything but the order of figures and parts; a breakdown of nothing is none."""
    return {
        name: (figure.amount, figure.previous, {way: {part.key: part for part in parts} for way, parts in figure.by.items() if parts})
        for name, figure in found.items()
    }  # fmt: skip


@settings(max_examples=depth(50, 500))
@given(districts)
def test_the_sum_of_each_levels_sums_is_the_sum_of_all(towns_of):
    levels = rolled_up(content(rolled_up(map(content, towns)).values()) for towns in towns_of)
    assert told(levels) == told(rolled_up(content(town) for towns in towns_of for town in towns))


@settings(max_examples=depth(50, 500))
@given(districts, st.randoms(use_true_random=False))
def test_the_order_of_the_offices_does_not_matter(towns_of, chance):
    towns = [content(town) for towns in towns_of for town in towns]
    mixed = list(towns)
    chance.shuffle(mixed)
    assert told(rolled_up(mixed)) == told(rolled_up(towns))


@settings(max_examples=depth(50, 500))
@given(districts)
def test_every_number_is_the_plain_sum_or_is_not_told(towns_of):
    towns = [town for towns in towns_of for town in towns]
    for name, figure in rolled_up(map(content, towns)).items():
        of = [one for town in towns for one in town if one.name == name]
        hidden = any(one.amount.hidden for one in of)
        if figure.rollup == "none":
            assert figure.amount == Amount(None)
        elif hidden:
            assert figure.amount == Amount(None, hidden=True)
        elif figure.rollup == "sum":
            assert figure.value == _sum(one.value for one in of)
        else:
            part, whole = _sum(one.amount.part for one in of), _sum(one.amount.whole for one in of)
            assert (figure.amount.part, figure.amount.whole) == (part, whole)
            assert figure.value == (Decimal(part) / Decimal(whole) if part is not None and whole else None)
        for way, parts_of in figure.by.items():
            for part in parts_of:
                same = [line for one in of for line in one.by.get(way, ()) if line.key == part.key]
                assert part.hidden == any(line.hidden for line in same)
                assert part.value == (None if part.hidden else _sum(line.value for line in same))


@settings(max_examples=depth(50, 500))
@given(districts)
def test_who_has_every_office_and_the_sums_finds_no_hidden_number(towns_of):
    """The attacker takes what the other offices publish from each sum that is told: where any number is hidden there is no sum."""
    towns = [town for towns in towns_of for town in towns]
    above = rolled_up(map(content, towns))
    for one in (one for town in towns for one in town):
        sums = above[one.name]
        if one.amount.hidden:
            assert (sums.value, sums.amount.part, sums.amount.whole) == (None, None, None)
        if sums.previous is not None and one.previous is not None and one.previous.hidden:
            assert (sums.previous.value, sums.previous.part, sums.previous.whole) == (None, None, None)
        for way, lines in one.by.items():
            for line in (line for line in lines if line.hidden):
                assert all(part.value is None for part in sums.by.get(way, ()) if part.key == line.key)


def _sum(numbers):
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
