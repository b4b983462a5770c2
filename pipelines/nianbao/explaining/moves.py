"""What moved since a run, as facts, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nianbao.explaining.explanation import amount_json
from nianbao.explaining.telling import WHERE, Section, sections_html, sections_text, with_unit
from nianbao.figures import Amount, Figure, plain_number, written_amount
from nianbao.words import Words, said

DATA, FACTS, READING, CODE, DATE, RULE = "data", "facts", "columns", "code", "as_of", "rule"
CAUSES = {
    DATA: Words(zh="数据", en="records"),
    FACTS: Words(zh="office.yml 的数", en="facts of office.yml"),
    READING: Words(zh="列的定义", en="definition of columns"),
    CODE: Words(zh="程序", en="program"),
    DATE: Words(zh="统计截止日", en="reference date"),
    RULE: Words(zh="规则", en="rule"),
}
_PARTS_SHOWN = 8


@dataclass(frozen=True)
class Change:
    """One thing that is no longer what it was: which cause it is, of what table or figure, and how it changed."""

    cause: str
    of: Words | None
    says: Words


@dataclass(frozen=True)
class Step:
    """A share of the move. Of several `causes` it cannot be said which; of none, nothing known has changed."""

    start: Amount
    end: Amount
    causes: tuple[str, ...]


@dataclass(frozen=True)
class PartMoved:
    """A line of a breakdown that moved."""

    way: str
    label: Words
    start: Any
    end: Any


@dataclass(frozen=True)
class Moved:
    """A figure that moved: from `before`, in steps; its parts; the year before's number where that moved."""

    figure: Figure
    before: Amount
    previous: Amount | None
    steps: tuple[Step, ...]
    parts: tuple[PartMoved, ...]
    causes: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Since:
    """What became of an office's figures since a run. Shows as a page in a notebook, as text in a terminal."""

    run: str
    office: Words
    year: int
    lang: str
    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]
    appeared: tuple[Figure, ...]
    vanished: tuple[tuple[str, Words], ...]
    still: int

    def text(self, everything: bool = False) -> str:
        """What moved, for a terminal; with `everything`, every part of every breakdown."""
        return sections_text([self._head()], self._sections(everything))

    def json(self) -> dict[str, Any]:
        """Every fact of it."""
        return {
            "since": self.run,
            "year": self.year,
            "changes": [
                {"cause": change.cause, "of": change.of.json() if change.of else None, "says": change.says.json()}
                for change in self.changes
            ],
            "moved": [
                {
                    "figure": moved.figure.name, "label": moved.figure.label.json(),
                    "before": amount_json(moved.before), "now": amount_json(moved.figure.amount),
                    "steps": [
                        {"from": amount_json(step.start), "to": amount_json(step.end), "causes": list(step.causes)}
                        for step in moved.steps
                    ],
                    "previous_before": amount_json(moved.previous) if moved.previous else None,
                    "parts": [
                        {"by": part.way, "label": part.label.json(), "before": float(part.start), "now": float(part.end)}
                        for part in moved.parts
                    ],
                    "causes": list(moved.causes),
                }
                for moved in self.moved
            ],
            "appeared": [figure.name for figure in self.appeared],
            "vanished": [name for name, _ in self.vanished],
            "still": self.still,
        }  # fmt: skip

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return str(sections_html([self._head()], self._sections(False)))

    def _head(self) -> str:
        name = self.office.of(self.lang)
        return said(self.lang, f"{name}{self.year}年的数据，与运行 {self.run} 相比", f"{name}, {self.year}: figures since the run {self.run}")

    def _sections(self, everything: bool) -> Iterator[Section]:
        lang = self.lang
        changed = Section(said(lang, "变动的来源", "What has changed"))
        for change in self.changes:
            of = f"{change.of.of(lang)}{said(lang, '：', ': ')}" if change.of else ""
            changed.say(f"{CAUSES[change.cause].of(lang)}{said(lang, '：', ': ')}{of}{change.says.of(lang)}")
        if not self.changes:
            changed.say(said(lang, "没有。", "Nothing."))
        yield changed
        figures = Section(said(lang, f"变了的数据（{len(self.moved)}项）", f"Figures that moved ({len(self.moved)})"))
        for moved in self.moved:
            for line in _moved(moved, lang, everything):
                figures.say(line)
        figures.say(said(lang, f"没有变的：{self.still}项。", f"Unmoved: {self.still}."))
        yield figures
        yield from self._come_and_gone()

    def _come_and_gone(self) -> Iterator[Section]:
        lang = self.lang
        come = [f"{figure.label.of(lang)} ({figure.name}) {_written(figure, figure.amount, lang)}" for figure in self.appeared]
        gone = [f"{label.of(lang)} ({name})" for name, label in self.vanished]
        for heading, lines in ((said(lang, "新有的数据", "Figures that appeared"), come), (said(lang, "不再有的数据", "Figures that vanished"), gone)):
            if lines:
                section = Section(heading)
                for line in lines:
                    section.say(line)
                yield section


