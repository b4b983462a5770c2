"""Rules → outcomes, the gate, waivers."""

from nianbao.checking.agreement import Agreement, agreement
from nianbao.checking.export import export_suites
from nianbao.checking.outcomes import PUBLIC, Checks, Outcome, Place, public_checks, read_checks
from nianbao.checking.page import outcome_summary, outcome_tables, outcome_word, verdict
from nianbao.checking.waivers import Waiver, read_waivers, today
from nianbao.checking.year import Checked, check, read_account, require_open

__all__ = [
    "PUBLIC", "Agreement", "Checked", "Checks", "Outcome", "Place", "Waiver", "agreement", "check", "export_suites", "outcome_summary", "outcome_tables",
    "outcome_word", "public_checks", "read_account", "read_checks", "read_waivers", "require_open", "today", "verdict",
]  # fmt: skip
