"""An office's year forgotten."""

from __future__ import annotations

import click

from nianbao.cli.options import OFFICE, WORKSPACE, YEAR
from nianbao.cli.saying import _, tell
from nianbao.words import message_language


@click.command(
    help=_(
        """删除一个单位一年由记录做成的一切：清理后的数据、隔离的行、核对结果、运行记录和执行过的笔记本、草稿。已发布的版本和年报成品保留。

        不加 --yes 只列出要删什么、留什么，什么都不动。删了什么、何时删的，记在 data/runs/forgotten.jsonl。""",
        """Remove all that was made of an office's year of records: clean data, quarantined rows, checks, logs and executed notebooks,
        drafts. Published editions and the finished review stay.

        Without --yes it only lists what would go and what stays, and touches nothing. What was removed and when is noted in
        data/runs/forgotten.jsonl.""",
    )
)
@OFFICE
@YEAR
@click.option("--raw", is_flag=True, help=_("原始文件和 corrections.csv 也删（先按档案规定归档）", "The raw files and corrections.csv too (archive them first, as the law on archives has it)"))
@click.option("--yes", is_flag=True, help=_("真的删除", "Do remove them"))
@WORKSPACE
def forget(office: str, year: int, raw: bool, yes: bool, workspace: str | None) -> None:
    from nianbao.office import Workspace
    from nianbao.running import forgetting

    lang, place = message_language(), Workspace.find(workspace)
    if not yes:
        tell(forgetting.plan_to_forget(place, office, year, raw).text(lang))
        tell(_("什么都没有删：加 --yes 才删。", "Nothing was removed: add --yes to do it."))
        return
    done = forgetting.forget(place, office, year, raw)
    tell(done.text(lang))
    if done.goes:
        tell(_("已删除，记入 data/runs/forgotten.jsonl。", "Removed, and noted in data/runs/forgotten.jsonl."))
