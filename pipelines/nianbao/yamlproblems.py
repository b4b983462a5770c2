"""What a model finds wrong with a value of a YAML file, in Chinese and in English; pydantic itself knows English only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from nianbao.words import Words

_OWN = "nianbao"
_LONGEST_PLACE, _LONGEST_VALUE = 80, 60

# Pydantic's kinds of error that a model of ours can meet → what should stand there; the braces are of the error's own context.
EXPECTED: dict[str, Words] = {
    "string_type": Words(zh="文字", en="a text"),
    "string_too_short": Words(zh="文字，不能为空", en="a text that is not empty"),
    "string_pattern_mismatch": Words(zh="形如 {pattern} 的文字", en="a text like {pattern}"),
    "int_type": Words(zh="整数", en="a whole number"),
    "int_parsing": Words(zh="整数", en="a whole number"),
    "int_parsing_size": Words(zh="较小的整数", en="a smaller whole number"),
    "int_from_float": Words(zh="整数", en="a whole number"),
    "float_type": Words(zh="数", en="a number"),
    "float_parsing": Words(zh="数", en="a number"),
    "decimal_type": Words(zh="数", en="a number"),
    "decimal_parsing": Words(zh="数", en="a number"),
    "bool_type": Words(zh="true 或 false", en="true or false"),
    "bool_parsing": Words(zh="true 或 false", en="true or false"),
    "greater_than": Words(zh="大于 {gt} 的数", en="a number above {gt}"),
    "greater_than_equal": Words(zh="不小于 {ge} 的数", en="a number of at least {ge}"),
    "less_than": Words(zh="小于 {lt} 的数", en="a number below {lt}"),
    "less_than_equal": Words(zh="不大于 {le} 的数", en="a number of at most {le}"),
    "date_type": Words(zh="形如 2024-03-15 的日期", en="a date such as 2024-03-15"),
    "date_parsing": Words(zh="形如 2024-03-15 的日期", en="a date such as 2024-03-15"),
    "date_from_datetime_parsing": Words(zh="形如 2024-03-15 的日期", en="a date such as 2024-03-15"),
    "date_from_datetime_inexact": Words(zh="形如 2024-03-15 的日期，不带时刻", en="a date such as 2024-03-15, without a time of day"),
    "dict_type": Words(zh="若干“项: 值”", en="keys with values"),
    "model_type": Words(zh="若干“项: 值”，如 {{zh: …, en: …}}", en="keys with values, such as {{zh: …, en: …}}"),
    "list_type": Words(zh="列表，每行一项，以 - 开头，或写作 [甲, 乙]", en="a list: a line each, with - in front, or [a, b]"),
    "tuple_type": Words(zh="列表，每行一项，以 - 开头，或写作 [甲, 乙]", en="a list: a line each, with - in front, or [a, b]"),
    "too_short": Words(zh="列表，至少 {min_length} 项", en="a list of at least {min_length}"),
    "too_long": Words(zh="列表，至多 {max_length} 项", en="a list of at most {max_length}"),
    "missing_argument": Words(zh="多几项", en="more"),
    "literal_error": Words(zh="{expected} 之一", en="{expected}"),
}  # fmt: skip


def wrong(zh: str, en: str) -> PydanticCustomError:
    """The error that a model's own validator raises, in both languages."""
    return PydanticCustomError(_OWN, "{en}", {"zh": zh, "en": en})


def told(error: Mapping[str, Any]) -> Words:
    """What is wrong: where in the file's tree, what should stand there, and what does."""
    where, kind, context = place(error["loc"]), error["type"], error.get("ctx") or {}
    if kind == "missing":
        return Words(zh=f"缺少 {where}", en=f"{where} is missing")
    if kind == "extra_forbidden":
        return Words(zh=f"不认识的项 {where}", en=f"unknown key {where}")
    got = short(error.get("input"))
    if kind == _OWN:
        return Words(zh=f"{where}：{context['zh']}", en=f"{where}: {context['en']}")
    expected = EXPECTED.get(kind)
    if expected is None:
        return Words(zh=f"{where} 不合要求，得到 {got}", en=f"{where}: {error['msg']}, got {got}")
    zh = {name: str(value).replace(" or ", "、").replace(", ", "、") for name, value in context.items()}
    return Words(zh=f"{where} 是 {got}，应为{_spaced(expected.zh.format(**zh))}", en=f"{where} is {got}, expected {expected.en.format(**context)}")


def place(location: tuple[Any, ...]) -> str:
    """`columns.b.kind`; the file itself is `/`."""
    text = ".".join(str(step) for step in location) or "/"
    return text if len(text) <= _LONGEST_PLACE else f"{text[: _LONGEST_PLACE - 1]}…"


def short(value: object) -> str:
    """The value as a message shows it."""
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 3]}…"


def _spaced(text: str) -> str:
    return text if ord(text[0]) > 0x2E7F else f" {text}"
