"""The statutory tables inside a report: read however a page shows them, and held against themselves, the prose and last year."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.spec.disclosure_pages import OUTCOMES, REQUESTS, Tables, document, full, gridded, report

from nianbao.auditing import Document
from nianbao.auditing.forms import cross_year, form_findings, form_identities, read_forms
from nianbao.auditing.forms.solving import least_wrong
from nianbao.claims.model import Claim

STYLES = ("glued", "blanks", "lines", "strokes", "wide")
ROWS = full({
    "new": [171, 13, 0, 0, 1], "carried_in": [2], "granted": [60, 4], "partly": [12, 1], "process": [9], "not_held": [80, 3],
    "repeated": [1], "otherwise": [3, 2, 0, 0, 1], "carried_out": [8, 3],
})  # fmt: skip
SUITS = [1, 2, 0, 1, 4, 0, 0, 0, 0, 0, 3, 0, 12, 0, 15]


def read(text, kind):
    return next(form for form in read_forms(document(text)) if form.kind == kind)


def cells(form):
    return {row: [int(value) for value in values.values()] for row, values in form.values.items()}


def held(text, kinds, claims=()):
    """expr → whether it holds, of the identities of some kinds."""
    whole = document(text)
    return {one.expr: one.holds for one in form_identities(read_forms(whole), whole, claims) if one.kind in kinds}


def failing(text, claims=()):
    whole = document(text)
    return [one for one in form_identities(read_forms(whole), whole, claims) if not one.holds]


def found(text, title="", claims=()):
    whole = Document(Path("report.txt"), text, title=title)
    return {(one.kind, one.severity): one for one in form_findings(read_forms(whole), whole, claims)}


def claim(text, quote, value, indicator, unit="件", **more):
    """The claim that a quote makes; its numeral is the quote's first."""
    start = text.index(quote)
    number = quote.index(str(value))
    places = (start + number, start + number + len(str(value)))
    return Claim(quote, start, start + len(quote), places, indicator, Decimal(value), unit, "count", **more)


# ---- reading


@pytest.mark.parametrize("style", STYLES)
def test_the_table_of_requests_is_read_cell_by_cell_however_the_page_shows_it(style):
    form = read(report(Tables(ROWS, SUITS), style), "requests")
    assert cells(form) == ROWS
    assert form.solved and not form.doubts


@pytest.mark.parametrize("style", STYLES)
def test_the_three_blocks_of_reconsideration_and_litigation_are_told_apart(style):
    form = read(report(Tables(ROWS, SUITS), style), "suits")
    assert cells(form) == {"review": SUITS[:5], "suit_direct": SUITS[5:10], "suit_after": SUITS[10:]}
    assert not form.ambiguous


@pytest.mark.parametrize("style", STYLES)
def test_what_was_disclosed_proactively_is_read_with_the_fees_as_they_stand(style):
    form = read(report(Tables(ROWS, SUITS), style), "proactive")
    assert form.values["permits"] == {"decisions": 318}
    assert form.values["fees"] == {"fee": Decimal("12.5")}


def test_the_span_of_each_cell_is_its_own_digits():
    text = report(Tables(ROWS, SUITS), "glued")
    form = read(text, "requests")
    assert {text[slice(*number.span)] for number in form.cells["new"].values()} == {"171", "13", "0", "1", "185"}
    assert all(form.start <= number.span[0] < number.span[1] <= form.end for row in form.cells.values() for number in row.values())
    assert text[form.start : form.end].startswith("本列数据的勾稽关系") and text[form.start : form.end].endswith("11")


def test_a_number_of_a_line_of_the_form_is_no_digit_of_the_line_before():
    # 属于四类过程性信息 is number 6: the 8 before it are cells, 1000001 of the row above and 6.
    rows = full({"new": [1], "internal_affairs": [1], "total": [1]})
    assert "10000016.属于四类" in report(Tables(rows), "glued")
    assert cells(read(report(Tables(rows), "glued"), "requests"))["internal_affairs"] == rows["internal_affairs"]


