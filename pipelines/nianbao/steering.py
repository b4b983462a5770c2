"""Characters that show nothing and steer what is shown: a terminal's commands, marks of direction, ends of lines that are none of
ours. A text from outside may hold them; no page and no message of ours does."""

from __future__ import annotations

import json
import re

# C0 and C1 controls but those between lines and columns, lone halves of characters, and what Unicode keeps from being a character.
_NO_TEXT = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Marks that turn the direction of what follows, and tags, which spell a text that nobody sees.
_DIRECTION = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f"
_STEERING = re.compile(f"[{_NO_TEXT}{_DIRECTION}]")
_ON_A_TERMINAL = re.compile(f"[\r{_NO_TEXT}{_DIRECTION}\u2028\u2029]")


def unsteered(text: str) -> str:
    """The text without them: for a page."""
    return _STEERING.sub("", text)


def escaped(text: str) -> str:
    r"""The text with them written out, as JSON has them (`\u001b`): for a terminal, and inside the strings of JSON no change."""
    return _ON_A_TERMINAL.sub(lambda found: json.dumps(found[0])[1:-1], text)