def _moved(moved: Moved, lang: str, everything: bool) -> Iterator[str]:
    figure = moved.figure
    head = f"{figure.label.of(lang)} ({figure.name})"
    if moved.steps:
        yield f"{head}{said(lang, '：', ': ')}{_written(figure, moved.before, lang)} → {_written(figure, figure.amount, lang)}"
        for step in moved.steps:
            yield "    " + _step(figure, step, lang)
    else:
        total = said(lang, f"{_written(figure, figure.amount, lang)}未变", f"still {_written(figure, figure.amount, lang)}")
        yield f"{head}{said(lang, '：', ': ')}{total}{said(lang, '；', '; ')}{_of_causes(moved.causes, lang)}"
    shown = moved.parts if everything else moved.parts[:_PARTS_SHOWN]
    for part in shown:
        yield f"    {figure.name}: {part.label.of(lang)}{said(lang, '：', ': ')}{plain_number(part.start, lang)} → {plain_number(part.end, lang)}"
    if more := len(moved.parts) - len(shown):
        yield "    " + said(lang, f"另有{more}个分类有变动（--all 全部列出）", f"{more} more parts (--all lists them)")
    if moved.previous is not None and figure.previous is not None:
        then, now = (_written(figure, amount, lang) for amount in (moved.previous, figure.previous))
        yield "    " + said(lang, f"上年的数：{then} → {now}", f"the year before: {then} → {now}")


def _step(figure: Figure, step: Step, lang: str) -> str:
    text = f"{_of_causes(step.causes, lang)}{said(lang, '：', ': ')}{_written(figure, step.start, lang)} → {_written(figure, step.end, lang)}"
    return text + (said(lang, f"（{told}）", f" ({told})") if (told := _difference(figure, step, lang)) else "")


def _of_causes(causes: tuple[str, ...], lang: str) -> str:
    """`规则`, `数据或程序，不能分开`, or that nothing is known to have changed."""
    if not causes:
        return said(
            lang, "原因不明（记载的数据、规则和程序都没有变，可能是用别的版本清理的）",
            "cause unknown (no change of records, rules or program is on record; perhaps another version cleaned them)",
        )  # fmt: skip
    named = said(lang, "或", " or ").join(CAUSES[cause].of(lang) for cause in causes)
    return named if len(causes) == 1 else named + said(lang, "（不能分开）", " (cannot be told apart)")


def _difference(figure: Figure, step: Step, lang: str) -> str:
    if step.start.value is None or step.end.value is None:
        return ""
    difference = Decimal(step.end.value) - Decimal(step.start.value)
    size = plain_number(round(abs(difference) * (100 if figure.kind == "rate" else 1), 1 if figure.kind in ("rate", "mean") else 2), lang)
    sign = "+" if difference > 0 else "−"
    points = said(lang, "个百分点", " points") if figure.kind == "rate" else ""
    return f"{sign}{size}{points}" if difference else ""


def _written(figure: Figure, amount: Amount, lang: str) -> str:
    text = with_unit(figure.kind, figure.unit, amount, lang)
    if figure.kind != "rate" or amount.whole is None:
        return text
    numbers = " ÷ ".join(written_amount(Amount(number), "exact", lang, WHERE) for number in (amount.part, amount.whole))
    return text + said(lang, f"（{numbers}）", f" ({numbers})")
