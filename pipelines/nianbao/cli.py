"""The command `nianbao`: parses, calls, prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from nianbao import __version__
from nianbao.errors import NianbaoError
from nianbao.words import Words, message_language


def _(zh: str, en: str) -> str:
    """The text in the language of messages (NIANBAO_LANG, or the locale)."""
    return Words(zh=zh, en=en).of(message_language())


_WORKSPACE = click.option(
    "--workspace", "-w", metavar="DIR", help=_("工作区文件夹（默认：当前文件夹或其上级）", "The workspace (default: here or above)")
)
_YEAR = (
    click.argument("office"),
    click.argument("year", type=int),
    click.option("--as-of", metavar="YYYY-MM-DD", help=_("统计截止日，未办结的按它计算（默认：12月31日）", "Open cases are judged at this day (default: 31 December)")),
    click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help=_("年报的语言", "Language of the review")),
    _WORKSPACE,
)
_REVIEW = (*_YEAR[:2], *_YEAR[3:])
_DRAFT = click.option(
    "--draft", is_flag=True, help=_("关口未过也出草稿，每页标“草稿”，不能发布", "Make a marked draft even when the gate is closed; never to be published")
)

_FORCE = click.option("--force", is_flag=True, help=_("没有变化的步骤也重新运行", "Run steps again even where nothing has changed"))
def _engine(default: str) -> Any:
    return click.option(
        "--engine", type=click.Choice(["gx", "duckdb"]), default=default, show_default=True,
        help=_("核对用 Great Expectations（gx）还是编译成查询（duckdb，结果相同，更快）", "Rules run in Great Expectations (gx), or compiled to queries (duckdb: the same outcomes, sooner)"),
    )  # fmt: skip


_ENGINE, _ENGINE_OF_BATCH = _engine("gx"), _engine("duckdb")


def _for_a_year(command: Any) -> Any:
    for option in reversed(_YEAR):
        command = option(command)
    return command


def _for_a_review(command: Any) -> Any:
    """A finished review knows its reference date itself."""
    for option in reversed(_REVIEW):
        command = option(command)
    return command


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        """把一个单位一年的工作记录做成法治政府建设年报。

        \b
        开始：
          nianbao init 文件夹           新建工作区，把导出文件放进 data/raw/单位/年份/
          nianbao run 单位 年份         清理、核对、生成 HTML 和 PDF 年报

        \b
        退出码：0 成功；2 用法不对；3 设定不对；4 原始文件读不了；
        5 关口未过，或退回稿与记录不符；6 笔记本出错；7 写不出结果；1 程序错误。""",
        """Turn an office's year of records into its yearly review of law-based government.

        \b
        To start:
          nianbao init DIR              make a workspace, put the exports into data/raw/OFFICE/YEAR/
          nianbao run OFFICE YEAR       clean, check, and write the review as HTML and PDF

        \b
        Exit codes: 0 done; 2 wrong usage; 3 wrong settings; 4 unreadable records;
        5 gate closed, or a returned draft against the records; 6 broken notebook; 7 result cannot be written; 1 a fault of ours.""",
    ),
)
@click.version_option(__version__, prog_name="nianbao")
def cli() -> None:
    pass


@cli.command(help=_("清理、核对并生成年报。", "Clean, check and write the review."))
@_for_a_year
@_DRAFT
@_ENGINE
@_FORCE
def run(**options: Any) -> None:
    from nianbao.running import run_year

    run_year(_begin(**options))


@cli.command(
    help=_(
        """对多个单位并行运行：每个单位完成时输出一行 JSON，汇总页在 data/runs/batch/年份/summary.html。

        一个单位失败不影响其他单位；中断后再运行同样的命令，只做其余的。退出码是最坏的一个单位的（好到坏：0 5 2 3 4 6 7 1）。""",
        """Run many offices in parallel: one line of JSON as each is done, and a summary page in data/runs/batch/YEAR/summary.html.

        One office's failure stops no other; after an interruption the same command does the rest only. The exit code is that of the
        worst office (from good to bad: 0 5 2 3 4 6 7 1).""",
    )
)
@click.argument("year", type=int)
@click.option("--offices", metavar="A,B", help=_("这些单位", "These offices"))
@click.option("--level", metavar="LEVEL", help=_("office.yml 写明的这一级的单位，如 town", "The offices of this level, as office.yml tells it: town"))
@click.option("--all", "everyone", is_flag=True, help=_("全部单位", "All offices"))
@click.option("--workers", type=click.IntRange(1), help=_("几个工作进程（默认：处理器核数）", "How many worker processes (default: one a core)"))
@click.option("--scheduler", metavar="ADDRESS", help=_("交给这个 Dask 集群，如 tcp://10.0.0.1:8786", "Give the work to this Dask cluster: tcp://10.0.0.1:8786"))
@click.option(
    "--share", metavar="URL",
    help=_("集群看不到工作区时，文件经由这里往返，如 s3://桶/路径", "Where the cluster does not see the workspace, files go by this place: s3://bucket/path"),
)
@_YEAR[2]
@_YEAR[3]
@_WORKSPACE
@_DRAFT
@_ENGINE_OF_BATCH
@_FORCE
def batch(
    year: int, offices: str | None, level: str | None, everyone: bool, workers: int | None, scheduler: str | None, share: str | None,
    as_of: str | None, lang: str, workspace: str | None, draft: bool, engine: str, force: bool,
) -> None:
    from nianbao.batching import chosen, jobs_for, run_batch, run_here, run_on
    from nianbao.office import Workspace
    from nianbao.work import reference_day

    if sum((offices is not None, level is not None, everyone)) != 1:
        raise click.UsageError(_("应写明 --offices、--level、--all 三者之一。", "Give one of --offices, --level and --all."))
    if (workers and scheduler) or (share and not scheduler):
        raise click.UsageError(_("--workers 不与 --scheduler 同用，--share 须与它同用。", "--workers goes without --scheduler, --share only with it."))
    reference_day(year, as_of)
    place, messages = Workspace.find(workspace), message_language()
    named = [name.strip() for name in offices.split(",") if name.strip()] if offices is not None else None
    jobs = jobs_for(
        place, chosen(place, named, level), year, as_of=as_of, lang=lang, draft=draft, engine=engine, force=force, messages=messages,
        named=named is not None,
    )  # fmt: skip
    with _bar(len(jobs)) as tell, _stoppable():
        done = run_batch(place, year, jobs, run_on(scheduler, share) if scheduler else run_here(workers), tell)
    if done.stopped:
        _end(done.told(messages), 130)
    click.echo(f"nianbao: {done.told(messages)}", err=True)
    sys.exit(done.exit_code)


@cli.command(help=_("只清理：原始文件 → data/clean。", "Only clean: raw files to data/clean."))
@_for_a_year
@_FORCE
def clean(**options: Any) -> None:
    from nianbao.running import clean

    clean(_begin(**options))


@cli.command(help=_("只核对：数据与规则 → data/checked，含关口。", "Only check: figures and rules to data/checked, with the gate."))
@_for_a_year
@_DRAFT
@_ENGINE
@_FORCE
def check(**options: Any) -> None:
    from nianbao.running import check

    check(_begin(**options))


@cli.command(help=_("只生成年报：用已核对的数据。", "Only write the review, from what was checked."))
@_for_a_year
@_DRAFT
@_FORCE
def review(**options: Any) -> None:
    from nianbao.running import review

    review(_begin(**options))


@cli.command(
    help=_(
        """把下级单位的年报汇总成上级的年报。下级的 office.yml 写 parent: 上级；没有汇入的单位逐个写明原因，不计入合计。""",
        """Add up the reviews of the offices below into one of the office above. Each names it in its office.yml (parent: OFFICE); those
        that are missing are named with the reason, and no sum holds anything of them.""",
    )
)
@_for_a_year
def rollup(**options: Any) -> None:
    from nianbao.running import rollup

    rollup(_begin(**options))


@cli.command(
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
@click.option("--json", "as_json", is_flag=True, help=_("以 JSON 输出", "Print JSON"))
@click.option("--as-of", metavar="YYYY-MM-DD", help=_("核对时的统计截止日（默认：12月31日）", "The reference date of the check (default: 31 December)"))
@click.option("--lang", type=click.Choice(["zh", "en"]), default=message_language(), show_default=True, help=_("说明的语言", "Language of the explanation"))
@_WORKSPACE
def explain(
    words: tuple[str, ...], since: str | None, everything: bool, as_json: bool, as_of: str | None, lang: str, workspace: str | None
) -> None:
    import json

    from nianbao import explaining
    from nianbao.office import Workspace
    from nianbao.work import open_work

    if len(words) != 3 and not (since and len(words) == 2):
        raise click.UsageError(_("应写明 FIGURE OFFICE YEAR。", "FIGURE OFFICE YEAR are needed."))
    *figure, office, year = words
    work = open_work(office, click.INT.convert(year, None, None), as_of, lang, workspace=Workspace.find(workspace))
    found = explaining.explain_since(work, since, *figure) if since else explaining.explain(work, *figure)
    click.echo(json.dumps(found.json(), ensure_ascii=False, indent=1) if as_json else found.text(everything))


@cli.command(help=_("列出一个单位一年的各次运行。", "List the runs of an office's year."))
@click.argument("office")
@click.argument("year", type=int)
@_WORKSPACE
def runs(office: str, year: int, workspace: str | None) -> None:
    from nianbao.office import Workspace
    from nianbao.running import runs_of
    from nianbao.work import open_work

    for found in runs_of(open_work(office, year, workspace=Workspace.find(workspace))):
        click.echo(found.line(message_language()))


@cli.command(
    help=_(
        """把已生成的年报发布到 site/单位/年份/：首次为第1版；有改动时须写 --revise，另出新版，旧版原样保留。""",
        """Publish the finished review into site/OFFICE/YEAR/: first as edition 1; after changes --revise makes a new edition, and the old
        ones stay as they are.""",
    )
)
@_for_a_review
@click.option("--revise", metavar="REASON", default="", help=_("修订原因，印在新版首页", "Why a new edition is made; printed on its first page"))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help=_("发布日期（默认：首版按 office.yml，否则当天）", "The day of publication (default: office.yml for the first edition, else today)"),
)
def publish(office: str, year: int, lang: str, workspace: str | None, revise: str, on: Any) -> None:
    from nianbao.publishing import build_site, publish

    work = _work(office, year, lang, workspace)
    done = publish(work, revise.strip(), on.date() if on else None)
    click.echo(done.told.of(message_language()))
    build_site(work.workspace)


@cli.command(
    help=_(
        "说明两版之间（只有一版时：该版与现有成品之间）哪些数据、文字和核对结果变了。",
        "Say which figures, sentences and checks have changed between two editions, or from the only edition to the finished review.",
    )
)
@_for_a_review
@click.option("--from", "old", type=int, metavar="N", help=_("从第几版（默认：倒数第二版）", "From this edition (default: the last but one)"))
@click.option("--to", "new", type=int, metavar="N", help=_("到第几版（默认：最新一版）", "To this edition (default: the newest)"))
@click.option("--json", "as_json", is_flag=True, help=_("以 JSON 输出", "Print JSON"))
def diff(office: str, year: int, lang: str, workspace: str | None, old: int | None, new: int | None, as_json: bool) -> None:
    import json

    from nianbao.publishing import compare

    found = compare(_work(office, year, lang, workspace), old, new)
    click.echo(json.dumps(found.json(), ensure_ascii=False, indent=1) if as_json else found.text(message_language()))


@cli.command(
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
@_WORKSPACE
def verify(path: Path, manifest: Path | None, workspace: str | None) -> None:
    from nianbao.publishing import verify

    proof = verify(path, manifest, workspace)
    click.echo(proof.text(message_language()))
    proof.require()


@cli.command(help=_("由已发布的各版重新生成 site/ 的首页、搜索和数据对照。", "Make the pages of site/ anew from the published editions: lists, search, figures side by side."))
@_WORKSPACE
def site(workspace: str | None) -> None:
    from nianbao.office import Workspace
    from nianbao.publishing import build_site

    click.echo(build_site(Workspace.find(workspace)))


@cli.command(
    help=_(
        """说明一份退回的 Word 稿改了什么：手工改动的数据和记录中的数、改动的文句、批注，以及应改哪个 text/ 文件。

        FILE 是由 review.docx 改成的 docx，用不用修订都可以。""",
        """Say what was changed in a Word draft that came back: figures changed by hand and what the records say, sentences,
        comments, and which text/ file to edit.

        FILE is a docx made from review.docx, with tracked changes or without.""",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("office")
@click.argument("year", type=int)
@click.option("--json", "as_json", is_flag=True, help=_("以 JSON 输出", "Print JSON"))
@_WORKSPACE
def returned(file: Path, office: str, year: int, as_json: bool, workspace: str | None) -> None:
    import json

    from nianbao.errors import AgainstTheRecords
    from nianbao.office import Workspace
    from nianbao.proofing import as_text, read_returned
    from nianbao.work import open_work

    found = read_returned(open_work(office, year, workspace=Workspace.find(workspace)), file)
    click.echo(json.dumps(found.json(), ensure_ascii=False, indent=1) if as_json else as_text(found, message_language()))
    if found.against:
        names = list(dict.fromkeys(figure.name for figure in found.against))
        raise AgainstTheRecords(file=file, count=len(names), figures=names)


@cli.command(
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
@_WORKSPACE
def split(file: Path, year: int, column: str | None, replace: bool, workspace: str | None) -> None:
    from nianbao.office import Workspace
    from nianbao.splitting import split

    click.echo(split(Workspace.find(workspace), file, year, column, replace).told.of(message_language()))


@cli.command(help=_("列出工作区的单位和年份，下级缩进在上级之下。", "List the workspace's offices and years, each below the one above it."))
@_WORKSPACE
def offices(workspace: str | None) -> None:
    from nianbao.levels import Levels
    from nianbao.office import Workspace

    for depth, office in Levels(Workspace.find(workspace)).in_order():
        years = " ".join(str(year) for year in office.years)
        mark = _("（示例数据）", " (sample data)") if office.synthetic else ""
        click.echo(f"{'  ' * depth}{office.id}\t{office.name}{mark}\t{years}")


@cli.command(help=_("新建工作区。", "Make a workspace."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--office", default="office", show_default=True, help=_("单位文件夹的名称", "Name of the office's folder"))
@click.option("--year", type=int, help=_("年份（默认：去年）", "The year (default: last year)"))
def init(folder: Path, office: str, year: int | None) -> None:
    from nianbao.checking.waivers import today
    from nianbao.starting import make_workspace

    for path in make_workspace(folder, office, year or today().year - 1):
        click.echo(path)


@cli.command("new-table", help=_("据样本文件起草 expectations/NAME.yml。", "Start expectations/NAME.yml from a sample file."))
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@_WORKSPACE
def new_table(name: str, file: Path, workspace: str | None) -> None:
    from nianbao.drafting import draft_table
    from nianbao.office import Workspace

    drafted = draft_table(Workspace.find(workspace), name, file)
    for line in (drafted.path, *drafted.told):
        click.echo(line)


@cli.command(help=_("数据字典：每张表的列、规则和数据。", "The data dictionary: columns, rules and figures of each table."))
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--lang", type=click.Choice(["zh", "en"]), default=message_language(), show_default=True, help=_("字典的语言", "Language of the dictionary"))
@click.option("--office", help=_("只要这个单位的表", "Only the tables of this office"))
@click.option("--markdown", type=click.Path(path_type=Path), metavar="DIR", help=_("写成 Markdown 页面", "Write it as Markdown pages"))
@_WORKSPACE
def tables(names: tuple[str, ...], lang: str, office: str | None, markdown: Path | None, workspace: str | None) -> None:
    from nianbao.dictionary import as_text, descriptions, terminal_width, write_pages

    found = descriptions(names, lang, office, workspace)
    if markdown is not None:
        for path in write_pages(found, markdown, lang):
            click.echo(path)
    else:
        click.echo("\n".join(as_text(description, lang, terminal_width()) for description in found), nl=False)


@cli.group(help=_("表和规则。", "Tables and rules."))
def expectations() -> None:
    pass


@expectations.command(
    "export",
    help=_("把规则写成普通的 Great Expectations 套件（JSON）。", "Write the rules as plain Great Expectations suites (JSON)."),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--office", help=_("单位（默认：第一个）", "The office (default: the first)"))
@click.option("--year", type=int, help=_("年份（默认：最近一年）", "The year (default: the latest)"))
@_WORKSPACE
def export(folder: Path, office: str | None, year: int | None, workspace: str | None) -> None:
    from nianbao.checking import export_suites
    from nianbao.errors import UnknownOffice, UnknownYear
    from nianbao.office import Workspace
    from nianbao.tables import tables_of
    from nianbao.work import open_work

    place = Workspace.find(workspace)
    if office is None and not place.offices():
        raise UnknownOffice(got="*", folder=place.raw, known=[])
    chosen = place.office(office) if office else place.offices()[0]
    if year is None and not chosen.years:
        raise UnknownYear(office=chosen.id, got="*", folder=chosen.folder, known=[])
    work = open_work(chosen.id, year or chosen.years[-1], workspace=place)
    for path in export_suites(work, tables_of(place, chosen), folder):
        click.echo(path)


def _work(office: str, year: int, lang: str, workspace: str | None) -> Any:
    from nianbao.office import Workspace
    from nianbao.work import open_work

    return open_work(office, year, lang=lang, workspace=Workspace.find(workspace))


def _begin(
    office: str, year: int, as_of: str | None, lang: str, workspace: str | None, draft: bool = False, engine: str = "gx",
    force: bool = False,
) -> Any:
    from nianbao import warm

    warm.begin()  # first of all: it imports while this process does
    from nianbao.office import Workspace
    from nianbao.running import begin
    from nianbao.work import open_work

    work = open_work(office, year, as_of, lang, draft, Workspace.find(workspace), engine)
    return begin(work, lambda words: click.echo(words.of(message_language())), bar=sys.stderr.isatty(), force=force)


@contextmanager
def _bar(length: int) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Prints lines of JSON; where somebody looks on, a bar shows how far it is."""
    import json

    def line(facts: dict[str, Any]) -> None:
        click.echo(json.dumps(facts, ensure_ascii=False))

    if not sys.stderr.isatty():
        yield line
        return
    with click.progressbar(length=length, file=sys.stderr, show_pos=True, item_show_func=lambda name: name) as bar:

        def line_and_bar(facts: dict[str, Any]) -> None:
            click.echo("\r\x1b[K", err=True, nl=False)  # the line takes the bar's place, and the bar the next
            line(facts)
            bar.update(1, facts["office"])

        yield line_and_bar


@contextmanager
def _stoppable() -> Iterator[None]:
    """What asks a process to end, ends it as Ctrl-C does."""
    import signal

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def main() -> None:
    """Runs the command and ends the process with its exit code; a user's mistake prints one sentence."""
    try:
        cli(standalone_mode=False, prog_name="nianbao")
    except NianbaoError as error:
        _end(str(error), error.exit_code)
    except click.ClickException as error:
        _end(_(f"用法不对：{error.format_message()} 用 `nianbao --help` 看用法。", f"{error.format_message()} See `nianbao --help`."), 2)
    except (click.Abort, KeyboardInterrupt):
        _end(_("已中断；已有的结果没有改动。", "Interrupted; what was there is untouched."), 130)
    except Exception as error:
        if os.environ.get("NIANBAO_DEBUG"):
            raise
        told = f"{type(error).__name__}: {error}"
        _end(_(f"nianbao 程序错误：{told}。设 NIANBAO_DEBUG=1 重新运行可看到出错位置。", f"A fault of nianbao's: {told}. Run again with NIANBAO_DEBUG=1 to see where."), 1)


def _end(sentence: str, code: int) -> None:
    click.echo(f"nianbao: {sentence}", err=True)
    sys.exit(code)
