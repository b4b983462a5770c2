"""The lock, requirements.txt, as records: what is pinned, the hashes its files may have, and what asks for it."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_SELF = "nianbao"
# What is run with nianbao; the other extras are of those who work on it.
SHIPPED = ("lab", "cluster", "notices")


@dataclass(frozen=True)
class Pin:
    """One distribution as locked. `needed_by` are the distributions that ask for it; nianbao stands for pyproject.toml."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


def pins(text: str | None = None) -> list[Pin]:
    """Every entry of the lock, by name. `text` is the lock's, by default that of the project."""
    found = []
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text if text is not None else (ROOT / "requirements.txt").read_text("utf-8")):
        if entry.startswith("#"):
            continue
        wanted, _, _ = entry.partition(" \\\n")
        requirement = Requirement(wanted)
        (version,) = [part.version for part in requirement.specifier]
        via = entry.partition("# via")[2].replace("#", " ").replace("(pyproject.toml)", " ").split()
        hashes = tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)))
        found.append(Pin(canonicalize_name(requirement.name), version, str(requirement.marker or ""), hashes, tuple(sorted(via))))
    return sorted(found, key=lambda pin: pin.name)


def uses(locked: Iterable[Pin]) -> dict[str, str]:
    """Name → what it is there for: "run", the first of SHIPPED whose extra brings it, or "work" for those who work on nianbao."""
    asked = defaultdict(set)
    for pin in locked:
        for other in pin.needed_by:
            asked[canonicalize_name(other)].add(pin.name)
    extras = PROJECT["optional-dependencies"]
    found: dict[str, str] = {}
    for use, wanted in [("run", PROJECT["dependencies"]), *((extra, extras[extra]) for extra in SHIPPED)]:
        waiting = [canonicalize_name(Requirement(line).name) for line in wanted]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = use
                waiting += asked[name]
    return {pin.name: found.get(pin.name, "work") for pin in locked if pin.name != _SELF}
