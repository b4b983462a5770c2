"""An office's year: made, step by step or at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import click

from nianbao.cli.opening import begun
from nianbao.cli.options import DRAFT, FORCE, engine, for_a_year
from nianbao.cli.saying import _, tell_of_notice, unfinished
from nianbao.ending import exit_code
from nianbao.errors import NianbaoError


@click.command(help=_("清理、核对并生成年报。", "Clean, check and write the review."))
@for_a_year
@DRAFT
@engine("gx")
@FORCE
@click.option("--notify", "notifies", is_flag=True, help=_("结束时按 notices.yml 发通知", "Send a notice at the end, as notices.yml says"))
def run(notifies: bool, **options: Any) -> None:
    from nianbao.running import run_year

    begun_run = begun(**options)
    with _notifying(begun_run.work) if notifies else nullcontext():
        run_year(begun_run)


@click.command(help=_("只清理：原始文件 → data/clean。", "Only clean: raw files to data/clean."))
@for_a_year
@FORCE
def clean(**options: Any) -> None:
    from nianbao.running import clean

    clean(begun(**options))


@click.command(help=_("只核对：数据与规则 → data/checked，含关口。", "Only check: figures and rules to data/checked, with the gate."))
@for_a_year
@DRAFT
@engine("gx")
@FORCE
def check(**options: Any) -> None:
    from nianbao.running import check

    check(begun(**options))


@click.command(help=_("只生成年报：用已核对的数据。", "Only write the review, from what was checked."))
@for_a_year
@DRAFT
@FORCE
def review(**options: Any) -> None:
    from nianbao.running import review

    review(begun(**options))


@contextmanager
def _notifying(work: Any) -> Iterator[None]:
    """However the run within ends, a notice tells of it, but not where somebody has interrupted it by hand; it goes on as it would have."""
    line = {"office": work.office.id, "name": work.office.name.json(), "state": "done", "exit_code": 0, "error": None}
    try:
        yield
    except NianbaoError as error:
        from nianbao.batching import failure

        _tell(work, line | failure(error, work.lang))
        raise
    except BaseException as error:
        if why := unfinished(error):
            _tell(work, line | {"state": "broken", "exit_code": exit_code(error), "error": why.of(work.lang)})
        raise
    _tell(work, line)


def _tell(work: Any, line: dict[str, Any]) -> None:
    from nianbao.notices import notify

    tell_of_notice(notify(work.workspace, work.year, [line], work.lang))
