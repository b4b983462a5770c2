"""What is told of an office's year in a row, in the terminal and on the page."""

from __future__ import annotations

from nianbao.status.offices import Overview
from nianbao.status.year import Standing
from nianbao.words import said

EMPTY = "–"


def heads(within: int, lang: str) -> list[str]:
    """The columns, in order."""
    if lang == "zh":
        return ["单位", "年份", "上次运行（UTC）", "结果", "未满足：严重/警告/提示", f"{within}天内到期的豁免", "已发布", "时限"]
    return ["Office", "Year", "Last run (UTC)", "Outcome", "Failures: critical/warning/info", f"Waivers ending within {within} days", "Published", "Deadline"]


def row(found: Standing, lang: str) -> list[str]:
    """The cells under the heads."""
    run = found.last_run
    ended = run.words.of(lang) if found.has_files or run.at else said(lang, "没有当年文件夹", "no folder for the year")
    return [
        found.name.of(lang), str(found.year), (run.at or EMPTY).replace("T", " ")[:16], ended,
        _failures(found, lang), _waivers(found, lang), _published(found, lang), _deadline(found, lang),
    ]  # fmt: skip


def summed(found: Overview, lang: str) -> str:
    """How many there are, and how many need a hand, in a sentence."""
    years = [each for each in found.standings if not each.for_comparison]
    more = len(found.standings) - len(years)
    failed = sum(each.last_run.state in ("failed", "cut short") for each in years)
    never = sum(each.last_run.state == "never" for each in years)
    published = sum(each.published is not None for each in years)
    late = sum(each.next_deadline is not None and (each.next_deadline.days or 0) < 0 for each in years)
    zh = f"截至{found.on}：{len(years)}个单位年度，已发布{published}个，上次运行未成{failed}个，尚未运行{never}个，已过时限{late}个。"
    zh += f"另有{more}个年度只供比较。" if more else ""
    en = f"On {found.on}: {len(years)} offices' years, {published} published, {failed} whose last run failed, {never} never run, {late} late."
    en += f" {more} more are there for comparison only." if more else ""
    return said(lang, zh, en)


def _failures(found: Standing, lang: str) -> str:
    counts = found.failures
    if counts is None:
        return EMPTY
    told = f"{counts.critical}/{counts.warning}/{counts.info}"
    return told if counts.current else told + said(lang, "（记录已变）", " (records have changed)")


def _waivers(found: Standing, lang: str) -> str:
    if not found.waivers:
        return EMPTY
    first = found.waivers[0]
    ended = first.days < 0
    return f"{len(found.waivers)} ({first.until}{said(lang, ' 已过期' if ended else '', ' ended' if ended else '')})"


def _published(found: Standing, lang: str) -> str:
    if not found.published:
        return EMPTY
    edition = said(lang, f"第{found.published.edition}版", f"Edition {found.published.edition}")
    return f"{edition} {found.published.on}"


def _deadline(found: Standing, lang: str) -> str:
    due = found.next_deadline
    if found.for_comparison:
        return said(lang, "只供比较", "for comparison only")
    if due is None or due.days is None:
        return said(lang, "均已完成", "all done")
    what = due.what.of(lang)
    if due.days < 0:
        return said(lang, f"{due.due}{what}，逾期{-due.days}天", f"{what} by {due.due}, {-due.days} days late")
    return said(lang, f"{due.due}{what}，还有{due.days}天", f"{what} by {due.due}, {due.days} days left")
