"""Made-up reviews and editions: small, and true to the form of what a run and a publication leave."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

Facts = dict[str, Any]


def figure(name: str, value: float | None, label: str = "", unit: str = "件", **more: Any) -> Facts:
    """A figure as figures.json holds it."""
    told = {
        "name": name, "label": {"zh": label or name, "en": label or name}, "unit": {"zh": unit, "en": unit}, "kind": "count", "value": value,
        "part": None, "whole": None, "by": {}, "rollup": "sum", "table": name.partition(".")[0], "condition": "", "previous": None, "sources": [],
    }  # fmt: skip
    return told | more


def rate(name: str, part: int, whole: int, label: str = "") -> Facts:
    return figure(name, part / whole, label, "%", kind="rate", part=part, whole=whole)


def breakdown(**parts: int) -> list[Facts]:
    return [{"key": key, "label": {"zh": key, "en": key}, "value": value, "previous": None} for key, value in parts.items()]


def outcome(rule: str, state: str = "pass", failed: int = 0) -> Facts:
    """An outcome as checks.json holds it."""
    return {
        "rule": rule, "table": rule.partition(".")[0], "severity": "warning", "outcome": state, "says": {"zh": f"规则{rule}", "en": f"rule {rule}"},
        "law": None, "quote": None, "checked": 10, "failed": failed, "rows": [], "note": None, "waiver": None,
    }  # fmt: skip


def checks(*outcomes: Facts) -> Facts:
    counts = {state: sum(found["outcome"] == state for found in outcomes) for state in ("pass", "fail", "could_not_check", "nothing_to_check")}
    tables = {found["table"]: {"zh": "信访件", "en": "Petitions"} for found in outcomes}
    return {"gate": {"open": True}, "counts": counts | {"waived": 0}, "titles": tables, "outcomes": list(outcomes), "waivers": []}


def html(body: str, title: str = "2023年年报") -> str:
    return f'<!doctype html><html lang="zh-CN"><title>{title}</title><body><h1>{title}</h1><main id="main">{body}</main></body></html>'


def section(name: str, heading: str, *paragraphs: str, anchor: str = "") -> str:
    """A %%prose section as the HTML exporter leaves it."""
    head = f'<h3 id="{anchor or name}"><span class="number">（一）</span>{heading}</h3>' if heading else ""
    return f'<section data-section="{name}" lang="zh">{head}{"".join(f"<p>{text}</p>" for text in paragraphs)}</section>'


def review(folder: Path, figures: list[Facts], body: str = "", outcomes: list[Facts] | None = None, **facts: Any) -> Path:
    """A finished review's folder with its manifest."""
    folder.mkdir(parents=True)
    _put(folder / "figures.json", figures)
    _put(folder / "checks.json", checks(*(outcomes if outcomes is not None else [outcome("petitions.rule")])))
    page = html(body or section("summary", "", "没有变的一段。"), f"{facts.get('year', 2023)}年年报")
    (folder / "review.html").write_text(page, "utf-8")
    told = {
        "office": "town", "name": {"zh": "某镇", "en": "Some Town"}, "year": 2023, "draft": False, "synthetic": False,
        "parameters": {"as_of": "2023-12-31", "lang": "zh"}, "inputs": {}, "decisions": {}, **facts, "outputs": hashes(folder),
    }  # fmt: skip
    _put(folder / "manifest.json", told)
    return folder


def edition(site: Path, number: int = 1, on: str = "2024-03-15", reason: str = "", office: str = "town", year: int = 2023, **more: Any) -> Path:
    """An edition below `site`, in English where the parameters say so."""
    lang = more.get("parameters", {"lang": "zh"})["lang"]
    folder = site / office / str(year) / ("" if lang == "zh" else lang) / str(number)
    facts = {"number": number, "published_on": on, "reason": reason or None, "review": {}, "changes": {}}
    return review(folder, more.pop("figures", [figure("petitions.closed", 427, "办结信访件")]), edition=facts, office=office, year=year, **more)


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _put(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
