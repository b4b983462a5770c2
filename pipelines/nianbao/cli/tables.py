"""Tables and their rules: described, started, written out for others."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.options import WORKSPACE
from nianbao.cli.saying import _, tell
from nianbao.words import message_language


@click.command(help=_("数据字典：每张表的列、规则和数据。", "The data dictionary: columns, rules and figures of each table."))
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--lang", type=click.Choice(["zh", "en"]), default=message_language(), show_default=True, help=_("字典的语言", "Language of the dictionary"))
@click.option("--office", help=_("只要这个单位的表", "Only the tables of this office"))
@click.option("--markdown", type=click.Path(path_type=Path), metavar="DIR", help=_("写成 Markdown 页面", "Write it as Markdown pages"))
@WORKSPACE
def tables(names: tuple[str, ...], lang: str, office: str | None, markdown: Path | None, workspace: str | None) -> None:
    from nianbao.dictionary import as_text, descriptions, terminal_width, write_pages

    found = descriptions(names, lang, office, workspace)
    if markdown is not None:
        for path in write_pages(found, markdown, lang):
            tell(path)
    else:
        tell("\n".join(as_text(description, lang, terminal_width()) for description in found), nl=False)


@click.command("new-table", help=_("据样本文件起草 expectations/NAME.yml。", "Start expectations/NAME.yml from a sample file."))
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@WORKSPACE
def new_table(name: str, file: Path, workspace: str | None) -> None:
    from nianbao.drafting import draft_table
    from nianbao.office import Workspace

    drafted = draft_table(Workspace.find(workspace), name, file)
    for line in (drafted.path, *drafted.told):
        tell(line)


@click.group(help=_("表和规则。", "Tables and rules."))
def expectations() -> None:
    pass


@expectations.command(
    "export",
    help=_("把规则写成普通的 Great Expectations 套件（JSON）。", "Write the rules as plain Great Expectations suites (JSON)."),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--office", help=_("单位（默认：第一个）", "The office (default: the first)"))
@click.option("--year", type=int, help=_("年份（默认：最近一年）", "The year (default: the latest)"))
@WORKSPACE
def export(folder: Path, office: str | None, year: int | None, workspace: str | None) -> None:
    from nianbao.checking import export_suites
    from nianbao.errors import NoOffices, NoYears
    from nianbao.office import Workspace
    from nianbao.tables import tables_of
    from nianbao.work import open_work

    place = Workspace.find(workspace)
    known = place.ids()
    if office is None and not known:
        raise NoOffices(folder=place.raw)
    chosen = place.office(office or known[0])
    if year is None and not chosen.years:
        raise NoYears(office=chosen.id, folder=chosen.folder)
    work = open_work(chosen.id, year or chosen.years[-1], workspace=place)
    for path in export_suites(work, tables_of(place, chosen), folder):
        tell(path)