def test_a_file_that_keeps_its_cells_apart_needs_no_cutting_and_may_leave_noughts_blank():
    blank = {row: [value or "" for value in values] for row, values in ROWS.items()}
    form = next(form for form in read_forms(gridded(blank, REQUESTS)))
    assert cells(form) == ROWS
    assert form.cells["new"]["research"].span is None


def test_a_total_left_blank_is_the_sum_and_a_row_of_only_a_total_says_nothing_of_its_parts():
    rows = {row: list(map(str, values)) for row, values in ROWS.items()}
    rows["granted"] = ["60", "4", "", "", "", "", ""]
    rows["repeated"] = ["", "", "", "", "", "", "1"]
    whole = gridded(rows, REQUESTS)
    (form,) = read_forms(whole)
    assert form.values["granted"]["total"] == 60 + 4
    assert form.values["repeated"] == {"total": 1}
    assert all(one.holds for one in form_identities([form], whole, []))


def test_a_label_that_the_numbers_of_its_row_break_is_found():
    text = report(Tables(ROWS, SUITS), "blanks").replace("5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0", "5.要求行政机关确认或重新 0 0 0 0 0 0 0\n出具已获取信息")
    assert "重新 0 0" in text
    assert cells(read(text, "requests")) == ROWS


def test_blank_cells_that_have_left_nothing_leave_the_total_certain():
    # 6 of 本年新收 may be of any applicant; that the total is 6 is plain.
    rows = full({"new": [6], "granted": [6], "total": [6]})
    text = report(Tables(rows), "blanks").replace("数量 6 0 0 0 0 0 6", "数量 6 6")
    form = read(text, "requests")
    assert form.values["new"]["total"] == 6
    assert cells(form) == rows  # the columns of the other rows decide whose they are


def test_digits_that_can_be_cut_in_two_ways_are_told_and_what_is_certain_stays_certain():
    suits = [0, 0, 0, 0, 0, 10, 1, 0, 0, 11, 0, 0, 0, 0, 0]  # 101001 1 is 10 1 0 0 11 or 1 0 10 0 11
    text = report(Tables(ROWS, suits), "glued")
    form = read(text, "suits")
    assert form.ambiguous == ("suit_direct",)
    assert form.value("suit_direct", "total") == 10 + 1
    assert form.value("suit_direct", "upheld") is None
    assert "10/1/0/0/11或1/0/10/0/11" in found(text)["glued_digits", "check"].message.zh


def test_numbers_of_the_prose_choose_between_the_ways_to_cut_a_row_without_relations():
    proactive = {"rules": [0, 0, 0], "documents": [14, 23, 187], "permits": [3], "penalties": [0], "coercion": [0], "fees": [0]}
    told = report(Tables(ROWS, SUITS, proactive), "glued", "现行有效规范性文件187件，本年制发规范性文件14件。")
    assert read(told, "proactive").values["documents"] == {"issued": 14, "repealed": 23, "in_force": 187}
    untold = read(report(Tables(ROWS, SUITS, proactive), "glued"), "proactive")
    assert untold.ambiguous == ("documents",)
    assert (14, 23, 187) in untold.doubts[0].options


def test_of_several_likely_ways_the_one_that_the_prose_has_is_taken():
    proactive = {"rules": [0, 0, 0], "documents": [3, 12, 1460], "permits": [3], "penalties": [0], "coercion": [0], "fees": [0]}
    text = report(Tables(ROWS, SUITS, proactive), "glued", "现行有效规范性文件1460件，本年制发规范性文件3件。")
    assert read(text, "proactive").values["documents"] == {"issued": 3, "repealed": 12, "in_force": 1460}
    assert read(text.replace("1460件", "一批").replace("文件3件", "文件"), "proactive").values["documents"]["in_force"] != 1460


