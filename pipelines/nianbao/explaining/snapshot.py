"""What a check step leaves beside its log: the figures, and by fingerprints what they rested on.

A definition of a table is kept once, under its own hash, however many runs have used it; rules and records are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nianbao.checking import read_account, read_checks
from nianbao.errors import UnknownRun
from nianbao.explaining.explanation import amount_json
from nianbao.figures import Amount, read_figures
from nianbao.folders import put
from nianbao.tables import Measure, Table, condition, parse_sum, tables_of
from nianbao.words import nearest
from nianbao.work import Work

Facts = dict[str, Any]

SUFFIX = ".figures.json"
DEFINITIONS = "definitions"
# The package's own files and the libraries through which a raw cell passes on its way to a figure.
_OWN = ("cleaning", "figures", "reading", "tables", "engine.py", "office.py", "work.py", "workdays.py", "words.py", "yamlfile.py", "yamltree.py", "steering.py")
_LIBRARIES = ("chinesecalendar", "duckdb", "pyarrow", "python-calamine", "xlrd")
_KNOWN_SHOWN = 5


def keep(work: Work, run: str) -> Path:
    """Writes the snapshot of the year as it was just checked into data/runs. Raises CannotWrite."""
    path = work.runs / f"{run}{SUFFIX}"
    tables = tables_of(work.workspace, work.office)
    for table in tables.values():
        put(work.runs / DEFINITIONS / f"{fingerprint(definition(table))}.json", _line(definition(table)))
    put(path, _line(snapshot(work, tables)))
    return path


def read_snapshot(work: Work, run: str) -> tuple[str, Facts]:
    """The run whose id begins so, and its snapshot. Raises UnknownRun where none or several do."""
    known = kept(work.runs)
    found = [name for name in known if name == run] or [name for name in known if name.startswith(run)]
    if len(found) != 1 or not run:
        raise UnknownRun(got=run, known=known[-_KNOWN_SHOWN:], near=nearest(run, known) if not found else None)
    return found[0], json.loads((work.runs / f"{found[0]}{SUFFIX}").read_text("utf-8"))


def kept(folder: Path) -> list[str]:
    """The ids of the runs that have left a snapshot, oldest first."""
    return sorted(path.name.removesuffix(SUFFIX) for path in folder.glob(f"*{SUFFIX}"))


def read_definition(work: Work, fingerprint: str) -> Facts | None:
    """A table as a snapshot knew it; None where the file is gone."""
    path = work.runs / DEFINITIONS / f"{fingerprint}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def snapshot(work: Work, tables: Mapping[str, Table]) -> Facts:
    """The year as it was last checked. Raises MissingStep, StaleChecks."""
    checks = read_checks(work)
    figures = read_figures(work.checked / "figures.json")
    data = _data(read_account(work.clean))
    before = work.clean / "before"
    earlier = _data(read_account(before)) if (before / "clean.json").exists() else {}
    return {
        "as_of": checks["as_of"],
        "code": code(),
        "facts": {name: fact.value for name, fact in sorted(work.office.file.facts.items())},
        "tables": {
            name: {
                "definition": fingerprint(definition(table)), "reading": fingerprint(reading(table)),
                "data": data.get(name, {}), "before": earlier.get(name, {}),
            }
            for name, table in tables.items()
        },
        "figures": {
            figure.name: {
                "rule": fingerprint(rule(tables[figure.table], figure.name.partition(".")[2])),
                **_amount(figure.amount),
                "previous": _amount(figure.previous) if figure.previous else None,
                "by": {way: {part.key: _amount(Amount(part.value))["value"] for part in parts} for way, parts in figure.by.items()},
            }
            for figure in figures.values() if figure.table in tables
        },
    }  # fmt: skip


def fingerprint(facts: Any) -> str:
    """Sixteen hex digits that stand for the facts."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def definition(table: Table) -> Facts:
    """The table without its rules, as it can be read again."""
    return table.model_dump(mode="json", by_alias=True, exclude={"rules"}, exclude_defaults=True)


def reading(table: Table) -> Facts:
    """What of the table decides how raw rows become clean ones: everything but titles, labels, rules and figures."""
    found = table.model_dump(mode="json", by_alias=True, exclude={"rules", "figures", "derived", "stated", "title"}, exclude_defaults=True)
    found["columns"] = {
        name: {key: value for key, value in column.items() if key not in ("en", "labels")} for name, column in found["columns"].items()
    }
    return found


def rule(table: Table, name: str) -> Facts:
    """What makes the figure out of clean rows: its measure, those of its part and whole, the derived columns they read."""
    measure = table.figures[name]
    own = measure.model_dump(mode="json", exclude={"label", "unit", "rollup"}, exclude_defaults=True)
    if measure.kind == "rate":
        terms = {name: rule(table, name) for name in terms_of(table, measure)}
        return {**own, "terms": terms}
    names = {measure.sum, measure.mean, measure.distinct, *(column for column, _ in measure.breakdowns().values())}
    names |= condition(measure.condition, set(table.kept) | set(table.derived), table.table).columns
    return own | {"derived": {column: sql for column, sql in table.derived.items() if column in names}}


def terms_of(table: Table, measure: Measure) -> set[str]:
    """The figures of its own table that a rate is made of."""
    where = f"{table.table}.yml"
    terms = (term for text in (measure.part, measure.whole) for term in parse_sum(text or "", table.table, where).terms)
    return {term.name.partition(".")[2] for term in terms if term.scope == "year"}


def code() -> dict[str, str]:
    """nianbao's version, a hash of its files that figures pass through, and the libraries that read and count."""
    root = Path(__file__).resolve().parents[1]
    files = [path for name in _OWN for path in ([root / name] if name.endswith(".py") else sorted((root / name).rglob("*.py")))]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return {"nianbao": version("nianbao"), "files": digest.hexdigest()[:16], **{name: version(name) for name in _LIBRARIES}}


def _amount(amount: Amount) -> Facts:
    """Value, part and whole, those that there are."""
    return {name: number for name, number in amount_json(amount).items() if number is not None or name == "value"}


def _data(account: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Table → each of its files with its hash, and that of the corrections made in it."""
    found: dict[str, dict[str, str]] = {}
    for file in account["files"]:
        if file["table"] is not None:
            made = [facts for facts in account["corrections"] if facts["file"] == file["file"]]
            corrected = f"+{fingerprint(made)}" if made else ""
            found.setdefault(file["table"], {})[file["file"]] = file["sha256"][:16] + corrected
    return found


def _line(facts: Facts) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
