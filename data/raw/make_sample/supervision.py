"""The register of enterprises by credit risk, who of them was drawn for a check in either year, and what came of it."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from random import Random

import spelling
import workbook
from penalties_2022 import OFFICERS
from people import Business, Town
from working_days import working_days

KINDS = ("建材厂", "家具厂", "食品加工有限公司", "农资有限公司", "机械配件有限公司", "包装制品有限公司", "运输有限公司", "商贸有限公司")
# Tier → how many enterprises, and how many of them are drawn: the greater the risk, the greater the share.
TIERS = {
    2022: {"A": (55, 3), "B": (82, 6), "C": (30, 6), "D": (9, 6)},
    2023: {"A": (62, 3), "B": (88, 9), "C": (34, 10), "D": (12, 12)},
}
NO_PROBLEM, CORRECTED, PENDING = "未发现问题", "发现问题已责令改正", "发现问题待后续处理"
UNDISCLOSED, GONE, CLOSED = "未按规定公示应当公示的信息", "查无下落", "注销"
# Result → how many of the enterprises checked. In 2022 one that was drawn was not checked, and two results never published.
RESULTS = {
    2022: {NO_PROBLEM: 11, CORRECTED: 6, UNDISCLOSED: 1, GONE: 1, CLOSED: 1},
    2023: {NO_PROBLEM: 20, CORRECTED: 10, PENDING: 1, UNDISCLOSED: 1, GONE: 1, CLOSED: 1},
}
UNPUBLISHED = {2022: 2, 2023: 0}
DRAWS = {2022: (date(2022, 4, 12), date(2022, 9, 20)), 2023: (date(2023, 4, 11), date(2023, 9, 12))}
MATTERS = "安全生产、消防安全、市容环境责任落实情况"


@dataclass(frozen=True)
class Entry:
    """An enterprise in a year's register; `drawn` is None where it was not drawn, and so are the dates after it."""

    enterprise: Business
    tier: str
    drawn: date | None = None
    checked: date | None = None
    result: str | None = None
    published: date | None = None


def files():
    """The register of both years: path → content."""
    register = _enterprises()
    return {
        "2022/2022年企业差异化监管名册.xlsx": _workbook_of_2022(invent(register, 2022)),
        "2023/双随机一公开抽查结果2023.csv": _export_of_2023(invent(register, 2023)),
    }


def _enterprises():
    """Enterprises from the least risk to the greatest; twenty come into the register in 2023, and none leaves it."""
    town = Town("shangcang: supervision")
    count = sum(number for number, _ in TIERS[2023].values())
    return [town.business(KINDS, "91") for _ in range(count)]


def invent(register, year):
    """The year's entries in the order of their credit codes."""
    random = Random(f"shangcang: supervision of {year}")
    drawn = sum(number for _, number in TIERS[year].values())
    outcomes = [result for result, number in RESULTS[year].items() for _ in range(number)]
    outcomes += [None] * (drawn - len(outcomes))
    random.shuffle(outcomes)
    unpublished = set(random.sample([at for at, result in enumerate(outcomes) if result], UNPUBLISHED[year]))
    entries = []
    for tier, (number, picked) in TIERS[year].items():
        enterprises, register = register[:number], register[number:]
        chosen = set(random.sample(range(number), picked))
        for at, enterprise in enumerate(enterprises):
            if at in chosen:
                result = outcomes.pop()
                entries.append(_drawn(random, year, enterprise, tier, result, len(outcomes) not in unpublished))
            else:
                entries.append(Entry(enterprise, tier))
    return sorted(entries, key=lambda entry: entry.enterprise.credit_code)


def _drawn(random, year, enterprise, tier, result, is_published):
    drawn = random.choice(DRAWS[year])
    if result is None:
        return Entry(enterprise, tier, drawn)
    checked = random.choice(working_days(drawn, date(year, 12, 28))[3:45])
    days = working_days(checked, date(year + 1, 2, 28))[3:15]
    return Entry(enterprise, tier, drawn, checked, result, random.choice(days) if is_published else None)


def _workbook_of_2022(entries):
    """The town's own register: a title row, √ for who was drawn, and a total row in words."""
    random = Random("shangcang: supervision register of 2022")
    book, sheet = workbook.new("名册")
    sheet["A1"] = "上仓镇2022年企业信用风险分类差异化监管名册"
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells("A1:N1")
    rows = [_row_of_2022(random, number, entry) for number, entry in enumerate(entries, start=1)]
    for column, title in enumerate(rows[0], start=1):
        sheet.cell(2, column, title)
        workbook.embolden(sheet.cell(2, column), size=11)
    for at, row in enumerate(rows, start=3):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
    drawn = sum(entry.drawn is not None for entry in entries)
    sheet.cell(3 + len(rows), 1, "合计")
    sheet.cell(3 + len(rows), 2, f"共{len(entries)}户，抽取{drawn}户")
    return workbook.to_bytes(book, date(2023, 1, 6))


def _row_of_2022(random, number, entry):
    spell = random.choice((spelling.excel_date, spelling.excel_date, spelling.dots, spelling.chinese))
    officers = random.sample(OFFICERS, 2) if entry.checked else ((None,), (None,))
    owner = entry.enterprise.owner
    return {
        "序号": number,
        "企业名称": entry.enterprise.name,
        "统一社会信用代码": entry.enterprise.credit_code,
        "法定代表人": owner.name,
        "联系电话": owner.phone,
        "地址": owner.address,
        "风险等级": f"{entry.tier}类",
        "是否抽中": "√" if entry.drawn else None,
        "抽取日期": entry.drawn and spell(entry.drawn),
        "检查日期": entry.checked and spell(entry.checked),
        "检查人1": officers[0][0],
        "检查人2": officers[1][0],
        "检查结果": entry.result,
        "公示日期": entry.published and spell(entry.published),
    }


def _export_of_2023(entries):
    """The export of the 双随机 system as GB18030 bytes, with a total row."""
    random = Random("shangcang: supervision export of 2023")
    rows = [_row_of_2023(random, entry) for entry in entries]
    drawn = sum(entry.drawn is not None for entry in entries)
    total = dict.fromkeys(rows[0], "") | {"抽查计划编号": "合计", "市场主体名称": f"共{len(entries)}户，抽取{drawn}户"}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([*rows, total])
    return text.getvalue().encode("gb18030")


def _row_of_2023(random, entry):
    task = entry.drawn and DRAWS[2023].index(entry.drawn) + 1
    officers = random.sample(OFFICERS, 2) if entry.checked else ()
    return {
        "抽查计划编号": "SCJH2023001",
        "抽查计划名称": "上仓镇2023年度差异化抽查计划",
        "抽查任务编号": f"SCJH2023001-{task:02d}" if task else "",
        "抽查任务名称": f"2023年第{task}批抽查" if task else "",
        "抽查类型": "不定向" if task else "",
        "市场主体名称": entry.enterprise.name,
        "统一社会信用代码": entry.enterprise.credit_code,
        "信用风险分类": entry.tier,
        "是否抽取": "是" if task else "否",
        "抽取日期": spelling.iso(entry.drawn) if task else "",
        "抽查机关": "天津市蓟州区上仓镇人民政府" if task else "",
        "检查人员姓名": "、".join(name for name, _ in officers),
        "抽查完成日期": spelling.slashes(entry.checked) if entry.checked else "",
        "检查事项": MATTERS if task else "",
        "抽查检查结果": entry.result or "",
        "结果公示日期": spelling.iso(entry.published) if entry.published else "",
    }
