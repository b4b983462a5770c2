"""What a table is: its columns, what must hold, the figures it gives. One YAML file each, read into these models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from nianbao.tables.regexes import only_python_s, problem
from nianbao.words import Words
from nianbao.yamlproblems import wrong

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z0-9][a-z0-9-]*$")]
Severity = Literal["critical", "warning", "info"]
SEVERITY: dict[Severity, Words] = {
    "critical": Words(zh="严重", en="critical"),
    "warning": Words(zh="提示", en="warning"),
    "info": Words(zh="参考", en="for information"),
}
ColumnType = Literal["text", "category", "date", "month", "integer", "number", "money"]
# What a personal column holds decides what becomes of it: names, numbers and phones are replaced by a keyed
# pseudonym, addresses and free text are not kept at all.
Personal = Literal["name", "id_number", "phone", "address", "free_text"]
PERSONAL: dict[Personal, Words] = {
    "name": Words(zh="姓名", en="a name"),
    "id_number": Words(zh="证件号码", en="an identity number"),
    "phone": Words(zh="电话号码", en="a telephone number"),
    "address": Words(zh="住址", en="an address"),
    "free_text": Words(zh="可能写到个人的文字", en="text that may speak of people"),
}
DROPPED: tuple[Personal, ...] = ("address", "free_text")
# A category that the table does not list may be anything, a name in the wrong cell too: it is counted and never printed.
NOT_LISTED = "not_listed"
# What small numbers could be about: who lives in one village, or belongs to one group of people.
Group = Literal["village", "people"]

# Great Expectations evaluates a row_condition as Python; the rest is set by nianbao.
_NOT_TO_BE_SET = {"row_condition", "condition_parser", "meta", "notes", "description", "result_format", "catch_exceptions", "batch_id"}
_MONTH = re.compile(r"^month\((\w+)\)$")
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def _is_plain(value: Any) -> bool:
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value))


def _words(value: Any) -> Any:
    return {"zh": value} if isinstance(value, str) else value


def _texts(value: Any) -> Iterator[str]:
    """Every text within maps and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


SomeWords = Annotated[Words, BeforeValidator(_words)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Column(Strict):
    """One column: the names its header goes by, the type of its values, and whether it is about a person.

    `group` says that each value stands for a village (an area, a village's committee) or a group of people: small numbers
    by it are not printed, as office.yml's `suppress_below` has it. Free text may speak of anybody: where nothing in the table
    reads it, `keep` says that it stays in the clean table all the same.
    """

    zh: str
    en: str = ""
    also: tuple[str, ...] = ()
    type: ColumnType = "text"
    key: bool = False
    required: bool = False
    personal: Personal | None = None
    group: Group | None = None
    keep: bool = False
    unit: Literal["元", "万元", "亿元"] = "元"
    values: dict[str, str] = {}
    labels: dict[str, Words] = {}

    @property
    def title(self) -> Words:
        return Words(zh=self.zh, en=self.en)

    @property
    def sql_type(self) -> str:
        """DuckDB's type of it in the clean table: pseudonyms are text, money has two digits."""
        types = {"date": "DATE", "month": "DATE", "integer": "BIGINT", "number": "DECIMAL(30,10)", "money": "DECIMAL(18,2)"}
        return "VARCHAR" if self.personal else types.get(self.type, "VARCHAR")

    @model_validator(mode="after")
    def _kept_or_personal(self) -> Column:
        if self.keep and self.personal in DROPPED:
            raise wrong(f"personal: {self.personal} 的列从不保留，去掉 keep", f"a column that is personal: {self.personal} is never kept; take `keep` out")
        return self

    @property
    def kept(self) -> bool:
        """Whether its values may reach the clean table, as they are or as pseudonyms."""
        return self.personal not in DROPPED

    @property
    def is_free_text(self) -> bool:
        """Whether people wrote into it what they liked: neither a key, nor a list of places or groups, nor kept on purpose."""
        return self.type == "text" and self.personal is None and not (self.key or self.group or self.keep)

    def label(self, value: str | None) -> Words:
        """What a category value is called in the review."""
        if value is None:
            return Words(zh="未填写", en="not stated")
        if value == NOT_LISTED and self.values:
            return self.labels.get(value) or Words(zh="未归类", en="not in the list")
        raw = next((raw for raw, canonical in self.values.items() if canonical == value), value)
        return self.labels.get(value) or Words(zh=raw, en=value.replace("_", " "))


class Stated(Strict):
    """A number that the office's file states about itself in its total row: in a column, or in its text by a pattern."""

    zh: str
    en: str = ""
    column: str | None = None
    pattern: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Stated:
        if (self.column is None) == (self.pattern is None):
            raise wrong("column 和 pattern 应写其中一个", "one of column and pattern is needed")
        if self.pattern is not None:
            try:
                groups = re.compile(self.pattern).groups
            except re.error as error:
                raise wrong(f"pattern 不是正则表达式（第 {(error.pos or 0) + 1} 个字符）", f"pattern is no regular expression: {error}") from None
            if refused := only_python_s(self.pattern):
                raise wrong(refused.zh, refused.en)
            if groups != 1:
                raise wrong("pattern 里应有一个括号组 (…)，括住其中的数", "pattern needs one group, (…), around the number")
        return self


class Limit(Strict):
    """A number of days between two dates of a row; `working_days` go by the holiday calendar."""

    days: int | None = Field(None, ge=0)
    working_days: int | None = Field(None, ge=0)
    start: Name = Field(alias="from")
    end: Name = Field(alias="to")

    @model_validator(mode="after")
    def _one_of_both(self) -> Limit:
        if (self.days is None) == (self.working_days is None):
            raise wrong("days 和 working_days 应写其中一个", "one of days and working_days is needed")
        return self

    @property
    def number(self) -> int:
        return self.days if self.days is not None else self.working_days or 0


class Period(Strict):
    """When a rule holds: the law's first and last day, for rows by the date in the column `on`, else for whole years."""

    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="until")
    on: Name | None = None

    @model_validator(mode="after")
    def _some_day(self) -> Period:
        if self.first is None and self.last is None:
            raise wrong("from 和 until 至少写一个", "one of from and until is needed")
        if self.first and self.last and self.first > self.last:
            raise wrong("结束早于开始", "it ends before it begins")
        return self

    def meets(self, start: date, end: date) -> bool:
        """Whether any day from `start` to `end` lies within it."""
        return (self.first is None or self.first <= end) and (self.last is None or self.last >= start)

    @property
    def condition(self) -> str | None:
        """The SQL of the rows it is about; None where it is about whole years."""
        if self.on is None:
            return None
        ends = ((self.first, ">="), (self.last, "<="))
        return " and ".join(f"{self.on} {sign} date '{day.isoformat()}'" for day, sign in ends if day)


