"""Screening for disputes, month by month: what the villages and the town's office add up, not case by case.

2023 comes to the 40 disputes found and settled, the 306 consultations and the 4 trainings that the town published, and
to 2,040 screenings, which it called over 2,000. The cases of each month are those of the mediation register.
"""

from datetime import date

import workbook
from open_document import open_document

# A column's twelve months. Special screenings come with the Spring Festival, the two sessions and the holidays.
ROUTINE = {
    2022: (140, 132, 144, 142, 146, 142, 138, 140, 146, 138, 136, 128),
    2023: (150, 146, 158, 156, 152, 158, 154, 155, 160, 152, 156, 151),
}
SPECIAL = {
    2022: (28, 16, 30, 14, 12, 14, 10, 12, 22, 20, 10, 12),
    2023: (24, 18, 28, 12, 10, 14, 10, 12, 20, 16, 12, 16),
}
FOUND = {2022: (4, 3, 5, 4, 5, 5, 4, 4, 5, 5, 4, 4), 2023: (3, 4, 3, 4, 3, 4, 3, 3, 4, 3, 3, 3)}
UNSETTLED = {2022: (0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0), 2023: (0,) * 12}
CONSULTATIONS = {
    2022: (19, 17, 25, 23, 23, 24, 21, 22, 25, 22, 24, 23),
    2023: (22, 20, 28, 27, 26, 27, 24, 25, 28, 25, 27, 27),
}
TRAININGS = {2022: (0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0), 2023: (0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0)}

MONTHS = ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")
NOTES_2022 = {0: "春节、冬奥会专项排查", 2: "全国两会专项排查", 8: "中秋、国庆专项排查", 9: "党的二十大专项排查"}


def files():
    """The tables of both years: path below the office's folder → content."""
    return {
        "2022/2022年矛盾纠纷排查化解统计表.xlsx": _workbook(2022),
        "2023/上仓镇2023年矛盾纠纷排查月报汇总.ods": _document(2023),
    }


def _months(year):
    """One tuple a month: screenings, routine, special, found, settled, consultations, trainings."""
    plans = (ROUTINE, SPECIAL, FOUND, UNSETTLED, CONSULTATIONS, TRAININGS)
    months = zip(*(plan[year] for plan in plans), strict=True)
    return [
        (routine + special, routine, special, found, found - unsettled, consultations, trainings)
        for routine, special, found, unsettled, consultations, trainings in months
    ]


def _sums(rows):
    return tuple(map(sum, zip(*rows, strict=True)))


def _workbook(year):
    """Chinese months, a 小计 after each quarter, a 合计 with separators in its numbers, months without a training blank."""
    book, sheet = workbook.new("排查化解")
    sheet["A1"] = f"上仓镇{year}年矛盾纠纷排查化解情况统计表"
    workbook.embolden(sheet["A1"], size=16)
    sheet["A2"] = "填报单位：上仓镇平安建设办公室"
    sheet.merge_cells("A1:I1")
    months = _months(year)
    rows = [(
        "月份", "排查矛盾纠纷次数", "其中：日常排查", "专项排查", "排查纠纷（件）", "成功调解（件）", "法律咨询（人次）",
        "人民调解员培训（次）", "备注",
    )]  # fmt: skip
    for at, month in enumerate(months):
        rows.append((MONTHS[at], *month[:-1], month[-1] or None, NOTES_2022.get(at)))
        if at % 3 == 2:
            rows.append(("小计", *_sums(months[at - 2 : at + 1]), None))
    rows.append(("合计", *(f"{number:,}" for number in _sums(months)), None))
    for at, row in enumerate(rows, start=3):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column, value)
    return workbook.to_bytes(book, date(year + 1, 1, 6))


def _document(year):
    """A head of two rows under the title, merged across and downwards, and numbers as LibreOffice keeps them."""
    months = _months(year)
    rows = [
        [f"上仓镇{year}年矛盾纠纷排查月报汇总表", *[None] * 7],
        ["填报单位：上仓镇司法所", None, None, None, None, "填表日期：", date(year + 1, 1, 4), None],
        ["月份", "排查情况", None, None, "化解情况", None, "服务和队伍", None],
        [None, "排查次数", "日常排查", "专项排查", "排查出矛盾纠纷(件)", "调解成功(件)", "法律咨询(人次)", "调解员培训(次)"],
        *([f"{year}年{at}月", *month] for at, month in enumerate(months, start=1)),
        ["合计", *_sums(months)],
    ]
    return open_document(
        ("月报汇总", rows),
        merges=[(0, 0, 0, 7), (2, 3, 0, 0), (2, 2, 1, 3), (2, 2, 4, 5), (2, 2, 6, 7)],
    )
