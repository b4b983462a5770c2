"""The publicity events of two years: a workbook of 2022, two half-years of 2023 as text, each with a way of its own.

2023 comes to the town's own total of handouts, more than 20,000, at 126 events.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import spelling
import workbook
from people import villages
from working_days import working_days

SECURITY, DRUGS, TRAFFIC, CONSTITUTION = "全民国家安全教育日", "国际禁毒日", "交通安全日", "国家宪法日"
CIVIL_CODE, FRAUD, EPIDEMIC, SAFETY, OTHER = "美好生活·民法典相伴", "反电信诈骗", "疫情防控", "安全生产", "其他"

COUNTS = {
    2022: {SECURITY: 6, DRUGS: 8, TRAFFIC: 4, CONSTITUTION: 5, CIVIL_CODE: 19, FRAUD: 17, EPIDEMIC: 24, SAFETY: 13, OTHER: 8},
    2023: {SECURITY: 8, DRUGS: 10, TRAFFIC: 6, CONSTITUTION: 7, CIVIL_CODE: 26, FRAUD: 24, EPIDEMIC: 12, SAFETY: 19, OTHER: 14},
}  # fmt: skip
HANDOUTS = {2022: 15680, 2023: 20350}
# First and last day of what is held around a day: 4·15, 6·26, 12·2, 12·4.
AROUND = {SECURITY: ((4, 10), (4, 21)), DRUGS: ((6, 5), (6, 28)), TRAFFIC: ((11, 24), (12, 8)), CONSTITUTION: ((12, 1), (12, 8))}
MONTHS = {
    CIVIL_CODE: (1, 2, 3, 3, 9, 3, 2, 2, 3, 2, 2, 1),
    FRAUD: (2, 2, 3, 2, 2, 3, 3, 3, 3, 3, 3, 2),
    EPIDEMIC: (6, 5, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    SAFETY: (1, 1, 2, 2, 2, 7, 2, 2, 2, 2, 3, 2),
    OTHER: (1, 1, 3, 1, 1, 2, 1, 1, 2, 2, 1, 1),
}
ACTIVITIES = {
    SECURITY: ("国家安全法宣传", "反间谍法宣传", "国家安全教育进校园"),
    DRUGS: ("禁毒法宣传", "毒品危害展板巡展", "禁毒知识进校园"),
    TRAFFIC: ("道路交通安全法宣传", "骑行戴头盔宣传"),
    CONSTITUTION: ("宪法宣传周集中宣传", "宪法进农村", "宪法晨读"),
    CIVIL_CODE: ("民法典讲座", "民法典进农村", "婚姻家庭与继承咨询", "以案释法"),
    FRAUD: ("反电信网络诈骗法宣传", "防范养老诈骗宣传", "反诈入户宣传"),
    EPIDEMIC: ("传染病防治法宣传", "疫苗接种政策宣传"),
    SAFETY: ("安全生产法宣传", "燃气安全入户宣传", "消防安全演练"),
    OTHER: ("未成年人保护法宣传", "法律援助法宣传", "农民工工资支付政策宣传", "信访工作条例宣传"),
}
PARTNERS = {
    SECURITY: ("派出所", "派出所、区检察院", ""),
    DRUGS: ("禁毒办、派出所", "禁毒办、梅江强制隔离戒毒所", "派出所"),
    TRAFFIC: ("派出所", "交警支队", "派出所、交警支队"),
    CONSTITUTION: ("区法院、区检察院", "区检察院", ""),
    CIVIL_CODE: ("区法院", "区法院、律师事务所", "律师事务所", "", ""),
    FRAUD: ("派出所", "派出所、银行网点", "", ""),
    EPIDEMIC: ("卫生院", "", ""),
    SAFETY: ("消防救援站", "应急管理局", "", ""),
    OTHER: ("区检察院", "人力社保局", "", ""),
}
SQUARES = ("上仓镇文化广场", "上仓大集", "镇便民服务大厅", "上仓镇中学", "上仓镇中心小学")


@dataclass(frozen=True)
class Event:
    """One event; `partners` is empty where the town held it alone."""

    number: int
    held: date
    theme: str
    activity: str
    place: str
    partners: str
    handouts: int
    people: int
    posts: int


def files():
    """The ledger of 2022, and of 2023 the two halves."""
    last, events = invent(2022), invent(2023)
    halves = [event for event in events if event.held.month < 7], [event for event in events if event.held.month > 6]
    return {
        "2022/2022年法治宣传活动台账.xlsx": _workbook(last),
        "2023/2023年上半年普法宣传活动.csv": _first_half(halves[0]),
        "2023/2023年下半年普法宣传活动.csv": _second_half(halves[1]),
    }


def invent(year):
    """The year's events in the order of their days."""
    random = Random(f"shangcang: publicity of {year}")
    planned = sorted((_day(random, year, theme), theme) for theme, count in COUNTS[year].items() for _ in range(count))
    handouts = _shares(random, len(planned), HANDOUTS[year])
    return [
        _event(random, number, held, theme, count)
        for number, ((held, theme), count) in enumerate(zip(planned, handouts, strict=True), start=1)
    ]