class Rule(BaseModel):
    """What must hold: a Great Expectations expectation over the rows, a limit of days between two dates of a row, or a
    balance between figures.

    `within` is kept by a row whose days are at most so many (an open one is judged at the reference date), `at_least` by
    one whose days are no fewer. Further keys (column, max_value, or_equal …) are the expectation's own arguments.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    id: RuleId
    expect: str | None = None
    within: Limit | None = None
    at_least: Limit | None = None
    where: str | None = None
    balance: str | None = None
    holds: Period | None = None
    severity: Severity
    says: SomeWords
    law: SomeWords | None = None
    quote: str | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Rule:
        kinds = (self.expect, self.within, self.at_least, self.balance)
        if sum(kind is not None for kind in kinds) != 1:
            raise wrong("expect、within、at_least、balance 应写其中一个", "one of expect, within, at_least and balance is needed")
        if self.expect is None and self.model_extra:
            extra = next(iter(self.model_extra))
            raise wrong(f"{extra} 是 expect 的参数，这条规则没有 expect", f"{extra} is an argument of no expectation")
        if self.balance is not None and (self.where or (self.holds and self.holds.on)):
            raise wrong("balance 不逐行判断：不能写 where，也不能写 holds 的 on", "a balance judges no rows: it takes neither where nor a column to hold by")
        for regex in self._regexes():
            if refused := problem(regex):
                raise wrong(refused.zh, refused.en)
        if nested := next((name for name, value in (self.model_extra or {}).items() if not _is_plain(value)), None):
            # Great Expectations takes a map for a formula to be computed, or for a schema that it fetches.
            raise wrong(f"参数 {nested} 只能是一个值或一列值", f"the argument {nested} can only be a value or a list of values")
        if taken := sorted(_NOT_TO_BE_SET & set(self.model_extra or {})):
            raise wrong(f"规则不能写 {taken[0]}；条件写在 where 里", f"{taken[0]} is not for a rule to set; `where` takes a condition")
        return self

    def _regexes(self) -> list[str]:
        """The regular expressions among its arguments."""
        extra = self.model_extra or {}
        named = [value for name, value in extra.items() if "regex" in name]
        return [text for value in named for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]

    @property
    def arguments(self) -> dict[str, Any]:
        """The expectation's own arguments."""
        return dict(self.model_extra or {})

    @property
    def limit(self) -> Limit | None:
        return self.within or self.at_least

    @property
    def condition(self) -> str | None:
        """The SQL of the rows that it judges: `where`, in the period in which it holds; None: all."""
        parts = [part for part in (self.where, self.holds.condition if self.holds else None) if part]
        return " and ".join(f"({part})" for part in parts) if len(parts) > 1 else parts[0] if parts else None

    @property
    def columns(self) -> list[str]:
        """The columns that the rule itself names."""
        if self.limit:
            return [self.limit.start, self.limit.end]
        named = [self.arguments[key] for key in ("column", "column_A", "column_B") if key in self.arguments]
        return named + list(self.arguments.get("column_list", []))


