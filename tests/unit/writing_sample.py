"""A small office-year whose raw files are those that were cleaned, for tests of what who writes a text is told."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from tests.unit.review_sample import PENALTIES, PETITIONS, count, sample_clean, sample_figures, sample_work

from nianbao.work import Work

PIECE = ("件", "petitions")


def writing_work(root: Path, **parameters: object) -> Work:
    """Petitions and penalties, with one figure that has no value and one that is hidden."""
    folder = root / "data" / "raw" / "shangcang" / "2023"
    folder.mkdir(parents=True)
    clean = sample_clean()
    for file, content in zip(clean["files"], ("信访", "处罚", "照片"), strict=True):
        (folder / file["file"]).write_text(content, "utf-8")
        file["sha256"] = hashlib.sha256(content.encode()).hexdigest()
    figures = [*sample_figures(), count("petitions.withdrawn", ("撤回", "Withdrawn"), PIECE, None, None)]
    return sample_work(root, figures, clean=clean, **parameters)


def edited(path: Path, content: str | None = None) -> None:
    """The file as somebody has left it a minute from now."""
    if content is not None:
        path.write_text(content, "utf-8")
    later = path.stat().st_mtime + 60
    os.utime(path, (later, later))


__all__ = ["PENALTIES", "PETITIONS", "edited", "writing_work"]
