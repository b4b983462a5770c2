"""Rules → outcomes, the gate, waivers."""

from nianbao.startup import door

_ROOMS = {
    "agreeing": ("Agreement", "agreement"),
    "export": ("export_suites",),
    "gate": ("first_row", "gate_closed", "stopping"),
    "outcomes": ("PUBLIC", "Checks", "Outcome", "Place", "public_checks", "read_checks"),
    "page": ("outcome_summary", "outcome_tables", "outcome_word", "verdict"),
    "waivers": ("Waiver", "read_waivers", "today"),
    "year": ("Checked", "check", "read_account", "require_open"),
}
__getattr__ = door(__name__, _ROOMS)
__all__ = sorted(name for names in _ROOMS.values() for name in names)
