"""What a roll-up's notebook shows of itself: how many offices it adds up, which are missing and why, and each line of work's sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from nianbao.figures import Figure, plain_number, public_figures
from nianbao.markup import Cell, Column, Row, element, joined, table
from nianbao.review.block import Block
from nianbao.review.charts import bars
from nianbao.review.kept import table_state
from nianbao.review.opening import day, document, head
from nianbao.review.provenance import making
from nianbao.review.tables import comparison
from nianbao.review.telling import unit_of, with_unit
from nianbao.rolling import Offices, offices_of
from nianbao.rolling import Row as Office
from nianbao.tables import tables_of
from nianbao.words import listed, said
from nianbao.work import Work

_TITLE = {"zh": "{year}年法治政府建设情况汇总", "en": "Government under the rule of law: {year}, all offices below"}
_MISSING_NAMED = 3
MOST_ROWS = 40
_HASH_SHOWN = 12


def opening_above(work: Work, key: Sequence[str], title: Mapping[str, str] = _TITLE) -> Block:
    """The first block of a roll-up's review: as `opening`, with how many offices are added up in place of the checks.

    Raises MissingStep, UnknownFigure.
    """
    offices, facts = offices_of(work), document(work, title)
    n, of = len(offices.alone) - len(offices.missing), len(offices.alone)
    as_of = Markup(said(work.lang, "{}，{}个单位中的{}个", "{}, {} offices of {}")).format(day(work), *((of, n) if work.lang == "zh" else (n, of)))
    return Block(head(work, facts, key, as_of, _coverage(offices, work.lang)), facts)


def scope(work: Work) -> Block:
    """Which offices are added up: how many, branch by branch where there are branches, and which are missing, each with the
    reason. Raises MissingStep."""
    lang, offices = work.lang, offices_of(work)
    parts: list[Cell] = [
        element("h2", said(lang, "汇总范围", "What is added up")),
        element("p", said(
            lang,
            "各项合计由下级单位年报已公布的数相加，比率用合计的分子、分母重新计算；有单位没有列出的数，合计也不列出。",
            "Sums are made of what the reviews of the offices below publish, and rates anew from the sums of parts and wholes. What any of "
            "them does not show is not shown here.",
        )),
        element("p", _coverage(offices, lang, everyone=True)),
    ]  # fmt: skip
    if branches := [row for row in offices.right_below if row.has_below]:
        heads = [Column(said(lang, "单位", "Office")), Column(said(lang, "应汇入", "Offices below"), True), Column(said(lang, "已汇入", "Added up"), True)]
        rows: list[Row] = [[row.name.of(lang), str(row.of), str(row.counted)] for row in branches]
        parts.append(table(said(lang, "各地汇入情况", "How many of each branch are added up"), heads, rows))
    if offices.missing:
        parts.append(_missing(offices, lang))
    if offices.unplaced:
        names = listed([f"{each.id}（{each.why.zh}）" if lang == "zh" else f"{each.id} ({each.why.of('en')})" for each in offices.unplaced], lang)
        parts.append(element("p", said(lang, f"不知道是否在本单位之下、没有汇入的：{names}。", f"Not added up, as nobody can tell whether they are below: {names}."), "note"))
    return Block(element("section", joined(parts), "scope"))


def _coverage(offices: Offices, lang: str, everyone: bool = False) -> str:
    """`下级26个单位的年报，已汇入24个；没有汇入2个：…，合计不含这些单位。`"""
    of, missing = len(offices.alone), offices.missing
    n = of - len(missing)
    if not missing:
        return said(lang, f"下级{of}个单位的年报全部汇入。", f"The reviews of all {of} offices below are added up.")
    told = said(lang, f"下级{of}个单位，年报已汇入{n}个，没有汇入{len(missing)}个", f"Of {of} offices below the reviews of {n} are added up, and {len(missing)} are missing")
    end = said(lang, "；各项合计不含没有汇入的单位。", "; no sum holds anything of those.")
    if everyone:
        return told + end
    named = [said(lang, f"{row.name.zh}（{_why(row, 'zh')}）", f"{row.name.of('en')} ({_why(row, 'en')})") for row in missing[:_MISSING_NAMED]]
    more = len(missing) - len(named)
    rest = said(lang, f"等{len(missing)}个", f" and {more} more") if more else ""
    return told + said(lang, "：", ": ") + listed(named, lang) + rest + end


def _missing(offices: Offices, lang: str) -> Markup:
    names = {row.id: row.name.of(lang) for row in offices.rows}
    deep = any(row.depth for row in offices.missing)
    heads = [said(lang, "单位", "Office"), *([said(lang, "上级", "Below")] if deep else []), said(lang, "没有汇入的原因", "Why it is missing")]
    rows: list[Row] = [
        [row.name.of(lang), *([names.get(row.parent, "—")] if deep else []), _why(row, lang)] for row in offices.missing[:MOST_ROWS]
    ]
    made = table(said(lang, "没有汇入的单位", "The offices that are missing"), [Column(head) for head in heads], rows, css="missing-table")
    more = len(offices.missing) - len(rows)
    told = said(lang, f"另有{more}个单位，见 tables.xlsx。", f"{more} more are listed in tables.xlsx.")
    return joined([made, element("p", told, "note")]) if more > 0 else made


def _why(row: Office, lang: str) -> str:
    return row.why.of(lang) if row.why else ""


def lines_of_work(work: Work) -> Block:
    """The sums, a section for each line of work: its figures, and the first breakdown of the first that has one.

    Raises MissingStep.
    """
    tables, offices = tables_of(work.workspace, work.office), offices_of(work)
    parts: list[Cell] = [element("h2", said(work.lang, "各项工作合计", "Sums by line of work"))]
    for name, model in tables.items():
        if table_state(work, name) == "records":
            parts.append(_line_of_work(work, name, model.title.of(work.lang), offices))
    return Block(joined(parts))


def _line_of_work(work: Work, name: str, title: str, offices: Offices) -> Markup:
    figures = [figure for figure in public_figures(work).values() if figure.table == name and figure.rollup != "none"]
    blocks = [comparison(work, *(figure.name for figure in figures), caption={"zh": title, "en": title})]
    blocks += next(([bars(work, figure.name, way)] for figure in figures for way in figure.by if way != "month"), [])
    told: list[Cell] = [element("h3", title), *(block.html for block in blocks if block)]
    if few := _fewer(figures, offices, work.lang):
        told.insert(2, element("p", few, "note"))
    return element("section", joined(told))


def _fewer(figures: Sequence[Figure], offices: Offices, lang: str) -> str:
    """Which of the figures not all offices that are added up have a number of."""
    of = len(offices.alone) - len(offices.missing)
    by_count: dict[int, list[str]] = {}
    for figure in figures:
        if (n := offices.with_number(figure.name)) < of:
            by_count.setdefault(n, []).append(figure.label.of(lang))
    if not by_count:
        return ""
    told = [
        said(lang, f"{listed(names, 'zh')}：{n}个", f"{listed(names, 'en')}: {n}") for n, names in sorted(by_count.items())
    ]
    return said(lang, f"汇入的{of}个单位中，有数的单位——{'；'.join(told)}。", f"Of the {of} offices that are added up these have numbers: {'; '.join(told)}.")


def handed_up(work: Work) -> Block:
    """Where the data came from: how the roll-up was made, and which file of each office was added. Raises MissingStep."""
    from nianbao.checking import read_account

    lang, files = work.lang, read_account(work.clean)["files"]
    heads = [Column(said(lang, "年报的数据文件", "The review's figures")), Column("SHA-256")]
    rows: list[Row] = [[file["file"], f"{file['sha256'][:_HASH_SHOWN]}…"] for file in files[:MOST_ROWS]]
    parts: list[Cell] = [
        element("h2", said(lang, "数据来源", "Where the data came from")), making(work),
        table(said(lang, f"汇入的文件（{len(files)}个）", f"The files that were added ({len(files)})"), heads, rows, css="files-table"),
    ]  # fmt: skip
    if len(files) > len(rows):
        parts.append(element("p", said(lang, "全部文件见 manifest.json。", "All of them are listed in manifest.json."), "note"))
    return Block(element("section", joined(parts), "provenance"))


def sums_told(work: Work) -> Block:
    """How each sum came about, for who asks on the page. They travel as `sources` does. Raises MissingStep."""
    lang, offices = work.lang, offices_of(work)
    of = len(offices.alone) - len(offices.missing)
    told = {}
    for figure in public_figures(work).values():
        n = offices.with_number(figure.name)
        if n and figure.rollup != "none":
            told[figure.name] = {"label": figure.label.of(lang), "unit": unit_of(figure, lang), "html": str(_told(figure, n, of, lang))}
    note = said(lang, f"网页里的数字可以点开：怎么算、有几个单位的数（{len(told)}个数据）。", f"On the page a number can be asked how it was computed and from how many offices ({len(told)} figures).")
    return Block(element("p", note), sources=told)


def _told(figure: Figure, n: int, of: int, lang: str) -> Markup:
    amount = figure.amount
    if figure.kind in ("rate", "mean") and amount.part is not None:
        part, whole = (plain_number(side or 0, lang) for side in (amount.part, amount.whole))
        how = said(lang, f"各单位分子之和{part} ÷ 分母之和{whole}", f"the sum of parts {part} ÷ the sum of wholes {whole}")
    else:
        how = said(lang, "各单位年报公布的数之和", "the sum of what the offices' reviews publish")
    terms = [(said(lang, "怎么算", "How it is computed"), how), (said(lang, "有数的单位", "Offices with a number"), f"{n}/{of}")]
    return joined([
        element("p", figure.label.of(lang), "source-label"), element("p", with_unit(figure, amount, lang), "source-value"),
        element("dl", joined(Markup("<dt>{}</dt><dd>{}</dd>").format(*term) for term in terms)),
    ])  # fmt: skip
