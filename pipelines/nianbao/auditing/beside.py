"""Whether a report that is set beside another is that of the year right before, of the same office; what to call it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.auditing.document import Document
from nianbao.words import Words

_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,}?(?:人民政府|办事处|管委会|管理委员会|委员会|街道|镇|乡|局|厅|区|县|市)+")
_LEAD = re.compile(r"^(?:关于)?(?:(?:20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年度?)?|\s+")
_KIND = re.compile(r"(?:人民政府|办事处|管委会|管理委员会)$")
_TITLE = re.compile(r"报告|总结|年报|情况|汇报|通报")


@dataclass(frozen=True)
class Beside:
    """The years of a report and of the one set beside it, None where not known; the names of their offices, "" where not told."""

    now: int | None
    before: int | None
    office: str = ""
    other: str = ""

    @property
    def follows(self) -> bool:
        """Whether the other is, by all that is known, of the year right before."""
        return self.now is not None and self.before is not None and self.before + 1 == self.now and not self.foreign

    @property
    def earlier(self) -> bool:
        """Whether the other is of any year before."""
        return self.now is not None and self.before is not None and self.before < self.now and not self.foreign

    @property
    def foreign(self) -> bool:
        """Whether the other is of another office."""
        return bool(self.office and self.other) and not (self.office in self.other or self.other in self.office)

    @property
    def name(self) -> Words:
        """What the other report is called in a sentence."""
        if self.follows:
            return Words(zh="上年报告", en="the report of the year before")
        if self.foreign:
            return Words(zh=f"{self.other}的报告", en=f"the report of {self.other}")
        if self.before is None or self.before == self.now:
            return Words(zh="对比的报告", en="the report beside it")
        return Words(zh=f"{self.before}年的报告", en=f"the report of {self.before}")

    def doubts(self) -> Iterator[Words]:
        """Why it is not the report of the year before, or may not be."""
        if self.foreign:
            yield Words(zh=f"对比的报告是{self.other}的，本报告是{self.office}的：不是同一单位", en=f"The report beside this one is of {self.other}, this one of {self.office}: not the same office")
        if self.now is None or self.before is None:
            which = self._yearless()
            yield Words(zh=f"没有认出{which.zh}的年份，不能确定对比的是上年的报告", en=f"The year of {which.en} was not recognised: whether the two follow each other is not known")
        elif self.before == self.now:
            yield Words(zh=f"两份报告都是{self.now}年的：对比的不是上年的报告", en=f"Both reports are of {self.now}: the one beside it is not that of the year before")
        elif self.before > self.now:
            yield Words(zh=f"对比的报告是{self.before}年的，晚于本报告的{self.now}年", en=f"The report beside this one is of {self.before}, later than this one's {self.now}")
        elif self.before + 1 < self.now:
            zh = f"对比的报告是{self.before}年的，与本报告的{self.now}年相隔{self.now - self.before}年，不是上年的报告"
            yield Words(zh=zh, en=f"The report beside this one is of {self.before}, {self.now - self.before} years before this one's {self.now}")

    def _yearless(self) -> Words:
        if self.now is self.before:
            return Words(zh="两份报告", en="both reports")
        return Words(zh="本报告", en="this report") if self.now is None else Words(zh="对比的报告", en="the report beside it")


def office_of(document: Document) -> str:
    """The name of the office in the report's title, without 人民政府 and 办事处; "" where there is none."""
    from nianbao.auditing.yearly.reading import Reading

    title = Reading(document, (), 0).named
    if not _TITLE.search(title):
        return ""
    found = _OFFICE.match(_LEAD.sub("", title))
    return _KIND.sub("", found[0]) if found else ""
