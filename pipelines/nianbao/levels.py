"""Which office stands below which: town, county, city, province, as the office.yml of each names the one above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nianbao import yamlfile
from nianbao.errors import BadYaml, NianbaoError
from nianbao.office import Office, OfficeFile, Workspace
from nianbao.words import Words, nearest

# The line by which a file that is no YAML, or no office's, still tells whom it stands below.
_PARENT = re.compile(rb"""^parent\s*:\s*["']?([^\s"'#]+)""", re.M)


@dataclass(frozen=True)
class Levels:
    """The offices of a workspace, each below the `parent` that its office.yml names; every file is read once.

    One that cannot be read, or names a parent that cannot be, stops no other: it is among the `faults`.
    """

    workspace: Workspace

    def below(self, office: str) -> list[str]:
        """The ids of the offices right below, in the order of their codes."""
        return self._children.get(office, [])

    def all_below(self, office: str) -> Iterator[str]:
        """Every id below, level by level down each branch."""
        for child in self.below(office):
            yield child
            yield from self.all_below(child)

    def has_below(self, office: str) -> bool:
        """Whether any office stands below; told without reading the others as YAML where none of them speaks of it."""
        return any(office.encode() in text for name, text in self._texts.items() if name != office) and bool(self.below(office))

    def in_order(self) -> Iterator[tuple[int, Office]]:
        """Every office, each before those below it, with how many stand above it."""

        def branch(name: str, depth: int) -> Iterator[tuple[int, Office]]:
            yield depth, self.offices[name]
            for child in self.below(name):
                yield from branch(child, depth + 1)

        for name in self.offices:
            if name not in self._parents:
                yield from branch(name, 0)

    @cached_property
    def offices(self) -> dict[str, Office]:
        """Every office of the workspace by id; of one whose office.yml cannot be read nothing else is known."""
        found, faults = self._read
        unknown = {name: Office(name, self.workspace.raw / name, OfficeFile(name=Words(zh=name))) for name in faults}
        return dict(sorted((found | unknown).items()))

    @property
    def faults(self) -> dict[str, NianbaoError]:
        """Id → what is wrong with its office.yml: it cannot be read, or its parent cannot be."""
        return self._placed[1]

    @property
    def unplaced(self) -> list[str]:
        """Of those the ones that may stand below any other: whom they stand below cannot be told."""
        return [name for name in self.faults if name not in self._parents and not self._tells_of_none(name)]

    @property
    def _parents(self) -> dict[str, str]:
        """Office → the one above; each is known, and nobody stands below himself."""
        return self._placed[0]

    @cached_property
    def _read(self) -> tuple[dict[str, Office], dict[str, NianbaoError]]:
        return self.workspace.read()

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        """Id → office.yml of the offices that name a parent, as near as can be told without reading YAML."""
        found = {}
        for name in self.workspace.ids():
            try:
                text = (self.workspace.raw / name / "office.yml").read_bytes()
            except OSError:  # it is among the faults
                continue
            if b"parent" in text:
                found[name] = text
        return found

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for child, parent in self._parents.items():
            found.setdefault(parent, []).append(child)
        return {parent: sorted(children, key=lambda one: (self.offices[one].file.code, one)) for parent, children in found.items()}

    @cached_property
    def _placed(self) -> tuple[dict[str, str], dict[str, NianbaoError]]:
        """Who stands below whom, and whose office.yml is at fault."""
        faults = dict(self._read[1])
        found = {name: parent for name in self._texts if (parent := self._told(name)) is not None}
        wrong = {name: words for name in found if (words := self._wrong(name, found))}
        for name, (problem, near) in wrong.items():
            del found[name]
            if name not in faults:
                faults[name] = self._refused(name, problem, near)
        return found, faults

    def _told(self, name: str) -> str | None:
        """The parent that the office's file names."""
        if name not in self._read[1]:
            return self.offices[name].file.parent
        told = _PARENT.search(self._texts[name])
        return told[1].decode("utf-8", "replace") if told else None

    def _tells_of_none(self, name: str) -> bool:
        """Whether a file that cannot be read as an office's is at least a text, and speaks of no parent."""
        try:
            return "parent" not in (self.workspace.raw / name / "office.yml").read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return False

    def _wrong(self, name: str, parents: dict[str, str]) -> tuple[Words, str | None] | None:
        """Why its parent cannot be, and which may be meant."""
        parent = parents[name]
        if parent not in self.offices:
            return Words(zh=f"parent 所写的上级单位“{parent}”不存在", en=f"parent names an office “{parent}” that is not there"), nearest(parent, self.offices)
        if parent == name:
            return Words(zh="parent 写的是本单位自己", en="parent names the office itself"), None
        way = [name]
        while (above := parents.get(way[-1])) is not None and above not in way:
            way.append(above)
        if above != name:
            return None
        ring = " → ".join([*way, name])
        return Words(zh=f"上下级绕成了圈：{ring}", en=f"the offices above go in a ring: {ring}"), None

    def _refused(self, name: str, problem: Words, near: str | None) -> BadYaml:
        """The error, with the line of office.yml that names the parent."""
        path: Any = self.workspace.raw / name / "office.yml"
        return BadYaml(file=f"{name}/office.yml", line=yamlfile.line_of(yamlfile.parse(path), ("parent",)), problem=problem, near=near)
