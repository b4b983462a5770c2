"""An office, and the workspace in which its records and reviews lie."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from nianbao import yamlfile
from nianbao.errors import BadOfficeId, BadYaml, NianbaoError, NoWorkspace, UnknownOffice
from nianbao.words import Words

# Letters, digits and what joins them, of any script; nothing that a shell, a page or another system reads as more.
_ID = re.compile(r"\w(?:[\w·（）() .-]*[\w）)])?")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_ID = 60


class Fact(BaseModel):
    """A number of the office that no record gives: how many villages it has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Words
    value: int = Field(ge=0, le=10**15)  # beyond it a number is no count


class Edition(BaseModel):
    """What became of a year's review: when it was handed in to the level above, and when it was published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reported_on: date | None = None
    published_on: date | None = None


class Suppression(BaseModel):
    """Below which number a count is not printed: an office's totals, and breakdowns by village or group of people.

    Breakdowns by anything else (kind, month, channel) are an office's account of its own work and go by `totals`. Nought
    is printed. Five is what statistical offices usually take: who knows one of four knows too much of the others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    totals: int = Field(0, ge=0, strict=True)
    breakdowns: int = Field(5, ge=0, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, told: Any) -> Any:
        """`suppress_below: 5` is for both."""
        return {"totals": told, "breakdowns": told} if isinstance(told, int) else told


class OfficeFile(BaseModel):
    """office.yml: who the office is and which tables it keeps (`tables` left out: all that nianbao knows).

    `parent` is the office above, which rolls this one's figures up. `required` names the tables without which no review is
    published; `facts` are numbers that no record gives; who prepared, reviewed and approved the review is printed in it;
    numbers under `suppress_below` are not. On paper it has a cover and contents where `cover` and `contents` say so; its
    typefaces are those of the package, the same everywhere, or with `fonts: system` the machine's 仿宋, 小标宋, 黑体 and 楷体.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    name: Words
    code: str = ""
    level: str = ""
    parent: str | None = None
    synthetic: bool = False
    tables: tuple[str, ...] | None = None
    required: tuple[str, ...] = ()
    facts: dict[str, Fact] = {}
    prepared_by: Words | None = None
    reviewed_by: Words | None = None
    approved_by: Words | None = None
    editions: dict[int, Edition] = {}
    suppress_below: Suppression = Suppression()
    fonts: Literal["package", "system"] = "package"
    cover: bool = False
    contents: bool = False

    @field_validator("facts", mode="before")
    @classmethod
    def _bare_numbers(cls, facts: Any) -> Any:
        """`villages: 41` is short for a fact that is called by its name."""
        if not isinstance(facts, dict):
            return facts
        return {
            name: {"label": {"zh": name, "en": name}, "value": fact} if not isinstance(fact, dict) else fact
            for name, fact in facts.items()
        }


@dataclass(frozen=True)
class Office:
    """One office: `id` is the name of its folder under data/raw."""

    id: str
    folder: Path
    file: OfficeFile

    @property
    def name(self) -> Words:
        return self.file.name

    @property
    def synthetic(self) -> bool:
        """Whether the records are invented, as office.yml says."""
        return self.file.synthetic

    @property
    def years(self) -> list[int]:
        """The years with a raw folder, oldest first."""
        names = (folder.name for folder in self.folder.iterdir() if folder.is_dir())
        return sorted(int(name) for name in names if len(name) == 4 and name.isascii() and name.isdecimal())


@dataclass(frozen=True)
class Workspace:
    """A folder with data/raw; everything nianbao reads or writes for its offices lies below `root`."""

    root: Path

    @classmethod
    def find(cls, start: str | Path | None = None) -> Workspace:
        """The workspace at `start` or above it; without `start` NIANBAO_WORKSPACE, else the current folder.

        Raises NoWorkspace.
        """
        begin = Path(start or os.environ.get("NIANBAO_WORKSPACE") or ".").resolve()
        for folder in (begin, *begin.parents):
            if (folder / "data" / "raw").is_dir():
                return cls(folder)
        raise NoWorkspace(folder=begin)

    @cached_property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    def ids(self) -> list[str]:
        """The folders of data/raw with an office.yml, by name."""
        return sorted(path.parent.name for path in self.raw.glob("*/office.yml"))

    def offices(self) -> list[Office]:
        """Every office, by id. Raises BadYaml, CannotRead."""
        return [read_office(self.raw / name) for name in self.ids()]

    def read(self) -> tuple[dict[str, Office], dict[str, NianbaoError]]:
        """The offices whose office.yml can be read, by id, and what is wrong with the others'."""
        found: dict[str, Office] = {}
        faults: dict[str, NianbaoError] = {}
        for name in self.ids():
            try:
                found[name] = read_office(self.raw / name)
            except NianbaoError as error:
                faults[name] = error
        return found, faults

    def office(self, name: str) -> Office:
        """The office of that id. Raises UnknownOffice, BadYaml, CannotRead."""
        known = self.ids()
        if name not in known:
            raise UnknownOffice(got=name, folder=self.raw, known=known)
        return read_office(self.raw / name)

    def file_of(self, folder: str, name: str) -> Path:
        """`folder/name` as this workspace overrides it, else as the package ships it."""
        own = self.root / folder / name
        return own if own.exists() else shipped(folder) / name


def require_office_id(name: str) -> None:
    """An id is the name of folders on every system, a part of addresses, and stands in commands. Raises BadOfficeId."""
    if len(name) > _LONGEST_ID or not _ID.fullmatch(name) or _DEVICE.fullmatch(name):
        raise BadOfficeId(got=name)


def read_office(folder: Path) -> Office:
    """Raises BadOfficeId; BadYaml, which says whose office.yml it is, for many are read together; CannotRead."""
    require_office_id(folder.name)
    try:
        return Office(folder.name, folder, yamlfile.load(folder / "office.yml", OfficeFile))
    except BadYaml as error:
        raise BadYaml(**error.facts | {"file": f"{folder.name}/office.yml"}) from None


@cache
def shipped(folder: str) -> Path:
    """The `notebooks` or `expectations` that come with the package (in a checkout: the ones beside it)."""
    inside = Path(str(resources.files("nianbao"))) / folder
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / folder
