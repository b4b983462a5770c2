"""What of a year's raw folder may hold records: all but hidden files, and what people decide and write."""

from __future__ import annotations

from pathlib import Path

from nianbao.patience import reading

_OWN_FILES = ("corrections.csv", "waivers.yml")
_OWN_FOLDERS = ("text",)


def candidates(folder: Path) -> list[Path]:
    """What `raw_files` looks at below `folder`, by name, folders too. Raises CannotRead for a folder that may not be looked into."""
    found = sorted(path for path in folder.rglob("*") if _is_candidate(path.relative_to(folder)))
    for path in (folder, *found):
        with reading(path):
            if path.is_dir():
                next(path.iterdir(), None)  # rglob passes it over without a word
    return found


def holds_raw_files(folder: Path) -> bool:
    """Whether there is any file that may hold records; none is read."""
    return any(_is_file(path) for path in candidates(folder))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may not be entered: that it is there says that there is something to be read
        return True


def _is_candidate(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    own = path.as_posix() in _OWN_FILES or path.parts[0] in _OWN_FOLDERS
    return not hidden and not own
