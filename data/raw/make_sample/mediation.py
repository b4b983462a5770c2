"""The people's mediation register of two years: neighbours, families, fields and wages, and how it went.

2023 has 40 cases, all settled, as the town published; 2022 has 52, of which 49. The cases of each month are those that
the screening table counts.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import disputes
import spelling
import workbook
from people import Person, Town
from working_days import working_days

KINDS = {
    2022: {"邻里": 14, "婚姻家庭": 9, "房屋宅基地": 8, "山林土地": 5, "合同": 4, "损害赔偿": 4, "拖欠农民工工资": 3,
           "道路交通": 2, "生产经营": 1, "环境保护": 1, "其他": 1},
    2023: {"邻里": 11, "婚姻家庭": 7, "房屋宅基地": 6, "山林土地": 4, "合同": 3, "损害赔偿": 3, "拖欠农民工工资": 2,
           "道路交通": 2, "生产经营": 1, "环境保护": 1},
}  # fmt: skip
# Kind → what it is about, and the range of what is agreed to be paid, in hundreds of yuan, where it is about money.
MATTERS = {
    "邻里": (("因滴水排水发生争执", "因院墙边界发生争吵", "因树木遮挡采光发生争执"), None),
    "婚姻家庭": (("因赡养老人费用分担发生争执", "因家庭琐事发生争吵"), None),
    "房屋宅基地": (("因翻建房屋占用通道发生争执", "因宅基地四至发生争议"), None),
    "山林土地": (("因承包地边界发生争议", "因土地流转租金发生争议"), (10, 80)),
    "合同": (("因房屋租赁押金发生争议", "因农资买卖货款发生争议"), (20, 150)),
    "损害赔偿": (("因犬只咬伤赔偿发生争议", "因施工震裂墙体赔偿发生争议"), (8, 120)),
    "拖欠农民工工资": (("因承包工程拖欠工资发生争议",), (60, 400)),
    "道路交通": (("因电动车刮碰赔偿发生争议",), (5, 60)),
    "生产经营": (("因大棚用水分摊发生争议",), (5, 30)),
    "环境保护": (("因养殖异味发生争议",), None),
    "其他": (("因合伙购车发生争议",), (30, 100)),
}
SOURCES = {"主动排查": 6, "当事人申请": 3, "委派移送": 1}
MEDIATORS = ("于福㭎", "蒋玉珍", "谢建国", "彭淑英")


@dataclass(frozen=True)
class Case:
    """One case; what belongs to an agreement is None where there is none, `amount` is in yuan."""

    number: int
    village: str
    source: str
    kind: str
    parties: tuple[Person, Person]
    matter: str
    mediator: str
    registered: date
    accepted: date
    mediated: date
    closed: date
    result: str
    form: str | None
    amount: int | None
    applied: date | None
    confirmed: date | None


def files():
    """The registers of both years: path below the office's folder → content."""
    town = Town("shangcang: mediation")
    return {
        "2022/2022年人民调解登记簿.csv": _ledger(invent(town, 2022)),
        "2023/2023年人民调解案件登记表.xlsx": _register(invent(town, 2023)),
    }


def invent(town, year):
    """The year's cases in the order of their acceptance, numbered from 1."""
    random = Random(f"shangcang: mediation of {year}")
    kinds = [kind for kind, count in KINDS[year].items() for _ in range(count)]
    random.shuffle(kinds)
    months = zip(disputes.FOUND[year], disputes.UNSETTLED[year], strict=True)
    planned = []
    for month, (found, unsettled) in enumerate(months, start=1):
        days = working_days(date(year, month, 3), date(year, month, 14 if month == 12 else 27))
        planned += [(random.choice(days), kinds.pop(), at >= unsettled) for at in range(found)]
    planned.sort()
    written = _some(random, [at for at, (_, _, settled) in enumerate(planned) if settled], of_three=2)
    confirmed = random.sample(sorted(written), 3 if year == 2023 else 2)
    slow = {} if year == 2023 else {confirmed[0]: 33}  # days until the court was asked, for one of 2022
    return [
        _case(random, town, at + 1, *plan, at in written, slow.get(at, 12) if at in confirmed else None)
        for at, plan in enumerate(planned)
    ]


