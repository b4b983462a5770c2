"""Rules about the files themselves: every file claimed, every row accounted for, every rate a share of something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from nianbao.checking.outcomes import Outcome, Place, outcome_of
from nianbao.checking.small import Rows
from nianbao.checking.verdicts import Verdict
from nianbao.figures import Figures
from nianbao.tables import Rule
from nianbao.words import Words

Placed = list[tuple[Place, dict[str, Any]]]


@dataclass(frozen=True)
class Account:
    """A set of rules over rows that the clean step or the figures give; each row has a place."""

    name: str
    rules: tuple[Rule, ...]
    rows: Callable[[Mapping[str, Any], Figures], Placed]
    # The rows of the files behind a failure, where the account knows them.
    places: Callable[[Mapping[str, Any], str], list[Place]] | None = None


def account_rows(account: Mapping[str, Any], figures: Figures) -> list[Rows]:
    """What the rules of each account judge."""
    return [Rows(about.rules, [values for _, values in about.rows(account, figures)]) for about in ACCOUNTS]


def account_outcomes(
    account: Mapping[str, Any], figures: Figures, verdicts: Mapping[str, Verdict], titles: Mapping[str, Words]
) -> list[Outcome]:
    """An outcome for each of the rules; one that had no row to judge has nothing to check."""
    found = []
    for about in ACCOUNTS:
        places = [place for place, _ in about.rows(account, figures)]
        for rule in about.rules:
            if rule.id not in verdicts:
                found.append(Outcome(rule, None, "nothing_to_check"))
                continue
            verdict = verdicts[rule.id]
            outcome = outcome_of(rule, None, replace(verdict, places=tuple(places[position] for position in verdict.places)))
            if outcome.state == "fail" and about.places and (rows := about.places(account, rule.id)):
                # These rules judge sheets or tables, but what failed is rows, and rows are what is counted then.
                checked = max(_records(account), len(rows))
                outcome = replace(outcome, checked=checked, failed=len(rows), places=tuple(rows), note=note(account, rule.id, titles))
            found.append(outcome)
    return found


def _records(account: Mapping[str, Any]) -> int:
    """The records that the files hold, whatever became of them."""
    sheets = [sheet for file in account["files"] for sheet in file["sheets"]]
    return sum(sheet[part] for sheet in sheets for part in ("kept", "quarantined", "duplicates"))


def _files(account: Mapping[str, Any], figures: Figures) -> Placed:
    return [(Place(file["file"], "", 0), {"claims": len(file["claimed_by"])}) for file in account["files"]]


def _sheets(account: Mapping[str, Any], figures: Figures) -> Placed:
    parts = ("header", "totals", "kept", "voided", "quarantined", "duplicates")
    return [
        (Place(file["file"], sheet["sheet"], 0),
         {"physical": sheet["physical"], "counted": sheet["counted"], "accounted": sum(sheet[part] for part in parts),
          "quarantined": sheet["quarantined"], "duplicates": sheet["duplicates"], "uncomputed": len(sheet["uncomputed"])})
        for file in account["files"] for sheet in file["sheets"]
    ]  # fmt: skip


def _categories(account: Mapping[str, Any], figures: Figures) -> Placed:
    return [(Place("", "", 0), {"unknown": len(table["unknown_categories"])}) for table in account["tables"].values()]


def _doubts(account: Mapping[str, Any], figures: Figures) -> Placed:
    """How many cells of each table were read with which doubt."""
    return [
        (Place("", "", 0), {flags[0]: sum(found["flag"] in flags for found in table["flags"]) for flags in _DOUBTS.values()})
        for table in account["tables"].values()
    ]


def _rates(account: Mapping[str, Any], figures: Figures) -> Placed:
    return [
        (Place("", figure.label.zh, 0), {"rate": Decimal(figure.value)})
        for figure in figures.values() if figure.kind == "rate" and figure.value is not None
    ]  # fmt: skip


def _places_of(account: Mapping[str, Any], rule: str) -> list[Place]:
    """The rows behind a failing account rule."""
    if rule in _ROWS:
        return [
            Place(file["file"], sheet["sheet"], row)
            for file in account["files"] for sheet in file["sheets"] for row in sheet.get(_ROWS[rule], [])
        ]  # fmt: skip
    if rule == "files.formulas-have-values":
        return [
            Place(file["file"], sheet["sheet"], int("".join(filter(str.isdigit, cell))), "".join(filter(str.isalpha, cell)))
            for file in account["files"] for sheet in file["sheets"] for cell in sheet["uncomputed"]
        ]  # fmt: skip
    if rule in _DOUBTS:
        return [
            Place(cell["file"], cell["sheet"], cell["row"], cell["letter"])
            for table in account["tables"].values() for cell in table["flags"] if cell["flag"] in _DOUBTS[rule]
        ]  # fmt: skip
    if rule == "files.categories-known":
        return [
            Place(cell["file"], cell["sheet"], cell["row"])
            for table in account["tables"].values() for cell in table["unknown_categories"]
        ]  # fmt: skip
    return []


def note(account: Mapping[str, Any], rule: str, titles: Mapping[str, Words]) -> Words | None:
    """What a failure says beyond its rows: which columns hold categories that the table does not know, never which ones."""
    if rule != "files.categories-known":
        return None
    columns = dict.fromkeys(
        (name, table["columns"].get(cell["column"], cell["column"]))
        for name, table in account["tables"].items() for cell in table["unknown_categories"]
    )  # fmt: skip
    told = [(titles[name], title) for name, title in columns if name in titles]
    return Words(
        zh="所在的列：" + "、".join(f"{table.zh}的“{title}”" for table, title in told) + "；已知的类别写在表的 YAML 的 values 中，不在其中的归为“未归类”",
        en="columns: " + ", ".join(f"“{title}” of {table.of('en')}" for table, title in told)
        + "; the table's YAML lists what is known under values, and what is not there is counted as “not in the list”",
    )  # fmt: skip


def _rule(id: str, expect: str, severity: str, zh: str, en: str, **arguments: Any) -> Rule:
    return Rule(id=id, expect=expect, severity=severity, says=Words(zh=zh, en=en), **arguments)  # type: ignore[arg-type]


# Rules on sheets whose rows clean.json lists, by the name it lists them under.
_ROWS = {"files.rows-readable": "quarantined_rows", "files.no-duplicates": "duplicate_rows"}
_DOUBTS = {
    "files.dates-with-year": ("no_year",), "files.numbers-exact": ("over", "about"), "files.long-numbers-whole": ("spoilt",),
}  # fmt: skip
_EQUAL = "expect_column_pair_values_to_be_equal"
_BETWEEN = "expect_column_values_to_be_between"

ACCOUNTS = (
    Account(
        "files",
        (
            _rule("files.claimed", _BETWEEN, "warning", "文件夹里的每个文件都有表认领", "Every file of the folder is claimed by a table",
                  column="claims", min_value=1),
            _rule("files.claimed-once", _BETWEEN, "critical", "没有文件被两个表认领", "No file is claimed by two tables",
                  column="claims", max_value=1),
        ),
        _files,
    ),
    Account(
        "sheets",
        (
            _rule("files.rows-accounted", _EQUAL, "critical",
                  "原表每一行都有去处：行数＝表头＋合计＋采用＋作废＋隔离＋重复",
                  "Every raw row is accounted for: rows = header + totals + kept + void + quarantined + duplicates",
                  column_A="physical", column_B="accounted"),
            _rule("files.readers-agree", _EQUAL, "critical", "两种读取程序数出的行数一致", "Two independent readers count the same rows",
                  column_A="physical", column_B="counted"),
            _rule("files.rows-readable", _BETWEEN, "warning", "每一行记录都能读懂，没有隔离的行", "Every record can be read; none is quarantined",
                  column="quarantined", max_value=0),
            _rule("files.formulas-have-values", _BETWEEN, "critical", "公式单元格都存有算好的值",
                  "Every formula carries its value", column="uncomputed", max_value=0),
            _rule("files.no-duplicates", _BETWEEN, "info", "没有完全相同的重复行", "No row is an exact duplicate",
                  column="duplicates", max_value=0),
        ),
        _sheets,
        _places_of,
    ),
    Account(
        "categories",
        (
            _rule("files.categories-known", _BETWEEN, "warning", "分类栏的取值都在已知类别之内", "Every category is one that the table knows",
                  column="unknown", max_value=0),
        ),
        _categories,
        _places_of,
    ),
    Account(
        "doubts",
        (
            _rule("files.dates-with-year", _BETWEEN, "info", "日期都写明年份（没有年份的按本年度读取）",
                  "Every date has its year (one without is read as of the report's year)", column="no_year", max_value=0),
            _rule("files.numbers-exact", _BETWEEN, "info", "统计数都是确数，没有“余”“近”“约”之类的约数",
                  "Every number is exact, none is approximate", column="over", max_value=0),
            _rule("files.long-numbers-whole", _BETWEEN, "warning", "证件号码等长数字没有被表格软件改坏（如1.20119E+17）",
                  "No long number has been spoilt by a spreadsheet (such as 1.20119E+17)", column="spoilt", max_value=0),
        ),
        _doubts,
        _places_of,
    ),
    Account(
        "rates",
        (
            _rule("figures.rates-at-most-100", _BETWEEN, "critical", "各项比率在0%至100%之间", "Every rate is between 0% and 100%",
                  column="rate", min_value=0, max_value=1),
        ),
        _rates,
    ),
)  # fmt: skip
