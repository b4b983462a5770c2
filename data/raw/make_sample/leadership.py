"""Meetings of the leading group, reports on the rule of law, and what the town's two heads did themselves."""

from datetime import date

import spelling
import workbook
from open_document import open_document

SECRETARY, MAYOR, DEPUTY, UNIT_HEAD = "镇党委书记", "镇党委副书记、镇长", "副镇长", "站办所负责人"
MEETING, REPORT, DUTY = "领导小组会议", "述法", "第一责任人职责"
UNITS = ("党政办公室", "综合执法大队", "司法所", "平安建设办公室", "公共管理办公室", "规划建设和环境保护办公室")

# Month and day, kind, role, subject, people present (of a report: nobody is counted).
RECORDS = {
    2022: (
        ((2, 25), MEETING, SECRETARY, "部署2022年法治政府建设任务", 24),
        ((3, 18), DUTY, SECRETARY, "听取上年法治政府建设情况汇报", None),
        ((6, 10), DUTY, MAYOR, "研究综合执法队伍建设", None),
        ((8, 19), MEETING, MAYOR, "研究行政执法“三项制度”落实", 22),
        ((9, 16), DUTY, SECRETARY, "讲法治课", None),
        ((11, 4), DUTY, MAYOR, "督办重点信访事项", None),
        ((12, 16), MEETING, SECRETARY, "总结全年法治建设工作", 25),
        ((12, 22), REPORT, SECRETARY, "年度述法", None),
        ((12, 22), REPORT, MAYOR, "年度述法", None),
        *(((12, 22), REPORT, DEPUTY, "年度述法", None) for _ in range(2)),
        *(((12, 23), REPORT, UNIT_HEAD, f"{unit}年度述法", None) for unit in UNITS[:4]),
    ),
    2023: (
        ((2, 17), MEETING, SECRETARY, "部署2023年法治政府建设任务，明确领导小组工作职责", 26),
        ((3, 10), DUTY, SECRETARY, "听取上年法治政府建设情况汇报，审定年度报告", None),
        ((3, 31), DUTY, MAYOR, "部署重大行政决策合法性审查和法律顾问工作", None),
        ((5, 19), MEETING, MAYOR, "研究综合行政执法和普法责任清单", 25),
        ((6, 16), DUTY, SECRETARY, "带头讲法治课", None),
        ((7, 14), DUTY, MAYOR, "研究综合执法大队执法人员培训", None),
        ((8, 25), MEETING, SECRETARY, "调度矛盾纠纷排查化解和信访工作", 26),
        ((9, 22), DUTY, SECRETARY, "督办重点信访问题包案化解", None),
        ((10, 20), DUTY, MAYOR, "带头讲法治课", None),
        ((11, 24), DUTY, MAYOR, "听取行政执法“三项制度”落实情况汇报", None),
        ((12, 15), MEETING, SECRETARY, "总结全年法治政府建设工作，研究下年计划", 27),
        ((12, 21), REPORT, SECRETARY, "年度述法", None),
        ((12, 21), REPORT, MAYOR, "年度述法", None),
        *(((12, 21), REPORT, DEPUTY, "年度述法", None) for _ in range(3)),
        *(((12, 22), REPORT, UNIT_HEAD, f"{unit}年度述法", None) for unit in UNITS),
    ),
}  # fmt: skip


def files():
    """An OpenDocument sheet of 2022, a workbook of 2023."""
    return {
        "2022/2022年法治建设领导小组会议和述法登记.ods": _document(),
        "2023/2023年领导小组会议、述法和第一责任人履职台账.xlsx": _workbook(),
    }


def _document():
    """A title over all columns, the header in row 3, real dates and written ones."""
    rows = [["上仓镇法治政府建设领导小组会议、述法登记", *[None] * 5], ["填报单位：司法所", *[None] * 5]]
    rows.append(["登记编号", "时间", "类型", "主持人职务", "议题", "参加人数"])
    for number, (day, kind, role, subject, present) in enumerate(RECORDS[2022], start=1):
        held = date(2022, *day)
        role = role.removeprefix("镇") if role == SECRETARY else role
        kind = "履行第一责任人职责" if kind == DUTY else kind
        rows.append([f"2022-{number:02d}", held if number % 2 else spelling.chinese(held), kind, role, subject, present])
    return open_document(("登记", rows), merges=[(0, 0, 0, 5)])


def _workbook():
    """The header in the first row, days in Chinese; a total row in words."""
    book, sheet = workbook.new("台账")
    header = ["序号", "编号", "日期", "类别", "职务", "主要内容", "到会人数"]
    rows = [
        [number, f"LD2023{number:03d}", spelling.chinese(date(2023, *day)), kind, role, subject, present]
        for number, (day, kind, role, subject, present) in enumerate(RECORDS[2023], start=1)
    ]
    for at, row in enumerate([header, *rows, [f"合计{len(rows)}件"]], start=1):
        for column, value in enumerate(row, start=1):
            workbook.put(sheet, at, column, value)
    return workbook.to_bytes(book, date(2024, 1, 4))
