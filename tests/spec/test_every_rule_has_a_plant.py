"""A rule that nobody has seen fail is no rule: each has a planted failure among the tests beside this one."""

from tests.spec import test_file_rules, test_penalty_rules, test_petition_rules

from nianbao.checking.accounts import ACCOUNTS
from nianbao.office import shipped
from nianbao.tables import read_table

PLANTED = [plant.rule for tests in (test_file_rules, test_penalty_rules, test_petition_rules) for plant in tests.PLANTS]


def test_every_rule_that_nianbao_ships_has_a_planted_failure():
    tables = [read_table(path) for path in shipped("expectations").glob("*.yml")]
    rules = [rule.id for table in tables for rule in table.rules] + [rule.id for account in ACCOUNTS for rule in account.rules]
    assert sorted(PLANTED) == sorted(rules)
