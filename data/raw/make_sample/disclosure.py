"""The table of requests for government information in two yearly reports: the form of 2021, filled in twice."""

from datetime import date

import workbook

# Kinds of applicants in the form's order. Only two of them asked for anything.
PERSON, BUSINESS, KINDS = 0, 1, 6

# What came of the year's requests: row of the form → numbers by kind of applicant; what is not named here is nought.
YEARS = {
    2022: {
        "new": {PERSON: 4},
        "granted": {PERSON: 1},
        "internal": {PERSON: 1},
        "not_held": {PERSON: 1},
        "carried_out": {PERSON: 1},
    },
    2023: {
        "new": {PERSON: 6, BUSINESS: 1},
        "carried_in": {PERSON: 1},
        "granted": {PERSON: 3},
        "partly": {PERSON: 1},
        "process": {PERSON: 1},
        "not_held": {PERSON: 1},
        "to_be_made": {BUSINESS: 1},
        "carried_out": {PERSON: 1},
    },
}

# The 25 rows with numbers: name here → first, second and third label as the form of 2023 prints them.
RESULTS = "三、本年度办理结果"
REFUSED, UNABLE, NOT_TAKEN, OTHERWISE = "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"
LABELS = {
    "new": ("一、本年新收政府信息公开申请数量", None, None),
    "carried_in": ("二、上年结转政府信息公开申请数量", None, None),
    "granted": (RESULTS, "（一）予以公开", None),
    "partly": (RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", None),
    "secret": (RESULTS, REFUSED, "1.属于国家秘密"),
    "forbidden": (RESULTS, REFUSED, "2.其他法律行政法规禁止公开"),
    "safety": (RESULTS, REFUSED, "3.危及“三安全一稳定”"),
    "third_party": (RESULTS, REFUSED, "4.保护第三方合法权益"),
    "internal": (RESULTS, REFUSED, "5.属于三类内部事务信息"),
    "process": (RESULTS, REFUSED, "6.属于四类过程性信息"),
    "files": (RESULTS, REFUSED, "7.属于行政执法案卷"),
    "query": (RESULTS, REFUSED, "8.属于行政查询事项"),
    "not_held": (RESULTS, UNABLE, "1.本机关不掌握相关政府信息"),
    "to_be_made": (RESULTS, UNABLE, "2.没有现成信息需要另行制作"),
    "unclear": (RESULTS, UNABLE, "3.补正后申请内容仍不明确"),
    "petition": (RESULTS, NOT_TAKEN, "1.信访举报投诉类申请"),
    "repeated": (RESULTS, NOT_TAKEN, "2.重复申请"),
    "publications": (RESULTS, NOT_TAKEN, "3.要求提供公开出版物"),
    "excessive": (RESULTS, NOT_TAKEN, "4.无正当理由大量反复申请"),
    "confirmation": (RESULTS, NOT_TAKEN, "5.要求行政机关确认或重新出具已获取信息"),
    "not_corrected": (RESULTS, OTHERWISE, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    "fee_not_paid": (RESULTS, OTHERWISE, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    "other": (RESULTS, OTHERWISE, "3.其他"),
    "total": (RESULTS, "（七）总计", None),
    "carried_out": ("四、结转下年度继续办理", None, None),
}
# How the clerk of 2022 typed some of it: half-width brackets, a dot or a comma too many, straight quotation marks.
SPELT_IN_2022 = str.maketrans({"（": "(", "）": ")", ".": "．", "“": '"', "”": '"', "、": "，"})
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def files():
    """Both years' forms."""
    return {
        "2022/2022年政府信息公开申请情况表.xlsx": _write(2022, "情况表", 1, spelt=SPELT_IN_2022, blanks=True),
        "2023/上仓镇2023年政府信息公开年度报告表.xlsx": _write(2023, "三、收到和处理情况", 2, spelt={}, blanks=False),
    }


def _write(year, name, titles, spelt, blanks):
    """The form below `titles` title rows; with `blanks` a kind of outcome that nobody met with is left empty."""
    book, sheet = workbook.new(name)
    sheet["A1"] = f"上仓镇人民政府{year}年政府信息公开工作年度报告"
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells("A1:J1")
    if titles > 1:
        sheet["A2"] = "三、收到和处理政府信息公开申请情况"
        sheet.merge_cells("A2:J2")
    _write_head(sheet, titles + 1)
    numbers = _numbers(YEARS[year])
    top = titles + 4
    for at, (row, labels) in enumerate(LABELS.items(), start=top):
        for column, label in enumerate(labels, start=1):
            sheet.cell(at, column, label and label.translate(spelt))
        for column, number in enumerate(numbers[row], start=4):
            sheet.cell(at, column, None if blanks and not sum(numbers[row]) and row != "carried_in" else number)
    _merge_labels(sheet, top)
    return workbook.to_bytes(book, date(year + 1, 1, 18))


def _write_head(sheet, top):
    """Three rows, merged as the form has it: the note above the labels, kinds of applicants above the numbers."""
    sheet.cell(top, 1, NOTE)
    sheet.cell(top, 4, "申请人情况")
    sheet.cell(top + 1, 4, "自然人")
    sheet.cell(top + 1, 5, "法人或其他组织")
    sheet.cell(top + 1, 10, "总计")
    for column, kind in enumerate(ORGANISATIONS, start=5):
        sheet.cell(top + 2, column, kind)
    bottom = top + 2
    for area in (
        f"A{top}:C{bottom}", f"D{top}:J{top}", f"D{top + 1}:D{bottom}", f"E{top + 1}:I{top + 1}", f"J{top + 1}:J{bottom}",
    ):  # fmt: skip
        sheet.merge_cells(area)


def _numbers(year):
    """Row → its seven numbers, the total of outcomes and the totals of rows computed."""
    rows = {row: [year.get(row, {}).get(kind, 0) for kind in range(KINDS)] for row in LABELS}
    outcomes = [row for row in LABELS if LABELS[row][0] == RESULTS and row != "total"]
    rows["total"] = [sum(rows[row][kind] for row in outcomes) for kind in range(KINDS)]
    return {row: [*numbers, sum(numbers)] for row, numbers in rows.items()}


def _merge_labels(sheet, top):
    """Merge each label over the rows it stands for, and over the empty label cells to its right."""
    rows = list(LABELS.values())
    for column in (0, 1):
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at][column] != rows[start][column]:
                last = column if any(row[column + 1] for row in rows[start:at]) else 2
                if rows[start][column] and (at - start > 1 or last > column):
                    sheet.merge_cells(
                        start_row=top + start, end_row=top + at - 1, start_column=column + 1, end_column=last + 1
                    )
                start = at
