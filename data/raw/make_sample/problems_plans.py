"""What was found wanting, what is planned, and what became of the plans of the year before.

The problems and plans of 2023 are those that the town published, shortened; 2022 is invented.
"""

import csv
import io
from datetime import date

import workbook

PROBLEM, PLAN, LAST_PLAN = "存在问题", "下步计划", "上年计划"
DONE, PARTLY = "已完成", "部分完成"

# Title, content, cause, measure, office responsible.
PROBLEMS = {
    2022: (
        ("行政执法程序不够规范", "执法全过程记录不完整，个别案件超期办结。", "执法人员调整较多，岗前培训跟不上。", "开展执法文书评查，补齐记录设备。", "综合执法大队"),
        ("法律顾问作用发挥不充分", "部分合同签订后才送审，村级事项送审少。", "送审范围和时限没有写清。", "制定送审清单，合同签订前一律送审。", "司法所"),
        ("普法形式单一", "宣传以发放材料为主，互动少。", "缺少专业普法力量。", "培育法律明白人，联合多部门开展宣传。", "司法所"),
    ),
    2023: (
        ("运用法治思维和法治方式的能力有待提升", "部分干部把各项工作纳入法治化轨道的意识不强，带头作用不够，“拍脑袋”决策现象还有发生。",
         "集体学法与本职工作结合不紧，决策前的合法性论证要求落实不到位。", "把学法用法列入干部平时考核，决策事项先审查后上会。", "党政办公室"),
        ("执法人员对法律法规掌握不够熟、不够透", "法律文书不够规范，行政执法“三项制度”未能严格执行，执法信息公开、全过程留痕仍有提升空间。",
         "执法事项下放快，岗位培训和案卷评查没有跟上。", "开展岗位练兵和案卷评查，执法信息逐件公示。", "综合执法大队"),
        ("普法宣传力度有待提高", "普法学习和宣传形式不够丰富，对象需进一步扩展，不同程度存在重计划安排、轻落实检查的现象。",
         "普法任务由少数部门承担，缺少对完成情况的检查。", "按普法责任清单逐项检查，扩展到校园、企业和外来人员。", "司法所"),
    ),
}  # fmt: skip
# Title, content, office responsible, month and day of the year after by which.
PLANS = {
    2022: (
        ("健全行政执法“三项制度”", "完善执法公示、全过程记录和法制审核，配齐记录设备。", "综合执法大队", (9, 30)),
        ("深化“八五”普法", "落实普法责任清单，每村培育法律明白人。", "司法所", (12, 20)),
        ("实现村居法律顾问全覆盖", "司法所、村委会和律师签订三方协议，为41个村提供法律咨询。", "司法所", (6, 30)),
    ),
    2023: (
        ("聚焦队伍建设，狠抓能力提升", "加强行政执法队伍纪律和能力建设，完善重大事项决策、法律顾问和法律咨询制度，加强单位内部管理。", "综合执法大队", (12, 31)),
        ("构建“大调解”机制", "强化党建引领，学习新时代“枫桥经验”，统筹司法所、派出所、法庭、信访办和律师力量，从源头上化解矛盾纠纷。", "平安建设办公室", (10, 31)),
        ("聚焦普法宣传，建立长效机制", "通过示范创建丰富普法宣传，将普法宣传教育融入执法全过程，以案说法、以案普法。", "司法所", (12, 31)),
    ),
}  # fmt: skip
PLANS_OF_2021 = ("开展行政执法人员培训", "建立村级矛盾纠纷排查制度", "完善公共法律服务站")
RESULTS = {2022: (DONE, DONE, PARTLY), 2023: (PARTLY, DONE, DONE)}


def files():
    """A csv of 2022 with lines inside its cells, a workbook of 2023 with its kinds merged."""
    return {
        "2022/2022年存在问题和工作计划.csv": _text(),
        "2023/2023年存在问题和2024年工作计划.xlsx": _workbook(),
    }


def _text():
    """UTF-8 with a byte order mark; the result stands first."""
    header = ["上年计划落实情况", "类型", "标题", "具体内容", "原因分析", "整改措施", "责任部门", "时限"]
    rows = [[result, LAST_PLAN, title, *[""] * 5] for result, title in zip(RESULTS[2022], PLANS_OF_2021, strict=True)]
    rows += [["", "问题", title, content.replace("，", "，\n"), *rest, ""] for title, content, *rest in PROBLEMS[2022]]
    rows += [
        ["", "下一步计划", title, content, "", "", office, f"2023.{month}.{day}"] for title, content, office, (month, day) in PLANS[2022]
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([header, *rows])
    return text.getvalue().encode("utf-8-sig")


def _workbook():
    """Title, header in row 2, the kind's cell merged over its three rows."""
    book, sheet = workbook.new("问题和计划")
    sheet.cell(1, 1, "上仓镇2023年法治政府建设存在问题及下步计划")
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells("A1:H1")
    rows = [["类别", "事项", "内容", "原因", "措施", "责任单位", "完成时限", "落实结果"]]
    before = zip(PLANS[2022], RESULTS[2023], strict=True)
    rows += [[LAST_PLAN, title, content, None, None, office, None, result] for (title, content, office, _), result in before]
    rows += [[PROBLEM, title, content, *rest, None, None] for title, content, *rest in PROBLEMS[2023]]
    rows += [
        [PLAN, title, content, None, None, office, f"2024年{month}月{day}日", None] for title, content, office, (month, day) in PLANS[2023]
    ]
    for at, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            workbook.put(sheet, at, column, value)
    for at in range(3, len(rows) + 2, 3):
        sheet.merge_cells(start_row=at, end_row=at + 2, start_column=1, end_column=1)
    return workbook.to_bytes(book, date(2024, 1, 10))
