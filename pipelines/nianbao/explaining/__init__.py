"""Why a figure is what it is, and why it is no longer what it was."""

from nianbao.explaining.explanation import Explanation
from nianbao.explaining.figure import explain
from nianbao.explaining.moves import Since
from nianbao.explaining.since import explain_since
from nianbao.explaining.snapshot import keep, kept

__all__ = ["Explanation", "Since", "explain", "explain_since", "keep", "kept"]
