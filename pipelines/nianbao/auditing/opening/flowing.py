"""Printed lines become paragraphs: a line goes on where its end was forced by the edge of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nianbao.auditing.document import BlockKind
from nianbao.auditing.opening.printed import Printed
from nianbao.auditing.opening.writer import is_wide

# Of the height of the letters:
_INDENT = 0.8  # what stands so far in begins a paragraph
_SLACK = 1.0  # how much short of the edge a full line may end
_ALIKE = 1.06  # how much the letters of one paragraph may differ
_BROAD = 3.0  # how much narrower the text of a page may be than that of the widest, which else is broader paper
_APART = 1.7  # of the usual distance of lines: beyond it something new begins
_LARGE = 1.25  # of the usual height of letters: those of a title
_MUCH, _LINES = 0.1, 3  # of all signs, and how many lines: letters of that height are of the text and no title
_LONGEST_TITLE = 60


def flowing(lines: list[Printed], headings: dict[int, dict[str, int]]) -> Iterator[tuple[str, BlockKind, int]]:
    """The paragraphs and headings with their level. `headings` are those that the file names: page → text without blanks → level."""
    if not lines:
        return
    margins = _Margins(lines)
    place = 0
    while place < len(lines):
        level, end = _named(lines, place, headings)
        if not level:
            end = place + 1
            while end < len(lines) and margins.goes_on(lines[end - 1], lines[end]) and not _named(lines, end, headings)[0]:
                end += 1
            # A file that names its headings may leave its title out.
            level = margins.level(lines[place:end]) if not headings or lines[place].page == lines[0].page else 0
        yield _joined(lines[place:end]), "heading" if level else "paragraph", level
        place = end


def _named(lines: list[Printed], place: int, headings: dict[int, dict[str, int]]) -> tuple[int, int]:
    """The level of the heading that begins here and the line after it; 0 where the file names none."""
    named = headings.get(lines[place].page)
    if not named:
        return 0, place
    text = ""
    for end in range(place, min(place + 3, len(lines))):
        text += lines[end].bare
        if text in named:
            return named[text], end + 1
        if not any(title.startswith(text) for title in named):
            break
    return 0, place


def _joined(lines: list[Printed]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        # Neither a Chinese word nor a number is parted by a blank where a line ends in the midst of it.
        whole = is_wide(text[-1]) or is_wide(line.text[0]) or (text[-1].isdigit() and line.text[0].isdigit())
        text += line.text if whole else f" {line.text}"
    return text


@dataclass
class _Letters:
    """The lines of one height of letters: where they begin and end, and how far one is from the next."""

    size: float
    left: float
    widest: float
    right: dict[int, float]  # page → how far to the right they reach
    step: float


class _Margins:
    """Where the text of a document begins and ends on its pages, for each height of its letters."""

    def __init__(self, lines: list[Printed]) -> None:
        self.of_size: dict[float, _Letters] = {}
        sizes = sorted({line.size for line in lines})
        alike: list[float] = []
        for place, size in enumerate(sizes):
            alike.append(size)
            if place + 1 == len(sizes) or sizes[place + 1] > _ALIKE * size:
                letters = _letters([line for line in lines if alike[0] <= line.size <= size])
                self.of_size |= dict.fromkeys(alike, letters)
                alike = []
        signs, count = Counter[float](), Counter[float]()
        for line in lines:
            signs[self.of_size[line.size].size] += len(line.text)
            count[self.of_size[line.size].size] += 1
        # A report may have more signs in small tables than in its text; a title has few lines.
        usual = [size for size in signs if count[size] >= _LINES and signs[size] >= _MUCH * signs.total()]
        self.usual = max(usual, default=signs.most_common(1)[0][0])

    def goes_on(self, line: Printed, after: Printed) -> bool:
        """Whether the paragraph of the first line goes on in the second: the line is full, and the next one does not stand in."""
        letters = self.of_size[line.size]
        if letters is not self.of_size[after.size] or "\t" in line.text or "\t" in after.text:
            return False
        if line.page == after.page and not 0 < line.bottom - after.bottom <= _APART * max(letters.step, line.size):
            return False
        if line.page == after.page and self._is_large(line) and self._is_large(after):
            return True
        if after.left > letters.left + _INDENT * after.size:
            return False
        own = letters.right[line.page]
        edge = own if own > letters.widest - _BROAD * letters.size else letters.widest
        return line.right + after.first > edge - _SLACK * line.size

    def level(self, lines: list[Printed]) -> int:
        """1 for a title in large letters, else 0: what else is a heading, its number tells."""
        text = "".join(line.bare for line in lines)
        return int(all(map(self._is_large, lines)) and len(text) <= _LONGEST_TITLE and not text.endswith(("。", "；")))

    def _is_large(self, line: Printed) -> bool:
        return self.of_size[line.size].size > _LARGE * self.usual


def _letters(lines: list[Printed]) -> _Letters:
    size = max(line.size for line in lines)
    right: dict[int, float] = {}
    for line in lines:
        right[line.page] = max(right.get(line.page, 0.0), line.right)
    widest = max(right.values())
    steps = Counter(
        round(above.bottom - below.bottom) for above, below in pairwise(lines) if above.page == below.page and above.bottom > below.bottom
    )
    # The shortest of the usual distances: between paragraphs there may be more.
    often = [step for step, count in steps.items() if 2 * count >= max(steps.values())]
    left = min(line.left for line in lines if line.right > widest - 4 * size)
    return _Letters(size, left, widest, right, min(often, default=0))
