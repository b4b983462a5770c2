"""The integrity records of the town's officials: a workbook of 2022, an export of 2023 in GB18030 with rare characters."""

import csv
import io
from datetime import date
from random import Random

import spelling
import workbook
from people import Town
from study import OFFICES
from working_days import working_days

HONOURED, BREACHED, PLEDGE, APPRAISAL = "守信", "失信", "承诺", "考核"
PLANS = {2022: {PLEDGE: 52, APPRAISAL: 96, HONOURED: 9, BREACHED: 2}, 2023: {PLEDGE: 64, APPRAISAL: 128, HONOURED: 17, BREACHED: 0}}
# Pledges are signed in spring; appraisals follow the quarters.
MONTHS = {PLEDGE: (0, 2, 9, 4, 0, 0, 0, 0, 1, 0, 0, 0), APPRAISAL: (2, 0, 6, 2, 0, 6, 2, 0, 6, 2, 0, 6)}
SOURCES = {PLEDGE: ("党政办公室",), APPRAISAL: ("组织人事", "组织人事", "纪检监察"), HONOURED: ("主管部门", "群众反映"), BREACHED: ("主管部门",)}
CONTENTS = {
    PLEDGE: ("签订依法履职、廉洁从政承诺书", "签订政务服务限时办结承诺书"),
    APPRAISAL: ("平时考核等次好", "平时考核等次较好", "平时考核等次好，工作日志完整"),
    HONOURED: ("按承诺期限办结群众诉求", "被评为先进工作者", "按期兑付惠农补贴"),
    BREACHED: ("未按承诺期限答复群众诉求，已提醒谈话",),
}
OLD_NAMES = {HONOURED: "守信信息", BREACHED: "失信信息", PLEDGE: "信用承诺", APPRAISAL: "平时考核"}


def files():
    """Both years, of staff that is mostly the same."""
    town = Town("shangcang: integrity_records")
    staff = [(town.person(), OFFICES[at % len(OFFICES)]) for at in range(70)]
    return {
        "2022/2022年政务诚信信息采集表.xlsx": _workbook(_records(staff[:62], 2022)),
        "2023/2023年机关干部诚信信息.csv": _export(_records(staff[6:], 2023)),
    }


def _records(staff, year):
    """Rows of (number, day, person, office, kind), by day; everybody signs one pledge at most."""
    random = Random(f"shangcang: integrity_records of {year}")
    open_days = working_days(date(year, 1, 4), date(year, 12, 29))
    found = []
    for kind, count in PLANS[year].items():
        weights = [MONTHS.get(kind, (1,) * 12)[day.month - 1] for day in open_days]
        people = staff[:count] if kind == PLEDGE else random.choices(staff, k=count)
        found += [(day, kind, *who) for day, who in zip(random.choices(open_days, weights, k=count), people, strict=True)]
    found.sort(key=lambda one: one[0])
    return [
        (number, day, person, office, kind, random.choice(SOURCES[kind]), random.choice(CONTENTS[kind]))
        for number, (day, kind, person, office) in enumerate(found, start=1)
    ]


def _workbook(records):
    """Title, header in row 2, days written or as real dates."""
    book, sheet = workbook.new("采集表")
    rows = [
        {
            "序号": number,
            "采集编号": f"ZWCX-2022-{number:03d}",
            "干部姓名": person.name,
            "身份证号": person.id_number,
            "所在部门": office,
            "诚信类别": OLD_NAMES[kind],
            "来源": source,
            "具体事项": content,
            "采集时间": spelling.dots(day) if number % 3 else spelling.excel_date(day),
        }
        for number, day, person, office, kind, source, content in records
    ]
    sheet.cell(1, 1, "机关干部政务诚信信息采集表（2022年）")
    sheet.merge_cells("A1:I1")
    for column, name in enumerate(rows[0], start=1):
        workbook.embolden(sheet.cell(2, column, name), size=11)
    for at, row in enumerate(rows, start=3):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
    return workbook.to_bytes(book, date(2023, 1, 9))


def _export(records):
    """Comma-separated GB18030; some names have characters that GBK lacks."""
    rows = [
        {
            "信息编号": f"CX2023{number:04d}",
            "姓名": person.name,
            "单位": office,
            "信息类别": kind,
            "信息内容": content,
            "信息来源": source,
            "采集日期": spelling.slashes(day),
        }
        for number, day, person, office, kind, source, content in records
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("gb18030")