def test_blank_cells_between_strokes_keep_their_columns():
    rows = full({"new": [0, 0, 6], "granted": [0, 0, 6]})
    text = report(Tables(rows), "strokes").replace("| 0 | 0 | 6 | 0 | 0 | 0 | 6 |", "| | | 6 | | | | 6 |")
    form = read(text, "requests")
    assert cells(form) == rows and not form.doubts


def test_the_form_of_2019_has_other_rows_and_columns():
    text = (
        "某镇2020年政府信息公开工作年度报告二、主动公开政府信息情况第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量规章000规范性文件 5 5 31"
        "第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可 120 -3 88 其他对外管理服务事项000第二十条第（六）项信息内容上一年项目数量本年增/减处理决定数量"
        "行政处罚 14 +2 9 行政强制000第二十条第（八）项信息内容上一年项目数量本年增/减行政事业性收费00第二十条第（九）项信息内容采购项目数量采购总金额政府集中采购 2 80,400元"
        "三、收到和处理政府信息公开申请情况"
    )  # fmt: skip
    form = read(text, "proactive")
    assert form.values["permits"] == {"last_year": 120, "change": -3, "decisions": 88}
    assert form.values["penalties"] == {"last_year": 14, "change": 2, "decisions": 9}
    assert form.values["purchases"] == {"purchases": 2, "amount": 80400}
    assert "2019" in form.name.zh


def test_an_amount_with_cents_that_is_glued_to_the_number_before_makes_no_table_wrong():
    text = (
        "某镇2019年政府信息公开工作年度报告二、主动公开政府信息情况第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量规章000规范性文件5531"
        "第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可12088其他对外管理服务事项19014第二十条第（六）项信息内容上一年项目数量本年增/减处理决定数量"
        "行政处罚000行政强制000第二十条第（八）项信息内容上一年项目数量本年增/减行政事业性收费00第二十条第（九）项信息内容采购项目数量采购总金额政府集中采购2380400.50元"
        "三、收到和处理政府信息公开申请情况"
    )  # fmt: skip
    told = found(text)
    assert ("table_wrong", "error") not in told
    message = told["glued_digits", "check"].message.zh
    assert "“其他对外管理服务事项”19014可以是" in message and "“政府集中采购”2380400.50断不开" in message


def test_all_rows_of_a_table_whose_digits_are_glued_are_one_finding():
    proactive = {"rules": [1, 2, 13], "documents": [14, 23, 187], "permits": [3], "penalties": [0], "coercion": [0], "fees": [0]}
    whole = document(report(Tables(ROWS, SUITS, proactive), "glued"))
    (one,) = [one for one in form_findings(read_forms(whole), whole, ()) if one.kind == "glued_digits"]
    assert "“规章”" in one.message.zh and "“行政规范性文件”" in one.message.zh


def test_a_row_is_named_as_the_form_prints_it():
    text = report(Tables({**ROWS, "partly": [12, 1, 0, 0, 0, 0, 14]}, SUITS), "lines")
    assert any("“部分公开（区分处理的，只计这一情形，不计其他情形）”一行" in one.message.zh for one in failing(text))


def test_a_report_from_before_the_form_needs_no_tables():
    text = "青石镇{}年政府信息公开工作年度报告\n一、概述\n公开信息20条。\n二、主动公开政府信息情况\n公开信息20条。\n"
    assert "table_missing" not in {kind for kind, _ in found(text.format(2018))}
    assert "table_missing" in {kind for kind, _ in found(text.format(2019))}


def test_in_the_form_of_2019_other_outcomes_stand_in_a_row_of_their_own():
    rows = full({"new": [9], "granted": [6], "otherwise": [3], "total": [9]})
    text = report(Tables(rows), "glued")
    first, last = text.index("1.申请人无正当理由逾期不补正"), text.index("（七）总计")
    form = read(text[:first] + "3000003" + text[last:], "requests")
    assert form.values["other_handling"]["total"] == 3
    assert "otherwise" not in form.values and form.solved


def test_a_report_that_has_no_such_table_has_no_forms():
    assert read_forms(document("某镇2023年法治政府建设情况报告。全年办理行政复议案件3件，公开信息20条。")) == []


