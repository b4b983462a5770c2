"""One office's year: its dates, its language and its folders."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from nianbao.errors import UnknownParameter, UnknownYear, WrongParameter
from nianbao.levels import Levels
from nianbao.office import Office, Workspace
from nianbao.words import Lang, Words, nearest

Engine = Literal["gx", "duckdb"]
PARAMETERS = ("office", "year", "as_of", "lang", "draft", "engine")


@dataclass(frozen=True)
class Work:
    """The year's work of one office. Cases still open are judged at `as_of`; nothing else reads a clock.

    `engine` runs the rules on rows: Great Expectations ("gx"), or the same rules as queries ("duckdb").
    """

    workspace: Workspace
    office: Office
    year: int
    start: date
    end: date
    as_of: date
    lang: Lang = "zh"
    draft: bool = False
    engine: Engine = "gx"

    @property
    def raw(self) -> Path:
        """The files as received; never written to."""
        return self.office.folder / str(self.year)

    @property
    def clean(self) -> Path:
        """What the clean step leaves: tables, quarantine.csv, clean.json."""
        return self.workspace.root / "data" / "clean" / self.office.id / str(self.year)

    @property
    def checked(self) -> Path:
        """What the check step leaves: figures.json, exact; public.json, as it may be printed; checks.json and public_checks.json likewise; checks.html."""
        return self.workspace.root / "data" / "checked" / self.office.id / str(self.year)

    @property
    def runs(self) -> Path:
        """What runs leave: logs, notebooks as executed, snapshots of the figures."""
        return self.workspace.root / "data" / "runs" / self.office.id / str(self.year)

    @property
    def review(self) -> Path:
        """The finished review: `2023`, in English `2023-en`. A draft has a folder of its own (`2023-draft`), so that it
        never stands where a review should."""
        name = f"{self.year}{'' if self.lang == 'zh' else f'-{self.lang}'}{'-draft' if self.draft else ''}"
        return self.workspace.root / "reviews" / self.office.id / name

    @property
    def published(self) -> Path:
        """Its editions on the site, each in a folder by its number; those in English below `en`."""
        folder = self.workspace.root / "site" / self.office.id / str(self.year)
        return folder if self.lang == "zh" else folder / self.lang

    @property
    def before(self) -> Work | None:
        """The same office's year before, judged a year earlier; None where it has no raw folder."""
        if self.year - 1 not in self.office.years:
            return None
        return Work(
            self.workspace, self.office, self.year - 1, _earlier(self.start), _earlier(self.end), _earlier(self.as_of),
            self.lang,
        )  # fmt: skip

    @property
    def effective(self) -> dict[str, Any]:
        """The parameters that the year's outputs are made with, as they stand after every default and office.yml."""
        settings = self.office.file
        return {
            "as_of": self.as_of.isoformat(), "lang": self.lang, "suppress_below": settings.suppress_below.model_dump(),
            "fonts": settings.fonts, "cover": settings.cover, "contents": settings.contents,
        }  # fmt: skip

    @property
    def dates(self) -> dict[str, date]:
        """The dates that conditions may name: start, end, as_of."""
        return {"start": self.start, "end": self.end, "as_of": self.as_of}


def open_work(
    office: str,
    year: int,
    as_of: str | date | None = None,
    lang: str = "zh",
    draft: bool = False,
    workspace: str | Path | Workspace | None = None,
    engine: str = "gx",
) -> Work:
    """The office's year, every parameter checked before any work.

    `as_of` is a date or YYYY-MM-DD, by default the last day of the year. An office with others below it needs no raw folder:
    its figures may be theirs. Raises WrongParameter, UnknownParameter,
    NoWorkspace, UnknownOffice, UnknownYear.
    """
    refuse_unknown_parameters()
    _require("office", office, isinstance(office, str), Words(zh="文字", en="a text"))
    day = reference_day(year, as_of)
    _require("lang", lang, lang in ("zh", "en"), Words(zh="zh 或 en", en="zh or en"))
    _require("draft", draft, isinstance(draft, bool), Words(zh="True 或 False", en="True or False"))
    _require("engine", engine, engine in get_args(Engine), Words(zh="gx 或 duckdb", en="gx or duckdb"))
    place = workspace if isinstance(workspace, Workspace) else Workspace.find(workspace)
    known = place.office(office)
    if year not in known.years and not Levels(place).has_below(office):
        raise UnknownYear(office=office, got=year, folder=known.folder / str(year), known=known.years)
    return Work(place, known, year, date(year, 1, 1), date(year, 12, 31), day, lang, draft, engine)  # type: ignore[arg-type]


def reference_day(year: int, as_of: str | date | None = None) -> date:
    """The day at which the year's open cases are judged: as told, else its last. Raises WrongParameter."""
    is_year = isinstance(year, int) and not isinstance(year, bool) and 1900 <= year <= 9998
    _require("year", year, is_year, Words(zh="四位年份", en="a year of four digits"))
    return _as_of(as_of) or date(year, 12, 31)


def refuse_unknown_parameters() -> None:
    """Stops a notebook into which papermill has injected a name that is no parameter: papermill itself only logs it."""
    for name in _injected():
        if name not in PARAMETERS:
            raise UnknownParameter(got=name, known=PARAMETERS, near=nearest(name, PARAMETERS))


def _injected() -> list[str]:
    """The names that papermill's cell assigns, read from the cells this kernel has run."""
    ipython = sys.modules.get("IPython")  # in a kernel it is there; elsewhere it would take a third of a second to see nothing
    shell = ipython.get_ipython() if ipython else None
    cells = shell.user_ns.get("In", []) if shell else []
    injected = [cell for cell in cells if cell.startswith("# Parameters\n")]
    if not injected:
        return []
    assigned = (node.targets for node in ast.parse(injected[-1]).body if isinstance(node, ast.Assign))
    return [target.id for targets in assigned for target in targets if isinstance(target, ast.Name)]


def _as_of(value: str | date | None) -> date | None:
    if value is None or value == "" or type(value) is date:
        return value or None
    expected = Words(zh="形如 2023-12-31 的日期", en="a date such as 2023-12-31")
    _require("as_of", value, isinstance(value, str), expected)
    try:
        # strptime is stricter than fromisoformat, which also takes 20231231 and 2023-W52-7.
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise WrongParameter(name="as_of", expected=expected, got=repr(value), kind="str") from None


def _require(name: str, value: Any, holds: bool, expected: Words) -> None:
    if not holds:
        raise WrongParameter(name=name, expected=expected, got=repr(value), kind=type(value).__name__)


def _earlier(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