def _some(random, places, of_three):
    return set(random.sample(places, len(places) * of_three // 3))


def _case(random, town, number, accepted, kind, settled, written, asked_after):
    matters, paid = MATTERS[kind]
    last = date(accepted.year, 12, 29)
    mediated = random.choice(working_days(accepted + timedelta(days=1), min(accepted + timedelta(days=12), last)))
    closed = random.choice(working_days(mediated, min(mediated + timedelta(days=12), last)))
    applied = asked_after and mediated + timedelta(days=asked_after)
    parties = town.person(), town.person()
    return Case(
        number=number,
        village=parties[0].village,
        source=random.choices(list(SOURCES), SOURCES.values())[0],
        kind=kind,
        parties=parties,
        matter=random.choice(matters),
        mediator=random.choice(MEDIATORS),
        registered=accepted - timedelta(days=random.randrange(3)),
        accepted=accepted,
        mediated=mediated,
        closed=closed,
        result="成功" if settled else ("中止" if number % 2 else "不成功"),
        form=("书面" if written else "口头") if settled else None,
        amount=random.randrange(*paid) * 100 if paid and settled else None,
        applied=applied,
        confirmed=applied and applied + timedelta(days=9),
    )


def _ledger(cases):
    """The register of 2022 as GB18030 CSV: amounts in 元, other names of the columns, a total row."""
    random = Random("shangcang: mediation ledger of 2022")
    rows = [_line(random, case) for case in cases]
    amount = sum(case.amount or 0 for case in cases)
    total = dict.fromkeys(rows[0], "") | {"受理编号": "合计", "协议金额(元)": f"{amount:.2f}"}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([*rows, total])
    return text.getvalue().encode("gb18030")


def _line(random, case):
    spell = random.choice((spelling.dots, spelling.slashes, spelling.iso))

    def cell(day):
        return spell(day) if day else ""

    first, second = case.parties
    return {
        "受理编号": f"上仓调〔2022〕{case.number}号",
        "调委会": f"{case.village}人民调解委员会",
        "案件来源": case.source,
        "纠纷类别": f"{case.kind}纠纷" if case.kind != "道路交通" else "道路交通事故",
        "当事人甲方": first.name,
        "当事人乙方": second.name,
        "联系电话": first.phone,
        "争议事项": _summary(case),
        "受理日期": cell(case.accepted),
        "调解员": case.mediator,
        "调解日期": cell(case.mediated),
        "调解结果": {"成功": "达成协议", "不成功": "调解不成"}.get(case.result, case.result),
        "协议形式": f"{case.form}协议" if case.form else "",
        "口头协议登记编号": f"口{case.number:03d}" if case.form == "口头" else "",
        "达成协议日期": cell(case.mediated if case.form else None),
        "协议金额(元)": "" if case.amount is None else f"{case.amount:.2f}",
        "收费": "0",
        "履行情况": "已履行" if case.form else "",
        "司法确认申请日期": cell(case.applied),
        "司法确认日期": cell(case.confirmed),
        "结案日期": cell(case.closed),
        "归档编号": f"2022-{case.number:03d}",
    }


def _register(cases):
    """The register of 2023 as xlsx, by kind, whose cells are merged downwards; amounts in 万元, one row is hidden."""
    random = Random("shangcang: mediation register of 2023")
    book, sheet = workbook.new("案件登记")
    sheet["A1"] = "上仓镇2023年人民调解案件登记表"
    workbook.embolden(sheet["A1"], size=18)
    sheet["A2"] = "填报单位：上仓镇人民调解委员会"
    order = list(KINDS[2023])
    rows = [_record(random, case) for case in sorted(cases, key=lambda case: (order.index(case.kind), case.number))]
    header = list(rows[0])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(header))
    for column, name in enumerate(header, start=1):
        workbook.embolden(sheet.cell(3, column, name), size=11)
    for at, row in enumerate(rows, start=4):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
    _merge_kinds(sheet, [row["纠纷类型"] for row in rows], 1 + header.index("纠纷类型"))
    sheet.row_dimensions[4 + len(rows) // 2].hidden = True
    sheet.cell(4 + len(rows), 1, "合计")
    total = sum(case.amount or 0 for case in cases)
    sheet.cell(4 + len(rows), 1 + header.index("协议金额(万元)"), _ten_thousands(total))
    return workbook.to_bytes(book, date(2024, 1, 8))


def _merge_kinds(sheet, kinds, column):
    start = 0
    for at in range(1, len(kinds) + 1):
        if at == len(kinds) or kinds[at] != kinds[start]:
            if at - start > 1:
                sheet.merge_cells(start_row=start + 4, end_row=at + 3, start_column=column, end_column=column)
            start = at


def _record(random, case):
    spell = random.choice((spelling.excel_date, spelling.excel_date, spelling.chinese, spelling.serial))

    def cell(day):
        return day and spell(day)

    first, second = case.parties
    return {
        "纠纷类型": case.kind,
        "案件编号": f"津蓟上仓民调〔2023〕{case.number:03d}号",
        "纠纷来源": case.source,
        "登记日期": cell(case.registered),
        "受理日期": cell(case.accepted),
        "调解组织": f"{case.village}调委会",
        "甲方": first.name,
        "乙方": second.name,
        "身份证号": first.id_number,
        "电话": first.phone,
        "纠纷简要情况": _summary(case),
        "调解员": case.mediator,
        "调解日期": cell(case.mediated),
        "调解结果(成功/不成功/中止)": case.result,
        "协议形式(口头/书面)": case.form,
        "口头协议登记编号": f"KT{case.number:03d}" if case.form == "口头" else None,
        "协议生效日期": cell(case.mediated if case.form else None),
        "协议金额(万元)": None if case.amount is None else _ten_thousands(case.amount),
        "收取费用(元)": 0,
        "履行情况": "已履行",
        "申请司法确认日期": cell(case.applied),
        "司法确认日期": cell(case.confirmed),
        "结案日期": cell(case.closed),
        "卷宗号": f"2023-民调-{case.number:03d}",
        "回访": cell(case.closed + timedelta(days=14) if case.closed.month < 12 else None),
    }


def _summary(case):
    first, second = case.parties
    return f"{case.village}村民{first.name}与{second.name}{case.matter}，联系电话{first.phone}。"


def _ten_thousands(yuan):
    """万元 as a number: 3500 is 0.35."""
    return float(Decimal(yuan) / 10_000)
