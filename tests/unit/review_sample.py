"""A small office-year for the tests of review and exporting: the files that the clean and check steps would leave."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.checking.outcomes import records_hash
from nianbao.figures import Amount, Figure, Part
from nianbao.words import Words
from nianbao.work import Work, open_work

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
PETITIONS, PENALTIES = "2023年信访件登记表.xlsx", "双公示_行政处罚.csv"


def sample_work(
    root: Path, figures: Sequence[Figure] | None = None, outcomes: Sequence[Mapping[str, Any]] | None = None,
    clean: Mapping[str, Any] | None = None, synthetic: bool = True, **parameters: Any,
) -> Work:  # fmt: skip
    """The work of a town in a new workspace at `root`, cleaned and checked."""
    office = root / "data" / "raw" / "shangcang"
    for year in (2022, 2023):
        (office / str(year)).mkdir(parents=True, exist_ok=True)
    (office / "office.yml").write_text(
        f"name: {{zh: 上仓镇人民政府, en: Shangcang Town Government}}\nsynthetic: {str(synthetic).lower()}\n", "utf-8"
    )
    work = open_work("shangcang", 2023, workspace=root, **parameters)
    found = sample_figures() if figures is None else figures
    for name in ("figures.json", "public.json"):
        _write(work.checked / name, [figure.json() for figure in found])
    _write(work.clean / "clean.json", clean or sample_clean())
    checks = sample_checks(sample_outcomes() if outcomes is None else outcomes)
    for name in ("checks.json", "public_checks.json"):
        _write(work.checked / name, checks | {"as_of": work.as_of.isoformat(), "records": records_hash(work)})
    return work


def count(
    name: str, label: tuple[str, str], unit: tuple[str, str], now: int | None, before: int | None, by: Any = None,
    file: str = PETITIONS, kind: str = "count",
) -> Figure:  # fmt: skip
    """A count or sum; `by` is {breakdown: [(key, zh, en, now, before), …]}."""
    return Figure(
        name, Words(zh=label[0], en=label[1]), Words(zh=unit[0], en=unit[1]), kind, Amount(now),
        None if before is None else Amount(before),
        {
            way: tuple(Part(key, Words(zh=zh, en=en), value, then) for key, zh, en, value, then in parts)
            for way, parts in (by or {}).items()
        },
        "sum", name.partition(".")[0], "true", ({"file": file, "sheet": "登记表", "rows": now},) if now else (),
    )  # fmt: skip


def rate(name: str, label: tuple[str, str], part: int, whole: int, before: tuple[int, int]) -> Figure:
    """A part over a whole, this year and the year before."""
    return Figure(
        name, Words(zh=label[0], en=label[1]), Words(zh="%", en="%"), "rate", _ratio(part, whole), _ratio(*before),
        {}, "recompute", name.partition(".")[0], "part / whole",
    )  # fmt: skip


def monthly(now: Sequence[int], before: Sequence[int | None]) -> list[tuple[str, str, str, int, int | None]]:
    """A breakdown by month from twelve numbers of each year."""
    pairs = zip(now, before, strict=True)
    return [(str(n), f"{n}月", MONTHS[n - 1], value, then) for n, (value, then) in enumerate(pairs, start=1)]


def by_kind(*pairs: tuple[int, int]) -> list[tuple[str, str, str, int, int]]:
    """A breakdown by kind of violation: public conduct, streetscape, burning; each this year and the year before."""
    names = [
        ("civility", "文明行为", "public conduct"), ("cityscape", "市容和环境卫生", "streetscape and sanitation"),
        ("open_burning", "非法焚烧", "unlawful burning"),
    ]  # fmt: skip
    return [(*name, *pair) for name, pair in zip(names, pairs, strict=True)]


def sample_figures() -> list[Figure]:
    """Petitions and penalties with the sums of a published report: 427 closed, 90 penalties, 11850 yuan."""
    closed = monthly([30, 27, 40, 42, 38, 37, 35, 33, 39, 38, 34, 34], [28, 20, 38, 33, 36, 35, 30, 33, 36, 34, 33, 37])
    channels = [
        ("letter", "来信", "letter", 37, 40), ("visit", "来访", "visit", 186, 171),
        ("online", "网信", "online", 160, 140), ("call", "来电", "telephone", 44, 42),
    ]  # fmt: skip
    kinds = by_kind((28, 33), (38, 30), (24, 20))
    fines = by_kind((1400, 1650), (4450, 3900), (6000, 5000))
    cases = monthly([5, 3, 12, 14, 7, 9, 6, 4, 8, 13, 6, 3], [4, 3, 9, 12, 8, 8, 6, 5, 7, 10, 7, 4])
    piece, case, yuan = ("件", "petitions"), ("起", "cases"), ("元", "yuan")
    ways = {"channel": channels, "month": closed}
    return [
        count("petitions.received", ("收到信访件", "Petitions received"), piece, 424, 396),
        count("petitions.carried_in", ("上年结转", "Carried in from the year before"), piece, 14, 11),
        count("petitions.closed", ("办结信访件", "Petitions closed"), piece, 427, 393, ways),
        count("petitions.carried_out", ("年末未办结", "Open at the end of the year"), piece, 11, 14),
        rate("petitions.accepted_on_time_rate", ("按时受理率", "Share accepted on time"), 424, 424, (390, 396)),
        rate("petitions.closing_rate", ("办结率", "Closing rate"), 427, 438, (393, 407)),
        rate("petitions.satisfaction_rate", ("群众满意率", "Satisfaction"), 427, 427, (385, 393)),
        count("penalties.cases", ("行政处罚案件", "Penalty cases"), case, 90, 83, {"kind": kinds, "month": cases}, PENALTIES),
        count("penalties.fines", ("罚款金额", "Fines"), yuan, 11850, 10550, {"kind": fines}, PENALTIES, "sum"),
    ]  # fmt: skip


def outcome(rule: str, outcome: str, says: tuple[str, str], **facts: Any) -> dict[str, Any]:
    """One entry of checks.json."""
    return {
        "rule": rule, "table": rule.partition(".")[0], "severity": "warning", "outcome": outcome,
        "says": {"zh": says[0], "en": says[1]}, "law": None, "quote": None, "checked": 427, "failed": 0, "rows": [],
        "note": None, "waiver": None, **facts,
    }  # fmt: skip


def sample_outcomes() -> list[dict[str, Any]]:
    """One of each outcome: passed, failed, failed and waived, could not be checked, nothing to check."""
    return [
        outcome("petitions.number-unique", "pass", ("信访件编号不重复", "No number stands twice"), severity="critical"),
        outcome(
            "petitions.accepted-within-15-days", "fail", ("15日内告知是否受理", "Acceptance is notified within 15 days"),
            law={"zh": "信访工作条例 第二十三条", "en": "Regulations on Petition Work, art. 23"},
            quote="应当自收到信访事项之日起15日内书面告知信访人", failed=12,
            rows=[{"file": PETITIONS, "sheet": "登记表", "row": row} for row in range(5, 17)],
        ),
        outcome(
            "petitions.closed-not-before-accepted", "fail", ("办结日期不早于受理日期", "Closed on or after acceptance"),
            severity="critical", failed=1, rows=[{"file": PETITIONS, "sheet": "登记表", "row": 88}],
            waiver={"reason": "纸质档案已核实，系统录入有误", "who": "张某", "until": "2024-06-30"},
        ),
        outcome(
            "penalties.decided-within-90-days", "could_not_check", ("90日内作出决定", "Decided within 90 days"), checked=0,
            note={"zh": "导出文件没有“立案日期”一列", "en": "the export has no column “filed on”"},
        ),
        outcome("penalties.fines-as-stated", "nothing_to_check", ("罚款总额与合计行一致", "Fines as stated"), checked=0),
    ]  # fmt: skip


def sample_checks(outcomes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """checks.json of these outcomes; an unwaived critical failure closes the gate."""
    stopped = [
        found["rule"] for found in outcomes
        if found["outcome"] == "fail" and found["severity"] == "critical" and not found["waiver"]
    ]  # fmt: skip
    waivers = [{"rule": found["rule"], **found["waiver"]} for found in outcomes if found["waiver"]]
    states = [found["outcome"] for found in outcomes]
    counts = {state: states.count(state) for state in ("pass", "fail", "could_not_check", "nothing_to_check")}
    return {
        "office": "shangcang", "year": 2023, "as_of": "2023-12-31",
        "gate": {"open": not stopped, "stopped_by": stopped},
        "titles": {"petitions": {"zh": "信访件", "en": "Petitions"}, "penalties": {"zh": "行政处罚", "en": "Penalties"}},
        "counts": counts | {"waived": len(waivers)}, "outcomes": list(outcomes), "waivers": waivers,
    }  # fmt: skip


def sample_clean() -> dict[str, Any]:
    """clean.json of two files that were used and one that no table claims."""
    return {
        "office": "shangcang", "year": 2023,
        "files": [
            raw_file(PETITIONS, "petitions", "xlsx", None, "登记表", 2, 1, 438, 1, 2),
            raw_file(PENALTIES, "penalties", "csv", "gb18030", "", 1, 1, 90, 0, 0),
            raw_file("照片说明.csv", None, "csv", "utf-8", None),
        ],
        "tables": {"petitions": {"rows": 438}, "penalties": {"rows": 90}},
        "corrections": [
            correction(row=57, column="办结时间", old="2032-05-06", new="2023-05-06", reason="年份录入颠倒"),
            correction(row=61, column="信访人", old=None, new=None, reason="错别字"),
        ],
    }  # fmt: skip


def raw_file(
    name: str, table: str | None, kind: str, encoding: str | None, sheet: str | None, *counts: int
) -> dict[str, Any]:
    """One file of clean.json; the counts are header, totals, kept, quarantined, duplicates."""
    rows = dict(zip(("header", "totals", "kept", "quarantined", "duplicates"), counts, strict=False)) | {"voided": 0}
    whole = {"sheet": sheet, "header_row": 1, "physical": sum(counts), "counted": sum(counts), **rows}
    return {
        "file": name, "sha256": "3f9a1c" * 10 + "abcd", "bytes": 48211, "kind": kind, "encoding": encoding,
        "table": table, "claimed_by": [table] if table else [], "sheets": [] if sheet is None else [whole],
    }  # fmt: skip


def correction(**facts: Any) -> dict[str, Any]:
    """One correction of clean.json, in the register of petitions."""
    return {"file": PETITIONS, "sheet": "登记表", "who": "李某", **facts}


def notebook(*outputs: Any) -> Any:
    """An executed notebook with a cell for each output: a block, or the HTML of a section of prose."""
    import nbformat.v4 as v4

    cells = [v4.new_markdown_cell("# 给做年报的人看的说明")]
    for found in outputs:
        data = {"text/html": found} if isinstance(found, str) else found._repr_mimebundle_()
        cells.append(v4.new_code_cell("review.show(秘密)", outputs=[v4.new_output("display_data", data=data)]))
    return v4.new_notebook(cells=cells)


def sample_notebook(work: Work, *prose: str) -> Any:
    """A review as 3_review.ipynb makes it, in short."""
    from nianbao import review

    return notebook(
        review.opening(work, ["petitions.closed", "petitions.closing_rate", "penalties.fines"]),
        *prose,
        review.comparison(work, "petitions.closed", "petitions.closing_rate"),
        review.months(work, "petitions.closed"),
        review.bars(work, "penalties.cases", by="kind"),
        review.checks(work),
        review.provenance(work),
    )


def _ratio(part: int, whole: int) -> Amount:
    return Amount(Decimal(part) / Decimal(whole) if whole else None, part, whole)


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
