"""The figures of a year, exact as the office has them: what is printed hides small numbers, these do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from nianbao.errors import WrongParameter
from nianbao.exploring.book import Book, Shown, short
from nianbao.exploring.checks import checks_of
from nianbao.figures import Amount, Figure, read_figures
from nianbao.figures import Figures as Found
from nianbao.markup import Column, Row, element, joined
from nianbao.review.block import Block
from nianbao.review.telling import change_in, labelled, number, with_unit, year_name
from nianbao.words import Words, listed, said

if TYPE_CHECKING:
    import pandas as pd

    from nianbao.explaining import Explanation
    from nianbao.exploring.year import Year

WHERE = "year.figures"


class Figures(Book):
    """Every figure of the review by name, and parts of a breakdown by `figure: label`.

    >>> year.figures["petitions.closing_rate"]
    办结率 100%，上年 96.6%，比上年提高3.4个百分点
    分子 petitions.closed ÷ 分母 petitions.received + petitions.carried_in
    """

    def __getitem__(self, name: str) -> OneFigure:
        """Raises MissingStep, StaleChecks, and UnknownFigure with the nearest name."""
        return OneFigure(self._year, self._found().named(str(name), WHERE))

    @property
    def frame(self) -> pd.DataFrame:
        """A row for each figure: name, label, value, unit, the year before's value; rates lie between 0 and 1."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"figure": figure.name, "label": figure.label.of(self.lang), "value": _float(figure.amount), "unit": figure.unit.of(self.lang),
                 "previous": _float(figure.previous), "table": figure.table, "kind": figure.kind}
                for figure in self._found().values()
            ]
        )  # fmt: skip

    def _found(self) -> Found:
        checks_of(self._year)  # figures of earlier records are none of this year's
        return read_figures(self._year.checked / "figures.json")

    def _names(self) -> list[str]:
        return list(self._found())

    def _html(self) -> Markup:
        year, count = self._year.year, len(self)
        return self._table(said(self.lang, f"{year}年的数据（{count}）", f"Figures of {year} ({count})"), ".figures.frame")

    def _table(self, caption: str, whole: str) -> Markup:
        lang, year = self.lang, self._year.year
        rows: list[Row] = [
            [figure.name, labelled(figure, lang), number(figure, figure.amount, lang), number(figure, figure.previous, lang) if figure.previous else "—"]
            for figure in self._found().values()
        ]
        heads = [Column(said(lang, "名称", "Name")), Column(said(lang, "数据", "Figure")), *(Column(year_name(one, lang), True) for one in (year, year - 1))]
        return short(caption, heads, rows, whole, lang)


@dataclass(frozen=True, repr=False)
class OneFigure(Shown):
    """One figure of the year: `figure` is what the review prints, the rest what an analyst asks of it."""

    year: Year
    figure: Figure

    @property
    def lang(self) -> str:  # type: ignore[override]
        return self.year.lang

    @property
    def name(self) -> str:
        return self.figure.name

    @property
    def value(self) -> Any:
        """The number: whole, exact decimal, of a rate 0 to 1; None where there is nothing to compute."""
        return self.figure.value

    @property
    def previous(self) -> Any:
        """The year before's number, or None."""
        return self.figure.previous.value if self.figure.previous else None

    @property
    def by(self) -> Breakdowns:
        """Its breakdowns: `year.figures["petitions.received"].by["channel"]` is a frame."""
        return Breakdowns(self.year, self.figure)

    def explain(self) -> Explanation:
        """As `year.explain` with its name."""
        return self.year.explain(self.name)

    def chart(self, by: str | None = None) -> Block:
        """As `year.chart` with its name."""
        return self.year.chart(self.name, by)

    def _html(self) -> Markup:
        figure, lang = self.figure, self.lang
        told = [f"{figure.label.of(lang)} {with_unit(figure, figure.amount, lang)}"]
        if figure.previous:
            told.append(said(lang, "上年 ", "the year before ") + with_unit(figure, figure.previous, lang))
            told.append(change_in(figure, lang))
        parts = [element("p", joined([part for part in told if part], said(lang, "，", ", ")))]
        if figure.kind == "rate":
            part, _, whole = figure.condition.partition(" / ")
            names = (_full(text, figure.table) for text in (part, whole.strip("()")))
            parts.append(element("p", said(lang, "分子 {} ÷ 分母 {}", "part {} ÷ whole {}").format(*names)))
        if figure.by:
            parts.append(element("p", said(lang, "可分类：", "Breakdowns: ") + listed(figure.by, lang)))
        return joined(parts)


class Breakdowns(Book):
    """The breakdowns of one figure, each as a frame: key, label, value, previous.

    >>> year.figures["petitions.received"].by["channel"]
          key label  value  previous
    0  letter    来信     25        24
    1   visit    来访    120       130
    2  online    网信     98        94
    3    call    来电    170       150
    """

    def __init__(self, year: Year, figure: Figure) -> None:
        super().__init__(year)
        self._figure = figure

    def __getitem__(self, by: str) -> pd.DataFrame:
        """Raises WrongParameter where the figure has no such breakdown."""
        import pandas as pd

        return pd.DataFrame(
            [
                {"key": part.key, "label": part.label.of(self.lang), "value": part.value, "previous": part.previous}
                for part in parts_by(self._figure, by)
            ]
        )

    @property
    def frame(self) -> pd.DataFrame:
        import pandas as pd

        return pd.concat([self[by].assign(by=by) for by in self], ignore_index=True) if len(self) else pd.DataFrame()

    def _names(self) -> list[str]:
        return list(self._figure.by)

    def _html(self) -> Markup:
        lang = self.lang
        return element("p", said(lang, f"{self._figure.name} 的分类：", f"Breakdowns of {self._figure.name}: ") + listed(self, lang))


def parts_by(figure: Figure, by: str) -> Any:
    """The parts of a breakdown. Raises WrongParameter, which names those that there are, or says that the figure has none."""
    if by in figure.by:
        return figure.by[by]
    if not figure.by:
        expected = Words(zh="有分类的数据", en="a figure with breakdowns")
        raise WrongParameter(name="name", expected=expected, got=repr(figure.name), kind="str")
    ways = {lang: listed(figure.by, lang) for lang in ("zh", "en")}
    expected = Words(zh=f"{figure.name} 的分类之一（{ways['zh']}）", en=f"a breakdown of {figure.name} ({ways['en']})")
    raise WrongParameter(name="by", expected=expected, got=repr(by), kind=type(by).__name__)


def _float(amount: Amount | None) -> float | None:
    return None if amount is None or amount.value is None else float(amount.value)


def _full(text: str, table: str) -> str:
    """`received + carried_in` with the table before each name."""
    return " ".join(word if not word[0].isalpha() or "." in word else f"{table}.{word}" for word in text.split())
