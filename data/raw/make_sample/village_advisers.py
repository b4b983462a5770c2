"""The villages' legal advisers: the contract of each village with a lawyer, and what came of it in the year.

In 2023 all 41 villages have one, with 306 consultations, as the town published; in 2022 it is 38.
"""

from datetime import date
from random import Random

import spelling
import workbook
from people import Town, villages

FIRMS = ("天津㛃堃律师事务所", "天津㵪䶮律师事务所", "天津淼𬭎律师事务所")
AREAS = {"镇区片": 9, "东片": 8, "西片": 8, "南片": 8, "北片": 8}
CONSULTATIONS = {2022: 268, 2023: 306}
# Places of three villages without a valid contract at the end of 2022: one had none, two had run out.
NONE_YET, RUN_OUT = 17, (29, 38)


def files():
    """The lists of both years: path below the office's folder → content."""
    town = Town("shangcang: village_advisers")
    advisers = [(town.person(), FIRMS[at % 3]) for at in range(7)]
    return {
        "2022/2022年村居法律顾问签约表.xlsx": _list_2022(advisers),
        "2023/上仓镇村居法律顾问服务台账2023.xlsx": _list_2023(town, advisers),
    }


def _shares(random, total, count):
    """Some for each village, `total` together."""
    shares = [2] * count
    for at in random.choices(range(count), k=total - 2 * count):
        shares[at] += 1
    return shares


def _list_2022(advisers):
    """One row a village under the header, contracts of two years, no total row."""
    random = Random("shangcang: village advisers of 2022")
    book, sheet = workbook.new("签约表")
    header = ("序号", "村名", "律师姓名", "律师事务所", "律师电话", "签约日期", "到期日期", "上门服务次数", "咨询件数")
    signed = [(at, village) for at, village in enumerate(villages()) if at != NONE_YET]
    rows = [header]
    for share, (at, village) in zip(_shares(random, CONSULTATIONS[2022], len(signed)), signed, strict=True):
        adviser, firm = advisers[at % 5]
        ends = date(2022, 8, 31) if at in RUN_OUT else date(2023, 3, 31)
        begins = ends.replace(year=ends.year - 2)
        begins = date(begins.year, begins.month + 1, 1)
        row = (len(rows), f"{village}委会", adviser.name, firm, adviser.phone, spelling.dots(begins), spelling.dots(ends))
        rows.append((*row, random.randrange(4, 9), share))
    _write(sheet, rows, 1)
    return workbook.to_bytes(book, date(2023, 1, 5))


def _list_2023(town, advisers):
    """By area, whose cells are merged downwards, with the telephones of lawyers and village heads, and a total row."""
    random = Random("shangcang: village advisers of 2023")
    book, sheet = workbook.new("服务台账")
    sheet["A1"] = "上仓镇2023年村居法律顾问服务台账"
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells("A1:L1")
    header = (
        "片区", "服务社区（村）", "村委会负责人", "负责人电话", "村居法律顾问姓名", "联系电话", "所在单位", "协议起始日期", "协议终止日期",
        "签上门服务次数", "解答法律咨询(件)", "综合评价",
    )  # fmt: skip
    areas = [area for area, count in AREAS.items() for _ in range(count)]
    shares = _shares(random, CONSULTATIONS[2023], len(areas))
    rows = [header]
    for at, (village, area, share) in enumerate(zip(villages(), areas, shares, strict=True)):
        head, (adviser, firm) = town.person(), advisers[at % 7]
        begins, ends = spelling.excel_date(date(2023, 4, 1)), spelling.excel_date(date(2026, 3, 31))
        if at % 6 == 5:
            begins, ends = "2023年4月1日", "2026年3月31日"
        row = (area, village, head.name, head.phone, adviser.name, adviser.phone, firm, begins, ends)
        rows.append((*row, random.randrange(8, 14), share, random.choice(("好评", "好评", "满意"))))
    _write(sheet, rows, 2)
    start = 3
    for count in AREAS.values():
        sheet.merge_cells(start_row=start, end_row=start + count - 1, start_column=1, end_column=1)
        start += count
    sheet.cell(start, 1, "合计")
    sheet.cell(start, 1 + header.index("签上门服务次数"), sum(row[-3] for row in rows[1:]))
    sheet.cell(start, 1 + header.index("解答法律咨询(件)"), sum(shares))
    return workbook.to_bytes(book, date(2024, 1, 9))


def _write(sheet, rows, first):
    for at, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            workbook.put(sheet, at, column, value)
