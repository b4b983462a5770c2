"""What checks.json tells of open failures, by severity. Of its many rules only three fields are read."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from nianbao.words import Words

SEVERITIES = {
    "critical": Words(zh="严重", en="critical"),
    "warning": Words(zh="警告", en="warning"),
    "info": Words(zh="提示", en="info"),
}


class _Outcome(msgspec.Struct):
    rule: str
    severity: str
    outcome: str
    waiver: Any = None


class _Checks(msgspec.Struct):
    as_of: str
    records: str
    outcomes: list[_Outcome]


_decoder = msgspec.json.Decoder(_Checks)


@dataclass(frozen=True)
class Failures:
    """Rules that failed and that nobody has waived, by severity; `current` is whether the records are those that were checked."""

    critical: int
    warning: int
    info: int
    waived: int
    could_not_check: int
    stopped_by: tuple[str, ...]
    as_of: str
    current: bool

    def json(self) -> dict[str, Any]:
        return asdict(self) | {"stopped_by": list(self.stopped_by)}


def failures(checked: Path, clean: Path) -> Failures | None:
    """Those of data/checked/<office>/<year>; None where nothing has been checked, or the file is damaged."""
    try:
        found = _decoder.decode((checked / "checks.json").read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None
    count = Counter(each.severity for each in found.outcomes if each.outcome == "fail" and not each.waiver)
    stopped = tuple(each.rule for each in found.outcomes if each.outcome == "fail" and not each.waiver and each.severity == "critical")
    return Failures(
        count["critical"], count["warning"], count["info"], sum(bool(each.waiver) for each in found.outcomes),
        sum(each.outcome == "could_not_check" for each in found.outcomes), stopped, found.as_of, found.records == _hash(clean / "clean.json"),
    )  # fmt: skip


def _hash(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
