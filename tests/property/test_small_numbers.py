"""Whatever the records, nobody who has all that is published can tell a small number that is not.

The attacker here knows how figures hang together and that no count is below zero, and shares no code with what hides.
"""

from collections import Counter
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.depth import depth

from nianbao.figures import Amount, Figure, Figures, Part, Rules, public
from nianbao.office import Suppression
from nianbao.tables import Table
from nianbao.words import Words

VILLAGES, CHANNELS = "ABCDEF", ("letter", "visit", "call")
TABLE = Table.model_validate({
    "table": "t", "title": {"zh": "表"}, "files": ["*"],
    "columns": {
        "village": {"zh": "村", "group": "village"},
        "channel": {"zh": "形式", "type": "category", "values": {one: one for one in CHANNELS}},
        "on": {"zh": "日期", "type": "date"}, "closed_on": {"zh": "办结", "type": "date"},
    },
    "figures": {
        "received": {"label": {"zh": "收到"}, "count": "on is not null", "by": ["village", "channel"]},
        "closed": {"label": {"zh": "办结"}, "count": "closed_on is not null", "by": ["village", "channel"]},
        "rate": {"label": {"zh": "办结率"}, "part": "closed", "whole": "received"},
    },
})  # fmt: skip

records = st.lists(st.tuples(st.sampled_from(VILLAGES), st.sampled_from(CHANNELS), st.booleans(), st.integers(1, 9)), max_size=9)
years = st.tuples(records, records)
limits = st.builds(Suppression, totals=st.sampled_from([0, 0, 5]), breakdowns=st.sampled_from([3, 5, 5, 8]))


def count(this, last):
    """The exact figures of two years of records: (village, channel, whether it is closed, how many alike)."""

    def amounts(rows):
        total = sum(row[3] for row in rows)
        return Amount(total, n=total)

    def parts(this, last, place, keys):
        now, then = Counter(), Counter()
        for rows, found in ((this, now), (last, then)):
            for row in rows:
                found[row[place]] += row[3]
        named = keys or sorted({*now, *then})
        return tuple(Part(key, Words(zh=key), now[key], then[key], n=now[key], previous_n=then[key]) for key in named)

    made = []
    for name, wanted in (("received", lambda row: True), ("closed", lambda row: row[2])):
        now, then = [row for row in this if wanted(row)], [row for row in last if wanted(row)]
        by = {"village": parts(now, then, 0, None), "channel": parts(now, then, 1, CHANNELS)}
        made.append(Figure(f"t.{name}", Words(zh=name), Words(zh="件"), "count", amounts(now), amounts(then), by, "sum", "t"))
    share = [Amount(None, closed.value, received.value) for closed, received in ((made[1].amount, made[0].amount), (made[1].previous, made[0].previous))]
    made.append(Figure("t.rate", Words(zh="办结率"), Words(zh="%"), "rate", *share, {}, "recompute", "t"))
    return Figures(made)


def told(figures, year):
    """Cell → its number (None where it is hidden) of one year."""
    cells = {}
    for name in ("received", "closed"):
        figure = figures[f"t.{name}"]
        amount = figure.amount if year == "this" else figure.previous
        cells[name, "", ""] = None if amount.hidden else amount.value
        for way, parts in figure.by.items():
            for part in parts:
                hidden, value = (part.hidden, part.value) if year == "this" else (part.previous_hidden, part.previous)
                if value is None and not hidden:
                    continue  # the year before of a breakdown that it did not publish
                cells[name, way, part.key] = None if hidden else value
    rate = figures["t.rate"].amount if year == "this" else figures["t.rate"].previous
    if not rate.hidden:
        cells["closed", "", ""], cells["received", "", ""] = rate.part, rate.whole
    return cells


def withdrawn(figures):
    """The breakdowns that are not published at all."""
    return {(figure.name.removeprefix("t."), way) for figure in figures.values() for way in figure.withdrawn}


def follow(cells):
    """Everything that must hold, as (Σ factor × cell = 0); a rest is a cell of its own that is never below zero."""
    for name in ("received", "closed"):
        for way in ("village", "channel"):
            if parts := {(name, way, key): 1 for n, w, key in cells if (n, w) == (name, way)}:
                yield parts | {(name, "", ""): -1}
    for _, way, key in {cell for cell in cells if cell[0] == "received"}:
        if ("closed", way, key) in cells:
            yield {("received", way, key): 1, ("closed", way, key): -1, ("rest", way, key): -1}


def attack(cells, true):
    """Cell → its number, for those hidden ones that can be told; rests count as hidden ones. A village that is listed
    counts at least one in the figure that lists it, if in truth it does."""
    rows = []
    for equation in follow(cells):
        if all(cells.get(cell) is not None for cell in equation):
            continue
        unknown = {cell: Fraction(factor) for cell, factor in equation.items() if cells.get(cell) is None}
        rows.append((unknown, -sum(factor * cells[cell] for cell, factor in equation.items() if cell not in unknown)))
    low = {cell: Fraction(cell[1] == "village" and cell[0] != "rest" and true[cell] > 0) for unknown, _ in rows for cell in unknown}
    high = dict.fromkeys(low, Fraction(10**9))
    every = [*rows, *eliminated(rows)]
    for _ in range(200):
        moved = False
        for unknown, value in every:
            for cell, factor in unknown.items():
                rest = [(other, times) for other, times in unknown.items() if other != cell]
                least = sum(times * (low if times > 0 else high)[other] for other, times in rest)
                most = sum(times * (high if times > 0 else low)[other] for other, times in rest)
                ends = sorted(((value - least) / factor, (value - most) / factor))
                narrower = max(low[cell], ends[0]), min(high[cell], ends[1])
                moved |= narrower != (low[cell], high[cell])
                low[cell], high[cell] = narrower
        if not moved:
            break
    return {cell: low[cell] for cell in low if low[cell] == high[cell]}