def test_a_form_is_told_as_plain_values():
    told = read(report(Tables(ROWS, SUITS), "glued"), "requests").json()
    assert told["rows"]["new"] == {
        "person": 171, "business": 13, "research": 0, "charity": 0, "legal_services": 1, "other_organisation": 0, "total": 185,
    }  # fmt: skip
    assert told["kind"] == "requests" and told["ambiguous"] == [] and "国办公开办函〔2021〕30号" in told["law"]


# ---- what must hold within


def test_outcomes_add_up_and_new_with_carried_in_equals_answered_with_carried_over_in_each_column_that_has_numbers():
    text = report(Tables(ROWS, SUITS), "glued")
    assert held(text, {"table_column"}) == {"165=165": True, "10=10": True, "1=1": True, "176=176": True}
    assert held(text, {"table_statutory"}) == {"171+2=165+8": True, "13+0=10+3": True, "1+0=1+0": True, "185+2=176+11": True}
    assert held(text, {"table_row"}) == {"1+2+0+1=4": True, "3+0+12+0=15": True}


def test_a_table_without_any_request_is_one_identity_a_relation():
    assert held(report(Tables(full({})), "glued"), {"table_column", "table_statutory", "table_row"}) == {"0=0": True, "0+0=0+0": True}


@pytest.mark.parametrize("style", STYLES)
def test_a_total_that_is_not_the_sum_of_the_outcomes_fails_with_the_numbers(style):
    # 60+12+9+80+1+3=165, the table says 166, and 166 + 8 is not 171 + 2 either.
    rows = {**ROWS, "total": [166, *ROWS["total"][1:6], 177]}
    fails = {(one.kind, one.lhs, one.rhs) for one in failing(report(Tables(rows, SUITS), style))}
    assert fails == {
        ("table_column", 165, 166), ("table_column", 176, 177),
        ("table_statutory", 171 + 2, 166 + 8), ("table_statutory", 185 + 2, 177 + 11),
    }  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_a_row_whose_total_is_not_its_sum_fails(style):
    rows = {**ROWS, "not_held": [80, 3, 0, 0, 0, 0, 84]}
    fails = {(one.kind, one.lhs, one.rhs) for one in failing(report(Tables(rows, SUITS), style))}
    assert ("table_row", 80 + 3, 84) in fails


def test_a_request_counted_under_two_outcomes_is_recognised():
    # Six disclosed in part stand under 不予公开 as well: 15 + 6 + 6 = 27 outcomes of 21 requests.
    rows = full({"new": [21], "granted": [15], "partly": [6], "query": [6], "total": [21]})
    one = next(one for one in failing(report(Tables(rows), "glued")) if one.kind == "table_column")
    assert (one.expr, one.lhs, one.rhs) == ("15+6+6=21", 15 + 6 + 6, 21)
    assert "15+6+6=21，不相符；多出的6件" in one.message.zh and one.message.zh.endswith("不计其他情形）")
    assert "they do not agree; the excess of 6" in one.message.of("en")


def test_a_wrong_digit_is_found_where_it_stands_though_its_row_could_be_cut_another_way():
    # 11 31 110 0 0 0 152 with a 9 for its fifth number: 11 31 1 100 9 0 152 adds up as well, but breaks three columns.
    rows = full({"granted": [11, 31, 110], "enforcement_file": [0, 110, 110], "to_be_made": [0, 12], "excessive": [2, 110, 110], "new": [13, 263, 330]})
    text = report(Tables({**rows, "granted": [11, 31, 110, 0, 9, 0, 152]}), "glued")
    assert {(one.kind, one.expr) for one in failing(text)} == {("table_row", "11+31+110+0+9+0=152"), ("table_column", "9=0")}


def test_a_block_of_reconsideration_that_no_cut_makes_right_fails():
    suits = [0, 1, 1, 0, 5, 12, 0, 0, 0, 12, *[0] * 5]
    (one,) = failing(report(Tables(ROWS, suits), "glued"))
    assert (one.kind, one.expr, one.severity) == ("table_row", "0+1+1+0=5", "error")


