"""A report is held against the calendar: days that are none, days of something else, and events of other years."""

from __future__ import annotations

import pytest
from tests.spec.written_report import found, in_english


def test_a_report_that_is_right_has_nothing_to_be_found():
    assert found("") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2月30日开展宣传。", "2月30日"),
        ("2023年2月29日开展宣传。", "2023年2月29日"),
        ("4月31日开展宣传。", "4月31日"),
        ("二月三十日开展宣传。", "二月三十日"),
        ("13月5日开展宣传。", "13月5日"),
        ("2023年13月开展宣传。", "2023年13月"),
        ("6月28日至31日开展宣传。", "6月28日至31日"),
        ("登记日期为2023-02-30。", "2023-02-30"),
    ],
)
def test_a_date_that_does_not_exist_cannot_be_right(text, quote):
    assert found(text) == [("no_such_date", "error", quote)]


@pytest.mark.parametrize(
    "text",
    ["2024年2月29日开展宣传。", "2月29日开展宣传。", "6月28日至30日开展宣传。", "12个月30日内办结。", "12月31日办结。", "办公电话为2023-0231。", "版本为2.30.1。"],
)
def test_a_date_that_exists_is_left_alone(text):
    assert found(text) == []


def test_a_weekday_is_that_of_its_date():
    assert found("2023年12月4日（星期二）开展宣传。") == [("weekday", "error", "2023年12月4日（星期二")]
    assert found("12月4日（星期二）开展宣传。") == [("weekday", "warn", "12月4日（星期二")]
    assert found("2023年12月4日（星期一）和12月3日（周日）开展宣传。") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2月30日开展宣传。", "No such date: there is no 30 February."),
        ("2023年2月29日开展宣传。", "No such date: 2023 is not a leap year and has no 29 February."),
        ("13月5日开展宣传。", "No such date: there is no month 13."),
        ("2023年12月4日（星期二）开展宣传。", "4 December 2023 was a Monday, not a Tuesday."),
        ("12月5日是国家宪法日。", "国家宪法日 is 4 December, but here it is given as 5 December."),
    ],
)
def test_days_are_told_in_english_by_their_names(text, told):
    assert in_english(text) == [told]


def test_a_period_ends_after_it_begins():
    assert found("2023年5月3日至2023年4月1日开展整治。") == [("date_range", "error", "2023年5月3日至2023年4月1日")]
    assert found("2023年4月1日至2023年5月3日开展整治。") == []


@pytest.mark.parametrize(
    ("text", "severity", "quote"),
    [
        ("在“12·5”国家宪法日开展宣传。", "error", "12·5”国家宪法日"),
        ("在“4.16”全民国家安全教育日开展宣传。", "error", "4.16”全民国家安全教育日"),
        ("12月5日是国家宪法日。", "error", "12月5日是国家宪法日"),
        ("12月5日国家宪法日活动中，发放材料。", "check", "12月5日国家宪法日"),
        ("在“6·25”国际禁毒日开展宣传。", "warn", "6·25”国际禁毒日"),
        ("在“3·16”国际消费者权益日开展宣传。", "check", "3·16”国际消费者权益日"),
    ],
)
def test_a_day_of_the_calendar_has_its_date(text, severity, quote):
    assert found(text) == [("campaign_day", severity, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "在“12·4”国家宪法日、“4·15”全民国家安全教育日、“6·26”国际禁毒日、“12.2”交通安全日开展宣传。",
        "在“5·12”国际护士节和“5·12”防灾减灾日开展宣传。",
        "12月4日国家宪法日前后，12月5日开展宣传。",
        "投诉率下降12.5，国家宪法日活动有序。",
    ],
)
def test_a_day_under_its_own_date_is_left_alone(text):
    assert found(text) == []


def test_days_are_counted_from_the_first_one():
    assert found("开展第九个国家宪法日宣传。") == [("campaign_count", "check", "第九个国家宪法日")]
    assert found("2023年12月4日是第九个国家宪法日。") == [("campaign_count", "error", "第九个国家宪法日")]
    assert found("开展第十个国家宪法日宣传。2022年第九个国家宪法日参加200人。") == []
    assert found("开展第十一个国家宪法日宣传。", year=2024) == []


