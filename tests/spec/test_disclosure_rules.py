"""What must hold of the form of requests for information, what is counted of it, and how the form may be printed."""

import pytest
from tests.spec.drawn import SHEET, Plant, file_of, workbook

FILE = file_of("disclosure")

LABELS = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partly": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "state_secret": "1.属于国家秘密",
    "forbidden_by_law": "2.其他法律行政法规禁止公开",
    "safety_and_stability": "3.危及“三安全一稳定”",
    "third_party": "4.保护第三方合法权益",
    "internal_affairs": "5.属于三类内部事务信息",
    "process": "6.属于四类过程性信息",
    "enforcement_file": "7.属于行政执法案卷",
    "query": "8.属于行政查询事项",
    "not_held": "1.本机关不掌握相关政府信息",
    "to_be_made": "2.没有现成信息需要另行制作",
    "unclear": "3.补正后申请内容仍不明确",
    "petition_like": "1.信访举报投诉类申请",
    "repeated": "2.重复申请",
    "publications": "3.要求提供公开出版物",
    "excessive": "4.无正当理由大量反复申请",
    "confirmation": "5.要求行政机关确认或重新出具已获取信息",
    "not_corrected": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "fee_not_paid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "otherwise": "3.其他",
    "total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}
# Columns B, C and D: persons, businesses, all.
PERSONS, BUSINESSES, ALL = 2, 3, 4
NUMBERS = {
    "new": "4 1 5",
    "carried_in": "1 0 1",
    "granted": "2 1 3",
    "partly": "1 0 1",
    "total": "3 1 4",
    "carried_out": "2 0 2",
}


def form(heads="自然人 商业企业 总计", **numbers):
    """A drawing of the whole form in which everything adds up but what `numbers` say otherwise."""
    told = NUMBERS | numbers
    rows = [f"{label} | {' | '.join(told.get(name, '0 0 0').split())}" for name, label in LABELS.items()]
    return "\n".join([f"申请人情况 | {' | '.join(heads.split())}", *rows])


def columns(found, rule):
    """The numbers of the columns that failed; they are named by their letters, and B is 2."""
    return [" ABCD".index(place.column) for place in found.outcome(rule).places]


PLANTS = (
    Plant(
        "disclosure.applicants-unique",
        broken=form(heads="自然人 自然人 总计"),
        fails=(PERSONS, BUSINESSES),
        limit=form(),
    ),
    # 4 + 1 = 3 + 2; persons have one more here, and so have all, while businesses keep 1 + 0 = 1 + 0.
    Plant(
        "disclosure.received-as-handled",
        broken=form(new="5 1 6"),
        fails=(PERSONS, ALL),
        limit=form(),
    ),
    Plant(
        "disclosure.total-of-outcomes",
        broken=form(process="1 0 0", not_held="0 1 0"),
        fails=(PERSONS, BUSINESSES),
        limit=form(granted="1 1 2", process="1 0 1"),
    ),
    Plant(
        "disclosure.new-by-applicants",
        broken=form(new="4 1 6"),
        fails=(),
        limit=form(),
    ),
    Plant(
        "disclosure.carried-in-by-applicants",
        broken=form(carried_in="1 0 2"),
        fails=(),
        limit=form(),
    ),
    Plant(
        "disclosure.carried-out-by-applicants",
        broken=form(carried_out="2 0 1"),
        fails=(),
        limit=form(),
    ),
    Plant(
        "disclosure.carried-in-as-last-year-left",
        before=form(carried_out="1 0 1"),
        broken=form(carried_in="2 0 2"),
        fails=(),
        limit=form(),
    ),
)


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_its_columns(office, plant):
    found = plant.check(office, plant.broken)
    assert found.state(plant.rule) == "fail"
    assert columns(found, plant.rule) == list(plant.fails)


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


# --- figures ----------------------------------------------------------------------------------------------------


def test_figures(office):
    # Row n holds n for persons, 2 for businesses, none for others, and their sum.
    office.table(
        "disclosure", form(**{name: f"{number} 2 {number + 2}" for number, name in enumerate(LABELS, start=1)})
    )
    found = office.check()
    names = (
        "requests_new", "from_persons", "from_organisations", "carried_in", "carried_in_of_applicants", "granted", "partly",
        "refused", "unavailable", "answered", "carried_out", "carried_out_of_applicants",
    )  # fmt: skip
    assert {name: found.value(f"disclosure.{name}") for name in names} == {
        "requests_new": 1 + 2,
        "from_persons": 1,
        "from_organisations": 2,
        "carried_in": 2 + 2,
        "carried_in_of_applicants": 2 + 2,
        "granted": 3 + 2,
        "partly": 4 + 2,
        "refused": (5 + 6 + 7 + 8 + 9 + 10 + 11 + 12) + 8 * 2,
        "unavailable": (13 + 14 + 15) + 3 * 2,
        "answered": 24 + 2,
        "carried_out": 25 + 2,
        "carried_out_of_applicants": 25 + 2,
    }


