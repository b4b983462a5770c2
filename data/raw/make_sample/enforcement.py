"""The ledger of the three rules of enforcement: disclosure, recording and legality review of each act in two years."""

import csv
import io
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import penalties
import penalties_2022
import petitions
import spelling
import workbook
from old_excel import old_workbook
from penalties_2022 import OFFICERS
from people import Town
from supervision import KINDS
from working_days import working_days

PENALTY, INSPECTION, COERCION = "行政处罚", "行政检查", "行政强制"
TEXT, PICTURES, FULL = "文字记录", "音像记录", "全过程记录"
# Year → kind → how many acts; those of penalties are the year's cases, 76 and 90.
OTHERS = {2022: {INSPECTION: 26, COERCION: 2}, 2023: {INSPECTION: 31, COERCION: 2}}
# Year → kind → how many are disclosed late, never disclosed, recorded in writing only, in pictures only.
SHORTCOMINGS = {
    2022: {PENALTY: (9, 2, 12, 6), INSPECTION: (4, 1, 6, 3), COERCION: (0, 0, 1, 0)},
    2023: {PENALTY: (4, 1, 7, 4), INSPECTION: (2, 0, 3, 2), COERCION: (0, 0, 0, 0)},
}
# Working days to disclosure: those in time, and those late.
DAYS = {PENALTY: (range(1, 6), range(10, 16)), INSPECTION: (range(2, 16), range(23, 31)), COERCION: (range(2, 16), range(23, 31))}
REVIEWED_INSPECTIONS = {2022: 2, 2023: 4}
BY_ONE_OFFICER = {2022: 2, 2023: 1}
NEW_YEARS_DAY = date(2024, 1, 1)

TITLE = "上仓镇行政执法“三项制度”落实情况台账"
HEADER_2022 = (
    "序号", "执法种类", "决定书（检查记录）编号", "当事人（检查对象）", "决定（检查）日期", "公示日期", "执法记录方式",
    "是否需法制审核", "审核日期", "审核结果", "执法人员1", "执法证号1", "执法人员2", "执法证号2",
)  # fmt: skip
HEADER_2023 = (
    "序号", "执法行为种类", "执法文书编号", "行政相对人", "决定日期", "执法公示日期", "全过程记录", "是否应当法制审核",
    "法制审核日期", "法制审核意见", "主办人员", "主办人员执法证号", "协办人员", "协办人员执法证号",
)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """One act; `reviewed` is None where no review was required, `second` where one officer was alone."""

    kind: str
    number: str
    party: str
    decided: date
    first: tuple[str, str]
    second: tuple[str, str] | None
    reviewed: date | None = None
    recorded: str = FULL
    disclosed: date | None = None


def files():
    """The ledger of both years: path → content."""
    return {
        "2022/2022年行政执法三项制度台账.xls": _old_workbook_of_2022(invent(2022)),
        "2023/2023年行政执法三项制度落实台账.xlsx": _workbook_of_2023(invent(2023)),
    }


def invent(year):
    """The year's acts: penalties, inspections, coercive measures, each in the order of their days."""
    random = Random(f"shangcang: enforcement of {year}")
    acts = [*_penalties(random, year), *_others(random, year)]
    return [act for kind in (PENALTY, INSPECTION, COERCION) for act in _fallen_short(random, year, kind, acts)]


def _penalties(random, year):
    """The cases of the year's own file of penalties: the same numbers, parties and days, in 2022 the same officers."""
    town = Town("shangcang")
    petitions.invent(town)
    cases = {each: penalties.invent(town, each) for each in (2022, 2023)}
    ledger = csv.DictReader(io.StringIO(penalties_2022.write(cases[2022]).decode("utf-8-sig")))
    cards = dict(OFFICERS)
    teams = [[(name, cards[name]) for name in (row["执法人员1"], row["执法人员2"])] for row in ledger if row["执法人员1"]]
    for case in cases[year]:
        first, second = teams[case.number - 1] if year == 2022 else random.sample(OFFICERS, 2)
        yield Act(
            kind=PENALTY,
            number=f"津蓟上仓罚决字〔{year}〕{case.number:03d}号",
            party=case.party.name,
            decided=case.decided,
            first=first,
            second=second,
            reviewed=None if case.summary else case.decided - timedelta(days=2),
        )


