"""The tables of an office: those that ship with nianbao, as the workspace overrides them and adds to them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nianbao import yamlfile
from nianbao.errors import BadYaml, UnknownTable
from nianbao.office import Office, Workspace, shipped
from nianbao.tables.conditions import condition
from nianbao.tables.expressions import parse_balance, parse_sum
from nianbao.tables.model import Rule, Table
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
    return {name: read_table(files[name]) for name in wanted}


def table_files(workspace: Workspace) -> dict[str, Path]:
    """Table name → its YAML; the workspace's own file stands before the shipped one."""
    found = {path.stem: path for path in sorted(shipped("expectations").glob("*.yml"))}
    found |= {path.stem: path for path in sorted((workspace.root / "expectations").glob("*.yml"))}
    return dict(sorted(found.items()))


def read_table(path: Path) -> Table:
    """The table that the file describes, every condition and expression of it checked."""
    data = yamlfile.parse(path) or {}
    if "extends" in data:
        data = _extended(data, path)
    table = yamlfile.validate(data, Table, path)
    if table.table != path.stem:
        raise BadYaml(file=path.name, line=1, problem=Words(zh=f"table 应为 {path.stem}", en=f"table should be {path.stem}"))
    _check(table, path)
    return table


def _extended(data: dict[str, Any], path: Path) -> dict[str, Any]:
    """The shipped table with the file's keys laid over it: maps are merged, rules replaced by id, null takes out."""
    base = shipped("expectations") / f"{data['extends']}.yml"
    if not base.exists():
        known = [file.stem for file in shipped("expectations").glob("*.yml")]
        raise UnknownTable(file=path.name, got=data["extends"], known=sorted(known), near=nearest(data["extends"], known))
    merged = _merge(yamlfile.plain(yamlfile.parse(base)), {k: v for k, v in yamlfile.plain(data).items() if k != "extends"})
    return merged | {"table": path.stem}


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        if value is None:
            result.pop(key, None)
        elif key == "rules":
            mine = {rule.get("id"): rule for rule in value}
            kept = [_merge(rule, mine.pop(rule["id"], {})) for rule in base.get("rules", [])]
            result[key] = [rule for rule in kept if rule.get("severity") != "off"] + list(mine.values())
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            result[key] = _merge(base[key], value)
        else:
            result[key] = value
    return result


def _check(table: Table, path: Path) -> None:
    """Every name that the table uses is there: columns, derived columns, figures, statements."""
    kept = set(table.kept)
    for name, sql in table.derived.items():
        condition(sql, kept, f"{path.name} derived.{name}")
    columns = kept | set(table.derived)
    for rule in table.rules:
        _check_rule(rule, table, columns, path)
    for name, figure in table.figures.items():
        where = f"{path.name} figures.{name}"
        condition(figure.condition, columns, where)
        for column in (figure.sum, figure.distinct, figure.mean, *(column for column, _ in figure.breakdowns().values())):
            if column is not None:
                _known(column, columns, path, where)
        for text in (figure.part, figure.whole):
            for term in parse_sum(text, table.table, where).terms if text else ():
                _known(term.name.removeprefix(table.table + "."), table.figures, path, where)
    for name, stated in table.stated.items():
        if stated.column is not None:
            _known(stated.column, table.columns, path, f"stated.{name}")


def _check_rule(rule: Rule, table: Table, columns: set[str], path: Path) -> None:
    where = f"{path.name} {rule.id}"
    if rule.where:
        condition(rule.where, columns, where)
    for column in rule.columns:
        _known(column, columns, path, where)
    if rule.balance:
        balance = parse_balance(rule.balance, table.table, where)
        for term in balance.left.terms + balance.right.terms:
            own, _, name = term.name.partition(".")
            if own == table.table:
                _known(name, table.stated if term.scope == "stated" else table.figures, path, where)


def _known(name: str, known: Any, path: Path, where: str) -> None:
    if name not in known:
        problem = Words(zh=f"{where} 提到不存在的“{name}”", en=f"{where} names “{name}”, which is not there")
        raise BadYaml(file=path.name, line=1, problem=problem, near=nearest(name, known))