def test_each_of_the_21_outcomes_is_in_the_sum(office):
    # Rows 3 to 23 of the form.
    numbers = {name: f"{number} 0 {number}" for number, name in enumerate(LABELS, start=1)}
    office.table("disclosure", form(**numbers | {"total": f"{sum(range(3, 23 + 1))} 0 {sum(range(3, 23 + 1))}"}))
    assert office.check().state("disclosure.total-of-outcomes") == "pass"


def test_an_empty_cell_is_nought_among_outcomes(office):
    drawing = form().replace(f"{LABELS['granted']} | 2 | 1 | 3", f"{LABELS['granted']} |  |  | ")
    office.table("disclosure", drawing)
    found = office.check()
    assert found.value("disclosure.granted") == 0
    assert columns(found, "disclosure.total-of-outcomes") == [PERSONS, BUSINESSES, ALL]


def test_a_form_without_all_its_outcomes_cannot_be_added_up(office):
    drawing = [line for line in form().splitlines() if "属于国家秘密" not in line]
    office.table("disclosure", "\n".join(drawing))
    found = office.check()
    assert found.state("disclosure.total-of-outcomes") == "could_not_check"
    assert found.state("disclosure.received-as-handled") == "pass"


# --- how the form may be printed --------------------------------------------------------------------------------


def test_merged_labels_and_a_head_of_three_rows_as_the_form_is_published(office):
    drawing = """
三、收到和处理政府信息公开申请情况 | | | | | |
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | |
 | | | 自然人 | 法人或其他组织 | | 总计
 | | | | 商业企业 | 其他 |
一、本年新收政府信息公开申请数量 | | | 4 | 1 | 0 | 5
二、上年结转政府信息公开申请数量 | | | 1 | 0 | 0 | 1
三、本年度办理结果 | （一）予以公开 | | 2 | 1 | 0 | 3
 | （三）不予公开 | 1.属于国家秘密 | 0 | 0 | 0 | 0
 | | 5.属于三类内部事务信息 | 1 | 0 | 0 | 1
 | （六）其他处理 | 3.其他 | 0 | 0 | 0 | 0
 | （七）总计 | | 3 | 1 | 0 | 4
四、结转下年度继续办理 | | | 2 | 0 | 0 | 2
"""
    merges = (
        "A1:G1", "A2:C4", "D2:G2", "D3:D4", "E3:F3", "G3:G4", "A5:C5", "A6:C6", "A7:A11", "B7:C7", "B8:B9", "B11:C11", "A12:C12",
    )  # fmt: skip
    office.table("disclosure", drawing, merges=merges)
    found = office.check()
    assert found.column("disclosure", "applicant") == ["person", "business", "other_organisation", "total"]
    assert found.column("disclosure", "internal_affairs") == [1, 0, 0, 1]
    assert found.column("disclosure", "otherwise") == [0, 0, 0, 0]
    assert found.state("disclosure.received-as-handled") == "pass"


@pytest.mark.parametrize(
    ("column", "label"),
    [("new", "(一)本年新收申请数量"), ("partly", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"), ("partly", "（二）部分公开"),
     ("safety_and_stability", '3．危及"三安全一稳定"'), ("forbidden_by_law", "2.其他法律、行政法规禁止公开"),
     ("petition_like", "1．信访、举报、投诉类申请"), ("to_be_made", "2.没有现成信息，需要另行制作"),
     ("not_corrected", "1．申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请"), ("carried_out", "四、结转下年继续办理")],
)  # fmt: skip
def test_labels_go_by_other_spellings(office, column, label):
    own = [f"{text} | 7 | 7" for name, text in LABELS.items() if name != column]
    office.put(FILE, workbook((SHEET, "\n".join(["申请人 | 自然人 | 总计", *own, f"{label} | 3 | 3"]))))
    assert office.clean().column("disclosure", column) == [3, 3]


def test_a_form_that_is_copied_to_a_second_sheet_counts_everything_twice(office):
    office.put(FILE, workbook(("表三", form()), ("表三（副本）", form())))
    assert office.check().state("disclosure.applicants-unique") == "fail"
