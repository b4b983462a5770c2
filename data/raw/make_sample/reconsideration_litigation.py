"""Cases against the town before the district government and the court, in two years."""

from dataclasses import dataclass
from datetime import date

import spelling
import workbook
from old_excel import old_workbook
from people import Person, Town

RECONSIDERATION, SUIT = "行政复议", "行政诉讼"
AUTHORITY, COURT = "天津市蓟州区人民政府", "天津市蓟州区人民法院"


@dataclass(frozen=True)
class Case:
    """One case; `appeared` is the post of the head who came to the hearing, `absence` why none came."""

    kind: str
    number: str
    plaintiff: Person
    cause: str
    accepted: date
    received: date
    answered: date
    outcome: str | None
    closed: date | None
    heard: date | None = None
    appeared: str | None = None
    head: str = ""
    absence: str = ""
    agents: str = ""


def files():
    """One sheet of an old workbook in 2022, a sheet for each kind in 2023."""
    town = Town("shangcang: reconsideration_litigation")
    return {
        "2022/2022年行政复议应诉案件台账.xls": _write_2022(_cases_2022(town)),
        "2023/上仓镇2023年行政复议和行政应诉案件统计.xlsx": _write_2023(_cases_2023(town)),
    }


def _cases_2022(town):
    """Two reconsiderations, one of them answered three days late; three suits, two heard, one of them with the head."""
    return (
        Case(
            RECONSIDERATION, "津蓟政复字〔2022〕017号", town.person(), "信息公开答复", date(2022, 4, 11), date(2022, 4, 14),
            date(2022, 4, 22), "维持", date(2022, 6, 7),
        ),
        Case(
            RECONSIDERATION, "津蓟政复字〔2022〕045号", town.person(), "行政处罚", date(2022, 8, 15), date(2022, 8, 16),
            date(2022, 8, 29), "撤销", date(2022, 10, 12),
        ),
        Case(
            SUIT, "（2022）津0119行初31号", town.person(), "宅基地审批", date(2022, 5, 9), date(2022, 5, 13), date(2022, 5, 26),
            "胜诉", date(2022, 8, 10), date(2022, 6, 28), "副职", town.person().name, agents="工作人员和律师",
        ),
        Case(
            SUIT, "（2022）津0119行初58号", town.person(), "行政处罚", date(2022, 7, 18), date(2022, 7, 22), date(2022, 8, 4),
            "胜诉", date(2022, 10, 20), date(2022, 9, 6), absence="参加区防汛工作会议", agents="工作人员和律师",
        ),
        Case(
            SUIT, "（2022）津0119行初83号", town.person(), "土地承包", date(2022, 10, 17), date(2022, 10, 21), date(2022, 11, 3),
            "撤诉", date(2022, 12, 5),
        ),
    )  # fmt: skip


def _cases_2023(town):
    """Three reconsiderations; four suits, three heard, all of them with a head of the town."""
    return (
        Case(
            RECONSIDERATION, "津蓟政复字〔2023〕009号", town.person(), "行政处罚", date(2023, 3, 6), date(2023, 3, 9),
            date(2023, 3, 17), "维持", date(2023, 4, 27),
        ),
        Case(
            RECONSIDERATION, "津蓟政复字〔2023〕033号", town.person(), "信息公开答复", date(2023, 6, 12), date(2023, 6, 15),
            date(2023, 6, 21), "终止", date(2023, 7, 20),
        ),
        Case(
            RECONSIDERATION, "津蓟政复字〔2023〕061号", town.person(), "宅基地审批", date(2023, 9, 18), date(2023, 9, 21),
            date(2023, 9, 28), "维持", date(2023, 11, 14),
        ),
        Case(
            SUIT, "（2023）津0119行初12号", town.person(), "行政处罚", date(2023, 3, 20), date(2023, 3, 24), date(2023, 4, 6),
            "胜诉", date(2023, 6, 15), date(2023, 5, 10), "正职", town.person().name, agents="律师",
        ),
        Case(
            SUIT, "（2023）津0119行初37号", town.person(), "宅基地审批", date(2023, 5, 15), date(2023, 5, 19), date(2023, 5, 31),
            "胜诉", date(2023, 8, 22), date(2023, 7, 5), "副职", town.person().name, agents="工作人员和律师",
        ),
        Case(
            SUIT, "（2023）津0119行初52号", town.person(), "信息公开答复", date(2023, 7, 10), date(2023, 7, 14), date(2023, 7, 27),
            "撤诉", date(2023, 8, 30),
        ),
        Case(
            SUIT, "（2023）津0119行初90号", town.person(), "行政处罚", date(2023, 10, 16), date(2023, 10, 20), date(2023, 11, 2),
            None, None, date(2023, 12, 7), "副职", town.person().name, agents="工作人员",
        ),
    )  # fmt: skip


