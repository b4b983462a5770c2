"""JupyterLab on an office's year."""

from __future__ import annotations

import click

from nianbao.cli.opening import opened
from nianbao.cli.options import OFFICE, WORKSPACE, YEAR
from nianbao.cli.saying import _
from nianbao.ending import leave


@click.command(
    context_settings={"ignore_unknown_options": True},
    help=_(
        """打开 JupyterLab，看一个单位一年的记录、数据和核对：笔记本 explore.ipynb，单位和年份已经填好。

        打开的是这一年自己的一份（data/runs/单位/年份/explore.ipynb），怎么改都不进版本库；删掉它，下次从头开始。
        JUPYTER 是给 JupyterLab 的选项，如 --no-browser、--port 8889。需要安装 nianbao[lab]。""",
        """Open JupyterLab on an office's year, its records, figures and checks: the notebook explore.ipynb, office and year filled in.

        It is a copy of the year's own (data/runs/OFFICE/YEAR/explore.ipynb), which git never sees; delete it to start anew.
        JUPYTER are options of JupyterLab's, such as --no-browser or --port 8889. nianbao[lab] must be installed.""",
    ),
)
@OFFICE
@YEAR
@WORKSPACE
@click.argument("jupyter", nargs=-1, type=click.UNPROCESSED)
def lab(office: str, year: int, workspace: str | None, jupyter: tuple[str, ...]) -> None:
    from nianbao.running import open_lab

    open_lab(opened(office, year, workspace=workspace), jupyter)
    leave(0)  # threads and sockets of Jupyter's are not waited for