def _day(random, year, theme):
    """Events around a day of its own are held on any day of the week, others on working days."""
    if theme in AROUND:
        first, last = (date(year, *day) for day in AROUND[theme])
        return first + timedelta(days=random.randrange((last - first).days + 1))
    open_days = working_days(date(year, 1, 5), date(year, 12, 28))
    return random.choices(open_days, [MONTHS[theme][day.month - 1] for day in open_days])[0]


def _shares(random, count, total):
    """`count` numbers of handouts in tens that add up to `total`."""
    tens = [random.randrange(6, 27) for _ in range(count)]
    while rest := total // 10 - sum(tens):
        tens[random.randrange(count)] += 1 if rest > 0 else -1
    return [10 * number for number in tens]


def _event(random, number, held, theme, handouts):
    in_a_village = theme not in AROUND and random.random() < 0.6
    return Event(
        number=number,
        held=held,
        theme=theme,
        activity=random.choice(ACTIVITIES[theme]),
        place=random.choice(villages() if in_a_village else SQUARES),
        partners=random.choice(PARTNERS[theme]),
        handouts=handouts,
        people=round(handouts * random.uniform(0.6, 1.2)),
        posts=random.choice((0, 0, 1, 1, 2)),
    )


def _workbook(events):
    """2022: title, header in row 2, dates in three spellings, a total row."""
    random = Random("shangcang: publicity ledger of 2022")
    book, sheet = workbook.new("法治宣传")
    rows = [
        {
            "序号": one.number,
            "编号": f"FZXC2022{one.number:03d}",
            "宣传时间": random.choice((spelling.iso, spelling.dots, spelling.excel_date))(one.held),
            "主题": one.theme,
            "宣传内容": one.activity,
            "宣传地点": one.place,
            "参与部门": one.partners or None,
            "发放宣传资料（份）": one.handouts,
            "参与人数": one.people,
            "微信推送（篇）": one.posts,
        }
        for one in events
    ]
    sheet.cell(1, 1, "上仓镇2022年法治宣传活动台账")
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(rows[0]))
    for column, name in enumerate(rows[0], start=1):
        sheet.cell(2, column, name)
    for at, row in enumerate(rows, start=3):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
    for column, value in enumerate(_totals(events, rows[0]).values(), start=1):
        workbook.put(sheet, len(rows) + 3, column, value)
    return workbook.to_bytes(book, date(2023, 1, 6))


def _totals(events, row):
    """The total row under the columns of `row`, whose last three are the numbers."""
    sums = (sum(one.handouts for one in events), sum(one.people for one in events), sum(one.posts for one in events))
    names = list(row)
    return dict.fromkeys(names) | {names[0]: "合计"} | dict(zip(names[-3:], sums, strict=True))


def _first_half(events):
    """January to June: comma-separated, UTF-8 with a byte order mark."""
    rows = [
        {
            "序号": at,
            "活动编号": f"PF2023-{one.number:03d}",
            "活动日期": spelling.iso(one.held),
            "活动主题": one.theme,
            "活动名称": one.activity,
            "活动地点": one.place,
            "联合单位": one.partners,
            "发放宣传材料（份）": one.handouts,
            "受众人数": one.people,
            "公众号推送（篇）": one.posts or "",
        }
        for at, one in enumerate(events, start=1)
    ]
    return _text([*rows, _totals(events, rows[0])], ",").encode("utf-8-sig")


def _second_half(events):
    """July to December: tab-separated, GB18030, days without their year, one event entered twice."""
    rows = [
        {
            "序号": at,
            "编号": f"PF2023-{one.number:03d}",
            "日期": f"{one.held.month}月{one.held.day}日",
            "宣传主题": one.theme,
            "宣传内容": one.activity,
            "地点": one.place,
            "参与单位": one.partners,
            "发放资料(份)": one.handouts,
            "受教育群众(人)": one.people,
            "微信公众号推送": one.posts,
        }
        for at, one in enumerate(events, start=1)
    ]
    totals = _totals(events, rows[0])
    totals["发放资料(份)"] = f"{totals['发放资料(份)']:,}"
    return _text([*rows, rows[-8] | {"序号": len(rows) + 1}, totals], "\t").encode("gb18030")


def _text(rows, delimiter):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
