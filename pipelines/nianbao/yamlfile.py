"""YAML as nianbao reads it: 1.2 without surprises, validated, with the line of what is wrong.

A column may be named `no`, a code may be `01`, a date stays a text until its model makes it one: only null, true and
false, plain integers and decimals are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from nianbao.errors import BadYaml
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


def parse(path: Path) -> Any:
    """The file's content as plain maps and lists that remember their lines.

    Raises BadYaml where the text is no YAML or names a key twice.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.resolver import VersionedResolver

    class Resolver(VersionedResolver):
        versioned_resolver: ClassVar = {None: [(f"tag:yaml.org,2002:{tag}", pattern) for tag, pattern in _PLAIN.items()]}

    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = Resolver
    try:
        data = yaml.load(path.read_text("utf-8-sig"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml(file=path.name, line=mark.line + 1 if mark else 1, problem=error.problem) from None
    except (YAMLError, UnicodeDecodeError) as error:
        raise BadYaml(file=path.name, line=1, problem=str(error).splitlines()[0]) from None
    if any(True for _ in islice(_nodes(data), _MOST_NODES, None)):
        raise BadYaml(file=path.name, line=1, problem=Words(zh="别名展开后过大", en="its aliases unfold into too much"))
    return data


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


def _nodes(data: Any) -> Iterator[Any]:
    """Every node, one that aliases name many times as often as they do."""
    yield data
    if isinstance(data, (dict, list)):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _nodes(part)


def line_of(data: Any, location: tuple[Any, ...]) -> int:
    """The line, from 1, of the deepest part of `location` that stands in the file."""
    line = data.lc.line if hasattr(data, "lc") else 0
    for step in location:
        places = getattr(getattr(data, "lc", None), "data", None) or {}
        key = next((k for k in (data if isinstance(data, dict) else range(len(data or []))) if str(k) == str(step)), None)
        if key is None:
            continue
        if key in places:
            line = places[key][0]
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
