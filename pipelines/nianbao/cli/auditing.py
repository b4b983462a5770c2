"""Reports that somebody wrote: which of their numbers cannot be right."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from nianbao.cli.opening import opened
from nianbao.cli.options import JSON, WORKSPACE
from nianbao.cli.saying import _, tell
from nianbao.words import message_language

_FILE = click.Path(path_type=Path)


@click.command(
    help=_(
        """通读一份写好的报告（txt、md、html、docx、pdf），说明其中哪些数据不可能正确、为什么、查什么。

        写明 --office 和 --year 时，逐项与该单位当年的记录核对；只写 --year 时，它是报告的年份（默认：报告自己写的年份）。
        FILE 有几个时逐个说明，--json 每个一行，--text 和 --page 是文件夹。有不可能正确之处时退出码为5。""",
        """Read a finished report (txt, md, html, docx, pdf) and say which of its numbers cannot be right, why, and what to look up.

        With --office and --year each number is held against that office's records of the year; --year alone is the report's year
        (default: the one that it says itself). Of several FILEs each is told in turn, with --json as a line each, and --text and
        --page are folders. The exit code is 5 where something cannot be right.""",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@click.option("--office", metavar="OFFICE", help=_("与这个单位的记录核对", "Hold it against the records of this office"))
@click.option("--year", type=click.IntRange(1900, 9998), help=_("报告的年份", "The report's year"))
@JSON
@click.option("--text", metavar="OUT", type=_FILE, help=_("另存读出的文字，各处位置按它计", "Save the text as it was read, in which the offsets count"))
@click.option("--page", metavar="OUT.html", type=_FILE, help=_("另存一个网页：报告全文，数据和问题都标出", "Save a page: the whole text, with claims and findings marked"))
@click.option("--before", metavar="LAST", type=_FILE, help=_("上年的报告：哪些数据变了，哪些句子是照抄的", "Last year's report: which claims moved, which sentences were copied"))
@click.option("--lang", type=click.Choice(["zh", "en"]), default=message_language(), show_default=True, help=_("说明的语言", "Language of what is told"))
@WORKSPACE
def audit(
    files: tuple[Path, ...], office: str | None, year: int | None, as_json: bool, text: Path | None, page: Path | None, before: Path | None,
    lang: str, workspace: str | None,
) -> None:
    from nianbao.auditing import audit
    from nianbao.auditing.opening import open_document, save_text
    from nianbao.errors import CannotBeRight

    if office and year is None:
        raise click.UsageError(_("--office 须与 --year 同用。", "--office needs --year."))
    if before and len(files) > 1:
        raise click.UsageError(_("--before 只能与一个 FILE 同用。", "--before goes with one FILE."))
    texts, pages = _outputs(files, text, ".txt", before), _outputs(files, page, ".html", before)
    if text and page and text.resolve() == page.resolve() and len(files) == 1:
        raise click.UsageError(_("--text 和 --page 不能是同一个文件。", "--text and --page cannot be the same file."))
    work, figures, offices = _records(office, year, lang, workspace)
    earlier = open_document(before) if before else None
    wrong: dict[Path, int] = {}

    def one(place: int, file: Path) -> None:
        document = open_document(file)
        if earlier is not None and "".join(earlier.text.split()) == "".join(document.text.split()):
            raise click.UsageError(_("--before 与 FILE 的文字完全相同：写上年的报告。", "--before and FILE have the very same text: name last year's report."))
        found = audit(document, year, figures, earlier, lang, offices, work)
        if texts:
            save_text(document, texts[place])
        if pages:
            from nianbao.auditing.telling.page import as_page
            from nianbao.folders import put

            put(pages[place], as_page(found, lang).encode())
        if place and not as_json:
            tell()
        tell(_told(found, as_json, lang, len(files) > 1))
        if not found.clean:
            wrong[file] = len(found.errors)

    unread = _each(files, one)
    if unread:
        sys.exit(unread)
    if wrong:
        raise CannotBeRight(files=[str(file) for file in wrong], count=sum(wrong.values()))


def _each(files: Sequence[Path], one: Callable[[int, Path], None]) -> int:
    """Every file in turn; of several, one that cannot be read is told and stops no other. The worst exit code of those."""
    from nianbao.errors import NianbaoError

    code = 0
    for place, file in enumerate(files):
        try:
            one(place, file)
        except NianbaoError as error:
            if len(files) == 1:
                raise
            tell(f"nianbao: {error}", err=True)
            code = max(code, error.exit_code)
    return code


def _told(found: Any, as_json: bool, lang: str, several: bool) -> str:
    if as_json:
        import json

        return json.dumps(found.json(), ensure_ascii=False, indent=None if several else 1)
    from nianbao.auditing.telling.terminal import as_text
    from nianbao.dictionary import terminal_width

    return as_text(found, lang, terminal_width())


def _records(office: str | None, year: int | None, lang: str, workspace: str | None) -> tuple[Any, Any, Any]:
    """The office's year, the figures that it publishes, with what is hidden hidden, and of a roll-up those of the offices below;
    None where no office is named, or none is below it."""
    if office is None or year is None:
        return None, None, None
    from nianbao.figures import public_figures
    from nianbao.rolling import OFFICES, is_rolled_up, read_offices

    work = opened(office, year, lang, workspace)
    return work, public_figures(work), read_offices(work.checked / OFFICES) if is_rolled_up(work) else None


def _outputs(files: Sequence[Path], out: Path | None, suffix: str, before: Path | None) -> list[Path]:
    """Where each file's text or page goes: `out` itself for one, else one of its name in that folder. No report is written over."""
    from nianbao.errors import CannotWrite, WrongTarget
    from nianbao.errors.system import reason
    from nianbao.words import Words

    if out is None:
        return []
    places = [out]
    if len(files) > 1:
        if out.exists() and not out.is_dir():
            raise WrongTarget(path=out, problem=Words(zh="几份报告要写进一个文件夹，它不是文件夹", en="several reports go into a folder, and it is none"))
        names: dict[str, int] = {}
        places = []
        for file in files:
            names[file.name] = count = names.get(file.name, 0) + 1
            places.append(out / (f"{file.name}{suffix}" if count == 1 else f"{file.name}-{count}{suffix}"))
    read = {file.resolve() for file in (*files, *([before] if before else []))}
    for place in places:
        if place.resolve() in read:
            raise WrongTarget(path=place, problem=Words(zh="它是要核对的报告", en="it is a report to be read"))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(path=place.parent, problem=reason(error)) from None
    return places
