"""An office's year: made, step by step or at once."""

from __future__ import annotations

from typing import Any

import click

from nianbao.cli.opening import begun
from nianbao.cli.options import DRAFT, FORCE, engine, for_a_year
from nianbao.cli.saying import _


@click.command(help=_("清理、核对并生成年报。", "Clean, check and write the review."))
@for_a_year
@DRAFT
@engine("gx")
@FORCE
def run(**options: Any) -> None:
    from nianbao.running import run_year

    run_year(begun(**options))


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
