"""Leads on organised crime: what villages and the town found or were told, how it was judged, and who got it."""

import csv
import io
from datetime import date, timedelta
from random import Random

import spelling
from people import Town
from working_days import working_days

# Source, kind, whether it was valid. 2022 has one that nobody judged within the year.
LEADS = {
    2022: (
        ("村级摸排", "涉乱", "否"), ("群众举报", "非法放贷", "是"), ("村级摸排", "村霸", "否"), ("镇级摸排", "其他", "否"),
        ("信访反映", "村霸", "否"), ("村级摸排", "涉乱", "否"), ("群众举报", "涉恶", "是"), ("村级摸排", "其他", "否"),
        ("镇级摸排", "涉乱", ""),
    ),
    2023: (
        ("村级摸排", "涉乱", "否"), ("群众举报", "非法放贷", "是"), ("村级摸排", "村霸", "否"), ("镇级摸排", "涉乱", "否"),
        ("村级摸排", "其他", "否"), ("群众举报", "涉恶", "是"), ("信访反映", "村霸", "否"), ("村级摸排", "涉乱", "否"),
        ("镇级摸排", "非法放贷", "是"), ("群众举报", "其他", "否"), ("村级摸排", "涉乱", "否"), ("镇级摸排", "其他", "否"),
    ),
}  # fmt: skip
CONTENTS = {
    "涉乱": "反映{village}{name}多次酒后在超市滋事",
    "非法放贷": "反映{name}以高息向{village}村民放款并上门催收",
    "村霸": "反映{name}强揽{village}沙石运输",
    "涉恶": "反映{name}等人在{village}阻挠施工并索要好处费",
    "其他": "反映{village}{name}在集市强行收取摊位费",
}


def files():
    """The ledgers of both years: path below the office's folder → content."""
    town = Town("shangcang: crime_leads")
    return {
        "2022/2022年扫黑除恶线索台账.csv": _text(_rows_2022(town)).encode(),
        "2023/扫黑除恶线索摸排台账2023.csv": _text(_rows_2023(town)).encode("gb18030"),
    }


def _text(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _leads(random, year):
    """The year's leads, each with the day on which it was found, in order."""
    days = sorted(random.sample(working_days(date(year, 1, 9), date(year, 11, 30)), len(LEADS[year])))
    return [(day, *lead) for day, lead in zip(days, LEADS[year], strict=True)]


def _rows_2022(town):
    """UTF-8, days without their year, the names of an older form."""
    random = Random("shangcang: crime leads of 2022")
    rows = []
    for number, (found, source, kind, valid) in enumerate(_leads(random, 2022), start=1):
        person = town.person()

        def cell(days, found=found):
            day = found + timedelta(days=days)
            return f"{day.month}月{day.day}日"

        rows.append({
            "序号": number,
            "登记编号": f"SC2022{number:02d}",
            "摸排日期": cell(0),
            "来源": source.replace("信访反映", "信访"),
            "类型": kind,
            "涉及村居": person.village,
            "被反映人": person.name,
            "主要内容": CONTENTS[kind].format(village=person.village, name=person.name),
            "核查日期": cell(random.randrange(1, 8)) if valid else "",
            "核查结果": {"是": "有效", "否": "无效"}.get(valid, ""),
            "移交单位": "上仓派出所" if valid == "是" else "",
            "移交日期": cell(8) if valid == "是" else "",
        })  # fmt: skip
    return rows


def _rows_2023(town):
    """GB18030, whose names GBK has no characters for, days in two spellings."""
    random = Random("shangcang: crime leads of 2023")
    rows = []
    for number, (found, source, kind, valid) in enumerate(_leads(random, 2023), start=1):
        person, reporter = town.person(), town.person()
        spell = random.choice((spelling.iso, spelling.dots))
        named = source == "群众举报"
        rows.append({
            "线索编号": f"上仓扫黑〔2023〕{number:02d}",
            "发现日期": spell(found),
            "线索来源": source,
            "线索类型": kind,
            "涉及村": person.village,
            "举报人": reporter.name if named else "",
            "举报人电话": reporter.phone if named else "",
            "被举报人": person.name,
            "线索内容": CONTENTS[kind].format(village=person.village, name=person.name) + "，\n已入户核实。",
            "研判日期": spell(found + timedelta(days=random.randrange(1, 6))),
            "是否有效": valid,
            "移送单位": "蓟州区公安局上仓派出所" if valid == "是" else "",
            "移送日期": spell(found + timedelta(days=6)) if valid == "是" else "",
            "反馈日期": spell(found + timedelta(days=27)) if valid == "是" else "",
        })  # fmt: skip
    return rows
