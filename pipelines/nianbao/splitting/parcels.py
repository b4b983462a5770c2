"""What goes to each office, gathered in memory and written in turn: few files are open however many offices there are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_AT_MOST = 32 << 20


@dataclass
class Parcel:
    """An office's file: its rows without the header, its bytes, its hash."""

    path: Path
    rows: int = 0
    bytes: int = 0
    hash: Any = field(default_factory=hashlib.sha256)
    waiting: list[bytes] = field(default_factory=list)


class Parcels:
    """Files by name in `folder`, each begun with `head`."""

    def __init__(self, folder: Path, head: bytes) -> None:
        folder.mkdir()
        self.folder, self.head, self.found, self._waiting = folder, head, dict[str, Parcel](), 0

    def add(self, name: str, rows: int, content: bytes) -> int:
        """Puts whole rows below those there, and tells how many those were."""
        parcel = self.found.get(name)
        if parcel is None:
            parcel = self.found[name] = Parcel(self.folder / name, waiting=[self.head])
        before, parcel.rows = parcel.rows, parcel.rows + rows
        parcel.waiting.append(content)
        self._waiting += len(content)
        if self._waiting > _AT_MOST:
            self.write()
        return before

    def write(self) -> None:
        """Writes what waits."""
        for parcel in self.found.values():
            if parcel.waiting:
                content = b"".join(parcel.waiting)
                with parcel.path.open("ab") as file:
                    file.write(content)
                parcel.hash.update(content)
                parcel.bytes += len(content)
                parcel.waiting = []
        self._waiting = 0
