"""How every office's year stands."""

from __future__ import annotations

from typing import Any

import click

from nianbao.cli.options import JSON, WORKSPACE
from nianbao.cli.saying import _, tell
from nianbao.words import message_language


@click.command(
    help=_(
        """列出各单位各年的进展：上次运行及结果、未满足的规则、将到期的豁免、已发布的版次、时限。YEAR 可省。""",
        """List how every office's year stands: last run and outcome, open failures, waivers about to end, published edition, deadline.
        YEAR may be left out.""",
    )
)
@click.argument("year", type=click.IntRange(1900, 9998), required=False)
@click.option("--within", type=click.IntRange(0, 3660), default=14, show_default=True, metavar="DAYS", help=_("几天内到期的豁免", "Waivers that end within so many days"))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=_("按哪一天看（默认：今天）", "As seen on this day (default: today)"))
@click.option("--page", is_flag=True, help=_("写成网页 data/runs/status.html", "Write it as a page, data/runs/status.html"))
@JSON
@WORKSPACE
def status(year: int | None, within: int, on: Any, page: bool, as_json: bool, workspace: str | None) -> None:
    import json

    from nianbao.checking.waivers import today
    from nianbao.office import Workspace
    from nianbao.status import as_table, overview, write_page

    place = Workspace.find(workspace)
    found = overview(place, on.date() if on else today(), year, within)
    if page:
        written = write_page(place, found, message_language())
        tell(written, err=as_json)
    if as_json:
        tell(json.dumps(found.json(), ensure_ascii=False, indent=1))
    elif not page:
        tell(as_table(found, message_language()), nl=False)
