"""Texts as they are compared: what an editor writes otherwise by itself is no difference."""

from __future__ import annotations

import re
from unicodedata import normalize

_QUOTES = str.maketrans("“”„‟‘’「」『』", "\"\"\"\"''\"\"\"\"")


def tidy(text: str) -> str:
    """The text as it is compared: full-width signs narrow, quotation marks alike, no spaces between Chinese."""
    narrow = normalize("NFKC", text).translate(_QUOTES)
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|[\u200b\u2060\ufeff]", "", " ".join(narrow.split()))
