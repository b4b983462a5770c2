"""Where the data came from: the raw files and what became of their rows, corrections, waivers, parameters."""

from __future__ import annotations

from typing import Any

from nianbao.checking import read_account, read_checks
from nianbao.markup import Cell, Column, Row, element, joined, table
from nianbao.office import Suppression
from nianbao.package import package
from nianbao.review.block import Block
from nianbao.review.checks import verdict
from nianbao.rolling import is_rolled_up
from nianbao.words import said
from nianbao.work import Work

Facts = dict[str, Any]
_HASH_SHOWN = 12
_COUNTS = {
    "physical": ("非空行", "Rows read"), "header": ("表头行", "Header"), "totals": ("合计行", "Totals"), "kept": ("采用", "Kept"),
    "voided": ("作废", "Void"), "quarantined": ("隔离", "Quarantined"), "duplicates": ("重复", "Duplicates"),
}  # fmt: skip
_KINDS = {"xlsx": "Excel (xlsx)", "xls": "Excel (xls)", "ods": "OpenDocument (ods)", "csv": "CSV"}


def provenance(work: Work) -> Block:
    """Files, corrections, waivers and parameters behind the review. Raises MissingStep."""
    lang, found = work.lang, read_account(work.clean)
    waivers = read_checks(work)["waivers"]
    parts: list[Cell] = [
        element("h2", said(lang, "数据来源", "Where the data came from")),
        making(work),
        files(work).html,
    ]
    parts += [_corrections(found["corrections"], lang)] if found["corrections"] else []
    parts += [_waivers(waivers, lang)] if waivers else []
    parts += [element("p", told)] if (told := _none(found["corrections"], waivers, lang)) else []
    return Block(element("section", joined(parts), "provenance"))


def files(work: Work) -> Block:
    """The raw files and what became of every row of theirs. Raises MissingStep."""
    lang, found = work.lang, read_account(work.clean)["files"]
    note = element("div", element("p", _accounting(lang)), "note")
    return Block(joined([_files(found, lang), note, *_unclaimed(found, lang)]))


def making(work: Work) -> Cell:
    """The parameters as effective, the rules that were run, and the program: what made the review out of the files."""
    lang, made = work.lang, package()
    rows: list[Row] = [
        [said(lang, "年度", "Year"), said(lang, f"{work.year}年（{work.start}至{work.end}）", f"{work.year} ({work.start} to {work.end})")],
        [said(lang, "统计时点", "Reference date"), said(lang, f"{work.as_of}，尚未办结的事项按此判断", f"{work.as_of}; open cases are judged by it")],
        [said(lang, "语言", "Language"), said(lang, "中文", "English")],
        *_settings(work),
        [said(lang, "规则核对", "Rules"), verdict(work)],
        [said(lang, "程序", "Program"), joined([f"nianbao {made['version']}", element("span", f"SHA-256 {made['sha256']}", "details")], " ")],
    ]  # fmt: skip
    heads = [Column(said(lang, "项目", "Item")), Column(said(lang, "内容", "Value"))]
    return table(said(lang, "本年报怎样生成", "How this review was made"), heads, rows, css="making-table")


def _settings(work: Work) -> list[Row]:
    """What office.yml sets for the outputs."""
    lang, settings = work.lang, work.office.file
    below = settings.suppress_below
    hidden = said(lang, "下级单位没有列出的不列出", "what an office below does not show is not shown") if is_rolled_up(work) else _suppression(below, lang)
    fonts = said(lang, "随程序的字体", "those of the program") if settings.fonts == "package" else said(lang, "本机的字体", "those of the machine")
    return [
        [said(lang, "小数目隐去", "Small numbers"), hidden],
        [said(lang, "PDF 字体", "Fonts of the PDF"), fonts],
    ]


