"""The list of publicity duties of two years, and how many people versed in law and model households each village has."""

from datetime import date, timedelta
from random import Random

import spelling
import workbook
from old_excel import old_workbook
from people import villages

# Office → what it must publicise, with month and day by which.
DUTIES = {
    "司法所": (("宪法", (12, 10)), ("民法典", (5, 31)), ("人民调解法、法律援助法", (9, 30))),
    "综合执法大队": (("行政处罚法", (6, 30)), ("天津市文明行为促进条例", (10, 31)), ("大气污染防治法", (11, 15))),
    "平安建设办公室": (("信访工作条例", (5, 31)), ("反有组织犯罪法", (8, 31)), ("反电信网络诈骗法", (10, 31))),
    "派出所": (("禁毒法", (6, 30)), ("道路交通安全法", (12, 10)), ("治安管理处罚法", (9, 30))),
    "公共管理办公室": (("安全生产法", (6, 30)), ("消防法", (11, 15))),
    "公共服务办公室": (("未成年人保护法", (6, 10)), ("老年人权益保障法", (10, 31)), ("残疾人保障法", (5, 31))),
    "规划建设和环境保护办公室": (("土地管理法", (6, 30)), ("环境保护法", (6, 10))),
    "经济发展办公室": (("优化营商环境条例", (9, 30)), ("统计法", (12, 10))),
}
# The duties of 2022 that were done too late, by so many days, and that were not done at all.
LATE, LEFT_UNDONE = {"大气污染防治法": 12, "统计法": 6}, ("残疾人保障法", "治安管理处罚法")
NEW_IN_2023 = ("反有组织犯罪法", "反电信网络诈骗法")
LITERATE, HOUSEHOLD = "法律明白人", "学法用法示范户"


def files():
    """A true .xls of 2022 and a workbook of 2023, each with a sheet for each kind of record."""
    return {
        "2022/普法责任清单2022.xls": _old_workbook(),
        "2023/2023年普法责任清单和法律明白人统计表.xlsx": _workbook(),
    }


def _old_workbook():
    """The offices' cells merged over their duties, days as serial numbers; a village's two numbers in two rows."""
    random = Random("shangcang: law duties of 2022")
    rows, merges = [["上仓镇2022年普法责任清单", None, None, None, None], ["责任部门", "普法内容", "时限", "是否完成", "完成时间"]], []
    for office, duties in DUTIES.items():
        first = len(rows)
        for duty, day in duties:
            if duty not in NEW_IN_2023:
                due = date(2022, *day)
                done = None if duty in LEFT_UNDONE else due + timedelta(days=LATE.get(duty, -random.randrange(1, 25)))
                name = office if len(rows) == first else None
                rows.append([name, duty, spelling.serial(due), "是" if done else "否", done and spelling.serial(done)])
        if len(rows) - first > 1:
            merges.append((first, len(rows) - 1, 0, 0))
    return old_workbook(
        ("普法责任清单", rows),
        ("法律明白人", [["村", "培育类别", "人数"], *_village_rows(random, 36, (2, 3))]),
        merges=[(0, 0, 0, 4), *merges],
    )


def _village_rows(random, covered, numbers):
    """Two rows a village, for the first `covered` villages."""
    return [
        [village, kind, random.choice(numbers if kind == LITERATE else (1, 1, 2))]
        for village in villages()[:covered]
        for kind in (LITERATE, HOUSEHOLD)
    ]


def _workbook():
    """Every duty done in time, days in Chinese or as real dates; the villages' names merged over their two rows."""
    random = Random("shangcang: law duties of 2023")
    book, sheet = workbook.new("普法责任清单")
    _write(sheet, 1, ["序号", "普法任务", "责任单位", "完成时限", "完成情况", "完成日期"], _duty_rows(random))
    other = book.create_sheet("法律明白人和示范户")
    other.cell(1, 1, "上仓镇法律明白人、学法用法示范户统计表（截至2023年12月31日）")
    other.merge_cells("A1:C1")
    rows = _village_rows(random, 41, (3, 3, 4, 5))
    _write(other, 2, ["村名", "类别", "数量（人/户）"], rows)
    for at in range(3, len(rows) + 3, 2):
        other.merge_cells(start_row=at, end_row=at + 1, start_column=1, end_column=1)
    _write(other, len(rows) + 3, ["合计", None, sum(number for _, _, number in rows)], [])
    return workbook.to_bytes(book, date(2024, 1, 3))


def _duty_rows(random):
    rows = []
    for office, duties in DUTIES.items():
        for duty, day in duties:
            due = date(2023, *day)
            done = due - timedelta(days=random.randrange(0, 30))
            spell = random.choice((spelling.chinese, spelling.excel_date))
            rows.append([len(rows) + 1, duty, office, spell(due), "已完成", spell(done)])
    return rows


def _write(sheet, first, header, rows):
    """Header and rows from row `first` on."""
    for at, row in enumerate([header, *rows], start=first):
        for column, value in enumerate(row, start=1):
            workbook.put(sheet, at, column, value)
