"""What a page of ours should be: the file as it was made, or as its executed notebook makes it again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from nianbao.auditing.records.tokens import Token, tokens
from nianbao.work import Work

PAGE, _MANIFEST = "review.html", "manifest.json"


@dataclass(frozen=True)
class Reference:
    """A page as it was made, and the folder that it belongs to."""

    folder: Path
    tokens: list[Token]


def is_as_made(path: Path, work: Work | None) -> bool:
    """Whether a manifest, beside the file or of the work's review and editions, lists this very content."""
    digest = sha256(path.read_bytes()).hexdigest()
    return any(digest in listed.values() for _, listed in _manifests(path, work))


def listed_as(path: Path, work: Work | None) -> Path | None:
    """The manifest that lists a file of that name with another content; the one beside it first."""
    return next((folder / _MANIFEST for folder, listed in _manifests(path, work) if path.name in listed), None)


def reference(path: Path, work: Work | None, found: list[Token]) -> Reference | None:
    """The page that the one at `path` is most like; None where nothing is left of any. Raises RenderFailed."""
    there = [Reference(folder, made) for folder, listed in _manifests(path, work) if (made := _made(folder, listed)) is not None]
    return min(there, key=lambda one: _unlike(one.tokens, found), default=None)


def _unlike(one: list[Token], other: list[Token]) -> int:
    left, right = (Counter(token.identity for token in side) for side in (one, other))
    return (left - right).total() + (right - left).total()


def _made(folder: Path, listed: dict[str, str]) -> list[Token] | None:
    """The folder's page where it is whole, else what its notebook makes, where that is."""
    page = folder / PAGE
    if page.exists() and _digest(page) == listed.get(PAGE):
        return _tokens(page.read_text("utf-8"))
    notebooks = [folder / name for name in listed if name.endswith(".ipynb")]
    if not notebooks or any(not path.exists() or _digest(path) != listed[path.relative_to(folder).as_posix()] for path in notebooks):
        return None
    from nianbao.exporting.html import html
    from nianbao.proofing import executed_page

    return tokens(html(executed_page(folder)))


@lru_cache(maxsize=4)
def _tokens(html: str) -> list[Token]:
    """Read once: many copies may be held against one page."""
    return tokens(html)


def _manifests(path: Path, work: Work | None) -> Iterator[tuple[Path, dict[str, str]]]:
    """The folders that may hold the page, each with the hashes of its files: that of the page itself, the work's review,
    its draft, and its editions."""
    folders = [path.absolute().parent]
    if work is not None:
        folders += [work.review, work.review.with_name(f"{work.review.name}-draft"), *sorted(work.published.glob("[0-9]*"))]
    for folder in dict.fromkeys(folders):
        listed = _outputs(folder / _MANIFEST)
        if listed:
            yield folder, listed


def _outputs(manifest: Path) -> dict[str, str]:
    try:
        told: Any = json.loads(manifest.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    outputs = told.get("outputs") if isinstance(told, dict) else None
    return {str(name): str(digest) for name, digest in outputs.items()} if isinstance(outputs, dict) else {}


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
