"""Whatever a table of requests holds: glued together it is read back or said to be in doubt, and a changed digit is found out.

The arithmetic here is written anew: it shares no code with what reads the forms.
"""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.depth import depth
from tests.spec.disclosure_pages import APPLICANTS, OUTCOMES, REQUESTS, Tables, document, full, report

from nianbao.auditing.forms import form_findings, form_identities, read_forms
from nianbao.auditing.forms.unglueing import ways

SMALL = st.sampled_from([0, 0, 0, 0, 0, 0, 1, 2, 3, 7, 10, 12, 40, 108, 1204])
OUTCOME = st.lists(SMALL, max_size=6)


@st.composite
def tables(draw):
    """A table that adds up: outcomes as they come, what is new made to fit what is carried in and over."""
    rows = draw(st.dictionaries(st.sampled_from(OUTCOMES), OUTCOME, max_size=9))
    told = full(rows)
    answered = told["total"][:6]
    over = draw(st.lists(st.integers(0, 5), min_size=6, max_size=6))
    came = [min(draw(st.integers(0, 5)), answered[place] + over[place]) for place in range(6)]
    new = [answered[place] + over[place] - came[place] for place in range(6)]
    return full({**rows, "new": new, "carried_in": came, "carried_out": over})


blocks = st.lists(SMALL, min_size=12, max_size=12).map(
    lambda cells: [cell for first in (0, 4, 8) for cell in (*cells[first : first + 4], sum(cells[first : first + 4]))]
)  # fmt: skip


def read(text, kind):
    return next(form for form in read_forms(document(text)) if form.kind == kind)


def cells(form):
    return {row: [int(value) for value in values.values()] for row, values in form.values.items()}


def adds_up(rows):
    """Whether each row, and in each column each relation of the form, holds."""
    for values in rows.values():
        if sum(values[:6]) != values[6]:
            return False
    return all(
        sum(rows[row][place] for row in OUTCOMES) == rows["total"][place]
        and rows["new"][place] + rows["carried_in"][place] == rows["total"][place] + rows["carried_out"][place]
        for place in range(7)
    )


@settings(max_examples=depth(40, 400), deadline=None)
@given(tables(), st.sampled_from(["glued", "blanks", "lines", "strokes", "wide"]))
def test_a_table_that_adds_up_is_read_back_or_in_doubt(rows, style):
    form = read(report(Tables(rows), style), "requests")
    assert form.solved
    doubts = {doubt.row: [[int(value) for value in option] for option in doubt.options] for doubt in form.doubts}
    told = cells(form)
    assert set(told) | set(doubts) == set(REQUESTS)
    for row, values in rows.items():
        assert values in doubts[row] or not doubts[row] if row in doubts else values == told[row]
    for row in set(doubts) & set(told):  # what is said to be certain is true
        assert all(form.value(row, column) in (None, rows[row][place]) for place, column in enumerate(APPLICANTS))
    if style in ("blanks", "lines", "strokes"):
        assert told == rows and not doubts


@settings(max_examples=depth(40, 400), deadline=None)
@given(tables(), st.data())
@example(full({"new": [1], "granted": [1]}), None)
def test_a_changed_digit_of_a_glued_table_is_found_out_unless_the_digits_still_add_up(rows, data):
    text = report(Tables(rows), "glued")
    form = read(text, "requests")
    places = sorted(number.span[0] for row in form.cells.values() for number in row.values() if number.span)
    at = data.draw(st.sampled_from(places)) if data else places[0]
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != text[at]])) if data else "7"
    changed = document(text[:at] + digit + text[at + 1 :])
    after = next(form for form in read_forms(changed) if form.kind == "requests")
    said = [one for one in form_identities([after], changed, []) if not one.holds] + [
        one for one in form_findings([after], changed, []) if one.severity == "error"
    ]  # fmt: skip
    if said or any(not doubt.options for doubt in after.doubts):
        return
    told = cells(after)  # nothing is said: then what was read stands there, digit for digit, and adds up
    assert set(told) == set(REQUESTS) and adds_up(told)
    for row, numbers in after.cells.items():
        first, last = min(number.span[0] for number in numbers.values()), max(number.span[1] for number in numbers.values())
        assert "".join(map(str, told[row])) == changed.text[first:last]


@settings(max_examples=depth(60, 600), deadline=None)
@given(blocks)
def test_the_blocks_of_reconsideration_and_litigation_are_read_back_or_in_doubt(suits):
    form = read(report(Tables(full({}), suits), "glued"), "suits")
    doubts = {doubt.row: [[int(value) for value in option] for option in doubt.options] for doubt in form.doubts}
    for block, name in enumerate(("review", "suit_direct", "suit_after")):
        true = suits[5 * block : 5 * block + 5]
        assert (true in doubts[name] or not doubts[name]) if name in doubts else cells(form)[name] == true


@settings(max_examples=depth(60, 600), deadline=None)
@given(st.lists(st.integers(0, 60), min_size=3, max_size=4), st.booleans())
def test_every_way_to_cut_a_row_is_found(numbers, total):
    row = [*numbers, sum(numbers)] if total else numbers
    digits = "".join(map(str, row))

    def cut(rest, count):
        if count == 1:
            return [(int(rest),)] if rest and (rest == "0" or rest[0] != "0") else []
        ends = range(1, len(rest)) if rest[:1] != "0" else (1,)
        return [(int(rest[:end]), *more) for end in ends for more in cut(rest[end:], count - 1)] if rest else []

    every = {way for way in cut(digits, len(row)) if not total or sum(way[:-1]) == way[-1]}
    assert set(ways([digits], 1, len(row), total=total)) == every
    assert tuple(row) in every
