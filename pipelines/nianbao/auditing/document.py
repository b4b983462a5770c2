"""A report as text, and what of its shape the file tells: blocks, tables, and the marks of our own figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "cell", "caption"]


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or cell of the text. `level` is 1 to 6 for a heading that the file marks as one, else 0."""

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell of a table: where it stands in the grid (from 0), how many rows and columns it covers, and its span of the text."""

    row: int
    column: int
    start: int
    end: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True)
class Grid:
    """A table whose cells the file keeps apart. A web page that has glued them together has none; its text is all there is."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Mark:
    """A number of our own HTML that names its figure: its span, and the attributes of its `<data>` element as they stand."""

    start: int
    end: int
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Document:
    """A report. Offsets count code points of `text`; of a txt file that is the text as it stands in the file."""

    path: Path
    text: str
    blocks: Sequence[Block] = ()
    grids: Sequence[Grid] = ()
    marks: Sequence[Mark] = field(default=())
    title: str = ""

    def quote(self, start: int, end: int) -> str:
        """The text from `start` to before `end`."""
        return self.text[start:end]
