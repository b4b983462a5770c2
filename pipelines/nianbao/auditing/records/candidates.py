"""The figures as they can be spoken of, and how well a phrase speaks of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.auditing.records.phrase import Phrase
from nianbao.auditing.records.wording import Wording
from nianbao.figures import Figure, Figures

_FAR = 4  # a subject that is named nowhere


@dataclass(frozen=True)
class Candidate:
    """A figure, or one line of a breakdown of it (`by`, `key`), with the ways to say it and what its table is about."""

    figure: Figure
    words: tuple[tuple[str, ...], ...]
    subjects: tuple[str, ...]
    unit: str
    by: str = ""
    key: str = ""

    @property
    def found(self) -> Figure:
        """The figure itself, a part as one of its own."""
        return self.figure.at(self.by, self.key) if self.by else self.figure


@dataclass(frozen=True)
class Fit:
    """How a phrase speaks of a candidate: by which words, whether they stand beside the number, and how near the subject
    stands (0: in the phrase itself)."""

    candidate: Candidate
    words: tuple[str, ...]
    beside: bool
    distance: int
    said: int

    @property
    def rank(self) -> tuple[bool, int, int]:
        """What stands beside the number is what it counts; then the more is said in words the better; then the nearer."""
        return self.beside, self.said, -self.distance


class Records:
    """The figures of a year, indexed by the class of their unit."""

    def __init__(self, figures: Figures, wording: Wording) -> None:
        self.wording = wording
        self.wholes: dict[str, list[Candidate]] = {}
        self.parts: dict[str, list[Candidate]] = {}
        for figure in figures.values():
            whole = self._whole(figure)
            self.wholes.setdefault(whole.unit, []).append(whole)
            self.parts[figure.name] = list(_parts(whole))

    def _whole(self, figure: Figure) -> Candidate:
        label, subjects = figure.label.zh, self.wording.subjects.get(figure.table, ())
        words = {(label,), *(tuple(way.split("+")) for way in self.wording.figures.get(figure.name, ()))}
        unit = "percent" if figure.kind == "rate" else "money" if figure.unit.zh.endswith("元") else self.wording.unit_class(figure.unit.zh)
        # The same in each run: the longest first.
        return Candidate(figure, tuple(sorted(words, key=lambda way: (-sum(map(len, way)), way))), subjects, unit)

    def fits(self, phrase: Phrase, spoken: Mapping[str, int]) -> list[Fit]:
        """The candidates that the phrase speaks of, the best first; `spoken` are the figures that the text before it speaks
        of, each with how far off: 1 in the same sentence, 2 in the section."""
        unit = self.wording.unit_class(phrase.claim.unit)
        found = [fit for candidate in self._with_unit(unit) if (fit := self._fit(candidate, phrase))]
        named = {fit.candidate.figure.name: fit for fit in found}
        for name in {**spoken, **named}:
            for fit in self._parts(name, unit, phrase, named.get(name), spoken.get(name, _FAR)):
                found.append(fit)
        return sorted(found, key=lambda fit: fit.rank, reverse=True)

    def listed(self, name: str, phrase: Phrase) -> bool:
        """Whether the phrase names several parts of one breakdown of the figure, and so means them all together."""
        by: dict[str, int] = {}
        for part in _longest(self.parts.get(name, []), phrase.near):
            by[part.by] = by.get(part.by, 0) + 1
        return any(count > 1 for count in by.values())

    def _with_unit(self, unit: str) -> Iterator[Candidate]:
        yield from self.wholes.get(unit, ())

    def _parts(self, name: str, unit: str, phrase: Phrase, whole: Fit | None, distance: int) -> Iterator[Fit]:
        """The lines of the figure's breakdowns that the phrase names; several of one breakdown are none of them."""
        if whole is None and distance == _FAR:
            return
        parts = self.parts.get(name, [])
        if not parts or parts[0].unit != unit:
            return
        named = _longest(parts, phrase.near)
        for part in named:
            if sum(other.by == part.by for other in named) > 1:
                continue
            label = part.words[0][0]
            said = len(label) + (whole.said if whole else 0) + (2 if distance == 1 else 0)
            words = (label, *(whole.words if whole else ()))
            yield Fit(part, words, self._beside(words, phrase), 0 if whole and whole.distance == 0 else min(distance, 3), said)


    def _fit(self, candidate: Candidate, phrase: Phrase) -> Fit | None:
        words = next((way for way in candidate.words if all(word in phrase.near for word in way)), None)
        if words is None:
            return None
        distance, subject = _distance(candidate, words, phrase)
        if distance == _FAR:
            return None
        said = sum(map(len, words))
        if distance == 0 and subject and not any(subject in word for word in words):
            words, said = (*words, subject), said + len(subject)
        return Fit(candidate, words, self._beside(words, phrase), distance, said)

    def _beside(self, words: tuple[str, ...], phrase: Phrase) -> bool:
        """Whether nothing of weight stands between the number and the nearest of the words."""
        place = max(phrase.before.rfind(word) + len(word) if word in phrase.before else 0 for word in words)
        between = phrase.before[place:] if place else min((phrase.after.partition(word)[0] for word in words if word in phrase.after), key=len, default="")
        return not self.wording.plain_words.sub("", between)


def _parts(whole: Candidate) -> Iterator[Candidate]:
    for by, parts in whole.figure.by.items():
        for part in parts:
            yield Candidate(whole.figure, ((part.label.zh,),), whole.subjects, whole.unit, by, part.key)


def _longest(parts: list[Candidate], near: str) -> list[Candidate]:
    """The parts that are named, without those whose label is but a piece of another's: 合法 in 修改后合法, 2月 in 12月."""
    found = [part for part in parts if part.words[0][0] in near and not _within_number(part.words[0][0], near)]
    return [part for part in found if not any(part.words[0][0] != other.words[0][0] and part.words[0][0] in other.words[0][0] for other in found)]


def _within_number(label: str, near: str) -> bool:
    place = near.find(label)
    return label[0].isdigit() and place > 0 and near[place - 1].isdigit()


def _distance(candidate: Candidate, words: tuple[str, ...], phrase: Phrase) -> tuple[int, str]:
    """How far off the subject of the candidate's table is named, and by which word. Of a table that has no words its figures' own are enough."""
    if not candidate.subjects:
        return 0, ""
    for distance, text in enumerate(("".join(words), phrase.sentence, phrase.paragraph, phrase.heading)):
        for place in ([text, phrase.near] if distance == 0 else [text]):
            if subject := next((subject for subject in candidate.subjects if subject in place), None):
                return distance, subject
    return _FAR, ""


