"""Which tables a review can speak of: those the office keeps and has records of this year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Literal

from nianbao.checking import read_account
from nianbao.review.block import Block
from nianbao.tables import table_files
from nianbao.work import Work

State = Literal["records", "no records", "not kept", "unknown"]


def table_state(work: Work, table: str) -> State:
    """Whether the year has records of the table, the office keeps it without any, does not keep it, or nobody knows it.

    Raises MissingStep.
    """
    files = table_files(work.workspace)
    if table not in files:
        return "unknown"
    wanted = work.office.file.tables
    if wanted is not None and table not in wanted:
        return "not kept"
    return "records" if table in read_account(work.clean)["tables"] else "no records"


def with_records(work: Work, names: Iterable[str]) -> list[str]:
    """The figure names whose table has records; an unknown name stays, so that it is found out where it is used."""
    return [name for name in names if table_state(work, name.partition(".")[0]) in ("records", "unknown")]


def where_kept(block: Callable[..., Block | None]) -> Callable[..., Block | None]:
    """A block about one figure shows nothing where that figure's table has no records this year."""

    @wraps(block)
    def shown(work: Work, name: str, *rest: Any, **named: Any) -> Block | None:
        return block(work, name, *rest, **named) if with_records(work, [name]) else None

    return shown
