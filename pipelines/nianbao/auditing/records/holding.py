"""Every claim held against the records: the figure that it speaks of, and whether it is that number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from nianbao.auditing.document import Document, Mark
from nianbao.auditing.records.candidates import Fit, Records
from nianbao.auditing.records.match import Match
from nianbao.auditing.records.phrase import Phrase, phrases
from nianbao.auditing.records.telling import record_of, source_of
from nianbao.auditing.records.wording import wording
from nianbao.claims import Claim
from nianbao.claims.words import vocabulary
from nianbao.figures import Figure, Figures
from nianbao.proofing.agreeing import MOVES, agrees, amount_of, truth_of
from nianbao.rolling import Offices

_PASSED_OVER = ("plan", "table", "rank")
_CHANGES = ("growth", "points")
_MOVED_TO = ("至", "到", "为", "达")


def hold(document: Document, claims: Sequence[Claim], figures: Figures, lang: str = "zh", *, year: int | None = None, offices: Offices | None = None) -> list[Match]:
    """What the public figures of the office's year say to each claim, plans and cells of tables aside.

    A number of our own HTML is held against the figure that it names, every other against the one that its words speak of;
    a number alone never says which. Where the words may mean several, or only a part, it is "no record". `year` is the
    report's: without it, claims of other periods are not held; `offices` are those of a roll-up.
    """
    held = [claim for claim in claims if claim.kind not in _PASSED_OVER]
    return list(_Holding(document, figures, year, offices, lang).matches(held))


class _Holding:
    def __init__(self, document: Document, figures: Figures, year: int | None, offices: Offices | None, lang: str) -> None:
        self.document, self.figures, self.year, self.offices, self.lang = document, figures, year, offices, lang
        self.records = Records(figures, wording(), document.text)
        self.marks = {place: mark for mark in document.marks for place in range(mark.start, mark.end)}
        self.spoken: list[tuple[str, Phrase]] = []

    def matches(self, claims: Sequence[Claim]) -> Iterator[Match]:
        for phrase in phrases(self.document, claims):
            if self.spoken and self.spoken[-1][1].heading != phrase.heading:
                self.spoken.clear()
            mark = self.marks.get(phrase.claim.number[0])
            found = self._by_mark(phrase, mark) if mark else self._by_words(phrase)
            if found.figure and not found.of:
                self.spoken.append((found.figure.partition(":")[0], phrase))
            yield found

    def _by_mark(self, phrase: Phrase, mark: Mark) -> Match:
        figure = _marked(mark.attributes, self.figures, self.offices)
        of = mark.attributes.get("data-of", "")
        if figure is None:
            return Match(phrase.claim, "no record")
        return self._told(phrase, figure, of, certain=True)

    def _by_words(self, phrase: Phrase) -> Match:
        claim = phrase.claim
        of = "change" if claim.kind in _CHANGES or _is_step(phrase) else ""
        if claim.period and not of:
            if self.year is None or claim.period not in (str(self.year), str(self.year - 1)):
                return Match(claim, "no record")
            of = "" if claim.period == str(self.year) else "previous"
        if of == "change":
            return self._change(phrase)
        fits = self.records.fits(phrase, dict(self._before(phrase)))
        best = [fit for fit in fits if fit.rank == fits[0].rank]
        agreeing = [fit for fit in best if agrees(claim, phrase.numeral, fit.candidate.found, of)]
        # Every other rate is 100 %: there only clear words will do.
        if agreeing and (claim.unit != "%" or self._is_clear(agreeing[0], phrase)):
            return self._told(phrase, agreeing[0].candidate.found, of)
        if len(best) == 1 and self._is_clear(best[0], phrase):
            return self._told(phrase, best[0].candidate.found, of, certain=best[0].distance == 0)
        return Match(claim, "no record")

    def _change(self, phrase: Phrase) -> Match:
        """An increase or decrease is that of the figure that the sentence spoke of last."""
        claim = phrase.claim
        name, other = self.spoken[-1] if self.spoken else ("", None)
        figure = self.figures.get(name)
        if figure is None or other is None or not phrase.sentence.endswith(("，", ",")) or other.claim.number[0] < phrase.sentence_start:
            return Match(claim, "no record")
        of = "growth" if claim.unit == "%" else "change"
        words = vocabulary()
        wording = self.records.wording
        clear = not wording.rest(words.growth.sub("", words.compared.sub("", phrase.before)), wording.last_year)
        truth = truth_of(figure, of)
        same_unit = claim.kind in _CHANGES or wording.unit_class(claim.unit) == wording.unit_class(figure.unit.zh)
        if truth is None or not same_unit or not (clear or (of == "change" and agrees(_signed(phrase), phrase.numeral, figure, of))):
            return Match(claim, "no record")
        return self._told(phrase, figure, of)

    def _before(self, phrase: Phrase) -> Iterator[tuple[str, int]]:
        """The figures that are spoken of before the phrase under its heading, the last one last; 1 in its own sentence, 2 before."""
        for name, other in self.spoken:
            yield name, 1 if other.claim.number[0] >= phrase.sentence_start else 2

    def _is_clear(self, fit: Fit, phrase: Phrase) -> bool:
        """Whether the phrase says nothing but the figure: no word is left that might make it a part. A list of its parts is all of it."""
        wording = self.records.wording
        if not fit.beside or (fit.candidate.by and fit.distance > 1):
            return False
        if not self.records.listed(fit.candidate.figure.name, phrase) and wording.rest(phrase.before, {*fit.words, *fit.candidate.own}):
            return False
        in_all = fit.candidate.by or any(word in phrase.before for word in wording.totalling)
        return bool(in_all) or not (phrase.clause_before.endswith("的") or wording.narrowing.search(phrase.clause_before))

    def _told(self, phrase: Phrase, figure: Figure, of: str, certain: bool = False) -> Match:
        claim = phrase.claim
        amount = figure.amount if of in MOVES else amount_of(figure, of)
        if truth_of(figure, of) is None:
            hidden = amount is not None and amount.hidden
            return Match(claim, "no record", figure.name, figure.label, of, record_of(figure, of, self.lang) if hidden else "")
        verdict = "matched" if agrees(_signed(phrase) if of in MOVES else claim, phrase.numeral, figure, of) else "differs"
        severity = "error" if certain else "warn"
        return Match(claim, verdict, figure.name, figure.label, of, record_of(figure, of, self.lang), source_of(figure, self.figures), severity)  # type: ignore[arg-type]


def _is_step(phrase: Phrase) -> bool:
    """Whether the number says by how much another has moved: 比上年增加34件."""
    words = vocabulary()
    return bool(words.growth.search(phrase.before) and words.compared.search(phrase.before)) and not phrase.before.endswith(_MOVED_TO)


def _signed(phrase: Phrase) -> Claim:
    """The claim of a step, below zero where it is a fall."""
    claim = phrase.claim
    return replace(claim, value=-abs(claim.value) if claim.value < 0 or vocabulary().fall.search(phrase.before) else claim.value)


def _marked(attributes: Mapping[str, str], figures: Figures, offices: Offices | None) -> Figure | None:
    """The figure that a mark names; None where there is none of that name."""
    try:
        figure = figures[attributes["data-figure"]]
        if office := attributes.get("data-office"):
            if offices is None:
                return None
            figure = offices.of(figure, offices.row(office))
        return figure.at(attributes["data-by"], attributes.get("data-key", "")) if "data-by" in attributes else figure
    except KeyError:
        return None


