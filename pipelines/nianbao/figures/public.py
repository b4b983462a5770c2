"""The public figures: what may be printed. Page, Word, PDF, workbook, site and diff are made from these alone.

They are made once, by the check step: small numbers are hidden, and whatever gives one of them away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nianbao.figures.cells import LAST, THIS, Rules, System, balances, cell, same_number, system_of, withdrawn
from nianbao.figures.model import Amount, Figure, Figures, Part, read_figures
from nianbao.figures.suppression import Cell, Name, hide
from nianbao.levels import Levels
from nianbao.tables import parse_sum
from nianbao.work import Work

PUBLIC_FIGURES = "public.json"


def public_figures(work: Work) -> Figures:
    """The year's figures as the public may see them. Raises MissingStep."""
    return read_figures(work.checked / PUBLIC_FIGURES)


def editions(work: Work, year: int) -> list[Figures]:
    """The public figures of every edition of that year that the site holds, in either language."""
    return [read_figures(path) for path in edition_files(work, year)]


def edition_files(work: Work, year: int) -> list[Path]:
    """Where those figures stand."""
    folder = work.workspace.root / "site" / work.office.id / str(year)
    return sorted(
        path for pattern in ("*/figures.json", "*/*/figures.json") for path in folder.glob(pattern) if path.parent.name.isdecimal()
    )


def reviews_below(work: Work) -> list[Figures]:
    """The public figures of the finished reviews of the offices below, of the same year and in either language."""
    return [read_figures(path) for path in files_below(work)]


def files_below(work: Work) -> list[Path]:
    """Where those figures stand."""
    levels, root = Levels(work.workspace), work.workspace.root / "reviews"
    if not levels.has_below(work.office.id):
        return []
    names = (f"{work.year}", f"{work.year}-en")
    found = [root / office / name / "figures.json" for office in levels.all_below(work.office.id) for name in names]
    return [path for path in found if path.exists()]


def public(exact: Figures, rules: Rules, earlier: Sequence[Figures] = (), last: Sequence[Figures] = ()) -> Figures:
    """The exact figures with small numbers hidden, and whatever they could be computed from.

    `earlier` are published figures that speak of the same year: editions of this review, or the reviews of the offices
    below; `last` are those of the year before. What they hide stays hidden, and what they have told is known. The year
    before is hidden as its own review did it, from its numbers alone.
    """
    known, kept = _told(exact, earlier, last)
    gone = withdrawn(exact, rules, THIS) | withdrawn(exact, rules, LAST) | _gone(earlier, THIS) | _gone(last, LAST)
    hidden = _all_hidden(exact, rules, gone, kept, known)
    while telling := _telling(exact, rules, hidden) - gone:
        gone |= telling
        hidden = _all_hidden(exact, rules, gone, kept, known)
    return Figures([_shown(figure, hidden, gone, rules) for figure in exact.values()])


def _all_hidden(exact: Figures, rules: Rules, gone: Collection[Name], kept: set[Name], known: Collection[Name]) -> set[Name]:
    """The cells of both years that must be hidden."""
    before = _hidden(system_of(exact, rules, LAST, gone), kept, known)
    found = system_of(exact, rules, THIS, gone)
    now = _hidden(found, kept, known)
    if before:
        now = _beside(found, system_of(exact, rules, LAST, gone), exact, rules, now | before, known)
    return now | before | kept


def _telling(exact: Figures, rules: Rules, hidden: Collection[Name]) -> set[Name]:
    """The open lists, as cells without a key, whose parts are all told, by earlier editions, while their total is hidden: an edition
    that has one village fewer tells it by its list."""
    return {
        cell(year, figure.name, way)
        for figure in exact.values() for way, parts in figure.by.items() for year in (THIS, LAST)
        if cell(year, figure.name) in hidden and not rules.listed(figure, way)
        and all(cell(year, figure.name, way, part.key) not in hidden for part in parts)
    }  # fmt: skip


def _gone(editions: Sequence[Figures], year: str) -> set[Name]:
    return {cell(year, figure.name, way) for edition in editions for figure in edition.values() for way in figure.withdrawn}


def _hidden(found: System, kept: Collection[Name], known: Collection[Name]) -> set[Name]:
    """The cells of one year that must be hidden; those that nobody prints are left out of it."""
    small = found.small | (set(kept) & found.cells.keys())
    if not small:
        return set()
    return {name for name in hide(found.cells, found.equations, small, known) if found.cells[name].published}


