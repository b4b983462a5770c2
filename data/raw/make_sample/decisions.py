"""Major decisions of two years: from the public's comments to publication, the limits of the law kept but for two in 2022."""

from dataclasses import dataclass
from datetime import date

import spelling
import workbook

POLICY, PLAN, RESOURCES, WORKS = "公共政策和措施", "经济和社会发展规划", "自然资源和文化资源", "公共建设项目"


@dataclass(frozen=True)
class Decision:
    """One matter; a day is None where the step was not taken."""

    title: str
    kind: str
    comment: tuple[date, date] | None
    expert: date | None
    risk: bool
    submitted: date
    reviewed: date
    result: str
    discussed: date | None
    decided: date | None
    published: date | None
    evaluated: date | None = None
    void: bool = False


IN_2022 = (
    Decision(
        "上仓镇2022年农村人居环境整治提升实施方案", POLICY, (date(2022, 2, 10), date(2022, 3, 14)), None, True,
        date(2022, 3, 15), date(2022, 3, 28), "合法", date(2022, 3, 30), date(2022, 3, 31), date(2022, 4, 2),
    ),
    # The public had 20 days here, and the lawyers four working days below.
    Decision(
        "上仓镇“十四五”乡村振兴规划", PLAN, (date(2022, 4, 6), date(2022, 4, 26)), date(2022, 4, 28), True,
        date(2022, 5, 6), date(2022, 5, 19), "修改后合法", date(2022, 5, 25), date(2022, 5, 26), date(2022, 5, 30), date(2022, 12, 20),
    ),
    Decision(
        "上仓镇2022年度农村公路维修改造工程", WORKS, (date(2022, 6, 6), date(2022, 7, 8)), date(2022, 7, 12), True,
        date(2022, 7, 14), date(2022, 7, 20), "合法", date(2022, 7, 27), date(2022, 7, 28), date(2022, 8, 1),
    ),
    Decision(
        "上仓镇公益性公墓收费管理办法", POLICY, None, None, False,
        date(2022, 9, 5), date(2022, 9, 20), "合法", date(2022, 9, 28), date(2022, 9, 29), None,
    ),
)  # fmt: skip
IN_2023 = (
    Decision(
        "上仓镇2023年农村人居环境整治提升实施方案", POLICY, (date(2023, 2, 1), date(2023, 3, 6)), None, True,
        date(2023, 3, 7), date(2023, 3, 20), "合法", date(2023, 3, 29), date(2023, 3, 30), date(2023, 4, 3),
    ),
    Decision(
        "上仓镇冬季清洁取暖运行补贴实施细则", POLICY, (date(2023, 7, 3), date(2023, 8, 4)), date(2023, 8, 8), True,
        date(2023, 8, 9), date(2023, 8, 23), "修改后合法", date(2023, 8, 30), date(2023, 8, 31), date(2023, 9, 4), date(2023, 12, 21),
    ),
    Decision(
        "上仓镇国土空间总体规划（草案）", PLAN, (date(2023, 3, 13), date(2023, 4, 14)), date(2023, 4, 19), True,
        date(2023, 4, 20), date(2023, 5, 9), "合法", date(2023, 5, 17), date(2023, 5, 18), date(2023, 5, 22),
    ),
    Decision(
        "上仓镇小型农田水利设施管护办法", RESOURCES, (date(2023, 5, 8), date(2023, 6, 9)), date(2023, 6, 13), True,
        date(2023, 6, 14), date(2023, 6, 29), "合法", date(2023, 7, 5), date(2023, 7, 6), date(2023, 7, 10),
    ),
    Decision(
        "上仓镇2023年度农村公路维修改造工程", WORKS, (date(2023, 8, 14), date(2023, 9, 15)), date(2023, 9, 19), True,
        date(2023, 9, 20), date(2023, 10, 11), "合法", date(2023, 10, 18), date(2023, 10, 19), date(2023, 10, 23),
    ),
    Decision(
        "上仓镇集贸市场迁建项目", WORKS, (date(2023, 9, 4), date(2023, 10, 10)), date(2023, 10, 13), True,
        date(2023, 10, 16), date(2023, 10, 30), "不合法", None, None, None, void=True,
    ),
)  # fmt: skip


def files():
    """Both ledgers."""
    return {
        "2022/2022年重大行政决策事项台账.xlsx": _write_2022(),
        "2023/上仓镇重大决策事项登记表（2023年）.xlsx": _write_2023(),
    }


def _write_2022():
    """Header in the first row, days as text, one row a matter and a total row."""
    book, sheet = workbook.new("Sheet1")
    rows = [
        {
            "序号": at,
            "编号": f"SCJC-2022-{at:02d}",
            "重大行政决策事项名称": one.title,
            "类别": one.kind,
            "公开征求意见起始日期": one.comment and spelling.iso(one.comment[0]),
            "公开征求意见截止日期": one.comment and spelling.iso(one.comment[1]),
            "专家论证": "已论证" if one.expert else "未论证",
            "风险评估": "已评估" if one.risk else "未评估",
            "送审日期": spelling.iso(one.submitted),
            "审查完成日期": spelling.iso(one.reviewed),
            "审查结论": "修改完善后合法" if one.result == "修改后合法" else one.result,
            "集体讨论时间": one.discussed and spelling.iso(one.discussed),
            "作出决定日期": one.decided and spelling.iso(one.decided),
            "决策公布日期": one.published and spelling.iso(one.published),
            "决策后评估日期": one.evaluated and spelling.iso(one.evaluated),
        }
        for at, one in enumerate(IN_2022, start=1)
    ]
    _put(sheet, 1, rows)
    sheet.cell(len(rows) + 2, 1, f"合计{len(rows)}件")
    return workbook.to_bytes(book, date(2023, 1, 6))


def _write_2023():
    """Title, who filled it in, header in row 3; kinds merged downwards, and one matter struck out."""
    book, sheet = workbook.new("登记表")
    rows = [
        {
            "序号": at,
            "决策编号": f"SCJC-2023-{at:02d}",
            "决策事项": one.title,
            "事项类别": one.kind,
            "征求意见起": spelling.dots(one.comment[0]),
            "征求意见止": spelling.dots(one.comment[1]),
            "是否专家论证": "是" if one.expert else "否",
            "论证日期": one.expert and spelling.dots(one.expert),
            "是否风险评估": "是" if one.risk else "否",
            "合法性审查送审时间": spelling.excel_date(one.submitted),
            "合法性审查完成日期": spelling.excel_date(one.reviewed),
            "合法性审查结果": one.result,
            "集体讨论日期（镇长办公会）": one.discussed and spelling.chinese(one.discussed),
            "决定日期": one.decided and spelling.chinese(one.decided),
            "公布日期": one.published and spelling.chinese(one.published),
            "后评估日期": one.evaluated and spelling.chinese(one.evaluated),
            "状态": "作废" if one.void else "执行中",
        }
        for at, one in enumerate(IN_2023, start=1)
    ]
    sheet["A1"] = "上仓镇2023年重大行政决策事项登记表"
    workbook.embolden(sheet["A1"], size=18)
    sheet["A2"] = "填报单位：上仓镇党政办公室"
    sheet.merge_cells("A1:Q1")
    sheet.merge_cells("A2:Q2")
    _put(sheet, 3, rows)
    for area in ("D4:D5", "D8:D9"):
        sheet.merge_cells(area)
    return workbook.to_bytes(book, date(2024, 1, 8))


def _put(sheet, top, rows):
    """The header in row `top` and the rows below it."""
    for column, name in enumerate(rows[0], start=1):
        sheet.cell(top, column, name)
    for at, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
