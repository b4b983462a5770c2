"""A written report read as its strictest reader would: each claim, and whether it can be right."""

from nianbao.auditing.document import Block, Cell, Document, Grid, Mark
from nianbao.auditing.findings import Finding, Identity

__all__ = ["Block", "Cell", "Document", "Finding", "Grid", "Identity", "Mark"]
