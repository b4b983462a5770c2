"""What is asked about a year that was made: how a figure came about, its runs, a draft that came back."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.opening import opened
from nianbao.cli.options import JSON, OFFICE, WORKSPACE, YEAR
from nianbao.cli.saying import _, tell
from nianbao.words import message_language


@click.command(
    help=_(
        """说明一项数据怎样得来：算法、计入的文件和行、没有计入的行。FIGURE 是数据名，如 petitions.closed 或 "penalties.cases: 非法焚烧"。

        用 --since 时，说明与以前某次运行相比哪些数据变了、为什么变（运行的编号见 `nianbao runs`），FIGURE 可省。""",
        """Say how a figure comes about: how it is computed, which files and rows count, which do not. FIGURE is a name such as
        petitions.closed or "penalties.cases: unlawful burning".

        With --since, say which figures have moved since an earlier run, and why (`nianbao runs` lists their ids); FIGURE may
        then be left out.""",
    )
)
@click.argument("words", metavar="FIGURE OFFICE YEAR", nargs=-1)
@click.option("--since", metavar="RUN", help=_("以前某次运行的编号或其开头", "The id of an earlier run, or how it begins"))
@click.option("--all", "everything", is_flag=True, help=_("列出全部行号", "Write out every row"))
@JSON
@click.option("--as-of", metavar="YYYY-MM-DD", help=_("核对时的统计截止日（默认：12月31日）", "The reference date of the check (default: 31 December)"))
@click.option("--lang", type=click.Choice(["zh", "en"]), default=message_language(), show_default=True, help=_("说明的语言", "Language of the explanation"))
@WORKSPACE
def explain(
    words: tuple[str, ...], since: str | None, everything: bool, as_json: bool, as_of: str | None, lang: str, workspace: str | None
) -> None:
    import json

    from nianbao import explaining

    if len(words) != 3 and not (since and len(words) == 2):
        raise click.UsageError(_("应写明 FIGURE OFFICE YEAR。", "FIGURE OFFICE YEAR are needed."))
    *figure, office, year = words
    work = opened(office, click.INT.convert(year, None, None), lang, workspace, as_of)
    found = explaining.explain_since(work, since, *figure) if since else explaining.explain(work, *figure)
    tell(json.dumps(found.json(), ensure_ascii=False, indent=1) if as_json else found.text(everything))


@click.command(help=_("列出一个单位一年的各次运行。", "List the runs of an office's year."))
@OFFICE
@YEAR
@WORKSPACE
def runs(office: str, year: int, workspace: str | None) -> None:
    from nianbao.running import runs_of

    for found in runs_of(opened(office, year, workspace=workspace)):
        tell(found.line(message_language()))


@click.command(
    help=_(
        """说明一份退回的 Word 稿改了什么：手工改动的数据和记录中的数、改动的文句、批注，以及应改哪个 text/ 文件。

        FILE 是由 review.docx 改成的 docx，用不用修订都可以。""",
        """Say what was changed in a Word draft that came back: figures changed by hand and what the records say, sentences,
        comments, and which text/ file to edit.

        FILE is a docx made from review.docx, with tracked changes or without.""",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@OFFICE
@YEAR
@JSON
@WORKSPACE
def returned(file: Path, office: str, year: int, as_json: bool, workspace: str | None) -> None:
    import json

    from nianbao.errors import AgainstTheRecords
    from nianbao.proofing import as_text, read_returned

    found = read_returned(opened(office, year, workspace=workspace), file)
    tell(json.dumps(found.json(), ensure_ascii=False, indent=1) if as_json else as_text(found, message_language()))
    if found.against:
        names = list(dict.fromkeys(figure.name for figure in found.against))
        raise AgainstTheRecords(file=file, count=len(names), figures=names)
