"""The register of 2022: an older export, header in the first row, by date of receipt, under other column names."""

from datetime import date, timedelta
from random import Random

import spelling
import workbook

# What the older system called things.
CHANNELS = {"来访": "来访", "来电": "电话", "网信": "网上信访", "来信": "来信"}
PURPOSES = {"意见建议": "建议"}
DATES = (spelling.iso, spelling.iso, spelling.iso, spelling.slashes, spelling.excel_date)


def write(petitions):
    """The register as xlsx bytes: header, one row a petition, and a total row that says all in one cell."""
    random = Random("shangcang: register of 2022")
    book, sheet = workbook.new("Sheet1")
    rows = [_row(random, at, one) for at, one in enumerate(petitions, start=1)]
    for column, name in enumerate(rows[0], start=1):
        sheet.cell(1, column, name)
    for at, row in enumerate(rows, start=2):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
    carried_in = sum(one.received.year < 2022 for one in petitions)
    sheet.cell(len(rows) + 2, 1, f"合计{len(rows)}件，其中上年结转{carried_in}件")
    return workbook.to_bytes(book, date(2023, 1, 4))


def _row(random, entry, petition):
    spell = random.choice(DATES)

    def cell(day):
        return day and spell(day)

    return {
        "序号": entry,
        "登记单位": "上仓镇人民政府",
        "信访编号": petition.number,
        "登记日期": cell(petition.received),
        "姓名": petition.petitioner.name,
        "身份证号": petition.petitioner.id_number,
        "联系电话": petition.petitioner.phone,
        "家庭住址": petition.petitioner.address,
        "信访形式": CHANNELS[petition.channel],
        "问题分类": petition.topic,
        "信访目的": PURPOSES.get(petition.purpose, petition.purpose),
        "反映内容": petition.summary,
        "责任部门": f"{petition.village}委会",
        "受理日期": cell(petition.accepted),
        "限办时间": cell(petition.accepted + timedelta(days=60)),
        "延期日期": cell(petition.extended),
        "办结日期": cell(petition.closed),
        "信访件状态": "已办结" if petition.closed else "办理中",
        "群众满意度": petition.satisfaction,
    }
