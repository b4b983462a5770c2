"""Columns in words: type, unit, names they go by, categories, and what becomes of what is personal."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.dictionary.entries import Code, Entry, Fact
from nianbao.tables import PERSONAL, Column, Stated, Table
from nianbao.words import Words, listed, said

_TYPES = {
    "text": Words(zh="文字", en="text"),
    "category": Words(zh="分类", en="category"),
    "date": Words(zh="日期", en="date"),
    "month": Words(zh="月份", en="month"),
    "integer": Words(zh="整数", en="whole number"),
    "number": Words(zh="数", en="number"),
    "money": Words(zh="金额", en="amount of money"),
}
_GROUPS = {
    "village": Words(zh="村居（片区）", en="a village or an area"),
    "people": Words(zh="人群", en="a group of people"),
}


def column_entry(table: Table, name: str, lang: str) -> Entry:
    """One column of the file."""
    column = table.columns[name]
    return Entry(column.zh, column.en, name, tuple(_column_facts(table, name, column, lang)))


def derived_entry(name: str, sql: str, lang: str) -> Entry:
    """A column that is computed from those of the file."""
    return Entry("", "", name, (Fact(said(lang, "算法", "computed as"), (Code(sql),)),))


def stated_entry(table: Table, name: str, stated: Stated, lang: str) -> Entry:
    """A number that the file states of itself."""
    if stated.pattern is not None:
        fact = Fact(said(lang, "合计行中的写法", "in the text of a total row"), (Code(stated.pattern),))
    else:
        fact = Fact(said(lang, "合计行的列", "total row, column"), (titled(table, stated.column or "", lang),))
    return Entry(stated.zh, stated.en, name, (fact,))


def titled(table: Table, name: str, lang: str) -> str:
    """What a column is called in the language; a derived one has only its name."""
    return table.columns[name].title.of(lang) if name in table.columns else name


def _column_facts(table: Table, name: str, column: Column, lang: str) -> Iterator[Fact]:
    marks = [said(lang, "主键", "key")] * column.key + [said(lang, "必填", "required")] * column.required
    if name == table.across:
        marks.append(said(lang, "表格的横栏：每一栏是一条记录", "across the form: each of its columns is a record"))
    yield Fact(said(lang, "类型", "type"), (listed([_type(column, lang), *marks], lang),))
    if column.also:
        yield Fact(said(lang, "又名", "also called"), (listed(column.also, lang),))
    if column.personal is not None:
        yield Fact(said(lang, "个人信息", "personal"), (_becomes(column, lang),))
    if column.is_free_text or column.keep:
        yield Fact(said(lang, "自由文字", "free text"), (_stays(table, name, lang),))
    if column.group is not None:
        group = _GROUPS[column.group].of(lang)
        told = said(lang, f"{group}：按此分类的小数目不公布", f"{group}: small numbers by it are not published")
        yield Fact(said(lang, "所指", "stands for"), (told,))
    if column.values:
        yield Fact(said(lang, "取值", "categories"), _categories(column, lang))


def _type(column: Column, lang: str) -> str:
    word = _TYPES[column.type].of(lang)
    if column.type != "money":
        return word
    return said(lang, f"{word}（原表未写明单位的，以{column.unit}计）", f"{word} (in {column.unit} where the file names no unit)")


def _becomes(column: Column, lang: str) -> str:
    """What the clean step makes of a personal column."""
    what = PERSONAL[column.personal or "name"].of(lang)
    if column.kept:
        return said(lang, f"{what}，清理时换成假名", f"{what}, replaced by a pseudonym in the clean step")
    return said(lang, f"{what}，清理后不保留", f"{what}, not kept after the clean step")


def _stays(table: Table, name: str, lang: str) -> str:
    """Why the clean step keeps a column of free text, or that it does not."""
    if table.columns[name].keep:
        return said(lang, "表中写明保留（keep），号码隐去", "kept, as the table says (keep), with numbers hidden")
    if name in table.kept:
        return said(lang, "规则或数据用到，保留，号码隐去", "kept, since a rule or a figure reads it, with numbers hidden")
    return said(lang, "没有规则和数据用到，清理后不保留", "no rule and no figure reads it: not kept after the clean step")


def _categories(column: Column, lang: str) -> tuple[str, ...]:
    """Each category: its name in code, its label, and how else the files write it."""
    parts: list[str] = []
    for canonical in dict.fromkeys(column.values.values()):
        label = column.label(canonical).of(lang)
        raw = [text for text, value in column.values.items() if value == canonical and text != label]
        written = said(lang, f"（原表：{listed(raw, lang)}）", f" (written {listed(raw, lang)})") if raw else ""
        parts += ["；" if lang == "zh" else "; "] * bool(parts) + [Code(canonical), f" {label}{written}"]
    return tuple(parts)