def _write_2022(cases):
    """The ledger as a true .xls: a merged title, all cases in one list, days as serial numbers or with dots."""
    rows = [
        {
            "序号": at,
            "案件类型": one.kind,
            "案号": one.number,
            "受理机关": COURT if one.kind == SUIT else AUTHORITY,
            "申请人/原告": one.plaintiff.name,
            "联系电话": one.plaintiff.phone,
            "案由": one.cause,
            "立案(受理)日期": spelling.dots(one.accepted),
            "收案日期": spelling.serial(one.received),
            "答复日期": spelling.dots(one.answered),
            "开庭日期": one.heard and spelling.dots(one.heard),
            "是否出庭": one.heard and ("是" if one.appeared else "否"),
            "出庭负责人": one.head or None,
            "职务(正职/副职/其他)": one.appeared,
            "未出庭理由": one.absence or None,
            "委托代理人": one.agents or None,
            "结案种类": one.outcome,
            "结案日期": one.closed and spelling.dots(one.closed),
        }
        for at, one in enumerate(cases, start=1)
    ]
    head = list(rows[0])
    title = ["上仓镇2022年行政复议、行政应诉案件台账", *[None] * (len(head) - 1)]
    total = ["合计", f"{len(rows)}件", *[None] * (len(head) - 2)]
    table = [title, head, *(list(row.values()) for row in rows), total]
    return old_workbook(("案件台账", table), merges=((0, 0, 0, len(head) - 1),))


def _write_2023(cases):
    """Two sheets with columns of their own, the first with a title above its header."""
    book, sheet = workbook.new("行政复议")
    sheet["A1"] = "2023年行政复议案件（镇政府为被申请人）"
    sheet.merge_cells("A1:L1")
    _put(sheet, 2, [_reconsideration(at, one) for at, one in enumerate((c for c in cases if c.kind != SUIT), start=1)])
    _put(
        book.create_sheet("行政应诉"),
        1,
        [_suit(at, one) for at, one in enumerate((c for c in cases if c.kind == SUIT), start=1)],
    )
    return workbook.to_bytes(book, date(2024, 1, 9))


def _reconsideration(at, one):
    return {
        "序号": at,
        "案件类别": "复议",
        "案号": one.number,
        "复议机关": AUTHORITY,
        "申请人": one.plaintiff.name,
        "案由": one.cause,
        "受理日期": spelling.excel_date(one.accepted),
        "收到申请书副本日期": spelling.excel_date(one.received),
        "答复日期": spelling.chinese(one.answered),
        "延期批准日期": None,
        "复议结果": one.outcome,
        "结案日期": spelling.excel_date(one.closed),
    }


def _suit(at, one):
    return {
        "序号": at,
        "案件类别": "诉讼",
        "案号": one.number,
        "法院": COURT,
        "原告": one.plaintiff.name,
        "案由": one.cause,
        "立案日期": spelling.iso(one.accepted),
        "收到起诉状副本日期": spelling.iso(one.received),
        "提交答辩状日期": spelling.iso(one.answered),
        "开庭日期": one.heard and spelling.iso(one.heard),
        "负责人是否出庭": one.heard and ("出庭" if one.appeared else "未出庭"),
        "出庭负责人姓名": one.head or None,
        "职务": one.appeared,
        "未出庭理由": one.absence or None,
        "委托代理人": one.agents or None,
        "裁判结果": one.outcome,
        "结案时间": one.closed and spelling.iso(one.closed),
    }


def _put(sheet, top, rows):
    """The header in row `top` and the rows below it."""
    for column, name in enumerate(rows[0], start=1):
        sheet.cell(top, column, name)
    for at, row in enumerate(rows, start=top + 1):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
