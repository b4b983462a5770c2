"""Editions: published, compared, proved, put on the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nianbao.cli.opening import opened
from nianbao.cli.options import JSON, WORKSPACE, for_a_review
from nianbao.cli.saying import _, tell
from nianbao.words import message_language


@click.command(
    help=_(
        """把已生成的年报发布到 site/单位/年份/：首次为第1版；有改动时须写 --revise，另出新版，旧版原样保留。""",
        """Publish the finished review into site/OFFICE/YEAR/: first as edition 1; after changes --revise makes a new edition, and the old
        ones stay as they are.""",
    )
)
@for_a_review
@click.option("--revise", metavar="REASON", default="", help=_("修订原因，印在新版首页", "Why a new edition is made; printed on its first page"))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help=_("发布日期（默认：首版按 office.yml，否则当天）", "The day of publication (default: office.yml for the first edition, else today)"),
)
def publish(office: str, year: int, lang: str, workspace: str | None, revise: str, on: Any) -> None:
    from nianbao.publishing import build_site, publish

    work = opened(office, year, lang, workspace)
    done = publish(work, revise.strip(), on.date() if on else None)
    tell(done.told.of(message_language()))
    build_site(work.workspace)


@click.command(
    help=_(
        "说明两版之间（只有一版时：该版与现有成品之间）哪些数据、文字和核对结果变了。",
        "Say which figures, sentences and checks have changed between two editions, or from the only edition to the finished review.",
    )
)
@for_a_review
@click.option("--from", "old", type=int, metavar="N", help=_("从第几版（默认：倒数第二版）", "From this edition (default: the last but one)"))
@click.option("--to", "new", type=int, metavar="N", help=_("到第几版（默认：最新一版）", "To this edition (default: the newest)"))
@JSON
def diff(office: str, year: int, lang: str, workspace: str | None, old: int | None, new: int | None, as_json: bool) -> None:
    import json

    from nianbao.publishing import compare

    found = compare(opened(office, year, lang, workspace), old, new)
    tell(json.dumps(found.json(), ensure_ascii=False, indent=1) if as_json else found.text(message_language()))


@click.command(
    help=_(
        "按清单（manifest.json）核对一个文件夹或下载的一个文件是否与发布时相同。",
        "Prove a folder, or one downloaded file, against its manifest.json.",
    )
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--manifest", type=click.Path(path_type=Path), metavar="FILE",
    help=_("清单（默认：旁边的，或 site/ 中登记该文件的）", "The manifest (default: the one beside it, or of the edition on site/ that lists the file)"),
)
@WORKSPACE
def verify(path: Path, manifest: Path | None, workspace: str | None) -> None:
    from nianbao.publishing import verify

    proof = verify(path, manifest, workspace)
    tell(proof.text(message_language()))
    proof.require()


@click.command(help=_("由已发布的各版重新生成 site/ 的首页、搜索和数据对照。", "Make the pages of site/ anew from the published editions: lists, search, figures side by side."))
@WORKSPACE
def site(workspace: str | None) -> None:
    from nianbao.office import Workspace
    from nianbao.publishing import build_site

    tell(build_site(Workspace.find(workspace)))
