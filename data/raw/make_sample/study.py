"""How the town's officials studied law in two years: sessions held together, and online study with its exam.

2023 comes to what the town published: 7 sessions of collective study, 2 lectures by its heads, all present, more than 50
hours of self-study, everybody passed, 90 points or more on average. In 2022 some stayed away and two failed.
"""

import csv
import io
from datetime import date, timedelta
from random import Random

import spelling
import workbook
from people import Town

OFFICES = (
    "党政办公室", "党建工作办公室", "公共服务办公室", "公共管理办公室", "平安建设办公室", "经济发展办公室", "规划建设和环境保护办公室",
    "综合执法大队", "司法所", "财政所", "退役军人服务站", "党群服务中心",
)  # fmt: skip
# Month and day, form, topic, role of who spoke, people expected, people that stayed away.
SESSIONS = {
    2022: (
        ((1, 14), "集体学法", "学习习近平法治思想", "镇党委书记", 96, 2),
        ((3, 11), "集体学法", "行政处罚法", "镇党委副书记、镇长", 96, 0),
        ((4, 15), "专题培训", "国家安全法", "法律顾问", 58, 3),
        ((5, 20), "集体学法", "民法典", "法律顾问", 98, 4),
        ((7, 8), "集体学法", "信访工作条例", "副镇长", 98, 1),
        ((9, 16), "法治课", "坚持依法行政", "镇党委书记", 98, 0),
        ((10, 28), "专题培训", "行政执法文书制作", "外请讲师", 32, 1),
        ((12, 2), "集体学法", "宪法", "镇党委副书记、镇长", 96, 5),
    ),
    2023: (
        ((1, 13), "集体学法", "习近平法治思想", "镇党委书记", 102, 0),
        ((2, 24), "集体学法", "宪法", "镇党委副书记、镇长", 102, 0),
        ((3, 24), "专题培训", "行政执法“三项制度”", "司法所所长", 34, 0),
        ((4, 14), "集体学法", "国家安全法", "副镇长", 102, 0),
        ((5, 26), "集体学法", "民法典", "法律顾问", 104, 0),
        ((6, 16), "法治课", "以习近平法治思想引领法治政府建设", "镇党委书记", 104, 0),
        ((7, 21), "集体学法", "行政处罚法", "副镇长", 104, 0),
        ((8, 18), "专题培训", "行政处罚文书制作", "外请讲师", 34, 0),
        ((9, 15), "集体学法", "重大行政决策程序暂行条例", "法律顾问", 104, 0),
        ((10, 20), "法治课", "用法治思维推进乡村治理", "镇党委副书记、镇长", 104, 0),
        ((11, 17), "集体学法", "天津市地方性法规", "司法所所长", 103, 0),
    ),
}  # fmt: skip
# Who was there: of the staff's list 2022 the first 58, 2023 all from the fourth on.
STAFF = {2022: (0, 58), 2023: (3, 64)}


def files():
    """Two files of 2022, one for each kind of record; one workbook of 2023 with a sheet for each."""
    town = Town("shangcang: study")
    staff = [(town.person().name, OFFICES[at % len(OFFICES)]) for at in range(64)]
    return {
        "2022/2022年集体学法登记表.csv": _sessions_2022(),
        "2022/2022年网上学法用法考试成绩.csv": _exams_2022(staff[slice(*STAFF[2022])]),
        "2023/2023年领导干部学法用法台账.xlsx": _workbook_2023(staff[slice(*STAFF[2023])]),
    }


def _sessions_2022():
    """Comma-separated, GB18030, with a total row."""
    rows = [
        {
            "序号": at,
            "时间": spelling.dots(date(2022, *day)),
            "形式": form,
            "主题": topic,
            "授课人职务": role,
            "应参加人数": expected,
            "实际参加人数": expected - away,
        }
        for at, (day, form, topic, role, expected, away) in enumerate(SESSIONS[2022], start=1)
    ]
    sums = {name: sum(row[name] for row in rows) for name in ("应参加人数", "实际参加人数")}
    return _text([*rows, dict.fromkeys(rows[0], "") | {"序号": "合计"} | sums]).encode("gb18030")


def _exams_2022(staff):
    """Comma-separated, UTF-8 with a byte order mark; three were not examined, two failed."""
    random = Random("shangcang: exams of 2022")
    rows = []
    for at, (name, office) in enumerate(staff, start=1):
        absent, failed = at in (9, 27, 41), at in (14, 33)
        score = random.randrange(42, 58) if failed else random.randrange(74, 101)
        rows.append({
            "序号": at,
            "干部姓名": name,
            "所在部门": office,
            "法律自学学时": random.randrange(72, 110) / 2,
            "考试时间": "" if absent else spelling.slashes(date(2022, 11, 7) + timedelta(days=random.randrange(12))),
            "得分": "" if absent else score,
            "考试结果": "" if absent else "不合格" if failed else "合格",
        })  # fmt: skip
    return _text(rows).encode("utf-8-sig")


def _text(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _workbook_2023(staff):
    book, sheet = workbook.new("集体学法和法治课")
    sheet.cell(1, 1, "上仓镇2023年集体学法、法治课和培训登记")
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells("A1:G1")
    _write(sheet, 2, _sessions_2023())
    _write(book.create_sheet("网上学法用法"), 1, _exams_2023(staff))
    return workbook.to_bytes(book, date(2024, 1, 8))


def _sessions_2023():
    return [
        {
            "序号": at,
            "学习日期": spelling.chinese(date(2023, *day)) if at % 4 else spelling.excel_date(date(2023, *day)),
            "学习形式": form,
            "学习内容": topic,
            "主讲人职务": role,
            "应到人数": expected,
            "实到人数": expected - away,
        }
        for at, (day, form, topic, role, expected, away) in enumerate(SESSIONS[2023], start=1)
    ]


def _exams_2023(staff):
    """Scores from 86 on; hours from 50 on, in halves."""
    random = Random("shangcang: exams of 2023")
    return [
        {
            "序号": at,
            "姓名": name,
            "单位": office,
            "自学学时(小时)": random.randrange(100, 119) / 2,
            "考试日期": spelling.excel_date(date(2023, 11, 6) + timedelta(days=random.randrange(12))),
            "考试成绩(分)": random.choice((86, 88, 90, 92, 92, 94, 94, 96, 96, 98, 100)),
            "是否合格": "合格",
        }
        for at, (name, office) in enumerate(staff, start=1)
    ]


def _write(sheet, first, rows):
    """Header and rows from row `first` on."""
    for column, name in enumerate(rows[0], start=1):
        workbook.embolden(sheet.cell(first, column, name), size=11)
    for at, row in enumerate(rows, start=first + 1):
        for column, value in enumerate(row.values(), start=1):
            workbook.put(sheet, at, column, value)