def _suppression(below: Suppression, lang: str) -> str:
    """From which number on the office's totals and its breakdowns by village or group of people are printed."""
    told = [
        said(lang, f"{name[0]}小于{least}的不列出", f"{name[1]} below {least} are not shown") if least > 1
        else said(lang, f"{name[0]}全部列出", f"{name[1]} are all shown")
        for name, least in ((("合计", "totals"), below.totals), (("按村和人群分类的", "numbers by village or group of people"), below.breakdowns))
    ]  # fmt: skip
    return said(lang, "，", "; ").join(told)


def _files(files: list[Facts], lang: str) -> Cell:
    heads = [Column(said(lang, "文件和工作表", "File and sheet"))]
    heads += [Column(said(lang, *words), True) for words in _COUNTS.values()]
    rows: list[Row] = [
        [_file(file, sheet["sheet"], lang), *(str(sheet[count]) for count in _COUNTS)]
        for file in files for sheet in file["sheets"]
    ]  # fmt: skip
    return table(said(lang, "原始文件及各行去向", "The raw files and what became of their rows"), heads, rows, css="files-table stacked")


def _file(file: Facts, sheet: str | None, lang: str) -> Cell:
    kind = _KINDS.get(file["kind"], file["kind"])
    encoding = f", {file['encoding'].upper()}" if file["encoding"] else ""
    details = [kind + encoding, f"SHA-256 {file['sha256'][:_HASH_SHOWN]}…"]
    name = f"{file['file']} › {sheet}" if sheet else file["file"]
    return joined([element("span", name, "file"), element("span", said(lang, "；", "; ").join(details), "details")], " ")


def _accounting(lang: str) -> str:
    return said(
        lang,
        "每个工作表的非空行数＝表头行＋合计行＋采用＋作废＋隔离＋重复；非空行数另由一个独立的读取程序点过。",
        "For every sheet, rows read = header + totals + kept + void + quarantined + duplicates; "
        "the rows were counted by a second reader as well.",
    )


def _unclaimed(files: list[Facts], lang: str) -> list[Cell]:
    names = [file["file"] for file in files if file["table"] is None]
    if not names:
        return []
    listed = said(lang, "、", ", ").join(names)
    told = said(
        lang, f"未归入任何一类记录、没有使用的文件：{listed}。", f"Files that belong to no table and were not used: {listed}."
    )
    return [element("p", told)]


def _none(corrections: list[Facts], waivers: list[Facts], lang: str) -> str:
    """That nothing was corrected or waived is said as well."""
    told = [] if corrections else [said(lang, "没有更正原始记录。", "No record was corrected.")]
    told += [] if waivers else [said(lang, "没有豁免任何规则。", "No rule was waived.")]
    return said(lang, "", " ").join(told)


def _corrections(corrections: list[Facts], lang: str) -> Cell:
    titles = (("位置", "Where"), ("列", "Column"), ("原值", "Was"), ("改为", "Now"), ("理由", "Reason"), ("更正人", "By"))
    heads = [Column(said(lang, *words)) for words in titles]
    rows: list[Row] = [
        [
            _place(found, lang), found["column"], _value(found["old"], lang), _value(found["new"], lang),
            found["reason"], found["who"],
        ]
        for found in corrections
    ]  # fmt: skip
    return table(said(lang, "对原始记录的更正", "Corrections to the records"), heads, rows)


def _place(found: Facts, lang: str) -> str:
    place = f"{found['file']} › {found['sheet']}" if found["sheet"] else found["file"]
    return said(lang, f"{place}，第{found['row']}行", f"{place}, row {found['row']}")


def _value(value: Any, lang: str) -> str:
    return said(lang, "（涉及个人，不列）", "(personal, not shown)") if value is None else str(value)


def _waivers(waivers: list[Facts], lang: str) -> Cell:
    titles = (("规则", "Rule"), ("理由", "Reason"), ("决定人", "By"), ("有效期至", "Until"))
    heads = [Column(said(lang, *words)) for words in titles]
    rows: list[Row] = [[found["rule"], found["reason"], found["who"], found["until"]] for found in waivers]
    return table(said(lang, "豁免的规则", "Waived rules"), heads, rows)