@pytest.mark.parametrize(
    "text",
    [
        "做好春节、“两会”、“建党100周年”等重要时期矛盾纠纷排查。",
        "隆重庆祝中国共产党成立一百周年，开展活动5场。",
        "迎接新中国成立70周年，做好信访工作。",
        "做好北京冬奥会期间安保工作。",
        "2023年是中华人民共和国成立70周年。",
    ],
)
def test_an_event_of_another_year_is_no_time_of_this_one(text):
    assert [(kind, severity) for kind, severity, _ in found(text)] == [("stale_event", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "2021年建党100周年以来，持续推进。",
        "2021年是建党100周年，我镇连续三年开展宣讲。",
        "学习习近平总书记在庆祝中国共产党成立100周年大会上的重要讲话精神。",
        "庆祝新中国成立74周年。",
        "提前部署迎接新中国成立75周年的工作。",
        "纪念毛泽东同志批示学习推广“枫桥经验”60周年。",
        "学习贯彻党的二十大精神，围绕党的二十大部署抓落实。",
        "巩固拓展党史学习教育成果。",
        "全面总结“七五”普法工作。",
        "常态化推进扫黑除恶专项斗争。",
        "疫情防控转段后，经济恢复向好。",
        "开展非洲猪瘟疫情防控检查。",
    ],
)
def test_what_is_of_this_year_or_told_as_past_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "year", "severity"),
    [
        ("落实“七五”普法规划。", 2023, "warn"),
        ("喜迎党的二十大胜利召开。", 2023, "warn"),
        ("深入推进扫黑除恶专项斗争。", 2023, "warn"),
        ("开展疫情防控检查30次。", 2023, "check"),
        ("开展疫情防控检查30次。", 2024, "warn"),
        ("开展党史学习教育。", 2023, "check"),
    ],
)
def test_a_campaign_that_has_ended_is_asked_about(text, year, severity):
    assert [(kind, grave) for kind, grave, _ in found(text, year)] == [("stale_event", severity)]


def test_an_anniversary_that_is_merely_named_or_still_to_come_is_asked_about():
    assert found("馆内有新中国成立70周年图片。") == [("stale_event", "warn", "新中国成立70周年")]
    assert found("迎接新中国成立80周年。") == [("early_event", "warn", "新中国成立80周年")]


def test_what_belongs_to_its_own_year_is_fine_there():
    assert found("做好建党100周年等重要时期工作，开展党史学习教育和疫情防控检查。", 2021) == []


def test_nothing_is_spoken_of_before_it_was():
    assert found("学习贯彻党的二十届三中全会精神。", 2021) == [("early_event", "error", "二十届三中全会")]
    assert found("学习贯彻党的二十届三中全会精神。", 2024) == []


def test_a_plan_bears_its_own_years():
    assert found("落实《法治政府建设实施纲要（2020—2025年）》。") == [("named_years", "warn", "《法治政府建设实施纲要（2020—2025年）")]
    assert found("落实《法治政府建设实施纲要（2015—2020年）》。") == [("named_years", "warn", "《法治政府建设实施纲要（2015—2020年）")]
    assert found("落实《法治政府建设实施纲要（2021—2025年）》。") == []


@pytest.mark.parametrize(
    ("text", "year", "kind", "severity"),
    [
        ("宣传《信访工作条例》。", 2019, "law_before_its_time", "error"),
        ("宣传《中华人民共和国民法典》。", 2018, "law_before_its_time", "error"),
        ("宣传《爱国主义教育法》。", 2021, "law_before_its_time", "warn"),
        ("宣传《信访条例》。", 2023, "repealed_law", "warn"),
        ("宣传《婚姻法》。", 2021, "repealed_law", "warn"),
    ],
)
def test_a_law_is_cited_in_its_time(text, year, kind, severity):
    assert [(one, grave) for one, grave, _ in found(text, year)] == [(kind, severity)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("宣传《信访工作条例》《民法典》。", 2023),
        ("宣传《信访条例》。", 2021),
        ("宣传《省信访条例》。", 2023),
        ("原《信访条例》废止后，规范受理。", 2023),
        ("参加《民法典》编纂征求意见。", 2018),
    ],
)
def test_a_law_that_is_in_force_is_left_alone(text, year):
    assert found(text, year) == []
