"""What the town disclosed of its own accord: the list of 2022 from the website's export, that of 2023 from a ledger."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from random import Random

import spelling
from working_days import working_days

# Kind → how often, how the list of 2022 calls it, and what such items are called.
KINDS = {
    "政策文件": (8, "政策法规", ("关于印发《上仓镇{year}年农村人居环境整治工作方案》的通知", "关于做好{month}月份秸秆禁烧工作的通知")),
    "规划计划": (3, "规划信息", ("上仓镇{year}年工作要点", "上仓镇{year}年高标准农田建设计划")),
    "财政信息": (6, "财政预决算", ("上仓镇{year}年{month}月“三公”经费支出情况", "上仓镇政府采购项目公示（{month}月）")),
    "行政执法": (14, "行政执法公示", ("上仓镇综合执法队{month}月行政处罚决定公示", "上仓镇{month}月行政检查情况公示")),
    "民生保障": (20, "社会救助", ("上仓镇{month}月城乡低保对象公示", "上仓镇{month}月临时救助情况公示", "上仓镇残疾人两项补贴发放公示（{month}月）")),
    "惠农补贴": (14, "惠农补贴", ("上仓镇{year}年耕地地力保护补贴面积公示", "上仓镇小麦一次性种植补贴公示（{village}）")),
    "应急管理": (10, "安全生产", ("上仓镇{month}月燃气安全检查情况通报", "上仓镇汛期值班安排（{month}月）")),
    "工作动态": (25, "工作动态", ("上仓镇召开{month}月重点工作推进会", "上仓镇开展{month}月普法宣传活动")),
}  # fmt: skip
# Channel → how often, and how the list of 2022 calls it.
CHANNELS = {
    "政府网站": (55, "区政府网站"),
    "政务新媒体": (30, "微信公众号"),
    "公开栏": (12, "村务公开栏"),
    "便民服务中心": (3, "便民服务中心"),
}
COUNTS = {2022: 81, 2023: 92}
# Items of 2022 that took longer than 20 working days, and those whose day of forming nobody wrote down.
LATE, UNDATED = (17, 44, 63), (5, 6, 30)
VILLAGES = ("东郭家庄村", "郑家套村")


@dataclass(frozen=True)
class Item:
    """One item; `formed` is None where nobody wrote it down."""

    number: str
    title: str
    kind: str
    formed: date | None
    disclosed: date
    channel: str


def files():
    """The list of 2022, separated by tabs, and the ledger of 2023 as GB18030 csv."""
    return {
        "2022/主动公开政府信息目录2022.txt": _write_2022(_invent(2022)),
        "2023/2023年主动公开信息台账.csv": _write_2023(_invent(2023)),
    }


def _invent(year):
    """The year's items in the order of their disclosure."""
    random = Random(f"shangcang: disclosed_items of {year}")
    open_days = working_days(date(year - 1, 11, 15), date(year, 12, 29))
    days = sorted(random.choices([day for day in open_days if day.year == year], k=COUNTS[year]))
    return [_item(random, year, at, day, open_days) for at, day in enumerate(days, start=1)]


def _item(random, year, at, disclosed, open_days):
    kind = random.choices(list(KINDS), [weight for weight, *_ in KINDS.values()])[0]
    title = random.choice(KINDS[kind][2]).format(year=year, month=disclosed.month, village=random.choice(VILLAGES))
    late = year == 2022 and at in LATE
    # Week-ends worked in exchange for a holiday count as working days by law: 12 here are at most 16 there.
    before = open_days.index(disclosed) - (random.randrange(24, 30) if late else random.randrange(13))
    return Item(
        number=f"120119109/{year}-{at:05d}",
        title=title,
        kind=kind,
        formed=None if year == 2022 and at in UNDATED else open_days[before],
        disclosed=disclosed,
        channel=random.choices(list(CHANNELS), [weight for weight, _ in CHANNELS.values()])[0],
    )


def _write_2022(items):
    """As the website exports it: tabs, UTF-8 without a mark, dates with a time of day."""
    rows = [
        {
            "索引号": one.number,
            "信息名称": one.title,
            "栏目": KINDS[one.kind][1],
            "生成日期": one.formed.isoformat() if one.formed else "",
            "发布时间": f"{one.disclosed.isoformat()} {9 + one.disclosed.day % 8:02d}:30:00",
            "发布机构": "上仓镇人民政府",
            "发布渠道": CHANNELS[one.channel][1],
        }
        for one in items
    ]
    return _delimited(rows, "\t").encode("utf-8")


def _write_2023(items):
    """As the clerk kept it: one of two spellings of dates a row, an item entered twice, a total row."""
    random = Random("shangcang: disclosed_items ledger of 2023")
    rows = []
    for one in items:
        spell = random.choice((spelling.chinese, spelling.dots))
        rows.append({
            "序号": len(rows) + 1,
            "信息索引号": one.number,
            "标题": one.title,
            "公开事项": one.kind,
            "信息形成日期": spell(one.formed),
            "公开日期": spell(one.disclosed),
            "公开方式": one.channel,
            "经办人": "",
        })  # fmt: skip
    rows.insert(40, rows[38] | {"序号": ""})
    total = dict.fromkeys(rows[0], "") | {"序号": "合计", "标题": f"共{len(items)}条"}
    return _delimited([*rows, total], ",").encode("gb18030")


def _delimited(rows, delimiter):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