def test_digits_that_are_too_many_to_cut_are_told_and_fail_nothing():
    long = {**ROWS, "query": [11111, 22222, 33333, 11111, 22222, 33333, 133332]}
    text = report(Tables(long, SUITS), "glued")
    form = read(text, "requests")
    assert "query" in form.ambiguous and "query" not in form.values
    assert "断不开" in found(text)["glued_digits", "check"].message.zh
    assert not failing(text)


def test_digits_of_which_nothing_can_be_made_are_an_error_of_the_table():
    suits = [0, 1, 1, 0, 5, 0, 2, 1, 0, 7, *[0] * 5]
    assert ("table_wrong", "error") in found(report(Tables(ROWS, suits), "glued"))
    assert ("table_wrong", "error") not in found(report(Tables(ROWS, SUITS), "glued"))


def test_a_wrong_column_is_rather_believed_than_a_row_that_does_not_add_up():
    told, other = (2, 0), (1, 0)
    assert least_wrong({"new": [told], "total": [other]}, {"new": [other]}, [(["new"], ["total"])], 2)["new"] == told


# ---- against the prose


def test_requests_received_in_the_prose_are_the_new_ones_of_the_table():
    text = report(Tables(ROWS, SUITS), "glued", "全年收到政府信息公开申请185件。")
    assert held(text, {"text_vs_table"}, [claim(text, "收到政府信息公开申请185件", 185, "收到政府信息公开申请")]) == {"185=185": True}


def test_a_number_of_the_prose_that_counts_those_carried_in_too_is_explained():
    text = report(Tables(ROWS, SUITS), "glued", "全年收到政府信息公开申请187件。")
    (one,) = failing(text, [claim(text, "收到政府信息公开申请187件", 187, "收到政府信息公开申请")])
    assert (one.kind, one.expr, one.severity, one.lhs, one.rhs) == ("text_vs_table", "185=187", "warn", 185, 185 + 2)
    assert "185加" in one.message.zh and "结转" in one.message.zh


@pytest.mark.parametrize("answered", [185, 185 + 2, 176])
def test_requests_handled_may_be_the_new_ones_all_or_those_answered(answered):
    text = report(Tables(ROWS, SUITS), "glued", f"全年办理政府信息公开申请{answered}件。")
    told = [claim(text, f"办理政府信息公开申请{answered}件", answered, "办理政府信息公开申请")]
    assert all(held(text, {"text_vs_table"}, told).values()) and held(text, {"text_vs_table"}, told)


def test_what_the_prose_counts_of_a_part_is_not_held_against_the_whole():
    text = report(Tables(ROWS, SUITS), "glued", "通过网上收到政府信息公开申请90件。")
    assert held(text, {"text_vs_table"}, [claim(text, "网上收到政府信息公开申请90件", 90, "收到政府信息公开申请")]) == {}


def test_reconsiderations_over_requests_are_no_requests():
    text = report(Tables(ROWS, SUITS), "glued", "全年办理因政府信息公开申请引发的行政复议4起。")
    told = [claim(text, "办理因政府信息公开申请引发的行政复议4起", 4, "行政复议", "起")]
    assert all(held(text, {"text_vs_table"}, told).values())


def test_a_number_told_twice_is_held_where_one_telling_agrees():
    text = report(Tables(ROWS, SUITS), "glued", "全年收到政府信息公开申请185件，办公室收到政府信息公开申请40件。")
    told = [claim(text, "收到政府信息公开申请40件", 40, "收到政府信息公开申请"), claim(text, "收到政府信息公开申请185件", 185, "收到政府信息公开申请")]
    assert held(text, {"text_vs_table"}, told) == {"185=185": True}


