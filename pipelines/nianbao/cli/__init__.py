"""The command `nianbao`: parses, calls, prints.

What a command needs is imported when it is called, so that `nianbao --help` imports nothing heavy.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from nianbao import __version__
from nianbao.cli import (
    asking,
    auditing,
    forgetting,
    lab,
    many,
    publishing,
    scheduling,
    standing,
    tables,
    workspaces,
    years,
)
from nianbao.cli.misuse import misuse
from nianbao.cli.saying import _, end, say, tell
from nianbao.ending import ENDED, INTERRUPTED, asked, end_at_sigterm, leave
from nianbao.errors import NianbaoError
from nianbao.startup import collect_seldom, take_names_as_utf8


class _InOrder(click.Group):
    """Lists its commands as they were added, in the order in which they are needed, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        """把一个单位一年的工作记录做成法治政府建设年报。

        \b
        开始：
          nianbao init 文件夹           新建工作区，把导出文件放进 data/raw/单位/年份/
          nianbao run 单位 年份         清理、核对、生成 HTML 和 PDF 年报

        \b
        退出码：0 成功；2 用法不对；3 设定不对；4 原始文件读不了；
        5 关口未过，退回稿与记录不符，或报告中有不可能正确的数据；6 笔记本出错；7 写不出结果；
        8 另一进程正在处理同一单位同一年；1 程序错误。""",
        """Turn an office's year of records into its yearly review of law-based government.

        \b
        To start:
          nianbao init DIR              make a workspace, put the exports into data/raw/OFFICE/YEAR/
          nianbao run OFFICE YEAR       clean, check, and write the review as HTML and PDF

        \b
        Exit codes: 0 done; 2 wrong usage; 3 wrong settings; 4 unreadable records;
        5 gate closed, a returned draft against the records, or a report that cannot be right; 6 broken notebook; 7 result cannot be written;
        8 another process is at the same office's year; 1 a fault of ours.""",
    ),
)
@click.version_option(__version__, prog_name="nianbao")
def cli() -> None:
    pass


for _command in (
    workspaces.init,
    years.run, years.clean, years.check, years.review,
    asking.explain, asking.runs, asking.returned,
    lab.lab,
    auditing.audit,
    publishing.publish, publishing.diff, publishing.verify, publishing.site,
    many.batch, many.rollup, many.split,
    standing.status, scheduling.schedule, forgetting.forget,
    workspaces.offices,
    tables.tables, tables.new_table, tables.expectations,
):  # fmt: skip
    cli.add_command(_command)


def _at(error: Exception) -> str:
    """The last line of nianbao's own that it came through, where there is one."""
    from traceback import extract_tb

    own = [frame for frame in extract_tb(error.__traceback__) if "nianbao" in Path(frame.filename).parts]
    return f" ({'/'.join(Path(own[-1].filename).parts[-2:])}:{own[-1].lineno})" if own else ""


def main() -> None:
    """Runs the command and ends the process with its exit code; a user's mistake prints one sentence."""
    take_names_as_utf8()
    collect_seldom()
    end_at_sigterm()
    try:
        cli(standalone_mode=False, prog_name="nianbao")
    except NianbaoError as error:
        end(str(error), error.exit_code)
    except click.ClickException as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            tell(error.format_message(), err=True)
            sys.exit(2)
        end(misuse(error, next((word for word in sys.argv[1:] if word in cli.commands), "")), 2)
    except (click.Abort, KeyboardInterrupt):
        told = _("已按要求停下（SIGTERM）", "Ended as asked (SIGTERM)") if asked() else _("已中断", "Interrupted")
        say(told + _("；已有的结果没有改动。", "; what was there is untouched."))
        leave(ENDED if asked() else INTERRUPTED)
    except Exception as error:
        if os.environ.get("NIANBAO_DEBUG"):
            raise
        told = f"{type(error).__name__}{_at(error)}"  # what it says may quote a record
        end(_(f"nianbao 程序错误：{told}。设 NIANBAO_DEBUG=1 重新运行可看到出错位置。", f"A fault of nianbao's: {told}. Run again with NIANBAO_DEBUG=1 to see where."), 1)
