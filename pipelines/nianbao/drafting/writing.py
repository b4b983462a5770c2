"""Proposals as YAML: every text quoted where YAML would take it for something else, a comment for what to look over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from nianbao.drafting.proposals import Proposal
from nianbao.drafting.sample import Sample
from nianbao.words import Words

_WIDEST = 110

_PLAIN = re.compile(r"^[A-Za-z_一-鿿][\w一-鿿]*(?: [\w一-鿿]+)*$", re.ASCII)
_MEANT_OTHERWISE = {"null", "true", "false"}

_HEAD = """\
# 由 `nianbao new-table` 据 {file} 起草（{records} 行）。请看过：代码名、英文名（en）、类型、主键、files、rules、figures。
# personal 的列，清理时换成假名（name、id_number、phone）或不保留（address、free_text）；不是个人信息的，删去 personal。
# type: text 又不是主键的列，没有规则和数据用到的，清理后也不保留；年报要列出它的文字，就写 keep: true。
# Started by `nianbao new-table` from {file} ({records} rows). Look over: names, English names (en), types, the key, files,
# rules, figures. A `personal` column becomes pseudonyms (name, id_number, phone) or is not kept (address, free_text);
# where it is not personal, take the word out. A column of text that is no key and that no rule and no figure reads is not
# kept either, unless it says `keep: true`.
"""
_UNSURE = """\
# 行是别人加好的数（如每月一行）时，kind 改为 totals，figures 只用 sum。
# Where rows are counts that somebody else added up (one a month, say), kind is totals and figures are sums only.
"""


def yaml_text(name: str, title: str, files: str, found: Sequence[Proposal], sample: Sample) -> str:
    """The whole file."""
    lines = [
        *_HEAD.format(file=_scalar(sample.name), records=sample.records).splitlines(),
        f"table: {_scalar(name)}", *_UNSURE.splitlines(), "kind: records", f"title: {_map({'zh': title, 'en': ''})}", f"files: [{_quoted(files)}]",
        "", "columns:", *_left_out(sample), *(line for one in found for line in _column(one)),
        "", *_rules(name, found), *_figures(title, found),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _left_out(sample: Sample) -> Iterator[str]:
    """What the file has and the table does not."""
    for title in sample.twice:
        yield f"  # {_scalar(title)}：表头中不止一列叫此名，未列入 / stands more than once in the header, so it is left out"
    for title in sample.running:
        yield f"  # {_scalar(title)}：流水号，未列入 / a running number, left out"


def _column(one: Proposal) -> Iterator[str]:
    column = one.column
    for note in one.notes:
        yield f"  # {note.zh} / {note.en}"
    facts: dict[str, str | bool] = {"zh": column.zh, "en": column.en, "type": column.type}
    facts |= {"personal": column.personal} if column.personal else {}
    facts |= {"unit": column.unit} if column.type == "money" else {}
    facts |= {mark: True for mark in ("key", "required") if getattr(column, mark)}
    line = f"  {one.name}: {_map(facts)}"
    if not column.values:
        yield line
        return
    yield f"  {one.name}:"
    yield from (f"    {key}: {_scalar(value)}" for key, value in facts.items())
    yield from _values(column.values)
    yield "    labels:"
    yield from (f"      {_scalar(name)}: {_map(column.label(name).model_dump())}" for name in dict.fromkeys(column.values.values()))


def _values(values: Mapping[str, str]) -> Iterator[str]:
    line = f"    values: {_map(values)}"
    if len(line) <= _WIDEST:
        yield line
        return
    yield "    values:"
    yield from (f"      {_scalar(raw)}: {_scalar(canonical)}" for raw, canonical in values.items())


def _rules(name: str, found: Sequence[Proposal]) -> Iterator[str]:
    rules = []
    if key := next((one for one in found if one.column.key), None):
        says = Words(zh=f"{key.column.zh}不重复", en=f"No {key.column.en} stands twice" if key.column.en else "")
        rules.append(("unique", "critical", says, {"expect": "expect_column_values_to_be_unique", "column": key.name}))
    if day := _first_date(found):
        says = Words(zh=f"{day.column.zh}在本年度内", en=f"{day.column.en} lies within the year" if day.column.en else "")
        between = {"expect": "expect_column_values_to_be_between", "column": day.name, "min_value": ":start", "max_value": ":end"}
        rules.append(("in-the-year", "warning", says, between))
    if not rules:
        return
    yield "rules:"
    for what, severity, says, judged in rules:
        column = judged["column"].strip("_").replace("_", "-")
        yield f"  - id: {name}.{column}-{what}"
        yield from (f"    {key}: {_scalar(value)}" for key, value in judged.items())
        yield f"    severity: {severity}"
        yield f"    says: {_map(says.model_dump())}"
    yield ""


def _figures(title: str, found: Sequence[Proposal]) -> Iterator[str]:
    day = _first_date(found)
    counted = f"{day.name} between :start and :end" if day else "true"
    # A breakdown by month is called so itself, and one of a single part is none.
    by = [one.name for one in found if len(set(one.column.values.values())) > 1 and one.name != "month"]
    yield "figures:"
    yield "  records:"
    yield f"    label: {_map({'zh': title, 'en': ''})}"
    yield f"    unit: {_map({'zh': '条', 'en': 'records'})}"
    yield f"    count: {counted if day else _quoted(counted)}"
    if by or day:
        yield f"    by: [{', '.join([*by, *([f'month({day.name})'] if day else [])])}]"


def _first_date(found: Sequence[Proposal]) -> Proposal | None:
    """The column by which a record is of a year: the first date, else the first month."""
    for kind in ("date", "month"):
        if first := next((one for one in found if one.column.type == kind and not one.column.personal), None):
            return first
    return None


def _map(facts: Mapping[str, str | bool]) -> str:
    return f"{{{', '.join(f'{_scalar(key)}: {_scalar(value)}' for key, value in facts.items())}}}"


def _scalar(value: str | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if _PLAIN.match(value) and value not in _MEANT_OTHERWISE else _quoted(value)


def _quoted(text: str) -> str:
    """The text in quotes, what cannot be seen in it as its number."""
    signs = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in signs)
