"""Which office stands below which: town, county, city, province, as the office.yml of each names the one above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nianbao import yamlfile
from nianbao.errors import BadYaml
from nianbao.office import Office, Workspace
from nianbao.words import Words, nearest


@dataclass(frozen=True)
class Levels:
    """The offices of a workspace, each below the `parent` that its office.yml names; every file is read once."""

    workspace: Workspace

    def below(self, office: str) -> list[str]:
        """The ids of the offices right below, in the order of their codes. Raises BadYaml where any says what cannot be."""
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
        """Every office, each before those below it, with how many stand above it. Raises BadYaml."""

        def branch(name: str, depth: int) -> Iterator[tuple[int, Office]]:
            yield depth, self.offices[name]
            for child in self.below(name):
                yield from branch(child, depth + 1)

        for name in self.offices:
            if name not in self._parents:
                yield from branch(name, 0)

    @cached_property
    def offices(self) -> dict[str, Office]:
        """Every office of the workspace by id. Raises BadYaml."""
        return {office.id: office for office in self.workspace.offices()}

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        """Id → office.yml of the offices that name a parent, as near as can be told without reading YAML."""
        files = {path.parent.name: path.read_bytes() for path in sorted(self.workspace.raw.glob("*/office.yml"))}
        return {name: text for name, text in files.items() if b"parent" in text}

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for child, parent in self._parents.items():
            found.setdefault(parent, []).append(child)
        return {parent: sorted(children, key=lambda one: (self.offices[one].file.code, one)) for parent, children in found.items()}

    @cached_property
    def _parents(self) -> dict[str, str]:
        """Office → the one above; each is known, and nobody stands below himself."""
        found = {name: parent for name in self._texts if (parent := self.offices[name].file.parent) is not None}
        for name, parent in found.items():
            if parent not in self.offices:
                said = Words(zh=f"parent 所写的上级单位“{parent}”不存在", en=f"parent names an office “{parent}” that is not there")
                raise self._refused(name, said, nearest(parent, self.offices))
            if parent == name:
                raise self._refused(name, Words(zh="parent 写的是本单位自己", en="parent names the office itself"))
        for name in found:
            way = [name]
            while (above := found.get(way[-1])) is not None:
                if above in way:
                    ring = [*way[way.index(above) :], above]
                    raise self._refused(ring[0], Words(zh=f"上下级绕成了圈：{' → '.join(ring)}", en=f"the offices above go in a ring: {' → '.join(ring)}"))
                way.append(above)
        return found

    def _refused(self, name: str, problem: Words, near: str | None = None) -> BadYaml:
        """The error, with the line of office.yml that names the parent."""
        path: Any = self.workspace.raw / name / "office.yml"
        return BadYaml(file=f"{name}/office.yml", line=yamlfile.line_of(yamlfile.parse(path), ("parent",)), problem=problem, near=near)
