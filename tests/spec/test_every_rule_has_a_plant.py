"""A rule that nobody has seen fail is no rule: each has a planted failure among the tests beside this one."""

from importlib import import_module
from pathlib import Path

from nianbao.checking.accounts import ACCOUNTS
from nianbao.checking.duties import DEADLINES, REQUIRED
from nianbao.office import Workspace, shipped
from nianbao.tables import balances_of, read_table, table_files

HERE = Path(__file__).parent
PLANTED = [
    plant.rule for path in sorted(HERE.glob("test_*_rules.py")) for plant in import_module(f"tests.spec.{path.stem}").PLANTS
]


def test_every_rule_that_nianbao_ships_has_a_planted_failure():
    tables = {name: read_table(path) for name, path in table_files(Workspace(shipped("expectations").parent)).items()}
    rules = [rule.id for table in tables.values() for rule in table.rules]
    rules += [rule.id for rule in balances_of(Workspace(shipped("expectations").parent), tables)]
    rules += [rule.id for account in ACCOUNTS for rule in account.rules]
    rules += [REQUIRED.id, *(deadline.rule.id for deadline in DEADLINES)]
    assert sorted(PLANTED) == sorted(rules)