def _beside(now: System, before: System, exact: Figures, rules: Rules, hidden: set[Name], known: Collection[Name]) -> set[Name]:
    """With the year before as it is, what more of this year must go: for balances that compare the two."""
    frozen = {name: Cell(made.value, made.size, None, made.published) for name, made in before.cells.items()}
    both = System({**now.cells, **frozen}, [*now.equations, *before.equations])
    across = list(balances(both, exact, rules, (THIS, LAST)))
    if not across:
        return hidden
    both.equations += across
    return {name for name in hide(both.cells, both.equations, hidden | now.small | before.small, known) if both.cells[name].published}


def _told(exact: Figures, earlier: Sequence[Figures], last: Sequence[Figures]) -> tuple[set[Name], set[Name]]:
    """What published figures tell as it still is, and what they hide."""
    known: set[Name] = set()
    kept: set[Name] = set()
    for edition, shift in [*((one, False) for one in earlier), *((one, True) for one in last)]:
        for figure in exact.values():
            if figure.name not in edition:
                continue
            other = edition[figure.name]
            pairs = [(LAST, figure.previous, other.amount)] if shift else [(THIS, figure.amount, other.amount), (LAST, figure.previous, other.previous)]
            told = [(cell(year, figure.name), own, then) for year, own, then in pairs]
            for way, parts in figure.by.items():
                theirs = {part.key: part for part in other.by.get(way, ())}
                for part in parts:
                    if then := theirs.get(part.key):
                        pairs = [(LAST, part.before, then.amount)] if shift else [(THIS, part.amount, then.amount), (LAST, part.before, then.before)]
                        told += [(cell(year, figure.name, way, part.key), own, seen) for year, own, seen in pairs]
            for name, own, seen in told:
                if own is None or seen is None:
                    continue
                if seen.hidden:
                    kept.add(name)
                elif same_number(own.value, seen.value):
                    known.add(name)
    return known - kept, kept


def _shown(figure: Figure, hidden: Collection[Name], gone: Collection[Name], rules: Rules) -> Figure:
    """The figure as it may be printed, without the hidden numbers and without how many records stand behind the others."""
    away = tuple(way for way in figure.by if cell(THIS, figure.name, way) in gone)
    by = {
        way: _parts(figure, way, _this_year(parts) if cell(LAST, figure.name, way) in gone else parts, hidden, rules)
        for way, parts in figure.by.items() if way not in away
    }  # fmt: skip
    amount = _amount(figure, figure.amount, THIS, hidden, rules)
    before = None if figure.previous is None else _amount(figure, figure.previous, LAST, hidden, rules)
    some = amount.hidden or away or any(part.hidden for parts in by.values() for part in parts)
    sources = _together(figure.sources, amount.hidden) if some else figure.sources
    return replace(figure, amount=amount, previous=before, by=by, sources=sources, withdrawn=away)


def _this_year(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts as they are where there is no year before: those that it alone had are not listed."""
    return tuple(replace(part, previous=None) for part in parts if part.value != 0)


def _together(sources: Sequence[Mapping[str, Any]], hidden: bool) -> tuple[Mapping[str, Any], ...]:
    """The files as one source: a file or sheet may be one village's, and how many of its rows count would tell."""
    files = "、".join(dict.fromkeys(str(source["file"]) for source in sources))
    rows = None if hidden else sum(source["rows"] for source in sources)
    return ({"file": files, "sheet": "", "rows": rows},) if sources else ()


def _amount(figure: Figure, amount: Amount, year: str, hidden: Collection[Name], rules: Rules) -> Amount:
    """A rate goes with any of the numbers that it is made of."""
    names = [cell(year, figure.name)]
    measure = rules.measure(figure)
    if figure.kind == "rate" and measure:
        where = f"{figure.table}.yml"
        names += [cell(year, term.name) for text in (measure.part, measure.whole) for term in parse_sum(text or "", figure.table, where).terms]
    if (amount.value is None and amount.part is None) or not any(name in hidden for name in names):
        return replace(amount, n=None)
    return Amount(None, hidden=True)


def _parts(figure: Figure, way: str, parts: Sequence[Part], hidden: Collection[Name], rules: Rules) -> tuple[Part, ...]:
    shown = []
    for part in parts:
        now, then = (cell(year, figure.name, way, part.key) in hidden for year in (THIS, LAST))
        now, then = now and part.value is not None, then and part.previous is not None
        shown.append(Part(part.key, part.label, None if now else part.value, None if then else part.previous, now, then))
    if rules.listed(figure, way):
        return tuple(shown)
    # They stand by size, so that a hidden one's place would tell between which two it lies.
    return tuple(sorted(shown, key=lambda part: (part.key == "", part.hidden, part.key if part.hidden else "")))
