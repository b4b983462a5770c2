"""Finished outputs, read again: what they print is held against the public figures, and nothing personal may stand in them."""
