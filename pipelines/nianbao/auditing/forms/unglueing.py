"""Digits that a page has glued together, cut into the cells of a row in every way that the row itself allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

Cells = tuple[int, ...]

_MOST_STEPS = 60_000  # of the search in one row; a row of seven numbers of four digits takes some hundreds
_MOST_WAYS = 400


class TooMany(Exception):
    """The search has run out of steps; nothing can be said of the row."""


def ways(pieces: Sequence[str], blocks: int, size: int, *, total: bool) -> list[Cells]:
    """Every way to cut the digits of `pieces` into `blocks` times `size` numbers, none across the end of a piece.

    With `total` the last number of each block is the sum of the others. A number of several digits does not begin with 0.
    Raises TooMany where there are more ways than anyone could use.
    """
    return _Row(pieces, blocks, size, total).ways()


def nearly(pieces: Sequence[str], size: int) -> list[Cells]:
    """The ways to cut the digits into `size` numbers, by how far the last is from the sum of the others; at most forty."""
    every = _Row(pieces, 1, size, False).ways()
    return sorted(every, key=lambda cells: abs(sum(cells[:-1]) - cells[-1]))[:40]


class _Row:
    def __init__(self, pieces: Sequence[str], blocks: int, size: int, total: bool) -> None:
        self.digits, self.blocks, self.size, self.total = "".join(pieces), blocks, size, total
        self.ends = list(accumulate(len(piece) for piece in pieces))
        self.steps = 0
        self.tails: dict[tuple[int, int], list[Cells]] = {}

    def ways(self) -> list[Cells]:
        found = self.tail(0, 0)
        if len(found) > _MOST_WAYS * 20:
            raise TooMany
        return found

    def tail(self, block: int, at: int) -> list[Cells]:
        """The ways to cut what follows `at` into the blocks from `block` on."""
        if block == self.blocks:
            return [()] if at == len(self.digits) else []
        if (block, at) not in self.tails:
            last = block == self.blocks - 1
            rest = (self.blocks - block - 1) * self.size
            self.tails[block, at] = [
                head + more for head, end in self.heads(at, rest, last) for more in self.tail(block + 1, end)
            ]  # fmt: skip
        return self.tails[block, at]

    def heads(self, at: int, rest: int, last: bool) -> Iterator[tuple[Cells, int]]:
        """The ways to cut one block from `at`, with where it ends; `rest` digits at least must be left."""
        stack: list[tuple[Cells, int, int]] = [((), at, 0)]
        free = self.size - 1 if self.total else self.size
        while stack:
            cells, here, known = stack.pop()
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise TooMany
            if len(cells) == free:
                if not self.total:
                    yield cells, here
                    continue
                end = here + len(str(known))
                if self.digits.startswith(str(known), here) and end <= self.stop(here):
                    yield (*cells, known), end
                continue
            need = free - len(cells) - 1 + (len(str(known)) if self.total else 0) + rest
            longest = min(self.stop(here), len(self.digits) - need)
            if last and not self.total and len(cells) == free - 1:
                first = longest  # nothing may be left over
            else:
                first = here + 1
            if here < len(self.digits) and self.digits[here] == "0":
                longest = min(longest, here + 1)
            for end in range(longest, first - 1, -1):
                number = int(self.digits[here:end])
                stack.append(((*cells, number), end, known + number))

    def stop(self, at: int) -> int:
        """Where the piece ends in which `at` lies."""
        return next((end for end in self.ends if at < end), len(self.digits))
