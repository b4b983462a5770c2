"""The arguments and options that several commands share."""

from __future__ import annotations

from typing import Any

import click

from nianbao.cli.saying import _

WORKSPACE = click.option(
    "--workspace", "-w", metavar="DIR", help=_("工作区文件夹（默认：当前文件夹或其上级）", "The workspace (default: here or above)")
)
OFFICE = click.argument("office")
YEAR = click.argument("year", type=int)
AS_OF = click.option(
    "--as-of", metavar="YYYY-MM-DD", help=_("统计截止日，未办结的按它计算（默认：12月31日）", "Open cases are judged at this day (default: 31 December)")
)
LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help=_("年报的语言", "Language of the review"))
JSON = click.option("--json", "as_json", is_flag=True, help=_("以 JSON 输出", "Print JSON"))
DRAFT = click.option(
    "--draft", is_flag=True, help=_("关口未过也出草稿，每页标“草稿”，不能发布", "Make a marked draft even when the gate is closed; never to be published")
)
FORCE = click.option("--force", is_flag=True, help=_("没有变化的步骤也重新运行", "Run steps again even where nothing has changed"))


def engine(default: str) -> Any:
    """The option --engine, "gx" or "duckdb" where it is not given."""
    return click.option(
        "--engine", type=click.Choice(["gx", "duckdb"]), default=default, show_default=True,
        help=_("核对用 Great Expectations（gx）还是编译成查询（duckdb，结果相同，更快）", "Rules run in Great Expectations (gx), or compiled to queries (duckdb: the same outcomes, sooner)"),
    )  # fmt: skip


def for_a_year(command: Any) -> Any:
    return _with(command, OFFICE, YEAR, AS_OF, LANG, WORKSPACE)


def for_a_review(command: Any) -> Any:
    """A finished review knows its reference date itself."""
    return _with(command, OFFICE, YEAR, LANG, WORKSPACE)


def _with(command: Any, *options: Any) -> Any:
    for option in reversed(options):
        command = option(command)
    return command