def test_reconsiderations_and_suits_of_the_prose_are_the_totals_of_the_blocks():
    text = report(Tables(ROWS, SUITS), "glued", "因政府信息公开工作发生行政复议案件4件、行政诉讼案件16件。")
    told = [claim(text, "行政复议案件4件", 4, "行政复议案件"), claim(text, "行政诉讼案件16件", 16, "行政诉讼案件")]
    assert held(text, {"text_vs_table"}, told) == {"4=4": True, "15=16": False}


# ---- against last year


def test_what_last_year_carried_over_is_what_this_year_takes_over():
    last = read_forms(document(report(Tables(full({"new": [5], "granted": [3], "carried_out": [2]})), "glued")))
    this = read_forms(document(report(Tables(ROWS, SUITS), "glued")))
    assert ("2=2", True) in {(one.expr, one.holds) for one in cross_year(this, last)}
    other = read_forms(document(report(Tables(full({"new": [5], "granted": [2], "carried_out": [3]})), "glued")))
    assert ("3=2", False, "warn") in {(one.expr, one.holds, one.severity) for one in cross_year(this, other)}


def test_documents_in_force_roll_forward_and_decide_how_glued_digits_are_cut():
    last = {"rules": [0, 0, 0], "documents": [9, 0, 196], "permits": [3], "penalties": [0], "coercion": [0], "fees": [0]}
    this = {**last, "documents": [14, 23, 187]}
    before = read_forms(document(report(Tables(ROWS, SUITS, last), "blanks")))
    now = read_forms(document(report(Tables(ROWS, SUITS, this), "glued")))
    assert ("196+14-23=187", True) in {(one.expr, one.holds) for one in cross_year(now, before)}
    cleaned = read_forms(document(report(Tables(ROWS, SUITS, {**last, "documents": [14, 23, 150]}), "blanks")))
    assert ("196+14-23=150", False, "warn") in {(one.expr, one.holds, one.severity) for one in cross_year(cleaned, before)}


# ---- fixed words, and what is missing


def test_a_slip_in_a_fixed_heading_is_an_error_and_another_wording_is_none():
    slip = report(Tables(ROWS, SUITS), "glued", heading="四、政府信息公开行政复仪、行政诉讼情况")
    assert found(slip)["typo", "error"].quote == "政府信息公开行政复仪、行政诉讼情况"
    for heading in ("四、政府信息公开行政复议和行政诉讼情况", "四、政府信息公开行政复议及行政诉讼的情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"):
        assert ("typo", "error") not in found(report(Tables(ROWS, SUITS), "glued", heading=heading))


@pytest.mark.parametrize(("written", "slip"), [
    ("三、收到和处理政府信息公开申情况", True), ("五、存在的主要间题及改进情况", True), ("二、主动公开政府信心情况", True),
    ("五、存在的主要问题及整改措施", False), ("六、其它应当说明的事项", False), ("三、受理和答复政府信息公开申请情况", False),
    ("二、主动公开政务信息情况", False), ("四、政府信息公开行政复议、行政应诉情况", False), ("六、其他需要公开的事项", False),
])  # fmt: skip
def test_only_a_slip_within_a_fixed_word_is_an_error_of_a_heading(written, slip):
    text = f"某镇2023年政府信息公开工作年度报告\n{written}\n2023年，本镇发布信息。"
    assert (("typo", "error") in found(text)) is slip


def test_a_slip_in_a_label_of_a_row_is_an_error_and_the_row_is_read():
    text = report(Tables(ROWS, SUITS), "glued").replace("属于四类过程性信息", "属于四类过成性信息")
    assert found(text)["typo", "error"].quote == "属于四类过成性信息"
    assert cells(read(text, "requests")) == ROWS


def test_a_table_that_is_missing_or_blank_is_told():
    text = report(Tables(ROWS, SUITS), "glued")
    without = text[: text.index("行政复议行政诉讼结果")] + text[text.index("五、存在") :]
    assert "复议" in found(without)["table_missing", "warn"].message.zh
    blank = report(Tables(ROWS, []), "glued")
    assert "没有填数" in found(blank)["table_missing", "check"].message.zh
    assert not {kind for kind, _ in found(text)} & {"table_missing", "typo"}


