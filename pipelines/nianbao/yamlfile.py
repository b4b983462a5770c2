"""YAML as nianbao reads it: 1.2 without surprises, validated, with the line of what is wrong.

A column may be named `no`, a code may be `01`, a date stays a text until its model makes it one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from nianbao.errors import BadYaml
from nianbao.words import nearest
from nianbao.yamlproblems import told
from nianbao.yamltree import Map, parse, parse_text

__all__ = ["Map", "line_of", "load", "parse", "parse_text", "plain", "validate"]

Model = TypeVar("Model", bound=BaseModel)


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
        line = line_of(data if lines is None else lines, place(first["loc"]))
        raise BadYaml(file=path.name, line=line, problem=told(first), near=_near(first, model)) from None


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


def _near(error: ErrorDetails, model: type[BaseModel]) -> str | None:
    """For a key that no model knows, the nearest that one does."""
    return nearest(str(error["loc"][-1]), _field_names(model)) if error["type"] == "extra_forbidden" else None


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
