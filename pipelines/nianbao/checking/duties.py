"""What an office owes besides sound records: the tables it must keep, and a yearly report in time.

法治政府建设与责任落实督察工作规定 第二十四条: to the level above before 1 March, published before 1 April. The article was
seen through pages that cite it, so being late is a warning and closes no gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nianbao.checking.outcomes import Outcome
from nianbao.office import Edition
from nianbao.tables import Rule, Table
from nianbao.words import Words, listed, said
from nianbao.work import Work

_ARTICLE = Words(
    zh="法治政府建设与责任落实督察工作规定 第二十四条", en="Provisions on Supervising the Building of Law-based Government, art. 24"
)
REQUIRED = Rule(
    id="files.required-kept",
    balance="kept = required",
    severity="critical",
    says=Words(zh="office.yml 要求的各类记录本年都有文件", en="Every table that office.yml requires has a file this year"),
)


@dataclass(frozen=True)
class Deadline:
    """A day by which something is done with the year's report: the last day that is in time."""

    rule: Rule
    what: Words
    month: int
    done: str  # the edition's field that says when

    def last_day(self, year: int) -> date:
        """The day before the first of the month, in the year after."""
        return date(year + 1, self.month, 1) - timedelta(days=1)


def _deadline(id: str, month: int, done: str, says: Words, what: Words) -> Deadline:
    return Deadline(Rule(id=id, balance="done <= due", severity="warning", says=says, law=_ARTICLE), what, month, done)


DEADLINES = (
    _deadline(
        "review.reported-before-1-march", 3, "reported_on",
        Words(zh="年度报告于次年3月1日前报送上一级党委和政府", en="The yearly report goes to the level above before 1 March"),
        Words(zh="报送上一级党委和政府", en="report to the level above"),
    ),
    _deadline(
        "review.published-before-1-april", 4, "published_on",
        Words(zh="年度报告于次年4月1日前向社会公开", en="The yearly report is published before 1 April"),
        Words(zh="向社会公开", en="publish"),
    ),
)  # fmt: skip


def duty_outcomes(work: Work, tables: Mapping[str, Table], account: Mapping[str, Any]) -> list[Outcome]:
    """Required tables first, then the two dates."""
    return [_required(work, tables, account), *(_in_time(deadline, work) for deadline in DEADLINES)]


def next_deadline(work: Work) -> Words:
    """Which date is next at the reference date, and what is late."""
    return Words(zh=_next(work, "zh"), en=_next(work, "en"))


def _required(work: Work, tables: Mapping[str, Table], account: Mapping[str, Any]) -> Outcome:
    required = work.office.file.required
    if not required:
        return Outcome(REQUIRED, None, "nothing_to_check")
    lacking = [tables[name].title for name in required if name not in account["tables"]]
    if not lacking:
        return Outcome(REQUIRED, None, "pass", len(required))
    note = Words(
        zh=f"没有文件：{listed([title.zh for title in lacking], 'zh')}", en=f"no file: {listed([title.of('en') for title in lacking], 'en')}"
    )
    return Outcome(REQUIRED, None, "fail", len(required), len(lacking), note=note)


def _in_time(deadline: Deadline, work: Work) -> Outcome:
    done, due = _done(deadline, work), deadline.last_day(work.year)
    told = Words(zh=f"期限{due}", en=f"due {due}")
    if done:
        told = Words(zh=f"{told.zh}，{done}完成", en=f"{told.en}, done {done}")
        return Outcome(deadline.rule, None, "pass" if done <= due else "fail", 1, int(done > due), note=told)
    if work.as_of > due:
        days = (work.as_of - due).days
        return Outcome(
            deadline.rule, None, "fail", 1, 1,
            note=Words(zh=f"{told.zh}，截至{work.as_of}已逾期{days}天", en=f"{told.en}, {_days(days)} late at {work.as_of}"),
        )  # fmt: skip
    return Outcome(deadline.rule, None, "nothing_to_check", note=Words(zh=f"{told.zh}，未到", en=f"{told.en}, still ahead"))


def _done(deadline: Deadline, work: Work) -> date | None:
    """When it was done; what lies after the reference date has not happened yet."""
    done: date | None = getattr(work.office.file.editions.get(work.year, Edition()), deadline.done)
    return done if done and done <= work.as_of else None


def _next(work: Work, lang: str) -> str:
    told = []
    for deadline in DEADLINES:
        due, what = deadline.last_day(work.year), deadline.what.of(lang)
        days = (due - work.as_of).days
        if _done(deadline, work):
            continue
        if days < 0:
            told.append(said(lang, f"{what}已逾期{-days}天（期限{due}）", f"{what}: {_days(-days)} late (due {due})"))
            continue
        ahead = said(lang, f"还有{days}天", f"{_days(days)} ahead") if days else said(lang, "就在当日", "which is today")
        told.append(said(lang, f"下一时限：{due}前（含当日）{what}，{ahead}", f"next: {what} by {due}, {ahead}"))
        break
    if not told:
        return said(lang, "年度报告已报送并公开。", "The yearly report has been handed in and published.")
    head = said(lang, f"截至{work.as_of}，", f"As of {work.as_of}, ")
    return head + said(lang, "；", "; ").join(told) + said(lang, "。", ".")


def _days(number: int) -> str:
    return f"{number} day{'s' * (number != 1)}"
