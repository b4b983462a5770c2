"""The figures as they can be spoken of, and how well a phrase speaks of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from nianbao.auditing.records.phrase import Phrase
from nianbao.auditing.records.wording import Wording
from nianbao.figures import Figure, Figures

_FAR = 4  # a subject that is named nowhere


@dataclass(frozen=True)
class Way:
    """A way to say a figure: words that must stand in the claim's phrase, and words that may stand earlier in its sentence."""

    here: tuple[str, ...]
    earlier: tuple[str, ...] = ()


@cache
def way(text: str) -> Way:
    """`甲+乙`: both in the phrase; `甲…乙`: the first may stand before it."""
    *earlier, here = text.split("…")
    return Way(tuple(here.split("+")), tuple(earlier))


@dataclass(frozen=True, eq=False)
class Candidate:
    """A figure, or one line of a breakdown of it (`by`, `key`), with the ways to say it and what its table is about."""

    figure: Figure
    ways: tuple[Way, ...]
    subjects: tuple[str, ...]
    unit: str
    by: str = ""
    key: str = ""

    @cached_property
    def own(self) -> frozenset[str]:
        """Every word that says the figure or its subject."""
        return frozenset({*self.subjects, *(word for one in self.ways for word in (*one.here, *one.earlier))})

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
    recent: int = 0  # of a part, how lately its whole was spoken of

    @property
    def rank(self) -> tuple[bool, int, int, int]:
        """What stands beside the number is what it counts; then the more is said in words the better; then the nearer."""
        return self.beside, self.said, -self.distance, self.recent


class Records:
    """The figures of a year as a text can speak of them, by the class of their unit; what the text never says is left out."""

    def __init__(self, figures: Figures, wording: Wording, text: str) -> None:
        self.wording, self.text = wording, text
        self.there: dict[str, bool] = {}
        self.wholes: dict[str, dict[str, list[tuple[Candidate, Way]]]] = {}  # class of unit → word of the phrase → who is said by it
        self.parts: dict[str, list[Candidate]] = {}
        for figure in figures.values():
            whole = self._whole(figure)
            for one in whole.ways:
                self.wholes.setdefault(whole.unit, {}).setdefault(one.here[-1], []).append((whole, one))
            self.parts[figure.name] = list(self._parts_of(whole))

    def _whole(self, figure: Figure) -> Candidate:
        ways = {way(text) for text in (figure.label.zh, *self.wording.figures.get(figure.name, ()))}
        unit = "percent" if figure.kind == "rate" else "money" if figure.unit.zh.endswith("元") else self.wording.unit_class(figure.unit.zh)
        said = sorted(filter(self._is_there, ways), key=lambda one: (-sum(map(len, one.here)), one.here, one.earlier))
        return Candidate(figure, tuple(said), self.wording.subjects.get(figure.table, ()), unit)

    def _parts_of(self, whole: Candidate) -> Iterator[Candidate]:
        for by, parts in whole.figure.by.items():
            for part in parts:
                if self._stands(part.label.zh):
                    yield Candidate(whole.figure, (Way((part.label.zh,)),), whole.subjects, whole.unit, by, part.key)

    def _is_there(self, one: Way) -> bool:
        return all(map(self._stands, one.here)) and all(map(self._stands, one.earlier))

    def _stands(self, word: str) -> bool:
        """Whether the text has the word anywhere."""
        if word not in self.there:
            self.there[word] = word in self.text
        return self.there[word]

    def fits(self, phrase: Phrase, spoken: Mapping[str, int]) -> list[Fit]:
        """The candidates that the phrase speaks of, the best first; `spoken` are the figures that the text before it speaks
        of, the last one last, each with how far off: 1 in the same sentence, 2 in the section."""
        unit = self.wording.unit_class(phrase.claim.unit)
        named: dict[str, Fit] = {}
        for word, said in self.wholes.get(unit, {}).items():
            for candidate, one in said if word in phrase.near else ():
                fit, name = self._fit(candidate, one, phrase), candidate.figure.name
                if fit and (name not in named or fit.rank > named[name].rank):
                    named[name] = fit
        found = list(named.values())
        for recent, name in enumerate({**dict.fromkeys(named), **spoken}):
            found += self._parts(name, unit, phrase, named.get(name), spoken.get(name, _FAR), recent)
        return sorted(found, key=lambda fit: fit.rank, reverse=True)

    def listed(self, name: str, phrase: Phrase) -> bool:
        """Whether the phrase names several parts of one breakdown of the figure, and so means them all together."""
        by = Counter(part.by for part in _longest(self.parts.get(name, []), phrase.unmasked))
        return any(count > 1 for count in by.values())

    def _parts(self, name: str, unit: str, phrase: Phrase, whole: Fit | None, distance: int, recent: int) -> Iterator[Fit]:
        """The lines of the figure's breakdowns that the phrase names; several of one breakdown are none of them."""
        parts = self.parts.get(name, [])
        if not parts or parts[0].unit != unit:
            return
        named = _longest(parts, phrase.unmasked)
        for part in named:
            if sum(other.by == part.by for other in named) > 1:
                continue
            label = part.ways[0].here[0]
            words = (label, *(whole.words if whole else ()))
            said = len(label) + (whole.said if whole else 0) + (2 if distance == 1 else 0)
            yield Fit(part, words, self._beside(words, phrase), 0 if whole and whole.distance == 0 else min(distance, 3), said, recent)

    def _fit(self, candidate: Candidate, one: Way, phrase: Phrase) -> Fit | None:
        if not (all(word in phrase.near for word in one.here) and all(word in phrase.sentence or word in phrase.near for word in one.earlier)):
            return None
        distance, subject = _distance(candidate, one.here, phrase)
        if distance == _FAR:
            return None
        words = one.here if distance or not subject or any(subject in word for word in one.here) else (*one.here, subject)
        said = _covered(words, phrase.near) + sum(map(len, one.earlier))
        return Fit(candidate, words, self._beside(words, phrase), distance, said)

    def _beside(self, words: tuple[str, ...], phrase: Phrase) -> bool:
        """Whether nothing of weight stands between the number and the nearest of the words."""
        place = max(phrase.before.rfind(word) + len(word) if word in phrase.before else 0 for word in words)
        between = phrase.before[place:] if place else min((phrase.after.partition(word)[0] for word in words if word in phrase.after), key=len, default="")
        return not self.wording.rest(between)


def _longest(parts: list[Candidate], near: str) -> list[Candidate]:
    """The parts that are named, without those whose label is but a piece of another's: 合法 in 修改后合法, 2月 in 12月."""
    found = {part: label for part in parts if (label := part.ways[0].here[0]) in near and not _within_number(label, near)}
    return [part for part, label in found.items() if not any(label != other and label in other for other in found.values())]


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


def _covered(words: tuple[str, ...], text: str) -> int:
    """How many signs of the text the words are, each where it stands last."""
    return len({text.rfind(word) + place for word in words for place in range(len(word))})
