"""Every claim held against the records: the figure that it speaks of, and whether it is that number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nianbao.auditing.document import Document, Mark
from nianbao.auditing.records.candidates import Fit, Records
from nianbao.auditing.records.match import Match
from nianbao.auditing.records.phrase import Phrase, phrases
from nianbao.auditing.records.telling import record_of, source_of
from nianbao.auditing.records.wording import wording
from nianbao.claims import Claim
from nianbao.figures import Figure, Figures
from nianbao.proofing.agreeing import agrees, amount_of, truth_of
from nianbao.rolling import Offices

_PASSED_OVER = ("plan", "table", "rank")
_CHANGES = ("growth", "points")


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
        of = "change" if claim.kind in _CHANGES else ""
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
        name = next((name for name, distance in reversed(list(self._before(phrase))) if distance == 1), "")
        figure = self.figures.get(name)
        if figure is None or truth_of(figure, "change") is None or (phrase.claim.unit == "%") or not agrees(phrase.claim, phrase.numeral, figure, "change"):
            return Match(phrase.claim, "no record")
        return self._told(phrase, figure, "change")

    def _before(self, phrase: Phrase) -> Iterator[tuple[str, int]]:
        """The figures that are spoken of before the phrase under its heading, the last one last; 1 in its own sentence, 2 before."""
        start = phrase.claim.number[0] - len(phrase.before) - len(phrase.sentence)
        for name, other in self.spoken:
            yield name, 1 if other.claim.number[0] >= start else 2

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
        amount = amount_of(figure, of) if of != "change" else figure.amount
        if truth_of(figure, of) is None:
            hidden = amount is not None and amount.hidden
            return Match(claim, "no record", figure.name, figure.label, of, record_of(figure, of, self.lang) if hidden else "")
        verdict = "matched" if agrees(claim, phrase.numeral, figure, of) else "differs"
        severity = "error" if certain else "warn"
        return Match(claim, verdict, figure.name, figure.label, of, record_of(figure, of, self.lang), source_of(figure, self.figures), severity)  # type: ignore[arg-type]


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


