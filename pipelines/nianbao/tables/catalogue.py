"""The tables of an office: those that ship with nianbao, as the workspace overrides them and adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nianbao import yamlfile
from nianbao.errors import BadYaml, UnknownTable
from nianbao.office import Office, Workspace, shipped
from nianbao.tables.expressions import parse_balance
from nianbao.tables.model import Table
from nianbao.tables.verify import Verifier, verify_terms
from nianbao.words import Words, nearest


def tables_of(workspace: Workspace, office: Office) -> dict[str, Table]:
    """The tables that the office keeps, by name, in the order of office.yml or else of their file names.

    Raises BadYaml, BadCondition, BadExpression, UnknownTable.
    """
    files = table_files(workspace)
    wanted = office.file.tables if office.file.tables is not None else tuple(files)
    for name in wanted:
        if name not in files:
            raise UnknownTable(file="office.yml", got=name, known=list(files), near=nearest(name, files))
    tables = {name: read_table(files[name]) for name in wanted}
    _verify_across(tables, files)
    return tables


def table_files(workspace: Workspace) -> dict[str, Path]:
    """Table name → its YAML; the workspace's own file stands before the shipped one."""
    found = {path.stem: path for path in sorted(shipped("expectations").glob("*.yml"))}
    found |= {path.stem: path for path in sorted((workspace.root / "expectations").glob("*.yml"))}
    return dict(sorted(found.items()))


def read_table(path: Path) -> Table:
    """The table that the file describes, every name, condition and expression of it checked.

    Raises BadYaml, BadCondition, BadExpression, UnknownTable.
    """
    data = yamlfile.parse(path)
    whole = _extended(data, path) if isinstance(data, dict) and "extends" in data else data
    table = yamlfile.validate(whole, Table, path, lines=data)
    if table.table != path.stem:
        raise BadYaml(file=path.name, line=1, problem=Words(zh=f"table 应为 {path.stem}", en=f"table should be {path.stem}"))
    Verifier(table, path, data).verify()
    return table


def _verify_across(tables: Mapping[str, Table], files: Mapping[str, Path]) -> None:
    """What balances say of other tables: those are there, and so are their figures."""
    for name, table in tables.items():
        verifier = Verifier(table, files[name], None)
        for position, rule in enumerate(table.rules):
            if rule.balance is None:
                continue
            balance = parse_balance(rule.balance, name, rule.id)
            for term in balance.left.terms + balance.right.terms:
                verifier.known(term.name.partition(".")[0], files, rule.id, ("rules", position))
            verify_terms(balance, tables, verifier, rule.id, position)


def _extended(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """The shipped table with the file's keys laid over it: maps are merged, rules replaced by id, null takes out."""
    known = sorted(file.stem for file in shipped("expectations").glob("*.yml"))
    name = str(data["extends"])
    if name not in known:
        raise UnknownTable(file=path.name, got=name, known=known, near=nearest(name, known))
    base = yamlfile.plain(yamlfile.parse(shipped("expectations") / f"{name}.yml"))
    over = {key: value for key, value in yamlfile.plain(data).items() if key != "extends"}
    return _merge(base, over) | {"table": path.stem}


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
