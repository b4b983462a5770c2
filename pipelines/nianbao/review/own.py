"""An office's own words for a section, as somebody's program wrote them."""

from __future__ import annotations

from pathlib import Path

from nianbao.errors import FolderForFile, MayNotRead
from nianbao.reading import decode


def read_own(path: Path) -> str:
    """The text of text/<section>.md: of an editor in Chinese it may be in GB18030. Raises UnknownEncoding, NotATable, FolderForFile, MayNotRead."""
    try:
        return decode(path.read_bytes(), f"text/{path.name}")[0]
    except IsADirectoryError:
        raise FolderForFile(path=path) from None
    except PermissionError:
        raise MayNotRead(path=path) from None
