"""Finished outputs, read again: what they print is held against the public figures, and nothing personal may stand in them."""

from nianbao.proofing.differences import Difference
from nianbao.proofing.leaks import begin_search, require_private
from nianbao.proofing.page import executed_page
from nianbao.proofing.readback import read_back, require_read_back
from nianbao.proofing.returned import Returned, read_returned
from nianbao.proofing.telling import as_text

__all__ = [
    "Difference", "Returned", "as_text", "begin_search", "executed_page", "read_back", "read_returned", "require_private", "require_read_back",
]  # fmt: skip
