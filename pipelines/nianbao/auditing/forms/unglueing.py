"""Digits that a page has glued together, cut into the cells of a row in every way that the row itself allows."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import accumulate

Cells = tuple[int, ...]

_MOST_STEPS = 40_000  # of the search in one row; a row of seven numbers of four digits takes some hundreds
_MOST_WAYS = 8000


class TooMany(Exception):
    """The search has run out of steps; nothing can be said of the row."""


def ways(pieces: Sequence[str], blocks: int, size: int, *, total: bool) -> list[Cells]:
    """Every way to cut the digits of `pieces` into `blocks` times `size` numbers, none across the end of a piece.

    With `total` the last number of each block is the sum of the others. A number of several digits does not begin with 0.
    Raises TooMany where there are more ways than anyone could use.
    """
    return _Row(pieces, blocks, size, range(blocks) if total else ()).ways()


def nearly(pieces: Sequence[str], blocks: int, size: int) -> list[Cells]:
    """The ways to cut the digits in which one block does not add up, by how far it is from it; at most forty.

    Raises TooMany as `ways` does.
    """
    found: dict[Cells, int] = {}
    for loose in range(blocks):
        for cells in _Row(pieces, blocks, size, [block for block in range(blocks) if block != loose]).ways():
            block = cells[loose * size : (loose + 1) * size]
            found[cells] = abs(sum(block[:-1]) - block[-1])
    return sorted(found, key=lambda cells: found[cells])[:40]


class _Row:
    def __init__(self, pieces: Sequence[str], blocks: int, size: int, summed: Container[int]) -> None:
        self.digits, self.blocks, self.size, self.summed = "".join(pieces), blocks, size, summed
        self.ends = list(accumulate(len(piece) for piece in pieces))
        self.steps = 0
        self.tails: dict[tuple[int, int], list[Cells]] = {}

    def ways(self) -> list[Cells]:
        found = self.tail(0, 0)
        if len(found) > _MOST_WAYS:
            raise TooMany
        return found

    def tail(self, block: int, at: int) -> list[Cells]:
        """The ways to cut what follows `at` into the blocks from `block` on."""
        if block == self.blocks:
            return [()] if at == len(self.digits) else []
        if (block, at) not in self.tails:
            heads = self.heads(block, at)
            self.tails[block, at] = [head + more for head, end in heads for more in self.tail(block + 1, end)]
        return self.tails[block, at]

    def heads(self, block: int, at: int) -> Iterator[tuple[Cells, int]]:
        """The ways to cut one block from `at`, each with where it ends."""
        total, last = block in self.summed, block == self.blocks - 1
        if total and last:
            yield from self.last_heads(at)
            return
        rest = (self.blocks - block - 1) * self.size  # digits that the other blocks need at least
        free = self.size - 1 if total else self.size
        stack: list[tuple[Cells, int, int]] = [((), at, 0)]
        while stack:
            cells, here, known = stack.pop()
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise TooMany
            if len(cells) == free:
                end = here + len(str(known)) if total else here
                if not total:
                    yield cells, here
                elif self.digits.startswith(str(known), here) and end <= self.stop(here):
                    yield (*cells, known), end
                continue
            need = free - len(cells) - 1 + (len(str(known)) if total else 0) + rest
            first = len(self.digits) if last and len(cells) == free - 1 else here + 1  # nothing may be left over
            for number, end in self.numbers(here, first, len(self.digits) - need):
                stack.append(((*cells, number), end, known + number))

    def last_heads(self, at: int) -> Iterator[tuple[Cells, int]]:
        """The ways to cut the last block: its total is what is left, so that each number has a bound."""
        free, whole = self.size - 1, len(self.digits)
        for begin in range(at + free, whole):
            total = self.digits[begin:]
            if self.stop(begin) < whole or (total[0] == "0" and len(total) > 1):
                continue
            stack: list[tuple[Cells, int, int]] = [((), at, int(total))]
            while stack:
                cells, here, left = stack.pop()
                self.steps += 1
                if self.steps > _MOST_STEPS:
                    raise TooMany
                more = free - len(cells)
                if not more:
                    if here == begin and not left:
                        yield (*cells, int(total)), whole
                    continue
                longest = -(-(begin - here) // more)  # of the numbers to come one has at least so many digits
                if (longest > 1 and 10 ** (longest - 1) > left) or 10 ** (begin - here - more + 1) + 9 * more < left:
                    continue
                for number, end in self.numbers(here, begin if more == 1 else here + 1, begin - more + 1):
                    if number <= left:
                        stack.append(((*cells, number), end, left - number))

    def numbers(self, at: int, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The numbers that begin at `at` and end between `first` and `last`, longest first."""
        last = min(last, self.stop(at))
        if self.digits.startswith("0", at):
            last = min(last, at + 1)
        for end in range(last, first - 1, -1):
            yield int(self.digits[at:end]), end

    def stop(self, at: int) -> int:
        """Where the piece ends in which `at` lies."""
        return next((end for end in self.ends if at < end), len(self.digits))
