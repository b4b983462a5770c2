"""A condition in words: its columns by their titles, its values by their labels, its dates written in.

The text is parsed by DuckDB, as it is when it is checked; what has no words here stays as SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from nianbao.figures import filled
from nianbao.tables import Table, condition
from nianbao.words import Words, said

Node = dict[str, Any]

_SIGNS = {
    "COMPARE_EQUAL": "=", "COMPARE_NOTEQUAL": "≠", "COMPARE_LESSTHAN": "<", "COMPARE_LESSTHANOREQUALTO": "≤",
    "COMPARE_GREATERTHAN": ">", "COMPARE_GREATERTHANOREQUALTO": "≥",
}  # fmt: skip
_INFIX = {"+": "+", "-": "−", "*": "×", "/": "÷", "//": "//", "%": "%"}
_FUNCTIONS = {
    "working_days": ("{0}之后至{1}的工作日数", "working days after {0} up to {1}"),
    "least": ("{all}中最小（最早）者", "the least (earliest) of {all}"),
    "greatest": ("{all}中最大（最晚）者", "the greatest (latest) of {all}"),
    "year": ("{0}的年份", "the year of {0}"),
    "month": ("{0}的月份", "the month of {0}"),
    "contains": ("{0}含有{1}", "{0} contains {1}"),
    "starts_with": ("{0}以{1}开头", "{0} begins with {1}"),
    "prefix": ("{0}以{1}开头", "{0} begins with {1}"),
    "suffix": ("{0}以{1}结尾", "{0} ends in {1}"),
    "~~": ("{0}形如{1}", "{0} is like {1}"),
    "!~~": ("{0}不形如{1}", "{0} is not like {1}"),
}


def in_words(table: Table, text: str, dates: Mapping[str, date]) -> Words:
    """The condition or derived column in Chinese and English."""
    names = set(table.kept) | set(table.derived)
    where = f"{table.table}.yml"
    tree = condition(text, names, where).tree
    try:
        return Words(**{lang: _Telling(table, dates, lang).tell(tree) for lang in ("zh", "en")})
    except (KeyError, IndexError):
        return Words(zh=filled(table, text, where, dates))


class _Telling:
    """One language's words for the nodes of a parsed condition. Raises KeyError where it has none."""

    def __init__(self, table: Table, dates: Mapping[str, date], lang: str) -> None:
        self.table, self.dates, self.lang = table, dates, lang
        self.by_class: dict[str, Callable[[Node], str]] = {
            "COLUMN_REF": self._column, "CONSTANT": self._constant, "CAST": self._cast, "COMPARISON": self._comparison,
            "BETWEEN": self._between, "CONJUNCTION": self._conjunction, "OPERATOR": self._operator, "FUNCTION": self._function,
            "CASE": self._case,
        }  # fmt: skip

    def tell(self, node: Node) -> str:
        return self.by_class[node["class"]](node)

    def _column(self, node: Node) -> str:
        name = node["column_names"][0]
        if name.removeprefix("__") in self.dates:
            return self.dates[name.removeprefix("__")].isoformat()
        column = self.table.columns.get(name)
        return f"“{column.title.of(self.lang)}”" if column else name

    def _constant(self, node: Node) -> str:
        literal = node["literal"]
        return f"“{literal['text']}”" if literal["kind"] == "STRING" else literal["text"]

    def _cast(self, node: Node) -> str:
        text = self.tell(node["child"])
        return text.strip("“”") if node["child"]["class"] == "CONSTANT" else text

    def _comparison(self, node: Node) -> str:
        left, right = self._valued(node["left"], node["right"]), self._valued(node["right"], node["left"])
        plain = {"COMPARE_EQUAL": ("为", "is"), "COMPARE_NOTEQUAL": ("不为", "is not")}.get(node["type"])
        if plain and (left.endswith("”") and right.endswith("”")):
            return said(self.lang, f"{left}{plain[0]}{right}", f"{left} {plain[1]} {right}")
        return f"{left} {_SIGNS[node['type']]} {right}"

    def _valued(self, node: Node, other: Node) -> str:
        """The side of a comparison; a value that stands against a category goes by its label."""
        column = self.table.columns.get(other["column_names"][0]) if other["class"] == "COLUMN_REF" else None
        if column is None or column.type != "category" or node["class"] != "CONSTANT":
            return self.tell(node)
        return f"“{column.label(node['literal']['text']).of(self.lang)}”"

    def _between(self, node: Node) -> str:
        what, low, high = (self.tell(node[part]) for part in ("input", "lower", "upper"))
        return said(self.lang, f"{what}在{low}至{high}之间", f"{what} is between {low} and {high}")

    def _conjunction(self, node: Node) -> str:
        joint = {"CONJUNCTION_AND": ("，且", " and "), "CONJUNCTION_OR": ("或", " or ")}[node["type"]]
        return said(self.lang, *joint).join(
            self._bracketed(child) if child["class"] == "CONJUNCTION" else self.tell(child) for child in node["children"]
        )

    def _bracketed(self, node: Node) -> str:
        return said(self.lang, f"（{self.tell(node)}）", f"({self.tell(node)})")

    def _operator(self, node: Node) -> str:
        first, *others = node["children"]
        kind = node["type"]
        if kind == "OPERATOR_NOT" and first["type"] == "COMPARE_IN":
            return self._operator(first | {"type": "COMPARE_NOT_IN"})
        if kind in ("COMPARE_IN", "COMPARE_NOT_IN"):
            values = said(self.lang, "、", ", ").join(self._valued(other, first) for other in others)
            words = ("是{}之一", "is one of {}") if kind == "COMPARE_IN" else ("不是{}之一", "is none of {}")
            return self.tell(first) + said(self.lang, words[0], f" {words[1]}").format(values)
        if kind == "OPERATOR_NOT":
            return said(self.lang, f"并非（{self.tell(first)}）", f"not ({self.tell(first)})")
        if kind == "OPERATOR_COALESCE":
            return self.tell(first) + "".join(
                said(self.lang, f"（为空时用{self.tell(other)}）", f" ({self.tell(other)} where empty)") for other in others
            )
        empty = {"OPERATOR_IS_NULL": ("为空", " is empty"), "OPERATOR_IS_NOT_NULL": ("不为空", " is not empty")}[kind]
        return self.tell(first) + said(self.lang, *empty)

    def _function(self, node: Node) -> str:
        name = node["function_name"].lower()
        given = [argument["expression"] for argument in node["arguments"]]
        if name in ("date_diff", "datediff"):
            units = {"day": ("天数", "days"), "month": ("月数", "months"), "year": ("年数", "years")}
            unit = said(self.lang, *units[given[0]["literal"]["text"].lower()])
            first, last = (self.tell(node) for node in given[1:])
            return said(self.lang, f"{first}至{last}的{unit}", f"{unit} from {first} to {last}")
        told = [self.tell(node) for node in given]
        if name in _INFIX and len(told) == 2:
            sides = [self._bracketed(side) if _is_infix(side) and name not in "+" else self.tell(side) for side in given]
            return f"{sides[0]} {_INFIX[name]} {sides[1]}"
        everything = said(self.lang, "、", ", ").join(told)
        if name in _FUNCTIONS:
            return said(self.lang, *_FUNCTIONS[name]).format(*told, all=everything)
        return f"{name}({everything})"

    def _case(self, node: Node) -> str:
        checks = [(self.tell(check["when_expr"]), self.tell(check["then_expr"])) for check in node["case_checks"]]
        told = said(self.lang, "；", "; ").join(said(self.lang, f"若{a}，为{b}", f"{b} where {a}") for a, b in checks)
        return told + said(self.lang, "；否则为", "; else ") + self.tell(node["else_expr"])


def _is_infix(node: Node) -> bool:
    return node["class"] == "FUNCTION" and node["function_name"] in _INFIX