class Measure(Strict):
    """A number of the review: exactly one of count, sum, distinct, mean, or part with whole."""

    label: SomeWords
    unit: SomeWords = Words(zh="", en="")
    count: str | None = None
    sum: Name | None = None
    distinct: Name | None = None
    mean: Name | None = None
    part: str | None = None
    whole: str | None = None
    where: str | None = None
    by: tuple[str, ...] = ()
    rollup: Literal["sum", "recompute", "none"] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Measure:
        given = [kind for kind in ("count", "sum", "distinct", "mean", "part") if getattr(self, kind) is not None]
        if len(given) != 1 or (self.part is None) != (self.whole is None):
            raise wrong("count、sum、distinct、mean 应写其中一个，或同时写 part 和 whole", "one of count, sum, distinct, mean, or part with whole is needed")
        if self.part is not None and (self.where or self.by):
            raise wrong("比率的 where 和 by 由 part 和 whole 而来，不能另写", "a rate takes where and by from its part and whole")
        if len(self.breakdowns()) != len(self.by):
            raise wrong("by 里有重复的分类", "by names a breakdown twice")
        if self.part is not None and self.part == self.whole:
            raise wrong("part 和 whole 相同", "part and whole are the same")
        return self

    @property
    def kind(self) -> Literal["count", "sum", "distinct", "mean", "rate"]:
        if self.part is not None:
            return "rate"
        return next(kind for kind in ("count", "sum", "distinct", "mean") if getattr(self, kind) is not None)

    @property
    def condition(self) -> str:
        """The SQL of the rows that count."""
        return self.count or self.where or "true"

    @property
    def rolls_up(self) -> str:
        """How a level above gets it: counts and sums are added, rates and means recomputed, distinct not at all."""
        natural = {"count": "sum", "sum": "sum", "distinct": "none", "mean": "recompute", "rate": "recompute"}
        return self.rollup or natural[self.kind]

    def breakdowns(self) -> dict[str, tuple[str, bool]]:
        """Name of each breakdown → its column, and whether it goes by the month of that column."""
        found = {}
        for text in self.by:
            month = _MONTH.match(text)
            found["month" if month else text] = (month[1] if month else text, bool(month))
        return found


class Table(Strict):
    """All there is to know of one table.

    Of `records` each row is one event; of `totals` each row holds counts that somebody else has added up; of a `form`
    each column is a record that the column `across` names, and each row one of the table's other columns (without
    `across` the form is one record, its values right of their labels).
    """

    table: Name
    kind: Literal["records", "totals", "form"] = "records"
    across: Name | None = None
    title: SomeWords
    files: tuple[str, ...] = Field(min_length=1)
    columns: dict[Name, Column] = Field(min_length=1)
    stated: dict[Name, Stated] = {}
    derived: dict[Name, str] = {}
    rules: tuple[Rule, ...] = ()
    figures: dict[Name, Measure] = {}

    @model_validator(mode="after")
    def _across_a_form(self) -> Table:
        if self.across is not None and self.kind != "form":
            raise wrong("只有 kind: form 才能写 across", "across is for a form")
        if self.across is not None and not (self.across in self.columns and self.columns[self.across].values):
            raise wrong(f"across 所写的 {self.across} 不是有 values 的列", f"across names no column with values: {self.across}")
        return self

    @property
    def holds_events(self) -> bool:
        """Whether a row is one event, and can be counted."""
        return self.kind == "records"

    @cached_property
    def kept(self) -> dict[str, Column]:
        """The columns of the clean table: of free text only what a derived column, a rule or a figure of the table reads."""
        return {name: column for name, column in self.columns.items() if column.kept and not (column.is_free_text and name not in self._read)}

    @cached_property
    def _read(self) -> frozenset[str]:
        """Every word of what the table computes, so every column that it reads."""
        rules = [text for rule in self.rules for text in (rule.condition or "", *rule.columns, *_texts(rule.arguments))]
        figures = [text for one in self.figures.values() for text in _texts(one.model_dump(exclude={"label", "unit"}))]
        told = [*self.derived.values(), *rules, *figures]
        return frozenset(word for text in told for word in _WORD.findall(text.lower()))

    @property
    def sql_types(self) -> dict[str, str]:
        """DuckDB's types of the clean columns."""
        return {name: column.sql_type for name, column in self.kept.items()}

    @property
    def keys(self) -> list[str]:
        return [name for name, column in self.columns.items() if column.key]
