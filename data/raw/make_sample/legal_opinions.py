"""The legal opinions of two years: what the town's offices and villages sent to their lawyers, and what came back.

74 in 2023, which the town called over 70; 61 in 2022.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import spelling
import workbook
from old_excel import old_workbook
from people import Person, Town, villages
from working_days import working_days

DECISION, CONTRACT, ANSWER = "重大行政决策", "合同", "信访答复"
KINDS = {
    2022: {DECISION: 5, "行政复议": 2, "行政诉讼": 3, CONTRACT: 32, "规范性文件": 1, ANSWER: 10, "其他涉法文件": 8},
    2023: {DECISION: 6, "行政复议": 3, "行政诉讼": 4, CONTRACT: 38, "规范性文件": 2, ANSWER: 12, "其他涉法文件": 9},
}
# Opinion and whether it was adopted → how many.
OPINIONS = {
    2022: {("合法", "采纳"): 44, ("修改后合法", "采纳"): 11, ("修改后合法", "部分采纳"): 3, ("修改后合法", "未采纳"): 2,
           ("不合法", "采纳"): 1},
    2023: {("合法", "采纳"): 55, ("修改后合法", "采纳"): 15, ("修改后合法", "部分采纳"): 2, ("不合法", "采纳"): 2},
}  # fmt: skip
PAPERS = {
    DECISION: ("农村人居环境整治提升方案（草案）", "镇级道路养护三年计划（草案）", "惠民项目资金安排方案（草案）"),
    "行政复议": ("关于{name}不服行政处罚申请复议的答复书",),
    "行政诉讼": ("{name}诉镇政府信息公开答复一案答辩状", "{name}诉镇政府不履行法定职责一案答辩状"),
    CONTRACT: ("{village}机动地发包合同", "保洁服务外包合同", "{village}道路硬化施工合同", "与{name}的房屋租赁合同"),
    "规范性文件": ("上仓镇犬只管理若干规定（送审稿）", "上仓镇机井管护办法（送审稿）"),
    ANSWER: ("关于{name}信访事项的处理意见书", "关于{village}{name}反映宅基地问题的答复"),
    "其他涉法文件": ("关于{village}集体资产处置的法律问题", "致{name}的律师函", "行政协议解除通知"),
}
OFFICES = ("党政综合办公室", "经济发展办公室", "公共服务办公室", "平安建设办公室", "综合执法大队", "农业农村办公室")
LAWYERS = (("汪砚舟", "天津㛃堃律师事务所"), ("石䶮", "天津㛃堃律师事务所"), ("桑若璟", "天津㵪䶮律师事务所"))


@dataclass(frozen=True)
class Opinion:
    """One opinion: who sent what paper, when, and what the lawyer said."""

    number: int
    unit: str
    submitter: Person
    paper: str
    kind: str
    received: date
    given: date
    lawyer: str
    firm: str
    opinion: str
    adopted: str


def files():
    """The ledgers of both years: path below the office's folder → content. That of 2023 is an .xls by name only."""
    town = Town("shangcang: legal_opinions")
    return {
        "2022/2022年合法性审查台账.xls": _ledger(invent(town, 2022)),
        "2023/2023年度法律意见台账.xls": _workbook(invent(town, 2023)),
    }


def invent(town, year):
    """The year's opinions in the order in which they were given, numbered from 1."""
    random = Random(f"shangcang: legal opinions of {year}")
    kinds = [kind for kind, count in KINDS[year].items() for _ in range(count)]
    opinions = [pair for pair, count in OPINIONS[year].items() for _ in range(count)]
    random.shuffle(opinions)
    days = working_days(date(year, 1, 16), date(year, 12, 28))
    planned = sorted(zip(random.choices(days, k=len(kinds)), kinds, opinions, strict=True))
    hurried = next(at for at, (_, kind, _) in enumerate(planned) if kind == DECISION) if year == 2022 else None
    return [_opinion(random, town, at, *plan, hurried == at) for at, plan in enumerate(planned)]


def _opinion(random, town, at, given, kind, said, hurried):
    person = town.person()
    village = random.choice(villages())
    lawyer, firm = random.choice(LAWYERS)
    before = working_days(given - timedelta(days=40), given)  # the last of these is the day itself
    taken = random.randrange(7, 11) if kind == DECISION else random.randrange(1, 6)
    return Opinion(
        number=at + 1,
        unit=f"{village}委会" if kind == CONTRACT and random.random() < 0.4 else random.choice(OFFICES),
        submitter=town.person(),
        paper=random.choice(PAPERS[kind]).format(name=person.name, village=village),
        kind=kind,
        received=before[-1 - (4 if hurried else taken)],
        given=given,
        lawyer=lawyer,
        firm=firm,
        opinion=said[0],
        adopted=said[1],
    )


def _ledger(opinions):
    """2022 as the true .xls of an old program: a merged title, dates as text or bare serial numbers."""
    random = Random("shangcang: ledger of legal opinions of 2022")
    header = ["序号", "审查编号", "送审部门", "经办人", "审查事项", "事项类别", "送审日期", "法律顾问", "律所", "审查意见", "审查日期",
              "采纳情况"]  # fmt: skip
    rows = [["上仓镇2022年合法性审查台账", *[None] * (len(header) - 1)], header]
    for one in opinions:
        spell = random.choice((spelling.dots, spelling.chinese, spelling.serial))
        kind = {DECISION: "重大决策", CONTRACT: "合同协议"}.get(one.kind, one.kind)
        rows.append([
            one.number, f"上仓审〔2022〕{one.number}号", one.unit, one.submitter.name, one.paper, kind, spell(one.received),
            one.lawyer, one.firm, one.opinion, spell(one.given), one.adopted,
        ])  # fmt: skip
    return old_workbook(("审查台账", rows), merges=[(0, 0, 0, len(header) - 1)])


def _workbook(opinions):
    """2023 as an .xlsx, which somebody named .xls: two sheets, one for each half of the year."""
    random = Random("shangcang: ledger of legal opinions of 2023")
    book, first = workbook.new("上半年")
    for sheet, half in ((first, range(1, 7)), (book.create_sheet("下半年"), range(7, 13))):
        rows = [_row(random, one) for one in opinions if one.given.month in half]
        for column, name in enumerate(rows[0], start=1):
            workbook.embolden(sheet.cell(1, column, name), size=11)
        for at, row in enumerate(rows, start=2):
            for column, value in enumerate(row.values(), start=1):
                workbook.put(sheet, at, column, value)
    return workbook.to_bytes(book, date(2024, 1, 3))


def _row(random, one):
    spell = random.choice((spelling.excel_date, spelling.slashes, spelling.chinese))
    return {
        "编号": f"FLYJ2023-{one.number:03d}",
        "送审单位": one.unit,
        "发起人": one.submitter.name,
        "文件名称": one.paper,
        "类别": one.kind,
        "收件日期": spell(one.received),
        "律师": one.lawyer,
        "律师事务所": one.firm,
        "意见类型": one.opinion,
        "出具日期": spell(one.given),
        "是否采纳": {"采纳": "是", "未采纳": "否"}.get(one.adopted, one.adopted),
    }