def test_cases_that_the_table_counts_and_the_prose_passes_over_are_to_be_checked():
    text = report(Tables(ROWS, SUITS), "glued", "行政复议案件4件。")
    assert ("omitted_in_text", "check") in found(text)
    assert ("omitted_in_text", "check") not in found(text, claims=[claim(text, "行政复议案件4件", 4, "行政复议案件")])


def test_of_cases_that_the_prose_passes_over_those_that_there_are_none_of_are_not_named():
    text = report(Tables(ROWS, [*SUITS[:5], *[0] * 10]), "glued")
    told = found(text)["omitted_in_text", "check"].message
    assert "行政复议" in told.zh and "行政诉讼" not in told.zh and "reconsideration" in told.of("en") and "lawsuit" not in told.of("en")


def test_more_suits_after_reconsideration_than_reconsiderations_are_to_be_checked():
    assert "15件" in found(report(Tables(ROWS, SUITS), "glued"))["more_suits_than_reviews", "check"].message.zh


def test_other_reports_need_no_such_table():
    assert found("某镇2023年法治政府建设情况报告一、总体情况全年办理行政复议案件3件，公开信息20条。") == {}


def test_every_row_of_the_table_takes_part_in_its_relations():
    rows = full({row: [1] for row in OUTCOMES} | {"new": [len(OUTCOMES)]})
    assert held(report(Tables(rows), "glued"), {"table_column"}) == {f"{len(OUTCOMES)}={len(OUTCOMES)}": True}


# ---- what cannot be known is no error


def test_a_row_that_the_form_does_not_have_makes_the_sum_of_outcomes_unknown():
    rows = full({"new": [9], "granted": [6], "total": [9]})
    text = report(Tables(rows), "blanks").replace("8.属于行政查询事项", "8.属于工作秘密 3 0 0 0 0 0 3 9.属于行政查询事项")
    assert held(text, {"table_column", "table_statutory"}) == {"9+0=9+0": True}
    assert cells(read(text, "requests"))["enforcement_file"] == rows["enforcement_file"]  # the 8 of the unknown line is no cell


def test_an_edition_of_which_a_row_is_missing_is_not_added_up():
    rows = full({"new": [9], "granted": [6], "otherwise": [3], "total": [9]})
    text = report(Tables(rows), "blanks")
    first, last = text.index("3.其他"), text.index("（七）总计")
    assert held(text[:first] + text[last:], {"table_column"}) == {}


def test_columns_that_were_but_inferred_only_warn():
    rows = {**full({"new": [6], "granted": [6], "total": [6]}), "partly": [2, 0, 0, 0, 0, 0, 2]}
    text = report(Tables(rows), "blanks").replace("数量 6 0 0 0 0 0 6", "数量 6 6")
    assert {(one.kind, one.severity) for one in failing(text)} == {("table_column", "warn")}
    assert {one.severity for one in failing(report(Tables(rows), "blanks"))} == {"error"}


def test_blocks_whose_blanks_have_left_nothing_are_in_doubt_and_no_error():
    text = report(Tables(ROWS, [1, 2, 4, 7]), "blanks")
    assert "blank_cells" in {kind for kind, _ in found(text)}
    assert not failing(text) and ("table_missing", "check") not in found(text)
    assert read(text, "suits").json()["ambiguous"]


def test_cells_of_which_too_few_have_left_anything_are_not_said_to_be_blank():
    text = report(Tables(ROWS, [5]), "blanks")
    assert ("table_missing", "check") not in found(text) and ("blank_cells", "check") in found(text)
    assert not failing(text)


def test_reconsiderations_and_suits_counted_together_are_not_held_against_one_of_them():
    text = report(Tables(ROWS, SUITS), "glued", "因政府信息公开发生行政复议、行政诉讼案件19件。")
    assert held(text, {"text_vs_table"}, [claim(text, "行政诉讼案件19件", 19, "行政诉讼案件")]) == {}