def eliminated(rows):
    """The rows, each unknown eliminated from all but one."""
    rows, done = [(dict(unknown), value) for unknown, value in rows], []
    while rows:
        unknown, value = rows.pop()
        if not unknown:
            continue
        pivot, factor = next(iter(unknown.items()))
        unknown, value = {cell: times / factor for cell, times in unknown.items()}, value / factor

        def without(row, unknown=unknown, value=value, pivot=pivot):
            times = row[0].get(pivot, 0)
            left = {cell: row[0].get(cell, 0) - times * unknown.get(cell, 0) for cell in {*row[0], *unknown}}
            return {cell: factor for cell, factor in left.items() if factor}, row[1] - times * value

        rows, done = [without(row) for row in rows], [*(without(row) for row in done), (unknown, value)]
    return done


def small(exact, limits, year):
    """The cells that must not be told: counts by village, and totals and channels where the office hides those."""
    cells = told(exact, year)
    cells |= {
        ("rest", way, key): cells["received", way, key] - cells["closed", way, key]
        for name, way, key in list(cells) if name == "received" and ("closed", way, key) in cells
    }  # fmt: skip
    below = {"village": limits.breakdowns, "channel": limits.totals, "": limits.totals}
    return {cell for cell, value in cells.items() if 0 < value < below[cell[1]]}


@given(years, limits)
@settings(max_examples=depth(60, 600))
@example(([(one, "letter", True, 1) for one in VILLAGES], []), Suppression())  # as many as villages: each has one
@example(([(one, "visit", True, 1) for one in VILLAGES] + [("A", "visit", False, 1)], []), Suppression())
@example(([(one, "call", True, 1) for one in VILLAGES[:5]] + [("F", "call", True, 9)], []), Suppression())
@example(([("A", "letter", True, 9)], [(one, "letter", True, 1) for one in VILLAGES]), Suppression())
@example((([("A", "letter", True, 3)]), []), Suppression())  # one village: the total is its number
@example(([("A", "letter", True, 3), ("B", "letter", True, 9)], []), Suppression())
@example(([("A", "letter", True, 9), ("A", "letter", False, 1), ("B", "call", True, 9)], []), Suppression())
# One of five is open, and one village has none closed: it is that village's.
@example(([("A", "letter", True, 1)], [("A", "letter", False, 1), ("B", "letter", True, 3), ("C", "letter", True, 1)]), Suppression(totals=0, breakdowns=3))
def test_no_small_number_can_be_told(rows, limits):
    exact = count(*rows)
    shown = public(exact, Rules({"t": TABLE}, limits))
    for year in ("this", "last"):
        if secret := small(exact, limits, year):
            assert not secret & attack(told(shown, year), told(exact, year)).keys()


@given(years, limits)
@settings(max_examples=depth(40, 400))
def test_what_is_published_is_exact_and_nothing_is_hidden_without_need(rows, limits):
    exact = count(*rows)
    shown = public(exact, Rules({"t": TABLE}, limits))
    for year in ("this", "last"):
        cells, true = told(shown, year), told(exact, year)
        assert {cell: value for cell, value in cells.items() if value is not None}.items() <= true.items()
        if not small(exact, limits, year):
            # A list that is withdrawn for this year has no column for the last; a village that only the other year has is not listed then.
            assert cells == {cell: value for cell, value in true.items() if cell[:2] not in withdrawn(shown) and (value or cell in cells)}


@given(years, limits)
@settings(max_examples=depth(40, 400))
def test_the_year_before_is_hidden_as_its_own_review_did(rows, limits):
    this, last = rows
    rules = Rules({"t": TABLE}, limits)
    own = told(public(count(last, []), rules), "this")
    figures = public(count(this, last), rules)
    again = told(figures, "last")
    assert {cell: value for cell, value in again.items() if cell in own} == {cell: value for cell, value in own.items() if cell[:2] not in withdrawn(figures)}


@given(years, records, st.integers(0, 3), limits)
@settings(max_examples=depth(60, 600))
@example(([("A", "letter", True, 6), ("B", "letter", True, 9), ("C", "call", True, 9)], []), [("A", "letter", True, 4)], 1, Suppression())
# Of two villages one is left, as it was: its number is the total, which is now small.
@example(([("A", "letter", False, 3), ("B", "letter", False, 3)], []), [], 1, Suppression(totals=5, breakdowns=3))
def test_no_small_number_can_be_told_from_two_editions(rows, added, less, limits):
    # The second edition has other records. What the first has told and still holds is known to the attacker.
    (this, last), rules = rows, Rules({"t": TABLE}, limits)
    first = public(count(this, last), rules)
    exact = count([*this[less:], *added], last)
    second = public(exact, rules, [first])
    before, now, true = told(first, "this"), told(second, "this"), told(exact, "this")
    assert all(now[cell] is None for cell, value in before.items() if value is None and cell in now)
    known = {cell: true[cell] if before.get(cell) == true[cell] else value for cell, value in now.items()}
    secret = {cell for cell in small(exact, limits, "this") if known.get(cell) is None}
    assert not secret & attack(known, true).keys()
