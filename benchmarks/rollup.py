"""A province's roll-up of 2,000 offices from their figures.json files, beside json and pandas adding up the same numbers."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.measure import Ratio, ratio
from nianbao.figures import rolled_up
from nianbao.office import Workspace
from nianbao.rolling import add_up
from nianbao.tables import fingerprint, tables_of
from nianbao.work import Work, open_work

OFFICES = 2_000
_COUNTY = 100


def measure(folder: Path) -> list[Ratio]:
    work = province(folder / "province", OFFICES)
    files = sorted((work.workspace.root / "reviews").glob("*/2023/figures.json"))
    ours, theirs = _ours(work), _pandas(files)
    assert ours == theirs, next((name, ours.get(name), theirs[name]) for name in theirs if ours.get(name) != theirs[name])
    size = sum(path.stat().st_size for path in files) / 1e6
    return [
        ratio(
            f"sums of {OFFICES:,} figures.json, {size:.0f} MB",
            ("rolled_up", lambda: rolled_up(path.read_bytes() for path in files)),
            ("json, pandas.concat, groupby", lambda: _pandas(files)),
            runs=3,
        ),
        ratio(
            f"roll-up of {OFFICES:,} offices",
            ("offices, manifests, hashes, sums, levels", lambda: add_up(work)),
            ("json, pandas.concat, groupby", lambda: _pandas(files)),
            runs=3,
        ),
    ]


def province(root: Path, offices: int) -> Work:
    """The work of a province whose towns, in counties of a hundred, have finished reviews: the sample's, each with other numbers."""
    sample = open_work("shangcang", 2023, workspace=Workspace.find(Path(__file__).parent))
    figures = json.loads((sample.review / "figures.json").read_text("utf-8"))
    manifest = json.loads((sample.review / "manifest.json").read_text("utf-8"))
    manifest["tables"] = {name: fingerprint(table) for name, table in tables_of(sample.workspace, sample.office).items()}
    _office(root, "province", "")
    for number in range(offices):
        if number % _COUNTY == 0:
            _office(root, f"county{number // _COUNTY:02}", "parent: province")
        name = f"town{number:04}"
        _office(root, name, f"parent: county{number // _COUNTY:02}")
        content = (json.dumps(_varied(figures, random.Random(number)), ensure_ascii=False, indent=1) + "\n").encode()
        review = root / "reviews" / name / "2023"
        review.mkdir(parents=True)
        (review / "figures.json").write_bytes(content)
        told = manifest | {"office": name, "outputs": {"figures.json": hashlib.sha256(content).hexdigest()}}
        (review / "manifest.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return open_work("province", 2023, workspace=root)


def _office(root: Path, name: str, parent: str) -> None:
    folder = root / "data" / "raw" / name
    folder.mkdir(parents=True)
    (folder / "office.yml").write_text(f"name: {{zh: {name}, en: {name}}}\nlevel: {name.rstrip('0123456789')}\n{parent}\n", "utf-8")


def _varied(figures: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """The figures with every number a little other; a rate's quotient goes with its part and whole."""
    scale = chance.uniform(0.3, 2)

    def other(number: int | float | None) -> int | float | None:
        return None if number is None else int(number * scale) if isinstance(number, int) else round(number * scale, 2)

    def amount(told: dict[str, Any]) -> dict[str, Any]:
        part, whole = other(told["part"]), other(told["whole"])
        return told | {"part": part, "whole": whole, "value": other(told["value"]) if part is None else part / whole if whole else None}

    return [
        amount(figure) | {
            "previous": amount(figure["previous"]) if figure["previous"] else None,
            "by": {way: [part | {side: other(part[side]) for side in ("value", "previous")} for part in parts] for way, parts in figure["by"].items()},
        }
        for figure in figures
    ]  # fmt: skip


def _ours(work: Work) -> dict[tuple[str, ...], Any]:
    """What has no number or withholds it is nought to pandas."""
    found: dict[tuple[str, ...], Any] = {}
    for name, figure in add_up(work).figures.items():
        if figure.rollup == "sum":
            found[name, "", ""] = figure.value or 0
            found |= {(name, way, part.key): part.value or 0 for way, parts in figure.by.items() for part in parts}
        elif figure.rollup == "recompute":
            found[name, "", ""] = (figure.amount.part or 0, figure.amount.whole or 0)
    return found


def _pandas(files: Iterable[Path]) -> dict[tuple[str, ...], Any]:
    """The same sums as one would write them with json and pandas, exact as well."""
    import pandas as pd

    totals, parts = [], []
    for path in files:
        figures = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        totals.append(pd.DataFrame([(f["name"], f["rollup"], f["value"], f["part"], f["whole"]) for f in figures], dtype=object))
        rows = [(f["name"], way, part["key"], part["value"]) for f in figures if f["rollup"] == "sum" for way, lines in f["by"].items() for part in lines]
        parts.append(pd.DataFrame(rows, dtype=object))
    found: dict[tuple[str, ...], Any] = {}
    for (name, rollup), of in pd.concat(totals).groupby([0, 1], sort=False):
        if rollup == "sum":
            found[name, "", ""] = of[2].dropna().sum()
        elif rollup == "recompute":
            found[name, "", ""] = (of[3].dropna().sum(), of[4].dropna().sum())
    for key, value in pd.concat(parts).groupby([0, 1, 2], sort=False)[3].sum().items():
        found[key] = value  # type: ignore[index]
    return found
