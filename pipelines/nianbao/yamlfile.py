"""YAML as nianbao reads it: 1.2 without surprises, validated, with the line of what is wrong.

A column may be named `no`, a code may be `01`, a date stays a text until its model makes it one: only null, true and
false, plain integers and decimals are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from nianbao.errors import BadYaml, CannotRead
from nianbao.words import Words, nearest

# Far more than any table needs; nested aliases can unfold a few lines into billions of nodes.
_MOST_NODES = 100_000

Model = TypeVar("Model", bound=BaseModel)

_PLAIN = {
    "null": re.compile(r"^(?:~|null|)$"),
    "bool": re.compile(r"^(?:true|false)$"),
    "int": re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"),
    "float": re.compile(r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$"),
}
_PLAIN_VALUE: dict[str, Callable[[str], Any]] = {"null": lambda _: None, "bool": lambda text: text == "true", "int": int, "float": float}


class Map(dict[str, Any]):
    """A map that remembers the line, from 0, on which it begins and those of its keys."""

    line: int
    lines: dict[Any, int]


class Sequence(list[Any]):
    """A list that remembers the line, from 0, on which it begins and those of its entries."""

    line: int
    lines: dict[Any, int]


def parse(path: Path) -> Any:
    """The file's content as maps and lists that remember their lines.

    Raises BadYaml where the text is no YAML, names a key twice, or unfolds into too much; CannotRead.
    """
    try:
        return parse_text(path.read_text("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        raise BadYaml(file=path.name, line=1, problem=str(error).splitlines()[0]) from None


def parse_text(text: str, path: Path) -> Any:
    """As `parse`, of a text; `path` is what it is called where it is wrong."""
    import yaml

    try:
        node = yaml.compose(text, _loader())
        return None if node is None else _built(node, path, [], count())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml(file=path.name, line=mark.line + 1 if mark else 1, problem=error.problem) from None
    except yaml.YAMLError as error:
        raise BadYaml(file=path.name, line=1, problem=str(error).splitlines()[0]) from None
    except OSError as error:
        raise CannotRead(path=path, problem=error.strerror or error) from None
    except RecursionError:
        raise BadYaml(file=path.name, line=1, problem=Words(zh="层次过深", en="it is nested too deeply")) from None


@cache
def _loader() -> type:
    """libyaml, with our own idea of what a plain text means; parsed by it, twenty tables take a tenth of a second."""
    import yaml

    class Loader(yaml.cyaml.CParser, yaml.resolver.BaseResolver):
        def __init__(self, stream: str) -> None:
            yaml.cyaml.CParser.__init__(self, stream)
            yaml.resolver.BaseResolver.__init__(self)

    for name, pattern in _PLAIN.items():
        Loader.add_implicit_resolver(name, pattern, None)
    return Loader


def _built(node: Any, path: Path, within: list[Any], seen: Iterator[int]) -> Any:
    """The node as map, list or plain value; `within` are the nodes around it, `seen` counts them all, aliases each time."""
    if next(seen) >= _MOST_NODES or any(node is outer for outer in within):
        raise BadYaml(file=path.name, line=node.start_mark.line + 1, problem=Words(zh="别名展开后过大", en="its aliases unfold into too much"))
    if node.id == "scalar":
        return _PLAIN_VALUE.get(node.tag, str)(node.value)
    around = [*within, node]
    if node.id == "sequence":
        entries = Sequence(_built(entry, path, around, seen) for entry in node.value)
        entries.line, entries.lines = node.start_mark.line, {place: entry.start_mark.line for place, entry in enumerate(node.value)}
        return entries
    found = Map()
    found.line, found.lines = node.start_mark.line, {}
    for name, value in node.value:
        line, key = name.start_mark.line, _built(name, path, around, seen)
        if isinstance(key, (dict, list)):
            raise BadYaml(file=path.name, line=line + 1, problem=Words(zh="键只能是一个词", en="a key must be a single word"))
        if key in found:
            raise BadYaml(file=path.name, line=line + 1, problem=Words(zh=f"键 {key} 重复", en=f"found duplicate key “{key}”"))
        found.lines[key] = line
        found[key] = _built(value, path, around, seen)
    return found


def load(path: Path, model: type[Model]) -> Model:
    """The file as a `model`; an empty file is an empty map. Raises BadYaml with file and line."""
    return validate(parse(path), model, path)


def validate(
    data: Any, model: type[Model], path: Path, lines: Any = None, place: Callable[[tuple[Any, ...]], tuple[Any, ...]] = lambda loc: loc
) -> Model:
    """`data`, as parsed from `path`, as a `model`; where it was put together, `lines` is what was parsed, and `place` finds
    in it what stands at a location of `data`.

    Raises BadYaml with the line of the first thing that is wrong.
    """
    if data is None:
        data = [] if issubclass(model, RootModel) else {}
    try:
        return model.model_validate(plain(data))
    except ValidationError as error:
        first = error.errors()[0]
        problem, near = _problem(first, model)
        raise BadYaml(file=path.name, line=line_of(data if lines is None else lines, place(first["loc"])), problem=problem, near=near) from None


def plain(data: Any) -> Any:
    """The parsed content as builtin dicts and lists."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    return [plain(value) for value in data] if isinstance(data, list) else data


def line_of(data: Any, location: tuple[Any, ...]) -> int:
    """The line, from 1, of the deepest part of `location` that stands in the file."""
    line = getattr(data, "line", 0)
    for step in location:
        places = getattr(data, "lines", {})
        key = next((k for k in (data if isinstance(data, dict) else range(len(data or []))) if str(k) == str(step)), None)
        if key is None:
            continue
        if key in places:
            line = places[key]
        data = data[key]
        if not isinstance(data, (dict, list)):
            break
    return line + 1


def _problem(error: dict[str, Any], model: type[BaseModel]) -> tuple[Words, str | None]:
    where = ".".join(str(step) for step in error["loc"]) or "/"
    kind, got = error["type"], error.get("input")
    if kind == "missing":
        return Words(zh=f"缺少 {where}", en=f"{where} is missing"), None
    if kind == "extra_forbidden":
        known = _field_names(model)
        return Words(zh=f"不认识的项 {where}", en=f"unknown key {where}"), nearest(str(error["loc"][-1]), known)
    if kind == "literal_error":
        expected = error["ctx"]["expected"]
        return Words(zh=f"{where} 是 {got!r}，应为 {expected}", en=f"{where} is {got!r}, expected {expected}"), None
    reason = error["msg"].removeprefix("Value error, ")
    return Words(zh=f"{where} 不合要求（{reason}），得到 {_short(got)}", en=f"{where}: {reason}, got {_short(got)}"), None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _field_names(model: type[BaseModel]) -> set[str]:
    """Every key that the model or a model within it knows: near enough for a hint."""
    names: set[str] = set()
    seen: list[type[BaseModel]] = [model]
    for one in seen:
        names |= {field.alias or name for name, field in one.model_fields.items()}
        for field in one.model_fields.values():
            seen += [part for part in _models(field.annotation) if part not in seen]
    return names


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
