"""Ordinary tables with a row or column of totals: what must add up, and what nothing is said of."""

import pytest

from nianbao.auditing.audit import audit
from nianbao.auditing.opening import open_document


def _told(folder, *rows):
    path = folder / "report.md"
    path.write_text("\n".join(["# 青石镇2023年执法情况", "", rows[0], "|---" * rows[0].count("、") + "|---|", *rows[1:]]).replace("、", "|"), encoding="utf8")
    found = audit(open_document(path), 2023)
    return [(one.expr, one.holds, one.severity, one.message.zh) for one in found.identities if one.kind.startswith("table_")]


def _failing(folder, *rows):
    return [(expr, severity) for expr, holds, severity, _ in _told(folder, *rows) if not holds]


def test_a_column_whose_total_is_wrong_is_told_with_its_name(tmp_path):
    told = _told(tmp_path, "|部门、案件|", "|城管、58|", "|市场监管、31|", "|合计、99|")
    assert told == [("58+31=99", False, "error", "“案件”一列：各格相加为89，合计写作99")]


def test_columns_that_come_out_hold_and_rates_are_no_part_of_it(tmp_path):
    told = _told(tmp_path, "|序号、部门、案件、金额、办结率|", "|1、城管、1,058、1.25、90|", "|2、市场监管、31、2.51、95|", "|3、总计、1,089、3.76、92|")
    assert [(expr, holds) for expr, holds, _, _ in told] == [("1058+31=1089", True), ("1.25+2.51=3.76", True)]


def test_rounded_decimals_are_no_error(tmp_path):
    assert _failing(tmp_path, "|部门、金额|", "|城管、1.2|", "|市场监管、2.5|", "|合计、3.8|") == []
    assert _failing(tmp_path, "|部门、金额|", "|城管、1.2|", "|市场监管、2.5|", "|合计、4.8|") == [("1.2+2.5=4.8", "error")]


def test_a_row_whose_total_is_wrong_is_told_where_the_others_come_out(tmp_path):
    assert _failing(tmp_path, "|类别、上半年、下半年、合计|", "|许可、5、6、11|", "|处罚、7、8、15|", "|强制、1、1、3|") == [("1+1=3", "error")]


def test_a_total_above_its_lines(tmp_path):
    assert _failing(tmp_path, "|部门、案件|", "|合计、99|", "|城管、58|", "|市场监管、31|") == [("58+31=99", "error")]


def test_columns_that_all_miss_their_totals_may_be_read_wrongly(tmp_path):
    rows = ["|部门、案件、人数|", "|城管、58、60|", "|市场监管、31、40|", "|合计、99、110|"]
    assert _failing(tmp_path, *rows) == [("58+31=99", "warn"), ("60+40=110", "warn")]


SILENT = [
    ["|部门、案件|", "|城管、58|", "|市场监管、约31|", "|合计、99|"],
    ["|部门、案件|", "|城管、58|", "|市场监管、|", "|合计、99|"],
    ["|部门、案件|", "|城管、58|", "|其中：夜间、31|", "|合计、99|"],
    ["|部门、案件|", "|城管、58|", "|小计、58|", "|市场监管、31|", "|合计、99|"],
    ["|部门、办结率|", "|城管、98|", "|市场监管、97|", "|合计、98|"],
    ["|部门、序号|", "|城管、1|", "|市场监管、2|", "|合计、4|"],
    ["|部门、案件|", "|城管、58|", "|市场监管、31|", "|应急、99|"],
    # Columns of several things, beside a total of some of them.
    ["|部门、案件、罚款、合计|", "|城管、58、900、58|", "|市场监管、31、700、31|"],
    ["|部门、案件、同比、合计|", "|城管、58、9、58|", "|市场监管、31、7、31|"],
]


@pytest.mark.parametrize("rows", SILENT)
def test_nothing_is_said_where_it_is_not_certain(tmp_path, rows):
    assert _failing(tmp_path, *rows) == []
