"""A report as the rules of this room read it: its text and year, its parts, when it was written, of which kind it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding, Severity
from nianbao.auditing.masthead import Masthead, masthead
from nianbao.auditing.outline import Heading, Listed, enumerations, outline
from nianbao.auditing.zones import zones_of
from nianbao.claims.model import Claim, Span
from nianbao.words import Words

_SIGNED = re.compile(r"(20\d\d)[ \u3000]*年[ \u3000]*(\d{1,2})[ \u3000]*月[ \u3000]*(\d{1,2})[ \u3000]*日[ \u3000）)]*(?:印发)?[\s\u3000]*(?=$|\n)")
_SIGNATURE = re.compile(r"(?:政府|局|办公室|办事处|委员会|管委会|厅|街道|所|中心|公司|附件.{0,80})$")
_NOTHING = re.compile(r"(?:无|没有)[\u4e00-\u9fff]{0,16}(?:事项|情况|内容|其他)$")  # 无其他需要报告的事项, without a stop
_STOPS = re.compile(r"[。；！？\n]")


@dataclass(frozen=True)
class Reading:
    """A report under its year. Offsets are those of the document; `body` is where its own text begins. A year of 0 is not known."""

    document: Document
    claims: Sequence[Claim]
    year: int

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def head(self) -> Masthead:
        return masthead(self.text)

    @cached_property
    def body(self) -> int:
        return self.head.end

    @cached_property
    def headings(self) -> list[Heading]:
        return outline(self.document)

    @cached_property
    def listed(self) -> list[Listed]:
        return [one for one in enumerations(self.document) if one.start >= self.body]

    @cached_property
    def plans(self) -> list[Span]:
        """The spans that speak of the next year, in order."""
        return sorted(zones_of(self.document).plans)

    @cached_property
    def cells(self) -> list[Span]:
        """The spans of tables, in order."""
        return sorted((grid.start, grid.end) for grid in self.document.grids)

    @cached_property
    def title(self) -> Span:
        """The report's title: in the head of the page, else its first lines up to the one that says what it is."""
        if self.head.title:
            at = self.text.index(self.head.title)
            return at, at + len(self.head.title)
        lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", self.text[self.body : self.body + 600])][:6]
        first = next((self.body + start for start, _ in lines), self.body)
        for start, end in lines:
            line = self.text[self.body + start : self.body + end].strip()
            if len(line) > 60 or "。" in line:
                break
            if re.search(r"(?:报告|总结|年报|情况|计划|思路|要点)[）)》]?$", line):
                return first, self.body + end
        end = self.body + lines[0][1] if lines else first
        return (first, first) if end - first > 60 or self.text[first:end].rstrip().endswith(("。", "：", "，", "；")) else (first, end)

    @cached_property
    def named(self) -> str:
        """The words of the title, without spaces."""
        return re.sub(r"\s+", "", self.text[slice(*self.title)]) or re.sub(r"\s+", "", self.document.title)

    @cached_property
    def signed(self) -> tuple[Span, date | None] | None:
        """Where the date at the end of the report stands, and the day; None for a day that does not exist. None without a date."""
        tail = max(len(self.text) - 240, self.body)
        found = [match for match in _SIGNED.finditer(self.text, tail) if not self.text[match.end() :].strip() or len(self.text[match.end() :].strip()) < 40]
        if not found:
            return None
        match = found[-1]
        return (match.start(), match.start(3) + len(match[3]) + 1), day_of(*(int(part) for part in match.groups()))

    @cached_property
    def written(self) -> date | None:
        """The day by which the report had been written: of its signature, else of its publication."""
        return (self.signed[1] if self.signed else None) or self.head.published

    @cached_property
    def broken_off(self) -> Span | None:
        """The last words of a text that ends within a sentence, as an excerpt does."""
        last = self.text.rstrip()
        line = last[last.rfind("\n") + 1 :].strip()
        if self.signed or len(line) < 30 or not re.search("[，。,]", line) or not re.search(r"[\u4e00-\u9fffA-Za-z，、：；]$", line) or _SIGNATURE.search(line) or _NOTHING.search(line):
            return None
        return len(last) - min(len(line), 15), len(last)

    def planned(self, place: int) -> bool:
        """Whether the place speaks of the next year."""
        return any(start <= place < end for start, end in self.plans)

    def in_table(self, place: int) -> bool:
        at = bisect_right(self.cells, (place, len(self.text) + 1)) - 1
        return at >= 0 and self.cells[at][0] <= place < self.cells[at][1]

    def sentence(self, start: int, end: int) -> Span:
        """The span of the sentence, or of the part of it up to a semicolon, around the place."""
        stops = [match.end() for match in _STOPS.finditer(self.text, max(start - 400, 0), start)]
        after = _STOPS.search(self.text, end)
        return (stops[-1] if stops else max(start - 400, 0)), (after.start() if after else len(self.text))

    def finding(self, kind: str, severity: Severity, span: Span, zh: str, en: str, look: tuple[str, str] | None = None, law: str = "") -> Finding:
        """A finding at the span; `look` is what to look up, in both languages."""
        start, end = span
        return Finding(kind, severity, self.text[start:end], start, end, Words(zh=zh, en=en), Words(zh=look[0], en=look[1]) if look else None, law)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
