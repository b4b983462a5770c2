"""A report held against the records of its office's year."""

from nianbao.auditing.records.holding import hold
from nianbao.auditing.records.match import Match
from nianbao.auditing.records.tampering import tampering

__all__ = ["Match", "hold", "tampering"]
