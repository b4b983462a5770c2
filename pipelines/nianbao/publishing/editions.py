"""Editions: a published review, locked in a folder by its number. Which is the newest is told by the numbers alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nianbao.errors import BadManifest, NothingPublished, UnknownEdition
from nianbao.words import Words, said
from nianbao.work import Work

MANIFEST = "manifest.json"
LANGUAGES = ("zh", "en")
_NO_JSON = Words(zh="不是 JSON", en="it is no JSON")
_NO_HASHES = Words(zh="没有 outputs 一项的文件名和 SHA-256", en="it has no outputs with names of files and their SHA-256")
_NO_EDITION = Words(zh="其中的单位、年份或版次不是 nianbao 所写的样子", en="what it says of office, year or edition is not as nianbao writes it")


@dataclass(frozen=True)
class Edition:
    """One edition: its folder below the site, and its manifest."""

    folder: Path
    facts: dict[str, Any]

    @property
    def number(self) -> int:
        return int(self.facts["edition"]["number"])

    @property
    def published_on(self) -> date:
        return date.fromisoformat(self.facts["edition"]["published_on"])

    @property
    def reason(self) -> str:
        """Why it was made; empty for the first."""
        return str(self.facts["edition"]["reason"] or "")

    @property
    def lang(self) -> str:
        return str(self.facts["parameters"]["lang"])

    @property
    def office(self) -> Words:
        return Words(**self.facts["name"])

    def read(self, name: str) -> Any:
        """The content of one of its JSON files."""
        return json.loads((self.folder / name).read_text("utf-8"))


@dataclass(frozen=True)
class Series:
    """The editions of one office's year in one language, oldest first; never none."""

    folder: Path
    office: str
    year: int
    lang: str
    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition:
        return self.editions[-1]


def edition_name(number: int, lang: str) -> str:
    """`第2版`, `Edition 2`."""
    return said(lang, f"第{number}版", f"Edition {number}")


def day_name(day: date, lang: str) -> str:
    """`2024年5月6日`, `6 May 2024`."""
    return said(lang, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B} {day.year}")


def editions(folder: Path) -> tuple[Edition, ...]:
    """The editions in a folder such as site/<office>/<year>, oldest first. Raises BadManifest."""
    numbers = sorted(int(path.name) for path in folder.glob("[1-9]*") if path.name.isdecimal() and (path / MANIFEST).is_file())
    return tuple(Edition(folder / str(number), read_manifest(folder / str(number) / MANIFEST)) for number in numbers)


def published(work: Work) -> tuple[Edition, ...]:
    """The editions of the work's review, at least one. Raises NothingPublished, BadManifest."""
    found = editions(work.published)
    if not found:
        raise NothingPublished(folder=work.published, step=command("publish", work))
    return found


def edition_of(found: tuple[Edition, ...], number: int) -> Edition:
    """The edition of that number. Raises UnknownEdition."""
    for edition in found:
        if edition.number == number:
            return edition
    raise UnknownEdition(got=number, folder=found[0].folder.parent, known=[edition.number for edition in found])


def all_series(site: Path) -> Iterator[Series]:
    """Everything that a site has published, by office, then year, Chinese before English. Raises BadManifest."""
    for folder in sorted(path for path in site.glob("*/[0-9][0-9][0-9][0-9]") if path.is_dir()):
        for lang, place in (("zh", folder), *((lang, folder / lang) for lang in LANGUAGES if lang != "zh")):
            if found := editions(place):
                yield Series(place, folder.parent.name, int(folder.name), lang, found)


def read_manifest(path: Path) -> dict[str, Any]:
    """A manifest's content. Raises BadManifest where it holds no hashes of files."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        raise BadManifest(path=path, problem=_NO_JSON) from None
    outputs = found.get("outputs") if isinstance(found, dict) else None
    if not isinstance(outputs, dict) or not all(isinstance(digest, str) for digest in outputs.values()):
        raise BadManifest(path=path, problem=_NO_HASHES)
    if not _tells_its_edition(found):
        raise BadManifest(path=path, problem=_NO_EDITION)
    return found


def _tells_its_edition(found: dict[str, Any]) -> bool:
    """Whether what it says of office, year and edition, if anything, has the form in which nianbao writes it: it may be anybody's file."""
    name, inputs = found.get("name", {}), found.get("inputs", {})
    if not (isinstance(name, dict) and name.keys() <= {"zh", "en"} and all(isinstance(text, str) for text in name.values()) and isinstance(inputs, dict)):
        return False
    if "edition" not in found:
        return True
    edition, parameters = found["edition"], found.get("parameters")
    told = isinstance(edition, dict) and isinstance(parameters, dict) and isinstance(parameters.get("lang"), str)
    return told and isinstance(found.get("office"), str) and isinstance(found.get("year"), int) and isinstance(edition.get("number"), int) and isinstance(edition.get("published_on"), str)


def command(name: str, work: Work, *more: str) -> str:
    """The command line that does something with this review, as messages name it."""
    lang = () if work.lang == "zh" else ("--lang", work.lang)
    return " ".join(["nianbao", name, work.office.id, str(work.year), *lang, *more])
