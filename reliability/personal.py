"""Marked people planted in every text of an office's files, and looked for in all that is left, said and sent."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.hostile.canaries import TABLES, Planted, Search, table_file
from tests.hostile.canary_year import Year, fail, make, many
from tests.spec.drawn import Office

from reliability.outcome import Outcome

TITLE = ("个人信息：做了记号的姓名、电话、证件、银行卡、车牌、住址、邮箱", "Personal data: marked names, telephones, identity numbers, cards, plates, addresses, e-mails")
_KILLED = 6


def measure(folder: Path) -> list[Outcome]:
    """One line a way of looking; `cases` are the marks that were planted by then."""
    year = Year(folder / "year")
    steps: list[tuple[str, str, Callable[[Year], None]]] = [
        ("运行、草稿、豁免、发布、说明、退回、核查、导出、通知", "run, draft, waivers, publish, explain, returned, audit, export, notices", make),
        ("拆分、批量、汇总", "split, batch, roll-up", many),
        ("读不了的文件、错误的更正、写着人名的文字和文件名、出错的笔记本", "unreadable files, wrong corrections, people in texts and in names of files, a broken notebook", fail),
        (f"运行中强行结束 {_KILLED} 次", f"killed in the middle of a run, {_KILLED} times", lambda year: year.killed(_KILLED)),
    ]  # fmt: skip
    return [_tables(folder / "tables"), *(_step(year, *step) for step in steps)]


def _tables(folder: Path) -> Outcome:
    os.environ["NIANBAO_KEY_FILE"] = str(folder / "key")
    began, office, planted = time.monotonic(), Office(folder / "w"), Planted()
    try:
        for table in TABLES.values():
            office.put(*table_file(table, planted))
        office.check()
    finally:
        del os.environ["NIANBAO_KEY_FILE"]
    return _outcome("21张表清理和核对", "21 tables cleaned and checked", len(Search().folder(office.raw).found), Search().folder(folder / "w", [office.raw]), time.monotonic() - began)


def _step(year: Year, zh: str, en: str, step: Callable[[Year], None]) -> Outcome:
    began = time.monotonic()
    step(year)
    seconds = time.monotonic() - began
    return _outcome(zh, en, year.given(), year.search(), seconds)


def _outcome(zh: str, en: str, planted: int, search: Search, seconds: float) -> Outcome:
    places, found = f"{search.files:,}", len(search.found)
    return Outcome(
        f"{zh}：查 {places} 个文件和输出，{search.bytes / 1e6:.0f} MB", f"{en}: {places} files and outputs searched, {search.bytes / 1e6:.0f} MB",
        cases=planted, faults=found, ended={"出现": found} if found else {"未出现": planted}, seconds=seconds,
    )  # fmt: skip
