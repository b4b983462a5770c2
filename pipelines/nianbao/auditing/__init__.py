"""A written report read as its strictest reader would: each claim, and whether it can be right."""

from nianbao.auditing.audit import Audit, audit
from nianbao.auditing.document import Block, Cell, Document, Grid, Mark
from nianbao.auditing.findings import Finding, Identity
from nianbao.auditing.issues import Issue
from nianbao.auditing.opening import open_document, save_text

__all__ = ["Audit", "Block", "Cell", "Document", "Finding", "Grid", "Identity", "Issue", "Mark", "audit", "open_document", "save_text"]
