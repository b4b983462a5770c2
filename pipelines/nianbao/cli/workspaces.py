"""A workspace: made, and what offices it has."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nianbao.cli.options import WORKSPACE
from nianbao.cli.saying import _, say, tell


@click.command(help=_("新建工作区。", "Make a workspace."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--office", default="office", show_default=True, help=_("单位文件夹的名称", "Name of the office's folder"))
@click.option("--year", type=int, help=_("年份（默认：去年）", "The year (default: last year)"))
def init(folder: Path, office: str, year: int | None) -> None:
    from nianbao.checking.waivers import today
    from nianbao.office import require_office_id
    from nianbao.starting import make_workspace

    require_office_id(office)
    for path in make_workspace(folder, office, year or today().year - 1):
        tell(path)


@click.command(
    help=_(
        """列出工作区的单位和年份，下级缩进在上级之下；哪个 office.yml 有错也说明。""",
        """List the workspace's offices and years, each below the one above it, and what is wrong with any office.yml.""",
    )
)
@WORKSPACE
def offices(workspace: str | None) -> None:
    from nianbao.levels import Levels
    from nianbao.office import Workspace

    levels = Levels(Workspace.find(workspace))
    for depth, office in levels.in_order():
        years = " ".join(str(year) for year in office.years)
        mark = _("（示例数据）", " (sample data)") if office.synthetic else ""
        tell(f"{'  ' * depth}{office.id}\t{office.name}{mark}\t{years}")
    for fault in levels.faults.values():
        say(str(fault))
    if levels.faults:
        sys.exit(max(fault.exit_code for fault in levels.faults.values()))
