"""A YAML file as maps and lists that remember their lines: 1.2 without surprises, and nothing in it that makes anything.

Only null, true and false, plain integers and decimals are resolved. It is built from the parser's events, one after the
other: libyaml's own tree is made by calls within calls, and a line of brackets would take the process down.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nianbao.errors import BadYaml
from nianbao.patience import reading
from nianbao.steering import unsteered
from nianbao.words import Words

# Far more than any table needs; nested aliases can unfold a few lines into billions of entries.
_MOST_BYTES, _MOST_ENTRIES, _DEEPEST = 4_000_000, 100_000, 60

# Numbers with more digits than any count has stay texts, which no model takes for numbers.
_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"(?:~|null|)"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})"), int),
    (re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,40}"), float),
)
_NO_YAML = Words(
    zh="这里不合 YAML 的写法：请核对缩进（用空格，不用制表符）、冒号后的空格，以及引号和括号是否成对",
    en="this is no YAML: look at the indentation (blanks, no tabs), the blank behind a colon, and whether quotes and brackets are closed",
)


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

    Raises BadYaml where the text is no YAML, is too much, names a key twice, tags a value, or unfolds into too much; CannotRead.
    """
    try:
        with reading(path):
            if path.stat().st_size > _MOST_BYTES:
                raise BadYaml(file=path.name, line=1, problem=Words(zh="文件过大", en="the file is too large"))
            text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadYaml(file=path.name, line=line, problem=Words(zh="不是 UTF-8 文字", en="it is no text in UTF-8")) from None
    return parse_text(text, path)


def parse_text(text: str, path: Path) -> Any:
    """As `parse`, of a text; `path` is what it is called where it is wrong."""
    import yaml

    try:
        return _Built(path, yaml.cyaml.CParser(text), yaml).whole()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml(file=path.name, line=mark.line + 1 if mark else 1, problem=_NO_YAML) from None
    except yaml.YAMLError as error:  # a character that YAML has no place for
        line = text.count("\n", 0, getattr(error, "position", None) or 0) + 1
        raise BadYaml(file=path.name, line=line, problem=_NO_YAML) from None


@dataclass
class _Built:
    """Builds what the events tell. `sizes` are those of what an anchor names, by anchor, with what it names."""

    path: Path
    parser: Any
    yaml: Any
    seen: int = 0
    named: dict[str, tuple[Any, int]] = field(default_factory=dict)

    def whole(self) -> Any:
        """The one document; None where there is none."""
        self._next()
        event = self._next()
        if isinstance(event, self.yaml.StreamEndEvent):
            return None
        found = self._value(self._next(), 0)
        self._next()
        if not isinstance(end := self._next(), self.yaml.StreamEndEvent):
            raise self._refused(end, "一个文件只能有一份内容（多了 ---）", "a file has one document (there is a --- too many)")
        return found

    def _next(self) -> Any:
        return self.parser.get_event()

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, self.yaml.AliasEvent):
            return self._alias(event)
        self._count(event, 1)
        if event.tag is not None and event.tag != "!":
            raise self._refused(event, f"不能写标签 {event.tag}", f"a tag, {event.tag}, has no place here")
        if depth > _DEEPEST:
            raise self._refused(event, "层次过深", "it is nested too deeply")
        before, found = self.seen, self._made(event, depth)
        if event.anchor:
            self.named[event.anchor] = found, self.seen - before + 1
        return found

    def _made(self, event: Any, depth: int) -> Any:
        if isinstance(event, self.yaml.ScalarEvent):
            return _scalar(event)
        line = event.start_mark.line
        made: Map | Sequence
        if isinstance(event, self.yaml.SequenceStartEvent):
            made = Sequence()
            made.line, made.lines = line, {}
            while not isinstance(entry := self._next(), self.yaml.SequenceEndEvent):
                made.lines[len(made)] = entry.start_mark.line
                made.append(self._value(entry, depth + 1))
            return made
        made = Map()
        made.line, made.lines = line, {}
        while not isinstance(name := self._next(), self.yaml.MappingEndEvent):
            key = self._value(name, depth + 1)
            if isinstance(key, (dict, list)):
                raise self._refused(name, "键只能是一个词", "a key must be a single word")
            if key in made:
                raise self._refused(name, f"键 {key} 重复", f"found duplicate key “{key}”")
            made.lines[key] = name.start_mark.line
            made[key] = self._value(self._next(), depth + 1)
        return made

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.named:
            raise self._refused(event, f"前面没有 &{event.anchor}", f"there is no &{event.anchor} before it")
        found, size = self.named[event.anchor]
        self._count(event, size)
        return found

    def _count(self, event: Any, more: int) -> None:
        self.seen += more
        if self.seen > _MOST_ENTRIES:
            raise self._refused(event, "内容过多，或别名展开后过大", "it holds too much, or its aliases unfold into too much")

    def _refused(self, event: Any, zh: str, en: str) -> BadYaml:
        return BadYaml(file=self.path.name, line=event.start_mark.line + 1, problem=Words(zh=zh, en=en))


def _scalar(event: Any) -> Any:
    text = unsteered(event.value)
    if not event.implicit[0]:  # it is quoted
        return text
    return next((value(text) for pattern, value in _PLAIN if pattern.fullmatch(text)), text)
