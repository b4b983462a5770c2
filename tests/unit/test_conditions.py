"""Conditions from YAML: what may stand in one, what is refused, and what runs in the end."""

from datetime import date

import pytest

from nianbao.errors import BadCondition
from nianbao.tables import condition

COLUMNS = {"received_on", "closed_on", "purpose", "fine"}
DATES = {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "as_of": date(2023, 6, 30)}


def checked(text):
    return condition(text, COLUMNS, "visits.yml visits.rule")


def refusal(text):
    """What is said of a condition that is refused."""
    with pytest.raises(BadCondition) as error:
        checked(text)
    assert error.value.exit_code == 3
    return error.value.say("en")


@pytest.mark.parametrize(
    "text",
    [
        "closed_on is null",
        "closed_on is not null and fine > 0",
        "not (fine > 0 or fine < -1)",
        "fine between 1 and 2",
        "purpose in ('claim', 'report')",
        "purpose not in ('claim')",
        "purpose <> 'claim'",
        "purpose is distinct from 'claim'",
        "purpose like '%案'",
        "purpose not like '%案'",
        "coalesce(fine, 0) = 0",
        "case when fine > 1 then true else false end",
        "date_diff('day', received_on, coalesce(closed_on, :as_of)) <= 60",
        "year(received_on) = 2023 and month(received_on) + quarter(received_on) + day(received_on) > 3",
        "least(fine, 1) + greatest(fine, 2) - abs(fine) * 2 / 3 % 4 > 0",
        "length(trim(upper(lower(purpose)))) > 1",
        "starts_with(purpose, '求') or contains(purpose, '决') or suffix(purpose, '决')",
        "round(fine) + floor(fine) + ceil(fine) + nullif(fine, 0) > 0",
        "cast(fine as integer) > 1",
        "closed_on < date '2023-01-01'",
        "true",
    ],
)
def test_comparisons_logic_arithmetic_and_harmless_functions_are_allowed(text):
    assert checked(text).columns <= COLUMNS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exists(select 1)", "subquery is not allowed"),
        ("(select 1) = 1", "subquery is not allowed"),
        ("purpose in (select 'x')", "subquery is not allowed"),
        ("fine > any(select 1)", "subquery is not allowed"),
        ("(from other)", "subquery is not allowed"),
        ("query('select 1')", "query() is not allowed"),
        ("repeat('x', 2000000000) = ''", "repeat() is not allowed"),
        ("read_text('/etc/passwd') = ''", "read_text() is not allowed"),
        ("getenv('HOME') = ''", "getenv() is not allowed"),
        ("random() < 0.5", "random() is not allowed"),
        ("purpose || purpose = ''", "||() is not allowed"),
        ("fine ** 99 > 0", "**() is not allowed"),
        ("regexp_matches(purpose, '(a+)+')", "regexp_matches() is not allowed"),
        ("count(*) > 1", "count_star() is not allowed"),
        ("sum(fine) > 1", "sum() is not allowed"),
        ("max(fine) over () > 1", "window is not allowed"),
        ("row_number() over (order by fine) > 1", "window is not allowed"),
        ("abs(fine) filter (where true) > 1", "abs() is not allowed"),
        ("abs(distinct fine) > 1", "abs() is not allowed"),
        ("main.abs(fine) > 1", "abs() is not allowed"),
        ("list_transform([1], x -> x) = [1]", "list_transform() is not allowed"),
        ("[1] = [1]", "list_value() is not allowed"),
        ("columns('.*') is null", "star is not allowed"),
        ("*", "star is not allowed"),
        ("fine = $1", "parameter is not allowed"),
        ("fine = ?", "parameter is not allowed"),
        ("fine[1] = 1", "array_extract is not allowed"),
        ("purpose collate nocase = 'a'", "collate is not allowed"),
        ("other.fine > 1", "other.fine is not allowed"),
        ("#1", "positional_reference is not allowed"),
    ],
)
def test_whatever_reaches_further_is_refused(text, said):
    assert said in refusal(text)


@pytest.mark.parametrize("clock", ["now()", "today()", "current_date", "current_timestamp", "localtimestamp", "get_current_timestamp()"])
def test_a_condition_reads_no_clock(clock):
    refusal(f"closed_on < {clock}")


@pytest.mark.parametrize(
    "text",
    [
        "true)), count(*) filter (where (false",
        "true) or (true",
        "true, true",
        "true as x",
        "x: true",
        "true from other",
        "true where true",
        "true group by 1",
        "true having true",
        "true qualify true",
        "true order by 1",
        "true limit 1",
        "true using sample 1",
        "true union select true",
        "distinct fine",
        "true; drop table x",
        "true; select true",
        "select true",
        "",
        "  ",
        "-- nothing",
        "fine >",
        "closed_on < :tomorrow",
    ],
)
def test_anything_but_one_condition_is_refused(text):
    assert "it must be one condition and nothing else" in refusal(text) or "it is not one SQL condition" in refusal(text)


@pytest.mark.parametrize("text", ["closed_on is null -- and true) --", "closed_on /* ) */ is null", "\nclosed_on\n  is null\n"])
def test_what_runs_is_printed_from_the_parsed_tree_and_never_pasted(text):
    assert checked(text).sql == "(closed_on IS NULL)"


def test_an_unknown_column_is_named_with_the_nearest():
    assert "there is no column “clsed_on”. Did you mean “closed_on”?" in refusal("clsed_on is null")
    assert "there is no column “zzz”. A condition" in refusal("zzz is null")


def test_a_refusal_names_the_place_and_quotes_the_condition():
    assert refusal("query('x')") == (
        "The condition `query('x')` of visits.yml visits.rule cannot be used: query() is not allowed. A condition is one SQL test of the table's own columns: mend it and run again."
    )


def test_the_columns_that_a_condition_reads_are_told():
    assert checked("date_diff('day', received_on, least(closed_on, :as_of)) > 1 and received_on > :start").columns == {
        "received_on", "closed_on",
    }  # fmt: skip


def test_the_dates_are_written_in():
    assert checked("received_on between :start and :end").fill(DATES) == (
        "(received_on BETWEEN DATE '2023-01-01' AND DATE '2023-12-31')"
    )
    assert checked("closed_on<=:as_of").fill(DATES) == "(closed_on <= DATE '2023-06-30')"


@pytest.mark.parametrize("quoted", ["':start'", "'a :as_of b'", "'it''s :end'", "'__start'"])
def test_a_quoted_text_is_no_date(quoted):
    assert checked(f"purpose = {quoted}").fill(DATES) == f"(purpose = {quoted})"


def test_words_that_begin_like_a_date_are_none():
    refusal("received_on < :started")
    refusal("received_on < :as_of_today")


@pytest.mark.parametrize("count", [200, 900, 5000])
@pytest.mark.parametrize("form", ["{not}true", "{sum} > 1", "{abs} > 1"])
def test_a_condition_of_any_depth_is_taken_or_refused(count, form):
    text = form.format(**{"not": "not " * count, "sum": "+".join(["fine"] * count), "abs": "abs(" * count + "fine" + ")" * count})
    refused = ""
    try:
        checked(text)
    except BadCondition as error:
        refused = error.say("en")
    assert not refused or "cannot be used" in refused


def test_a_condition_with_half_a_character_is_refused():
    refusal("purpose = '\ud800'")
