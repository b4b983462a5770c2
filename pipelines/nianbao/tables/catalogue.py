"""The tables of an office: those that ship with nianbao, as the workspace overrides them and adds to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from nianbao import yamlfile
from nianbao.errors import BadYaml, UnknownTable
from nianbao.office import Office, Workspace, shipped
from nianbao.tables.expressions import Term, parse_balance
from nianbao.tables.model import Rule, Strict, Table
from nianbao.tables.verify import Refusals, Verifier, own_location, verify_terms
from nianbao.words import Words, nearest

BALANCES = "balances"


def tables_of(workspace: Workspace, office: Office) -> dict[str, Table]:
    """The tables that the office keeps, by name, in the order of office.yml or else of their file names.

    Raises BadYaml, BadCondition, BadExpression, UnknownTable.
    """
    files = table_files(workspace)
    wanted = office.file.tables if office.file.tables is not None else tuple(files)
    for name in wanted:
        if name not in files:
            raise UnknownTable(file=f"{office.id}/office.yml", got=name, known=list(files), near=nearest(name, files))
    for name in office.file.required:
        if name not in wanted:
            raise UnknownTable(file=f"{office.id}/office.yml", got=name, known=list(wanted), near=nearest(name, wanted))
    tables = {name: read_table(files[name]) for name in wanted}
    for name, table in tables.items():
        _verify_balances(table.rules, name, tables, files, Refusals(files[name], None))
    return tables


def table_files(workspace: Workspace) -> dict[str, Path]:
    """Table name → its YAML; the workspace's own file stands before the shipped one."""
    return {name: path for name, path in _files(workspace).items() if name != BALANCES}


def balances_of(workspace: Workspace, tables: Mapping[str, Table]) -> tuple[Rule, ...]:
    """The balances across tables of which the office keeps every table, from expectations/balances.yml.

    Raises BadYaml, BadExpression.
    """
    files = _files(workspace)
    if BALANCES not in files:
        return ()
    rules, data = _read_balances(*_state(files[BALANCES]))
    refusals = Refusals(files[BALANCES], data)
    refusals.rule_ids(rules, BALANCES)
    _verify_balances(rules, BALANCES, tables, table_files(workspace), refusals)
    return tuple(rule for rule in rules if {name for _, name in _terms(rule, BALANCES)} <= set(tables))


def read_table(path: Path) -> Table:
    """The table that the file describes, every name, condition and expression of it checked.

    Raises BadYaml, BadCondition, BadExpression, UnknownTable.
    """
    return _read_table(*_state(path))


def _files(workspace: Workspace) -> dict[str, Path]:
    folders = shipped("expectations"), workspace.root / "expectations"
    found = {path.stem: path for folder in folders if folder.is_dir() for path in _listed(folder, folder.stat().st_mtime_ns)}
    return dict(sorted(found.items()))


@lru_cache(maxsize=64)
def _listed(folder: Path, changed: int) -> list[Path]:
    """The folder's YAML files: every number of a review asks for them."""
    return list(folder.glob("*.yml"))


def _state(path: Path) -> tuple[Path, int, int]:
    """The file, and when it and any that it may extend were last changed: what is read once is not read again."""
    return path, path.stat().st_mtime_ns, max(base.stat().st_mtime_ns for base in shipped("expectations").glob("*.yml"))


class _BalanceFile(Strict):
    """expectations/balances.yml: rules between figures of several tables."""

    rules: tuple[Rule, ...]


@lru_cache(maxsize=16)
def _read_balances(path: Path, version: object, base: object) -> tuple[tuple[Rule, ...], Any]:
    data = yamlfile.parse(path)
    whole = _extended(data, path) if isinstance(data, dict) and "extends" in data else data
    rules = yamlfile.validate(whole, _BalanceFile, path, lines=data, place=partial(_own_place, whole, data)).rules
    for rule in rules:
        if rule.balance is None:
            problem = Words(zh=f"{rule.id} 不是 balance", en=f"{rule.id} is no balance")
            raise Refusals(path, data).refusal(problem, ("rules", rule.id))
    return rules, data


