"""expectations/*.yml as table models: columns, rules, figures."""

from nianbao.tables.catalogue import balances_of, read_table, table_files, tables_of
from nianbao.tables.conditions import Condition, condition
from nianbao.tables.expressions import Balance, Sum, Term, parse_balance, parse_sum, unsigned
from nianbao.tables.fingerprint import fingerprint
from nianbao.tables.lineage import column_rests_on, measure_rests_on, rule_rests_on
from nianbao.tables.model import NOT_LISTED, PERSONAL, SEVERITY, Column, Limit, Measure, Period, Rule, Stated, Table
from nianbao.tables.trial import with_figures

__all__ = [
    "NOT_LISTED", "PERSONAL", "SEVERITY", "Balance", "Column", "Condition", "Limit", "Measure", "Period", "Rule", "Stated", "Sum", "Table", "Term",
    "balances_of", "column_rests_on", "condition", "fingerprint", "measure_rests_on", "parse_balance", "parse_sum", "read_table", "rule_rests_on",
    "table_files", "tables_of", "unsigned", "with_figures",
]  # fmt: skip
