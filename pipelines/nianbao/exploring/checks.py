"""What came of each rule in a year, exact as the office has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from nianbao.checking import outcome_summary, outcome_tables, outcome_word, read_checks, verdict
from nianbao.errors import MissingStep, NoSuchRule
from nianbao.exploring.book import Book, Shown
from nianbao.markup import element, joined
from nianbao.words import nearest, said

if TYPE_CHECKING:
    import pandas as pd

    from nianbao.exploring.year import Year


class Checks(Book):
    """Every rule by its id, with what came of it; failures first where it shows itself.

    >>> year.checks["petitions.accepted-within-15-days"].outcome
    'pass'
    >>> year.checks.failed
    ['files.rows-readable', 'files.no-duplicates']
    >>> year.checks["files.rows-readable"].rows["row"].tolist()
    [258]
    """

    def __getitem__(self, rule: str) -> OneCheck:
        """Raises MissingStep, StaleChecks, and NoSuchRule with the nearest id."""
        found = {outcome["rule"]: outcome for outcome in self._outcomes()}
        if rule not in found:
            raise NoSuchRule(got=rule, page=self._year.checked / "checks.html", near=nearest(str(rule), found))
        return OneCheck(self._year, found[rule])

    @property
    def failed(self) -> list[str]:
        """The rules that failed, waived or not."""
        return [outcome["rule"] for outcome in self._outcomes() if outcome["outcome"] == "fail"]

    @property
    def frame(self) -> pd.DataFrame:
        """A row for each rule: rule, table, severity, outcome, checked, failed, and what it says."""
        import pandas as pd

        kept = ("rule", "table", "severity", "outcome", "checked", "failed")
        return pd.DataFrame([{name: outcome[name] for name in kept} | {"says": outcome["says"][self.lang]} for outcome in self._outcomes()])

    def _outcomes(self) -> list[dict[str, Any]]:
        return checks_of(self._year)["outcomes"]

    def _names(self) -> list[str]:
        return [outcome["rule"] for outcome in self._outcomes()]

    def _html(self) -> Markup:
        found = checks_of(self._year)
        return joined([element("p", verdict(found, self.lang)), outcome_summary(found, self.lang)])


@dataclass(frozen=True, repr=False)
class OneCheck(Shown):
    """One rule's outcome: `facts` is its entry in checks.json."""

    year: Year
    facts: Mapping[str, Any]

    @property
    def lang(self) -> str:  # type: ignore[override]
        return self.year.lang

    @property
    def outcome(self) -> str:
        """pass, fail, could_not_check or nothing_to_check."""
        return str(self.facts["outcome"])

    @property
    def rows(self) -> pd.DataFrame:
        """Where the failing rows stand: file, sheet, row as Excel shows it (of a form the column)."""
        import pandas as pd

        columns = ["file", "sheet", "row", *(["column"] if any("column" in row for row in self.facts["rows"]) else [])]
        return pd.DataFrame(self.facts["rows"], columns=columns)

    def _html(self) -> Markup:
        facts, lang = dict(self.facts), self.lang
        title = f"{facts['rule']}{said(lang, '：', ': ')}{facts['says'][lang]}{said(lang, '，', ', ')}{outcome_word(facts).of(lang)}"
        return joined([element("p", title), outcome_tables({**checks_of(self.year), "outcomes": [facts]}, lang)])


def checks_of(year: Year) -> dict[str, Any]:
    """The content of the year's checks.json. Raises StaleChecks, and MissingStep, which says what to run."""
    path = year.checked / "checks.json"
    if not path.exists():
        raise MissingStep(file=path, step=f"nianbao run {year.office.id} {year.year}")
    return read_checks(year)
