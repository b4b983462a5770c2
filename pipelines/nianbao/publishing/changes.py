"""What has changed between two finished reviews, from what the public sees of them: figures, sentences, checks, sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from nianbao.figures import Amount, Figure, read_figures
from nianbao.publishing.editions import MANIFEST, read_manifest
from nianbao.publishing.prose import sections
from nianbao.words import Words

Facts = dict[str, Any]
# Numbers and words of Latin letters change as a whole, everything else sign by sign.
_SIGNS = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|.", re.DOTALL)
_ALIKE = 0.4


@dataclass(frozen=True)
class FigureChange:
    """One number, before and after; None where the figure, or that part of it, was not there."""

    name: str
    label: Words
    figure: Figure
    old: Amount | None
    new: Amount | None
    part: str = ""  # breakdown and key, "before" for the year before; empty for the figure's own number of the year

    def json(self) -> Facts:
        amounts = {side: _amount_json(amount) for side, amount in (("old", self.old), ("new", self.new))}
        return {"name": self.name, "part": self.part or None, "label": self.label.json(), "unit": self.figure.unit.json(), **amounts}


@dataclass(frozen=True)
class SentenceChange:
    """One paragraph, before and after; None where it was added or taken out."""

    section: str
    old: str | None
    new: str | None

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """("same" | "old" | "new", text) in order: what was taken out and put in, sign by sign."""
        before, after = (_SIGNS.findall(text or "") for text in (self.old, self.new))
        found: list[tuple[str, str]] = []
        for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            told = [("same", before[i:j])] if kind == "equal" else [("old", before[i:j]), ("new", after[k:m])]
            found += [(which, "".join(signs)) for which, signs in told if signs]
        return found

    def json(self) -> Facts:
        return {"section": self.section, "old": self.old, "new": self.new, "pieces": [list(piece) for piece in self.pieces]}


@dataclass(frozen=True)
class CheckChange:
    """One rule's outcome, as checks.json holds it, before and after; None where the rule was not there."""

    rule: str
    old: Facts | None
    new: Facts | None

    def json(self) -> Facts:
        kept = ("outcome", "failed", "checked")
        sides = {side: found and {name: found[name] for name in kept} for side, found in (("old", self.old), ("new", self.new))}
        return {"rule": self.rule, "says": (self.new or self.old or {})["says"], **sides}


@dataclass(frozen=True)
class Changes:
    """All that has changed; `sources` are raw files, decisions and parameters by name with what became of each."""

    figures: tuple[FigureChange, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()
    checks: tuple[CheckChange, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.sentences or self.checks or self.sources)

    @property
    def changed_figures(self) -> list[str]:
        """The names of the figures of which any number has changed."""
        return list(dict.fromkeys(change.name for change in self.figures))

    def json(self) -> Facts:
        return {
            "figures": [change.json() for change in self.figures],
            "sentences": [change.json() for change in self.sentences],
            "checks": [change.json() for change in self.checks],
            "sources": [{"name": name, "change": change} for name, change in self.sources],
        }


def changes(old: Path, new: Path) -> Changes:
    """What is different in the review at `new` from that at `old`, two folders with review.html, figures.json, checks.json
    and manifest.json. Raises BadManifest."""
    before, after = read_manifest(old / MANIFEST), read_manifest(new / MANIFEST)
    return Changes(
        tuple(_figures(old / "figures.json", new / "figures.json", int(after["year"]))),
        tuple(_sentences(_prose(old), _prose(new))),
        tuple(_checks(_outcomes(old), _outcomes(new))),
        tuple(_sources(before, after)),
    )


def _figures(old: Path, new: Path, year: int) -> Iterator[FigureChange]:
    before, after = ({figure.name: figure for figure in read_figures(path).values()} for path in (old, new))
    for name in list(dict.fromkeys([*after, *before])):
        one, other = (dict(_numbers(found[name], year)) if name in found else {} for found in (before, after))
        for part in dict.fromkeys([*other, *one]):
            then, now = one.get(part), other.get(part)
            if (then and then[1]) != (now and now[1]):
                label = (now or then or (Words(zh=name),))[0]
                yield FigureChange(name, label, after.get(name) or before[name], then and then[1], now and now[1], part)


def _numbers(figure: Figure, year: int) -> Iterator[tuple[str, tuple[Words, Amount]]]:
    """Every number of the figure: its own, that of the year before, and those of its parts."""
    yield "", (figure.label, figure.amount)
    if figure.previous:
        yield "before", (_of_year(figure.label, year - 1), figure.previous)
    for by, parts in figure.by.items():
        for part in parts:
            label = Words(zh=f"{figure.label.zh}：{part.label.zh}", en=f"{figure.label.of('en')}: {part.label.of('en')}")
            yield f"{by}: {part.key}", (label, part.amount)
            if part.before is not None:
                yield f"{by}: {part.key}, before", (_of_year(label, year - 1), part.before)


def _of_year(label: Words, year: int) -> Words:
    return Words(zh=f"{label.zh}（{year}年）", en=f"{label.of('en')} ({year})")


def _amount_json(amount: Amount | None) -> Facts | None:
    if amount is None:
        return None
    numbers = {name: getattr(amount, name) for name in ("value", "part", "whole")}
    told = {name: None if number is None else float(number) if number % 1 else int(number) for name, number in numbers.items()}
    return told | {"hidden": True} if amount.hidden else told


def _prose(folder: Path) -> dict[str, list[str]]:
    """Heading → paragraphs; sections of the same heading one after the other."""
    found: dict[str, list[str]] = {}
    for section in sections(folder / "review.html"):
        found.setdefault(section.heading, []).extend(section.paragraphs)
    return found


def _sentences(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[SentenceChange]:
    for heading in dict.fromkeys([*new, *old]):
        before, after = old.get(heading, []), new.get(heading, [])
        for _, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if before[i:j] != after[k:m]:
                yield from _paired(heading, before[i:j], after[k:m])


def _paired(heading: str, before: list[str], after: list[str]) -> Iterator[SentenceChange]:
    """Each new paragraph with the old one in its place, where they are alike enough to be the same told anew."""
    rest = list(before)
    for text in after:
        alike = [old for old in rest if SequenceMatcher(None, old, text, autojunk=False).ratio() >= _ALIKE]
        if alike:
            for gone in rest[: rest.index(alike[0])]:
                yield SentenceChange(heading, gone, None)
            del rest[: rest.index(alike[0]) + 1]
        yield SentenceChange(heading, alike[0] if alike else None, text)
    for gone in rest:
        yield SentenceChange(heading, gone, None)


def _outcomes(folder: Path) -> dict[str, Facts]:
    return {outcome["rule"]: outcome for outcome in json.loads((folder / "checks.json").read_text("utf-8"))["outcomes"]}


def _checks(old: Mapping[str, Facts], new: Mapping[str, Facts]) -> Iterator[CheckChange]:
    """Rules whose outcome is another, or that more or fewer rows fail."""
    for rule in dict.fromkeys([*new, *old]):
        then, now = old.get(rule), new.get(rule)
        if _came_to(then) != _came_to(now):
            yield CheckChange(rule, then, now)


def _came_to(outcome: Facts | None) -> tuple[Any, ...] | None:
    return outcome and (outcome["outcome"], outcome["failed"], bool(outcome["waiver"]))


def _sources(old: Facts, new: Facts) -> Iterator[tuple[str, str]]:
    for kind in ("inputs", "decisions", "parameters"):
        before, after = old.get(kind, {}), new.get(kind, {})
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                yield name, "added" if name not in before else "removed" if name not in after else "changed"
