"""Descriptions as Markdown: a page for each table, and one that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from nianbao.dictionary.entries import Code, Description, Entry, Section
from nianbao.errors import CannotWrite
from nianbao.errors.system import reason
from nianbao.words import listed, said

INDEX = "README.md"

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#])")


def write_pages(descriptions: Sequence[Description], folder: Path, lang: str) -> list[Path]:
    """Writes `<table>.md` for each and the index, and returns what it wrote. Raises CannotWrite."""
    texts = {INDEX: index(descriptions, lang)} | {f"{found.table.name}.md": page(found, lang) for found in descriptions}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise CannotWrite(path=Path(error.filename or folder), problem=reason(error)) from None
    return [folder / name for name in texts]


def index(descriptions: Sequence[Description], lang: str) -> str:
    """The list of all tables."""
    made = said(
        lang,
        "每张表收什么文件、有哪些列、核对什么、给出哪些数。由 `nianbao tables --markdown` 根据 expectations/ 生成。",
        "What files each table takes, its columns, what is checked, which figures it gives. Made from expectations/ by `nianbao tables --markdown`.",
    )
    heads = [said(lang, "名称", "Table"), said(lang, "代码", "Name"), said(lang, "种类", "Kind"), said(lang, "内容", "Holds")]
    return _text([said(lang, "# 数据字典", "# Data dictionary"), made, _table(heads, (_index_row(found, lang) for found in descriptions))])


def page(description: Description, lang: str) -> str:
    """One table."""
    whole = description.table
    blocks = [f"# {_names(whole)}", "\n".join(f"- {line}" for line in (_code(whole.name), *_facts(whole, lang)))]
    for section in description.sections:
        blocks += [f"## {section.heading}", _entries(section, lang)]
    return _text(blocks)


def _entries(section: Section, lang: str) -> str:
    """A row each; what has no name but its code takes fewer columns."""
    named = any(entry.zh for entry in section.entries)
    heads = [said(lang, "名称", "Chinese"), said(lang, "英文", "English")] if named else []
    rows = (
        [*([_plain(entry.zh), _plain(entry.en)] if named else []), _code(entry.name), "<br>".join(_facts(entry, lang))]
        for entry in section.entries
    )
    return _table([*heads, said(lang, "代码", "Name"), said(lang, "说明", "Notes")], rows)


def _index_row(found: Description, lang: str) -> list[str]:
    counts = (f"{section.heading} {len(section.entries)}" for section in found.sections)
    link = f"[{_code(found.table.name)}]({found.table.name}.md)"
    return [_names(found.table), link, _plain(found.kind), listed(counts, lang)]


def _facts(entry: Entry, lang: str) -> list[str]:
    return [
        said(lang, f"{fact.label}：", f"{fact.label}: ") + "".join(_code(part) if isinstance(part, Code) else _plain(part) for part in fact.parts)
        for fact in entry.facts
    ]


def _names(entry: Entry) -> str:
    return _plain(" ".join(dict.fromkeys(name for name in (entry.zh, entry.en) if name)))


def _plain(text: str) -> str:
    """Text in which no sign means anything to Markdown."""
    return _SIGNS.sub(r"\\\1", _one_line(text))


def _code(text: str) -> str:
    """Code; a bar would end a table's cell even there."""
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{_one_line(text)}{pad}{fence}".replace("|", "\\|")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"
