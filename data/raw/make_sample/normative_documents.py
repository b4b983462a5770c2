"""The town's list of normative documents: those in force and those repealed in the year, at the end of two years."""

import csv
import io
from dataclasses import dataclass
from datetime import date

import spelling
import workbook


@dataclass(frozen=True)
class Document:
    """One document; `comment` is the time that the public had."""

    number: str
    title: str
    market: bool
    comment: tuple[date, date] | None
    reviewed: date | None
    result: str | None
    issued: date
    filed: date | None
    repealed: date | None = None


DOCUMENTS = (
    Document(
        "上仓政发〔2018〕12号", "上仓镇畜禽养殖污染防治管理办法", True, None, date(2018, 5, 8), "合法",
        date(2018, 5, 15), date(2018, 5, 28), date(2022, 8, 31),
    ),
    Document(
        "上仓政发〔2019〕21号", "上仓镇农村集体资产管理办法", False, None, date(2019, 9, 3), "合法", date(2019, 9, 10), date(2019, 9, 24),
    ),
    Document(
        "上仓政发〔2020〕8号", "上仓镇农村宅基地审批管理实施细则", False, None, date(2020, 4, 14), "修改后合法",
        date(2020, 4, 20), date(2020, 5, 6),
    ),
    Document(
        "上仓政发〔2020〕15号", "上仓镇集贸市场管理办法", True, (date(2020, 7, 1), date(2020, 8, 3)), date(2020, 8, 11), "合法",
        date(2020, 8, 18), date(2020, 8, 31), date(2023, 6, 30),
    ),
    Document(
        "上仓政发〔2021〕6号", "上仓镇困难群众临时救助实施办法", False, None, date(2021, 3, 9), "合法", date(2021, 3, 16), date(2021, 3, 29),
    ),
    # In 2022 one that touches nobody's business was issued without a review, and the public had 25 days for the other.
    Document(
        "上仓政发〔2022〕4号", "上仓镇农村公益性公墓管理办法", False, None, None, None, date(2022, 4, 18), date(2022, 4, 29),
    ),
    Document(
        "上仓政发〔2022〕11号", "上仓镇沿街门店市容环境责任管理办法", True, (date(2022, 7, 11), date(2022, 8, 5)), date(2022, 8, 16),
        "修改后合法", date(2022, 8, 24), date(2022, 9, 6),
    ),
    Document(
        "上仓政发〔2023〕7号", "上仓镇农业设施用地管理办法", True, (date(2023, 3, 6), date(2023, 4, 10)), date(2023, 4, 21), "合法",
        date(2023, 5, 8), date(2023, 5, 19),
    ),
    Document(
        "上仓政发〔2023〕13号", "上仓镇村务公开实施办法", False, (date(2023, 9, 1), date(2023, 10, 8)), date(2023, 10, 18), "合法",
        date(2023, 10, 25), date(2023, 11, 6),
    ),
)  # fmt: skip


def files():
    """The csv of 2022 and the workbook of 2023."""
    return {
        "2022/2022年规范性文件清单.csv": _write_2022(),
        "2023/行政规范性文件目录（截至2023年12月31日）.xlsx": _write_2023(),
    }


def _listed(year):
    """What stands in the list at the year's end: repealed ones only in the year of their repeal."""
    return [one for one in DOCUMENTS if one.issued.year <= year and (one.repealed is None or one.repealed.year >= year)]


def _state(one, year):
    return "废止" if one.repealed and one.repealed.year == year else "有效"


def _write_2022():
    """UTF-8 with a mark, as Excel saves it; numbers in square brackets but for the newest."""
    rows = [
        {
            "序号": at,
            "发文字号": one.number if one.issued.year == 2022 else one.number.replace("〔", "[").replace("〕", "]"),
            "规范性文件名称": one.title,
            "涉及市场主体": "涉及" if one.market else "不涉及",
            "公开征求意见起始日期": one.comment and spelling.slashes(one.comment[0]),
            "公开征求意见截止日期": one.comment and spelling.slashes(one.comment[1]),
            "合法性审查日期": one.reviewed and spelling.slashes(one.reviewed),
            "审核意见": one.result,
            "公平竞争审查": "是" if one.market else "不涉及",
            "成文日期": spelling.slashes(one.issued),
            "报备日期": one.filed and spelling.slashes(one.filed),
            "废止或失效日期": spelling.slashes(one.repealed) if one.repealed and one.repealed.year == 2022 else "",
            "有效性": _state(one, 2022),
        }
        for at, one in enumerate(_listed(2022), start=1)
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _write_2023():
    """A title in row 1, the header in row 2, and at the end how many there are."""
    book, sheet = workbook.new("目录")
    rows = [
        {
            "序号": at,
            "文件名称": one.title,
            "文号": one.number,
            "是否涉及市场主体权利义务": "是" if one.market else "否",
            "征求意见起": one.comment and spelling.chinese(one.comment[0]),
            "征求意见止": one.comment and spelling.chinese(one.comment[1]),
            "合法性审核日期": one.reviewed and spelling.excel_date(one.reviewed),
            "合法性审核结果": one.result,
            "公平竞争审查情况": "已审查" if one.market else "不适用",
            "印发日期": spelling.excel_date(one.issued),
            "备案日期": one.filed and spelling.excel_date(one.filed),
            "废止日期": one.repealed and spelling.excel_date(one.repealed),
            "效力状态": _state(one, 2023),
        }
        for at, one in enumerate(_listed(2023), start=1)
    ]
    sheet["A1"] = "上仓镇行政规范性文件目录"
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells("A1:M1")
    for column, name in enumerate(rows[0], start=1):
        sheet.cell(2, column, name)
    for at, row in enumerate(rows, start=3):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
    sheet.cell(len(rows) + 3, 1, "合计")
    sheet.cell(len(rows) + 3, 2, f"现行有效{sum(_state(one, 2023) == '有效' for one in _listed(2023))}件")
    return workbook.to_bytes(book, date(2024, 1, 10))
