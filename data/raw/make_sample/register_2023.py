"""The register of 2023: an export that several people have worked on since, with all that comes of it."""

from datetime import date
from random import Random

import spelling
import workbook

TITLE = "上仓镇2023年信访件登记表"
WIDTHS = {
    "序号": 6, "信访件编号": 15, "信访形式": 10, "登记机构": 14, "登记时间": 16, "信访人": 10, "证件号码": 22,
    "联系电话": 15, "来电号码": 15, "住址": 26, "人数": 6, "问题属地(村)": 14, "内容分类": 16, "信访目的": 10,
    "概况": 60, "受理告知时间": 16, "延期审批日期": 16, "办结时间": 16, "办理方式": 10, "满意度": 10,
}  # fmt: skip
HEADER = list(WIDTHS)
DATES = (
    *[spelling.excel_date] * 6,
    *[spelling.chinese] * 3,
    *[spelling.dots] * 3,
    *[spelling.serial] * 2,
    spelling.excel_chinese_date,
    spelling.full_width_chinese,
)
# Subjects whose cells somebody merged for printing, a page at a time; the others repeat theirs on each row.
MERGED = ("农村农业", "城乡建设", "劳动和社会保障", "公用事业", "党务政务")
PAGE = 22
NO_SUCH_DAY = "2023年13月45日"


def write(petitions, unreadable):
    """The register as xlsx bytes: title, 填报 row, header in row 3, one row a petition by subject, 合计.

    `unreadable` gets a date of receipt that is none, and one petition is entered twice. The total row counts neither.
    """
    random = Random("shangcang: register of 2023")
    book, sheet = workbook.new("登记表")
    _write_head(sheet)
    rows = _rows(random, petitions, unreadable)
    for at, row in enumerate(rows, start=4):
        for column, name in enumerate(HEADER, start=1):
            workbook.put(sheet, at, column, row[name])
    _merge_subjects(sheet, [row["内容分类"] for row in rows])
    _write_total(sheet, 4 + len(rows), petitions)
    return workbook.to_bytes(book, date(2024, 1, 5))


def _write_head(sheet):
    sheet["A1"] = TITLE
    workbook.embolden(sheet["A1"], size=18)
    sheet["A2"] = "填报单位：上仓镇人民政府"
    sheet["M2"] = "填表日期：2024年1月5日"
    for area in ("A1:T1", "A2:L2", "M2:T2"):
        sheet.merge_cells(area)
    for column, name in enumerate(HEADER, start=1):
        cell = sheet.cell(3, column, name)
        workbook.embolden(cell, size=11)
        sheet.column_dimensions[cell.column_letter].width = WIDTHS[name]


def _write_total(sheet, at, petitions):
    carried_in = sum(one.received.year < 2023 for one in petitions)
    sheet.cell(at, 1, "合计")
    sheet.cell(at, 2, f"共{len(petitions)}件，其中上年结转{carried_in}件")
    sheet.cell(at, 1 + HEADER.index("人数"), sum(one.people for one in petitions))
    sheet.merge_cells(start_row=at, end_row=at, start_column=2, end_column=HEADER.index("人数"))


def _rows(random, petitions, unreadable):
    """One dict a row, header → cell, sorted by subject, with the duplicate and the unreadable row in their places."""
    ordered = sorted([*petitions, unreadable], key=lambda one: (one.topic, one.received, one.number))
    rows = []
    for one in ordered:
        row = _row(random, one)
        if one is unreadable:
            row["登记时间"] = NO_SUCH_DAY
        rows.append(row)
    _enter_twice(rows, ordered)
    for row, entry in zip(rows, _entry_numbers(len(rows)), strict=True):
        row["序号"] = entry
    return rows


def _row(random, petition):
    date_cell = _dates_of(random)
    person = petition.petitioner
    return {
        "信访件编号": petition.number,
        "信访形式": _blanks(random, petition.channel),
        "登记机构": "上仓镇信访办公室",
        "登记时间": date_cell(petition.received),
        "信访人": person.name,
        "证件号码": person.id_number,
        "联系电话": _phone(random, person.phone),
        "来电号码": _phone(random, person.phone) if petition.channel == "来电" else None,
        "住址": person.address,
        "人数": spelling.full_width(str(petition.people)) if random.random() < 0.05 else petition.people,
        "问题属地(村)": petition.village,
        "内容分类": petition.topic if petition.topic in MERGED else _blanks(random, petition.topic),
        "信访目的": _blanks(random, petition.purpose),
        "概况": petition.summary,
        "受理告知时间": date_cell(petition.accepted),
        "延期审批日期": date_cell(petition.extended),
        "办结时间": date_cell(petition.closed),
        "办理方式": petition.way,
        "满意度": _blanks(random, petition.satisfaction),
    }


def _dates_of(random):
    """Each row's clerk or program has a way of its own with dates, but not always the same one."""
    usual = random.choice(DATES)

    def cell(day):
        spell = usual if random.random() < 0.8 else random.choice(DATES)
        return day and spell(day)

    return cell


def _phone(random, number):
    """Text, mostly; also full-width digits, or the number Excel makes of it."""
    return random.choice((number, number, number, number, spelling.full_width(number), int(number)))


def _blanks(random, word):
    """The word, one time in ten with a blank that came along when it was pasted."""
    if random.random() < 0.9:
        return word
    return random.choice((f"{word} ", f" {word}", f"{word}\u3000", f"\u3000{word}"))


def _enter_twice(rows, ordered):
    """Enter the third petition of 环境保护 again six rows on, in other digits and with the date as a serial number."""
    first = next(at for at, one in enumerate(ordered) if one.topic == "环境保护") + 2
    petition = ordered[first]
    rows[first]["登记时间"] = spelling.chinese(petition.received)
    again = rows[first] | {
        "登记时间": spelling.serial(petition.received),
        "联系电话": spelling.full_width(petition.petitioner.phone),
    }
    rows.insert(first + 6, again)


def _entry_numbers(count):
    """序号 as it stands after two lists were joined and rows deleted: 57–59 are missing, after 250 rows it restarts."""
    joined = [number for number in range(1, 254) if number not in (57, 58, 59)]
    return joined + list(range(1, count - len(joined) + 1))


def _merge_subjects(sheet, subjects):
    """Merge each of the MERGED subjects' cells downwards, at most a page at a time."""
    column = 1 + HEADER.index("内容分类")
    start = 0
    for at in range(1, len(subjects) + 1):
        if at == len(subjects) or subjects[at] != subjects[start] or at - start == PAGE:
            if subjects[start] in MERGED and at - start > 1:
                sheet.merge_cells(start_row=start + 4, end_row=at + 3, start_column=column, end_column=column)
            start = at