def _others(random, year):
    town = Town(f"shangcang: enforcement of {year}")
    days = working_days(date(year, 1, 10), date(year, 12, 20))
    for kind, count in OTHERS[year].items():
        sign = "检" if kind == INSPECTION else "强"
        reviewed = set(random.sample(range(count), REVIEWED_INSPECTIONS[year])) if kind == INSPECTION else set(range(count))
        alone = set(random.sample(range(count), BY_ONE_OFFICER[year])) if kind == INSPECTION else set()
        for at, day in enumerate(sorted(random.sample(days, count))):
            first, second = random.sample(OFFICERS, 2)
            yield Act(
                kind=kind,
                number=f"津蓟上仓{sign}字〔{year}〕{at + 1:03d}号",
                party=town.business(KINDS, "91").name,
                decided=day,
                first=first,
                second=None if at in alone else second,
                reviewed=day - timedelta(days=1) if at in reviewed else None,
            )


def _fallen_short(random, year, kind, acts):
    """The acts of a kind with their days of disclosure and their recording, as many short of the rules as planned."""
    own = [act for act in acts if act.kind == kind]
    late, undisclosed, text, pictures = SHORTCOMINGS[year][kind]
    delays = ["late"] * late + ["never"] * undisclosed
    delays = random.sample(delays + ["in time"] * (len(own) - len(delays)), len(own))
    records = [TEXT] * text + [PICTURES] * pictures
    records = random.sample(records + [FULL] * (len(own) - len(records)), len(own))
    for act, delay, recorded in zip(own, delays, records, strict=True):
        in_time, too_late = DAYS[kind]
        days = random.choice(too_late if delay == "late" else in_time)
        yield replace(act, recorded=recorded, disclosed=None if delay == "never" else _working_day_after(act.decided, days))


def _working_day_after(day, count):
    following = working_days(day + timedelta(days=1), day + timedelta(days=70))
    return [other for other in following if other != NEW_YEARS_DAY][count - 1]


def _old_workbook_of_2022(acts):
    """Excel 97: dates as serial numbers or text, a total row in words."""
    random = Random("shangcang: enforcement ledger of 2022")
    rows = []
    for number, act in enumerate(acts, start=1):
        spell = random.choice((spelling.serial, spelling.dots, spelling.dots, spelling.slashes))
        rows.append([number, act.kind, act.number, act.party, *_cells(act, spell, ("需要", "不需要"), "通过")])
    cases = sum(act.kind == PENALTY for act in acts)
    total = ["合计", f"共{len(acts)}件，其中行政处罚{cases}件"]
    return old_workbook(("三项制度", [[TITLE], HEADER_2022, *rows, total]), merges=[(0, 0, 0, len(HEADER_2022) - 1)])


def _workbook_of_2023(acts):
    """A title row, and the kind of act merged downwards over all of its acts."""
    random = Random("shangcang: enforcement ledger of 2023")
    book, sheet = workbook.new("台账")
    sheet["A1"] = TITLE
    workbook.embolden(sheet["A1"], size=16)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADER_2023))
    for column, title in enumerate(HEADER_2023, start=1):
        sheet.cell(2, column, title)
        workbook.embolden(sheet.cell(2, column), size=11)
    for at, act in enumerate(acts):
        spell = random.choice((spelling.excel_date, spelling.excel_date, spelling.chinese, spelling.iso))
        kind = act.kind if not at or acts[at - 1].kind != act.kind else None
        cells = [at + 1, kind, act.number, act.party, *_cells(act, spell, ("是", "否"), "同意")]
        for column, value in enumerate(cells, start=1):
            workbook.put(sheet, at + 3, column, value)
    _merge_kinds(sheet, [act.kind for act in acts])
    of_kind = "、".join(f"{kind}{sum(act.kind == kind for act in acts)}件" for kind in (PENALTY, INSPECTION, COERCION))
    sheet.cell(len(acts) + 3, 1, "合计")
    sheet.cell(len(acts) + 3, 3, f"共{len(acts)}件，其中{of_kind}")
    return workbook.to_bytes(book, date(2024, 1, 9))


def _cells(act, spell, required, agreed):
    """What either ledger says of an act after its party."""
    name, card = act.second or (None, None)
    return [
        spell(act.decided), act.disclosed and spell(act.disclosed), act.recorded, required[0 if act.reviewed else 1],
        act.reviewed and spell(act.reviewed), agreed if act.reviewed else None, *act.first, name, card,
    ]  # fmt: skip


def _merge_kinds(sheet, kinds):
    for kind in dict.fromkeys(kinds):
        top = 3 + kinds.index(kind)
        sheet.merge_cells(start_row=top, end_row=top + kinds.count(kind) - 1, start_column=2, end_column=2)
