"""A district whose town hands up a figures.json of bad will, with a manifest that vouches for it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from tests.hostile.office import NAME
from tests.hostile.payloads import ALL
from tests.spec.county import County

_LABEL = {"zh": "走访", "en": "Visits"}
FIGURE: dict[str, Any] = {
    "name": "visits.held", "label": _LABEL, "unit": {"zh": "次", "en": "visits"}, "kind": "count", "value": 3, "part": None, "whole": None,
    "by": {"village": [{"key": "东庄", "label": {"zh": "东庄"}, "value": 3, "previous": None}]},
    "rollup": "sum", "table": "visits", "condition": "true", "previous": None, "sources": [],
}  # fmt: skip
_RATE = FIGURE | {"name": "visits.settled_rate", "kind": "rate", "rollup": "recompute", "value": 0.5, "part": 1, "whole": 2, "by": {}}


def _with(**told: Any) -> str:
    return json.dumps([FIGURE | told])


def _value(text: str) -> str:
    return _with().replace('"value": 3', f'"value": {text}', 1)


# What no nianbao has written: the office is left out by name, and the others are added up.
FORGED = {
    "no JSON": "x", "a number": "5", "nothing": "null", "brackets": "[" * 200_000, "brackets in a name": '[{"name":' + "[" * 200_000,
    "a label that is a number": _with(label=5), "a label of another language": _with(label={"zh": "x", "fr": "y"}), "a label of brackets": _with(label={"zh": {"a": 1}}),
    "no label": _with(label={}), "half a character": _with(label={"zh": "\ud800"}), "a unit of a million signs": _with(unit={"zh": "x" * 1_000_000}),
    "another kind": _with(kind="x"), "the kind of another": _with(kind="rate"), "another way to add": _with(rollup="x"), "none to add": _with(rollup="none"),
    "below nought": _value("-3"), "no number": _value("NaN"), "a number that fills the memory": _value("1e999999999"), "a number without end": _value("1e99999999999999999999999"),
    "a number next to nought": _value("1e-999999999"), "five thousand digits": _value("9" * 5_000), "a half": _value("3.5"), "endless": _value('"Infinity"'), "a text": _value(json.dumps(NAME)),
    "a part that is none": _with(by={"village": [5]}), "breakdowns by texts": _with(by={text: [] for text in ALL}), "a key twice": _with(by={"village": FIGURE["by"]["village"] * 2}),
    "a figure twice": json.dumps([FIGURE, FIGURE]), "a figure that is not there": _with(name="visits.nosuch"), "a figure by another name": _with(name=NAME),
    "a figure by a path": _with(name="../../x"), "a figure of another table": _with(table="petitions"), "a doubt that is none": _with(about=NAME), "withdrawn": _with(withdrawn=[NAME]),
    "a whole next to nought": json.dumps([_RATE]).replace('"whole": 2', '"whole": 1e-999999999'),
}  # fmt: skip
# What may stand there, and is text.
TEXTS = json.dumps([FIGURE | {
    "label": {"zh": NAME, "en": NAME}, "unit": {"zh": NAME, "en": NAME}, "condition": NAME,
    "by": {"village": [{"key": f"{number}{text}", "label": {"zh": text, "en": text}, "value": 3, "previous": None} for number, text in enumerate(ALL)]},
}])  # fmt: skip


def district(folder: Path) -> County:
    """Two towns: the one in the east is honest."""
    found = County(folder / "w")
    found.town("east", json.dumps([FIGURE]).encode())
    return found


def hand_up(found: County, content: str | bytes, **manifest: Any) -> Path:
    """What the town in the west hands up now."""
    shutil.rmtree(found.root / "reviews" / "west", ignore_errors=True)
    return found.town("west", content.encode() if isinstance(content, str) else content, **manifest)


def of_the_west(found: County) -> tuple[str, Any]:
    """Why the west is left out, if it is, and the district's sum."""
    done = found.roll_up()
    why = {row.id: row.why.en for row in done.offices.missing if row.why}
    assert hashlib.sha256(json.dumps([FIGURE]).encode()).hexdigest() in dict(done.files).values()
    return why.get("west", ""), done.figures["visits.held"].value
