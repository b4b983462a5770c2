"""What of a year's raw folder may hold records: all but hidden files, and what people decide and write."""

from __future__ import annotations

from pathlib import Path

_OWN_FILES = ("corrections.csv", "waivers.yml")
_OWN_FOLDERS = ("text",)


def candidates(folder: Path) -> list[Path]:
    """What `raw_files` looks at below `folder`, by name, folders too."""
    return sorted(path for path in folder.rglob("*") if _is_candidate(path.relative_to(folder)))


def holds_raw_files(folder: Path) -> bool:
    """Whether there is any file that may hold records; none is read."""
    return any(path.is_file() for path in candidates(folder))


def _is_candidate(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    own = path.as_posix() in _OWN_FILES or path.parts[0] in _OWN_FOLDERS
    return not hidden and not own
