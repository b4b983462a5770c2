"""Many offices: run in parallel, added up, given their rows of one file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from nianbao.cli.opening import begun
from nianbao.cli.options import AS_OF, DRAFT, FORCE, LANG, WORKSPACE, YEAR, engine, for_a_year
from nianbao.cli.saying import _, end, say, tell, tell_of_notice, unfinished
from nianbao.ending import ENDED, INTERRUPTED, asked
from nianbao.words import Words, message_language


@click.command(
    help=_(
        """对多个单位并行运行：每个单位完成时输出一行 JSON，汇总页在 data/runs/batch/年份/summary.html。

        一个单位失败不影响其他单位；中断后再运行同样的命令，只做其余的。退出码是最坏的一个单位的（好到坏：0 8 5 2 3 4 6 7 1）。""",
        """Run many offices in parallel: one line of JSON as each is done, and a summary page in data/runs/batch/YEAR/summary.html.

        One office's failure stops no other; after an interruption the same command does the rest only. The exit code is that of the
        worst office (from good to bad: 0 8 5 2 3 4 6 7 1).""",
    )
)
@YEAR
@click.option("--offices", metavar="A,B", help=_("这些单位", "These offices"))
@click.option("--level", metavar="LEVEL", help=_("office.yml 写明的这一级的单位，如 town", "The offices of this level, as office.yml tells it: town"))
@click.option("--all", "everyone", is_flag=True, help=_("全部单位", "All offices"))
@click.option("--workers", type=click.IntRange(1), help=_("几个工作进程（默认：处理器核数）", "How many worker processes (default: one a core)"))
@click.option("--scheduler", metavar="ADDRESS", help=_("交给这个 Dask 集群，如 tcp://10.0.0.1:8786", "Give the work to this Dask cluster: tcp://10.0.0.1:8786"))
@click.option(
    "--share", metavar="URL",
    help=_("集群看不到工作区时，文件经由这里往返，如 s3://桶/路径", "Where the cluster does not see the workspace, files go by this place: s3://bucket/path"),
)
@AS_OF
@LANG
@WORKSPACE
@DRAFT
@engine("duckdb")
@FORCE
@click.option(
    "--wait", type=click.FloatRange(0), default=0, metavar="SECONDS",
    help=_("文件被占用、共享断开时，重试多少秒（默认：不重试）", "Try again for so long where a file is in use or a share is away (default: not at all)"),
)
def batch(
    year: int, offices: str | None, level: str | None, everyone: bool, workers: int | None, scheduler: str | None, share: str | None,
    as_of: str | None, lang: str, workspace: str | None, draft: bool, engine: str, force: bool, wait: float,
) -> None:
    from nianbao.batching import chosen, jobs_for, run_batch, run_here, run_on
    from nianbao.notices import notify
    from nianbao.office import Workspace
    from nianbao.patience import patiently
    from nianbao.work import reference_day

    if sum((offices is not None, level is not None, everyone)) != 1:
        raise click.UsageError(_("应写明 --offices、--level、--all 三者之一。", "Give one of --offices, --level and --all."))
    if (workers and scheduler) or (share and not scheduler):
        raise click.UsageError(_("--workers 不与 --scheduler 同用，--share 须与它同用。", "--workers goes without --scheduler, --share only with it."))
    reference_day(year, as_of)
    messages = message_language()
    named = [name.strip() for name in offices.split(",") if name.strip()] if offices is not None else None
    if named == []:
        raise click.UsageError(_("--offices 没有写出单位。", "--offices names no office."))
    place: Workspace | None = None
    try:
        place = patiently(lambda: Workspace.find(workspace), wait, away=lambda: True)  # the share that it lies on may come
        jobs = jobs_for(
            place, chosen(place, named, level), year, as_of=as_of, lang=lang, draft=draft, engine=engine, force=force, messages=messages,
            named=named is not None, wait=wait,
        )  # fmt: skip
        with _bar(len(jobs)) as line:
            done = run_batch(place, year, jobs, run_on(scheduler, share) if scheduler else run_here(workers), line)
    except BaseException as error:  # nobody looks on: who is to know of it is told, and then it goes its way
        if why := unfinished(error):
            tell_of_notice(notify(place, year, [], lang, unfinished=why))
        raise
    if not done.stopped or asked():
        tell_of_notice(notify(place, year, done.facts["offices"], lang, unfinished=_left(len(done.facts["remaining"])) if done.stopped else None))
    if done.stopped:
        end(done.told(messages), ENDED if asked() else INTERRUPTED)
    say(done.told(messages))
    sys.exit(done.exit_code)


@click.command(
    help=_(
        """把下级单位的年报汇总成上级的年报。下级的 office.yml 写 parent: 上级；没有汇入的单位逐个写明原因，不计入合计。""",
        """Add up the reviews of the offices below into one of the office above. Each names it in its office.yml (parent: OFFICE); those
        that are missing are named with the reason, and no sum holds anything of them.""",
    )
)
@for_a_year
def rollup(**options: Any) -> None:
    from nianbao.running import rollup

    rollup(begun(**options))


@click.command(
    help=_(
        """把上级下发的一个总文件（csv 或 Parquet）按单位代码分到各单位的 data/raw/单位/年份/；office.yml 的 code 是单位的代码。

        代码不属于任何单位的行留在 data/split/年份/文件名/unmatched.csv，账目在 split.json。""",
        """Split one file of all offices (csv or Parquet) by office code into data/raw/OFFICE/YEAR/; `code` in office.yml is the office's.

        Rows with the code of no office are kept in data/split/YEAR/FILE/unmatched.csv, the account of all in split.json.""",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("year", type=click.IntRange(1900, 9998))
@click.option("--column", metavar="NAME", help=_("写着单位代码的列（默认：按列名认）", "The column with the office's code (default: known by its name)"))
@click.option("--replace", is_flag=True, help=_("覆盖内容不同的同名文件", "Overwrite files of the same name with other content"))
@WORKSPACE
def split(file: Path, year: int, column: str | None, replace: bool, workspace: str | None) -> None:
    from nianbao.office import Workspace
    from nianbao.splitting import split

    tell(split(Workspace.find(workspace), file, year, column, replace).told.of(message_language()))


def _left(count: int) -> Words:
    return Words(zh=f"它被要求停下（SIGTERM），还有{count}个单位没有运行。", en=f"it was asked to end (SIGTERM), and {count} offices were not run.")


@contextmanager
def _bar(length: int) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Prints lines of JSON; where somebody looks on, a bar shows how far it is."""
    import json

    def line(facts: dict[str, Any]) -> None:
        tell(json.dumps(facts, ensure_ascii=False))

    if not sys.stderr.isatty():
        yield line
        return
    with click.progressbar(length=length, file=sys.stderr, show_pos=True, item_show_func=lambda name: name) as bar:

        def line_and_bar(facts: dict[str, Any]) -> None:
            click.echo("\r\x1b[K", err=True, nl=False)  # the line takes the bar's place, and the bar the next
            line(facts)
            bar.update(1, facts["office"])

        yield line_and_bar
