"""A batch on a schedule."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from nianbao.cli.options import WORKSPACE
from nianbao.cli.saying import _, tell
from nianbao.words import message_language


@click.command(
    help=_(
        """每天定时运行 nianbao batch：打印 systemd 定时器、crontab 的一行或 Windows 计划任务；加 --install 才装上。

        “--”之后写 batch 的选项，默认 --all：nianbao schedule 2023 --at 02:30 -- --level town""",
        """Run nianbao batch every day: prints a systemd timer, a crontab line or a Windows task; only --install puts it in place.

        Options of the batch stand behind “--”, by default --all: nianbao schedule 2023 --at 02:30 -- --level town""",
    )
)
@click.argument("year", type=click.IntRange(1900, 9998))
@click.argument("options", nargs=-1)
@click.option("--at", default="02:30", show_default=True, metavar="HH:MM", help=_("每天几点", "At what time of the day"))
@click.option(
    "--kind", type=click.Choice(["systemd", "cron", "windows"]), help=_("用哪一种（默认：看本机有什么）", "By which (default: what this machine has)")
)
@click.option("--install", is_flag=True, help=_("装上", "Put it in place"))
@click.option("--print", "only_print", is_flag=True, help=_("只打印会做什么，即使有 --install", "Only print what would be done, even with --install"))
@WORKSPACE
def schedule(year: int, options: tuple[str, ...], at: str, kind: str | None, install: bool, only_print: bool, workspace: str | None) -> None:
    from nianbao import scheduling
    from nianbao.office import Workspace

    place = Workspace.find(workspace)
    words = options or ("--all",)
    _require_fit(year, words)
    # The path by which this interpreter was called: behind a link it would be another environment.
    nightly = scheduling.Nightly(Path(sys.executable).absolute(), place.root, year, _time(at), words, message_language())
    kind = kind or scheduling.kind_of_machine()
    plan = scheduling.plan(nightly, kind)
    tell(str(plan), nl=False)
    if not install or only_print:
        return
    scheduling.install(plan)
    tell(_(f"已装上：每天 {at} 运行（{nightly.name}）。", f"Installed: it runs every day at {at} ({nightly.name})."))
    if kind == "systemd":
        tell(_("不登录时也要运行的，请执行一次：loginctl enable-linger", "To have it run while you are not logged in, once: loginctl enable-linger"))


def _require_fit(year: int, words: tuple[str, ...]) -> None:
    """Options that the batch would refuse at night are refused now; where to work is told once."""
    from nianbao.cli.many import batch

    found: dict[str, Any] = batch.make_context("batch", [str(year), *words]).params
    if found["workspace"]:
        raise click.UsageError(_("--workspace 写在“--”之前。", "--workspace stands before “--”."))
    if sum((found["offices"] is not None, found["level"] is not None, found["everyone"])) != 1:
        raise click.UsageError(_("应写明 --offices、--level、--all 三者之一。", "Give one of --offices, --level and --all."))


def _time(text: str) -> Any:
    from datetime import time

    told = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text, re.ASCII)
    if not told:
        raise click.BadParameter(_(f"--at 是 {text}，应为 02:30 这样的时间。", f"--at is {text}, expected a time such as 02:30."))
    return time(int(told[1]), int(told[2]))
