"""Offices that are larger than any town's: a register of a million petitions, and a year of two hundred files."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADER = ["信访件编号", "信访形式", "信访人", "联系电话", "内容分类", "信访目的", "反映内容", "登记时间", "受理告知时间", "办结时间", "满意度"]
_SETTINGS = "name: {zh: 大量记录的单位, en: Office of Many Records}\nsynthetic: true\ntables: [petitions]\n"


def one_file(root: Path, rows: int, kind: str) -> Path:
    """A workspace whose office has one register of so many petitions, as "csv" or "xlsx" (which holds 1,048,575 of them)."""
    raw = _office(root)
    if kind == "csv":
        with (raw / "信访.csv").open("w", encoding="gb18030", newline="") as handle:
            writer = csv.writer(handle)
            writer.writerow(HEADER)
            writer.writerows(petitions(0, rows))
        return root
    with xlsxwriter.Workbook(raw / "信访.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet("登记表")
        for place, row in enumerate([HEADER, *petitions(0, rows)]):
            sheet.write_row(place, 0, row)
    return root


def many_files(root: Path, files: int, rows: int) -> Path:
    """A workspace whose office keeps its register in so many files, of so many petitions each: every third an xlsx, the others CSV of two encodings."""
    raw = _office(root)
    for number in range(files):
        found = [HEADER, *petitions(number * rows, rows)]
        if number % 3 == 0:
            with xlsxwriter.Workbook(raw / f"信访{number:03d}.xlsx") as book:
                sheet = book.add_worksheet("登记表")
                for place, row in enumerate(found):
                    sheet.write_row(place, 0, row)
        else:
            with (raw / f"信访{number:03d}.csv").open("w", encoding=("gb18030", "utf-8-sig")[number % 3 - 1], newline="") as handle:
                csv.writer(handle).writerows(found)
    return root


def _office(root: Path) -> Path:
    raw = root / "data" / "raw" / "office" / "2023"
    raw.mkdir(parents=True)
    (raw.parent / "office.yml").write_text(_SETTINGS, "utf-8")
    return raw


def petitions(first: int, rows: int) -> Iterator[list[str]]:
    """Rows below HEADER, numbered from `first`."""
    chance = random.Random(first)
    for number in range(first, first + rows):
        received = date(2023, 1, 1) + timedelta(days=chance.randrange(300))
        accepted = received + timedelta(days=chance.randrange(15))
        closed = accepted + timedelta(days=chance.randrange(50))
        form = chance.choice(["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}"])
        yield [
            f"XF{number:08d}", chance.choice(["来信", "来访", "网信", "来电"]), f"某{chance.randrange(90_000)}", f"1900000{chance.randrange(10_000):04d}",
            chance.choice(["城乡建设", "农村农业", "环境保护"]), chance.choice(["求决", "意见建议"]), f"反映第{number}号事项长期没有解决，请予处理。",
            *(form.format(day) for day in (received, accepted, closed)), chance.choice(["满意", "基本满意", "未评价"]),
        ]  # fmt: skip
