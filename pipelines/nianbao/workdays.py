"""How the days of a limit are counted: in one place, for rules and figures alike.

The first day is not counted; a limit in calendar days whose last day is a holiday ends on the next working day. This is
how 民事诉讼法 and 民法典 are read (K: not yet verified in the text of either), so a limit that is kept by the move alone
is told apart from one that is plainly kept. Working days follow the holiday calendar of the State Council, swapped
week-ends included; where it does not reach, the answer is null and never a guess.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

# No run of holidays is longer, so that a limit missed by more is missed wherever its last day fell.
LONGEST_MOVE = 10

_NAMES = ("working_days", "limit_ends")


def teach(connection: Any, query: str) -> Any:
    """The connection, which can now count days if `query` asks for it.

    `working_days(a, b)`: the working days after a, up to and with b; negative where b is earlier.
    `limit_ends(a, n)`: the last day of a limit of n calendar days from a, moved on from a holiday.
    Both are null where a date is, or lies outside the calendar.
    """
    known = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'working_day_calendar'"
    if counts_days(query) and not connection.execute(known).fetchall()[0][0]:
        for statement in definitions():
            connection.execute(statement)
    return connection


def counts_days(query: str) -> bool:
    """Whether the SQL names one of the functions."""
    return any(name in query for name in _NAMES)


@cache
def definitions() -> tuple[str, ...]:
    """The SQL that defines `working_days` and `limit_ends` for DuckDB.

    The calendar is handed over as one letter a day, the days to the next working day counted from a: DuckDB parses one text, and not
    thousands of numbers. It stands in a table of one row, for a query that held it as a constant would be planned twenty times as long.
    """
    first, last = covered()
    letters = "".join(chr(ord("a") + move) for move in _moves())
    place = f"CASE WHEN {{0}} BETWEEN DATE '{first}' AND DATE '{last}' THEN date_diff('day', DATE '{first}', {{0}}) + 1 END"
    elapsed, moves = (f"list_extract((SELECT {name} FROM working_day_calendar), {place})" for name in ("elapsed", "moves"))
    return (
        "CREATE TEMP TABLE working_day_calendar AS SELECT list(move ORDER BY i) AS moves, list(n ORDER BY i) AS elapsed FROM "
        "(SELECT i, move, sum(CAST(move = 0 AS INTEGER)) OVER (ORDER BY i) AS n FROM (SELECT unnest(moves) AS move, generate_subscripts(moves, 1) AS i "
        f"FROM (SELECT list_transform(string_split('{letters}', ''), lambda letter: ascii(letter) - ascii('a')) AS moves)))",
        f"CREATE TEMP MACRO working_days(a, b) AS CAST({elapsed.format('b')} - {elapsed.format('a')} AS INTEGER)",
        f"CREATE TEMP MACRO working_day_from(d) AS d + {moves.format('d')}",
        "CREATE TEMP MACRO limit_ends(a, n) AS working_day_from(a + CAST(n AS INTEGER))",
    )


@cache
def covered() -> tuple[date, date]:
    """The first and the last day that the holiday calendar knows."""
    from chinese_calendar import holidays

    return date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31)


@cache
def _moves() -> list[int]:
    """For each day of the calendar the days to the next working day; 0: it is one."""
    from chinese_calendar import holidays, workdays

    first, last = covered()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    moves = [0] * len(days)
    for place in range(len(days) - 2, -1, -1):
        day = days[place]
        is_working = day in workdays or (day.weekday() < 5 and day not in holidays)
        moves[place] = 0 if is_working else moves[place + 1] + 1
    assert max(moves) <= LONGEST_MOVE
    return moves
