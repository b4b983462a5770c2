"""The parts that a yearly review must have, and who answers for it.

法治政府建设与责任落实督察工作规定 第二十四条: measures and results; shortcomings and their causes; how the heads of Party and
government performed their duty; the plan for the next year; other.
"""

from __future__ import annotations

from nianbao.errors import WrongParameter
from nianbao.markup import Cell, Column, element, joined, table
from nianbao.review.block import Block
from nianbao.review.kept import table_state
from nianbao.review.sections import own_text
from nianbao.tables import tables_of
from nianbao.words import Words, listed, said
from nianbao.work import Work

PARTS = {
    1: Words(zh="主要举措和成效", en="Measures and results"),
    2: Words(zh="存在的不足和原因", en="Shortcomings and their causes"),
    3: Words(
        zh="党政主要负责人履行推进法治建设第一责任人职责情况",
        en="How the heads of Party and government performed their duty as first persons responsible",
    ),
    4: Words(zh="下一年度推进法治政府建设的主要安排", en="The plan for the next year"),
    5: Words(zh="其他需要报告的情况", en="Other matters"),
}


def part(work: Work, number: int, needs: str | None = None, section: str | None = None) -> Block:
    """The heading of a part. Where the table that it `needs` has no records, and the office has written no
    text/<section>.md of its own, it says that there is nothing to write it from, and in a draft where it is to be written.

    Raises MissingStep, WrongParameter.
    """
    if number not in PARTS:
        expected = Words(zh="1 至 5", en="1 to 5")
        raise WrongParameter(name="number", expected=expected, got=repr(number), kind=type(number).__name__)
    told: list[Cell] = [element("h2", PARTS[number].of(work.lang))]
    lacks = needs is not None and table_state(work, needs) != "records"
    if lacks and not (section and own_text(work, section)):
        sentence = said(work.lang, "本年没有记录可据以写出这一部分", "The year has no records from which to write this part")
        where = said(work.lang, f"，请在 text/{section}.md 中写明", f": write it in text/{section}.en.md") if section and work.draft else ""
        told.append(element("p", sentence + where + said(work.lang, "。", ".")))
    return Block(joined(told))


def without_records(work: Work) -> Block | None:
    """The tables that the office keeps and has no records of this year: that they are missing is not that they are zero.

    None where there are records of all. Raises MissingStep.
    """
    tables = tables_of(work.workspace, work.office)
    names = [table.title.of(work.lang) for name, table in tables.items() if table_state(work, name) == "no records"]
    if not names:
        return None
    title = element("h3", said(work.lang, "本年没有记录的事项", "What there are no records of"))
    told = said(
        work.lang,
        f"以下事项本年没有记录文件，未作统计，不等于没有发生：{listed(names, 'zh')}。",
        f"No records were kept this year of the following, so nothing is counted, which is not to say that there was none: "
        f"{listed(names, 'en')}.",
    )
    return Block(joined([title, element("p", told)]))


def signatures(work: Work) -> Block | None:
    """Who prepared, reviewed and approved the review, as office.yml says; None where it names nobody."""
    file = work.office.file
    roles = (("编制", "Prepared by", file.prepared_by), ("审核", "Reviewed by", file.reviewed_by), ("批准", "Approved by", file.approved_by))
    rows = [[said(work.lang, zh, en), who.of(work.lang)] for zh, en, who in roles if who]
    if not rows:
        return None
    title = element("h3", said(work.lang, "编制和审批", "Preparation and approval"))
    heads = [Column(said(work.lang, "环节", "Step")), Column(said(work.lang, "责任单位和人员", "Responsible"))]
    caption = said(work.lang, "本年报的编制、审核和批准", "Who prepared, reviewed and approved this review")
    return Block(joined([title, table(caption, heads, rows)]))
