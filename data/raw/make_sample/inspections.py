"""The inspections of two years: what the brigades report of each field and month, in a csv of 2022 and a workbook of 2023."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

import spelling
import workbook

# Field → inspections of the year, how they spread over the months, and premises visited in each. 2023 comes to 2,036
# inspections: the town published 2000余次. Epidemic control fell away in the first months of 2023.
FIELDS = {
    2022: {
        "环境秩序": (655, (3, 3, 5, 6, 6, 6, 5, 5, 6, 6, 5, 3), 2),
        "疫情防控": (588, (8, 5, 6, 5, 5, 3, 3, 3, 4, 6, 9, 8), 16),
        "燃气": (241, (6, 4, 3, 2, 2, 2, 2, 2, 3, 4, 6, 6), 4),
        "安全生产": (236, (4, 3, 4, 4, 4, 6, 4, 4, 4, 3, 3, 4), 3),
        "消防": (118, (6, 4, 2, 2, 2, 2, 2, 2, 2, 3, 4, 6), 5),
        "交通秩序": (64, (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 0),
    },
    2023: {
        "环境秩序": (884, (3, 3, 5, 6, 6, 6, 5, 5, 6, 6, 5, 3), 2),
        "疫情防控": (96, (6, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0), 14),
        "燃气": (386, (6, 4, 3, 2, 2, 3, 3, 2, 3, 4, 6, 6), 4),
        "安全生产": (342, (4, 3, 4, 4, 4, 6, 4, 4, 4, 3, 3, 4), 3),
        "消防": (214, (6, 4, 2, 2, 2, 2, 2, 2, 2, 3, 4, 6), 5),
        "交通秩序": (114, (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 0),
    },
}
# Of a hundred inspections so many find a problem, and of a hundred problems so many were rectified.
PROBLEMS = {2022: 21, 2023: 24}
RECTIFIED = {2022: 94, 2023: 98}

NAMES_2022 = {"燃气": "燃气安全", "消防": "消防安全"}
TITLE = "上仓镇2023年行政检查情况统计表"
# Each column's head in three rows; what is None belongs to the cell above it or to the left.
HEAD = (
    ("序号", "月份", "检查领域", "行政检查情况", None, "问题隐患整改情况", None, None),
    (None, None, None, "检查次数", "检查户次", "发现问题", "整改情况", None),
    (None, None, None, None, None, None, "已整改", "整改中"),
)
MERGED = ("A3:A5", "B3:B5", "C3:C5", "D3:E3", "F3:H3", "D4:D5", "E4:E5", "F4:F5", "G4:H4")
FIRST = 7  # row of the first month, after title, office, head and total


@dataclass(frozen=True)
class Line:
    """What a month brought in one field."""

    month: int
    field: str
    checks: int
    visits: int
    problems: int
    rectified: int


def files():
    """The year's table of both years: path → content."""
    return {
        "2022/2022年行政检查月报汇总.csv": _csv_of_2022(invent(2022)),
        "2023/2023年行政检查情况统计表.xlsx": _workbook_of_2023(invent(2023)),
    }


def invent(year):
    """The year's lines, by month and field."""
    random = Random(f"shangcang: inspections of {year}")
    spread = {field: _spread(random, *plan[:2]) for field, plan in FIELDS[year].items()}
    return [
        _line(random, year, month, field, spread[field][month])
        for month in range(1, 13)
        for field in FIELDS[year]
    ]  # fmt: skip


def _spread(random, number, weights):
    """Month → how many of `number` fall into it."""
    return Counter(random.choices(range(1, 13), weights, k=number))


def _line(random, year, month, field, checks):
    premises = FIELDS[year][field][2]
    problems = sum(random.randrange(100) < PROBLEMS[year] for _ in range(checks))
    return Line(
        month=month,
        field=field,
        checks=checks,
        visits=sum(random.randrange(premises, 2 * premises + 1) for _ in range(checks)),
        problems=problems,
        rectified=sum(random.randrange(100) < RECTIFIED[year] for _ in range(problems)),
    )


def _csv_of_2022(lines):
    """CSV UTF-8 with its mark: numbers with thousands separators, some in full width, one line twice, a total row."""
    random = Random("shangcang: inspection csv of 2022")

    def cell(number):
        text = f"{number:,}"
        return spelling.full_width(text) if random.random() < 0.3 else text

    rows = []
    for line in lines:
        month = random.choice((f"2022年{line.month}月", f"2022-{line.month:02d}", f"2022年{line.month}月"))
        numbers = (line.checks, line.visits, line.problems, line.rectified)
        rows.append([month, NAMES_2022.get(line.field, line.field), *map(cell, numbers)])
    rows.insert(40, rows[39])
    total = [f"{sum(getattr(line, name) for line in lines):,}" for name in ("checks", "visits", "problems", "rectified")]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["统计月份", "领域", "检查(次)", "检查(户次)", "发现问题隐患(处)", "整改完成(处)"])
    writer.writerows([*rows, ["合计", "", *total]])
    return text.getvalue().encode("utf-8-sig")


def _workbook_of_2023(lines):
    """A sheet under a head of three merged rows, the total above the months, each month's cell merged over its fields."""
    book, sheet = workbook.new("行政检查")
    sheet["A1"] = TITLE
    workbook.embolden(sheet["A1"], size=16)
    sheet["A2"] = "填报单位：上仓镇综合执法大队"
    sheet["F2"] = "填报日期：2024年1月4日"
    for row, titles in enumerate(HEAD, start=3):
        for column, title in enumerate(titles, start=1):
            sheet.cell(row, column, title)
            workbook.embolden(sheet.cell(row, column), size=11)
    for area in ("A1:H1", "A2:E2", "F2:H2", *MERGED):
        sheet.merge_cells(area)
    sums = [sum(numbers) for numbers in zip(*map(_numbers, lines), strict=True)]
    for column, value in enumerate(["合计", None, None, *sums], start=1):
        sheet.cell(FIRST - 1, column, value)
    for at, line in enumerate(lines):
        cells = [at + 1, f"{line.month}月" if at % len(FIELDS[2023]) == 0 else None, line.field, *_numbers(line)]
        for column, value in enumerate(cells, start=1):
            sheet.cell(FIRST + at, column, value)
    for top in range(FIRST, FIRST + len(lines), len(FIELDS[2023])):
        sheet.merge_cells(start_row=top, end_row=top + len(FIELDS[2023]) - 1, start_column=2, end_column=2)
    return workbook.to_bytes(book, date(2024, 1, 4))


def _numbers(line):
    return line.checks, line.visits, line.problems, line.rectified, line.problems - line.rectified
