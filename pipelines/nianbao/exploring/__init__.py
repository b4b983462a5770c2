"""An office's year as an analyst opens it: its tables, figures and checks at hand, each read when it is asked for."""

from nianbao.startup import door

_ROOMS = {
    "checks": ("Checks", "OneCheck"),
    "controls": ("choose", "ready", "search"),
    "figures": ("Breakdowns", "Figures", "OneFigure"),
    "quarantine": ("Quarantine",),
    "tables": ("Tables",),
    "year": ("Year", "open_year"),
}
__getattr__ = door(__name__, _ROOMS)
__all__ = sorted(name for names in _ROOMS.values() for name in names)
