"""Finished outputs, read again: what they print is held against the public figures, and nothing personal may stand in them."""

from nianbao.proofing.differences import Difference
from nianbao.proofing.readback import read_back, require_read_back

__all__ = ["Difference", "read_back", "require_read_back"]