@lru_cache(maxsize=256)
def _read_table(path: Path, version: object, base: object) -> Table:
    data = yamlfile.parse(path)
    whole = _extended(data, path) | {"table": path.stem} if isinstance(data, dict) and "extends" in data else data
    table = yamlfile.validate(whole, Table, path, lines=data, place=partial(_own_place, whole, data))
    if table.table != path.stem:
        raise BadYaml(file=path.name, line=1, problem=Words(zh=f"table 应为 {path.stem}", en=f"table should be {path.stem}"))
    Verifier(table, path, data).verify()
    return table


def _verify_balances(
    rules: Sequence[Rule], table: str, tables: Mapping[str, Table], files: Mapping[str, Path], refusals: Refusals
) -> None:
    """What balances say of other tables: those are there, and so are their figures."""
    for rule in rules:
        if rule.balance is None:
            continue
        for _, name in _terms(rule, table, refusals.path.name):
            refusals.known(name, files, rule.id, ("rules", rule.id))
        verify_terms(parse_balance(rule.balance, table, f"{refusals.path.name} {rule.id}"), tables, refusals, rule.id)


def _terms(rule: Rule, table: str, file: str = f"{BALANCES}.yml") -> list[tuple[Term, str]]:
    """The terms of a balance that are about tables, each with the table's name."""
    balance = parse_balance(rule.balance or "", table, f"{file} {rule.id}")
    terms = balance.left.terms + balance.right.terms
    return [(term, term.name.partition(".")[0]) for term in terms if term.scope != "office"]


def _extended(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """The shipped table with the file's keys laid over it: maps are merged, rules replaced by id, null takes out."""
    known = sorted(file.stem for file in shipped("expectations").glob("*.yml") if file.stem != BALANCES or path.stem == BALANCES)
    name = str(data["extends"])
    if name not in known:
        raise UnknownTable(file=path.name, got=name, known=known, near=nearest(name, known))
    base = yamlfile.plain(yamlfile.parse(shipped("expectations") / f"{name}.yml"))
    over = {key: value for key, value in yamlfile.plain(data).items() if key != "extends"}
    _refuse_unknown_switches(base, over, data, path)
    return _merge(base, over)


def _refuse_unknown_switches(base: dict[str, Any], over: dict[str, Any], data: Any, path: Path) -> None:
    """A rule that is switched off is there to be switched off."""
    known = [rule["id"] for rule in base.get("rules", [])]
    rules = over.get("rules")
    for rule in rules if _are_rules(rules) else []:
        if rule.get("severity") == "off" and rule.get("id") not in known:
            problem = Words(zh=f"没有可以关掉的规则 {rule.get('id')}", en=f"there is no rule {rule.get('id')} to be switched off")
            raise Refusals(path, data).refusal(problem, ("rules", str(rule.get("id"))), nearest(str(rule.get("id")), known))


def _own_place(whole: Any, data: Any, location: tuple[Any, ...]) -> tuple[Any, ...]:
    """Where the file itself has what stands at `location` of the whole that it was merged into."""
    if whole is data or len(location) < 2 or location[0] != "rules" or not isinstance(location[1], int):
        return location
    if not _are_rules(whole["rules"]):
        return location
    return own_location(data, ("rules", str(whole["rules"][location[1]].get("id")), *location[2:]))


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        if value is None:
            result.pop(key, None)
        elif key == "rules" and _are_rules(value):
            mine = {rule.get("id"): rule for rule in value}
            kept = [_merge(rule, mine.pop(rule["id"], {})) for rule in base.get("rules", [])]
            result[key] = [rule for rule in kept if rule.get("severity") != "off"] + list(mine.values())
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            result[key] = _merge(base[key], value)
        else:
            result[key] = value
    return result


def _are_rules(value: Any) -> bool:
    """Whether it is a list of maps; anything else is left for the model to refuse."""
    return isinstance(value, list) and all(isinstance(rule, dict) for rule in value)
