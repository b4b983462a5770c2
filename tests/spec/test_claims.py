"""What a Chinese text claims: values, units, how they are meant; and the numbers that are no quantities."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.claims import Claim, Zones, find_claims


def told(text: str, year: int = 2023) -> list[tuple[object, str]]:
    """Value and unit of each claim, in order."""
    return [(int(claim.value) if claim.value == int(claim.value) else float(claim.value), claim.unit) for claim in find_claims(text, year=year)]


def the(text: str) -> Claim:
    (claim,) = find_claims(text, year=2023)
    return claim


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("全年开展执法检查2,345次。", 2345, "次"),
        ("发放宣传册20 000份。", 20000, "份"),
        ("出动执法人员１２００余人次。", 1200, "人次"),
        ("罚没款共计12.35万元。", 123500, "元"),
        ("完成投资3.02亿元。", 302000000, "元"),
        ("发放资料5千余份。", 5000, "份"),
        ("惠及群众两万余人次。", 20000, "人次"),
        ("走访企业近百家。", 100, "家"),
        ("推送信息百余条。", 100, "条"),
        ("悬挂横幅二十条。", 20, "条"),
        ("十二轮巡查共出动车辆。", 12, "轮"),
        ("优良率为百分之九十二点五。", 92.5, "%"),
        ("抽查比例达到百分之30。", 30, "%"),
        ("提高3.4个百分点。", 3.4, "个百分点"),
        ("新增绿地12.5公顷。", 12.5, "公顷"),
        ("抽检样品86批次。", 86, "批次"),
        ("消除电梯隐患40台件。", 40, "台件"),
        ("人均学习时长42学时。", 42, "学时"),
        ("办理时限压缩至5个工作日。", 5, "个工作日"),
        ("视频播放量突破10万+。", 100000, "次"),
        ("在全区考核中排名第三。", 3, "名"),
        ("立案查处一起。", 1, "起"),
        ("服务窗口入驻事项5大类。", 5, "大类"),
        ("渡轮全年开航210航次。", 210, "航次"),
        ("破获刑事案件45，其余正在侦办。", 45, "件"),
        ("当日办结的占七成半。", 75, "%"),
    ],
)  # fmt: skip
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    claim = the(text)
    assert (float(claim.value), claim.unit) == (value, unit)
    assert text[claim.start : claim.end] == claim.quote
    assert text[slice(*claim.number)] in claim.quote


@pytest.mark.parametrize(
    ("text", "sense", "word"),
    [
        ("开展培训30场。", "exact", ""), ("开展培训30余场。", "more", "余"), ("引进商户10多家。", "more", "多"), ("服务群众1.2万余人次。", "more", "余"),
        ("培训超过50小时。", "over", "超过"), ("线上办理占比超九成。", "over", "超"), ("六成以上的来信当月答复。", "from", "以上"), ("盗窃案破2起。", "exact", ""),
        ("产值破10亿元。", "over", "破"), ("单量突破200万票。", "over", "突破"), ("平均成绩90分以上。", "from", "以上"), ("参会人员不少于20人。", "from", "不少于"),
        ("考试近120人次。", "near", "近"), ("参加约600人。", "about", "约"), ("发放手册800份左右。", "about", "左右"), ("投诉不足10件。", "under", "不足"),
        ("完成房屋签约48座。", "exact", ""), ("最近30场活动。", "exact", ""), ("线上30人参加。", "exact", ""),
    ],
)  # fmt: skip
def test_how_it_is_meant(text: str, sense: str, word: str) -> None:
    assert (the(text).sense, the(text).word) == (sense, word)


@pytest.mark.parametrize(
    ("text", "true_of", "false_of"),
    [
        ("开展培训30场。", [30], [29, 31]), ("发放2000余份。", [2000, 2448, 2999], [1999, 3000]), ("发放2400余份。", [2448], [2500]),
        ("惠及1.2万余人。", [12000, 12999], [11999, 13000]), ("超过50小时。", [51], [50]), ("成绩90分以上。", [90, 97], [89]),
        ("近120人次参加。", [118, 108], [120, 125, 100]), ("约600人参加。", [590, 620], [500, 700]), ("投诉不足10件。", [9], [10]),
    ],
)  # fmt: skip
def test_of_which_numbers_it_is_true(text: str, true_of: list[int], false_of: list[int]) -> None:
    claim = the(text)
    assert [number for number in true_of if not claim.holds(Decimal(number))] == []
    assert [number for number in false_of if claim.holds(Decimal(number))] == []


@pytest.mark.parametrize(
    "text",
    [
        "于2023年4月15日至5月20日开展。", "12月4日当天，第3次会议召开。", "《关于印发2022年28项任务的通知》已落实。", "（国办发〔2021〕30号）", "依据第四十二条第二款规定。",
        "深化“八五”普法和“3个100”工程。", "“12·4”国家宪法日、12.2全国交通安全日期间，", "落实行政执法三项制度，做到两个维护。", "庆祝建党100周年。", "拨打12345热线。",
        "地址：和平路18号楼6层，邮编：300000，电话：022-12345678。", "实行24小时值班、7×24小时响应。", "60马力以上渔船和5米以下小艇，", "15日内答复，3个工作日内办结。",
        "每季度召开1次会议。", "不得超过30日。", "本报告共分6个部分。", "重点抓好五个方面工作，", "与有关部门一起推进。", "形成“1+3+N”体系。", "党的二十大和二十届三中全会精神，",
        "近3年来，", "“十四五”规划。", "一是加强领导；二是压实责任。", "2.加强培训。", "3至5人一组。", "获第十二批示范点。",
        "本通报由正文、附表共三个部分组成。", "全文包括概述、附表共七部分。", "将普法列入党支部学习第一议题。", "参加2021台北书展。", "申请总数条00对当面申请条00。",
        "推动景区门票1元购。", "按20%抽取样品。",
        "实施三个“一号工程”。", "服务第一线群众，统一成立专班。",
    ],
)  # fmt: skip
def test_no_quantity(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("核查退出低保68户82人。", [(68, "户"), (82, "人")]),
        ("检查组由2名民警和1名辅警组成。", [(2, "名"), (1, "名")]),
        ("处罚90起，其中28、38、24起分别为甲、乙、丙类。", [(90, "起"), (28, "起"), (38, "起"), (24, "起")]),
        ("抽检3批次80余人次。", [(3, "批次"), (80, "人次")]),
        ("受理率、办结率、满意率均为100%。", [(100, "%")] * 3),
        ("办结率100%、满意率98.5%。", [(100, "%"), (98.5, "%")]),
        ("受理率和办结率分别为98%、99%。", [(98, "%"), (99, "%")]),
        ("投诉同比下降12.35%。", [(-12.35, "%")]),
        ("较上年减少12件。", [(-12, "件")]),
        ("减少跑动环节12个。", [(12, "个")]),
        ("刑事警情、治安警情分别下降12.5%、3.1%。", [(-12.5, "%"), (-3.1, "%")]),
        ("收费比例由70%降至60%。", [(70, "%"), (60, "%")]),
        ("盗窃案发3起破2起。", [(3, "起"), (2, "起")]),
        ("办结率由95.2%提升至98.6%。", [(95.2, "%"), (98.6, "%")]),
        ("实现50个村法律顾问全覆盖。", [(50, "个"), (100, "%")]),
        ("实现法治宣传全覆盖。", []),
        ("组织3轮次中小学校全覆盖检查。", [(3, "轮次")]),
        ("录取率提高5.9%、2.2%；600分以上109人。", [(5.9, "%"), (2.2, "%"), (109, "人")]),
        ("公务员全部完成网上学法。", [(100, "%")]),
        ("继续保持“零败诉”。", [(0, "件")]),
        ("办理行政诉讼8宗，无一宗败诉。", [(8, "宗"), (0, "宗")]),
        ("全年未发生一起安全事故。", [(0, "起")]),
        ("落实“零报告”制度，以“零距离”服务群众。", []),
    ],
)  # fmt: skip
def test_several_and_implied(text: str, expected: list[tuple[object, str]]) -> None:
    assert told(text) == expected


def test_what_is_counted_is_named() -> None:
    text = "2023年，全年受理行政复议案件十二件，参加培训20余场次、800余人次，打造示范村（社区）16个，修订15个文件。"
    assert [claim.indicator for claim in find_claims(text, year=2023)] == ["受理行政复议案件", "参加培训", "参加培训", "打造示范村", "修订文件"]


def test_a_clause_ends_at_a_narrow_comma_too() -> None:
    text = "今年以来,收到群众来信17件;其中建议6件,占比最高,达35.29%,发放1,200份。"
    found = find_claims(text, year=2023)
    assert [claim.indicator for claim in found] == ["收到群众来信", "建议", "占比最高", "发放"]
    assert all(text[claim.start : claim.end] == claim.quote and not claim.quote.startswith(",") for claim in found)
    assert found[-1].value == 1200


def test_rates_of_a_list_are_growth_like_its_first() -> None:
    assert [claim.kind for claim in find_claims("接待人次、收入分别增长5.2%、7.4%，满意率98%。")] == ["growth", "growth", "rate"]


def test_a_year_within_a_name_is_no_period() -> None:
    text = "落实《2022年工作要点》，入选“2021年优秀案例”，优惠延续至2025年，公开2022年政府决算，发布信息12条。"
    assert [claim.period for claim in find_claims(text, year=2023)] == [""]


def test_periods() -> None:
    text = "2022年，共收到信访件400件。1-10月完成投资5亿元。2023年办结信访件427件。"
    assert [claim.period for claim in find_claims(text, year=2023)] == ["2022", "2023-01..10", ""]


def test_plans_tables_and_what_is_not_read() -> None:
    text = "办结30件。明年新建5个站点。总计40件。见8份附件。"
    plan, table, skipped = ((text.index(word), text.index(word) + 8) for word in ("明年新建", "总计40", "见8份"))
    found = find_claims(text, Zones(plans=[plan], tables=[table], skipped=[skipped]))
    assert [(int(claim.value), claim.kind) for claim in found] == [(30, "count"), (5, "plan"), (40, "table")]
