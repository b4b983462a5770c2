"""Parts and wholes in prose: what must add up, what need not, and what only looks as if it had to."""

from decimal import Decimal

import pytest
from tests.spec.one_text import exprs, failing, held

HOLDING = {
    # What came in from last year may be counted in already.
    "收到申请35件（含上年结转4件），办结33件，结转下年2件。": "35=33+2",
    # A part behind those that make the whole is of another kind: one of them was passed on.
    "立案20件，其中甲类12件，乙类8件，移送1件。": "12+8=20",
    # 其中 opens parts; other units between do not matter.
    "全年查处各类案件64起，其中占道经营30起、违法建设14起、渣土洒漏20起，罚款2.6万元。": "30+14+20=64",
    # A part with parts of its own, in brackets within brackets.
    "收到申请58宗，不予受理9宗（其中转送7宗，告知2宗），受理49宗。": "9+49=58",
    "参加应诉33件（正职12件，副职21件）。": "12+21=33",
    "收到申请36件，涉及自然人31件、企业5件，均已答复。": "31+5=36",
    "两个站所共办件77件，分别为40件、37件。": "40+37=77",
    "讲座9场、展览4场，合计13场。": "9+4=13",
    "30项任务中，27项已完成，3项正在推进。": "27+3=30",
    "接收转办件52件，已办结47件，正在办理5件。": "47+5=52",
    "全镇有调解员88名，其中专职18名，兼职70名。": "18+70=88",
    # 户 and 人 are two lists told as one.
    "新纳入低保15户31人，其中东庄6户12人，西庄9户19人。": "12+19=31",
    # Approximate amounts by what they can mean: 1100 to 1199 and 700 to 799 lie within 1800 to 1899.
    "出动1800余人次，其中公安1100余人次，城管700余人次。": "1100余+700余≈1800余",
    # 1.3万 is rounded, and 12950 rounds to it.
    "发放资料1.3万份，其中折页1.2万份，海报950份。": "12000+950≈13000",
    "投入210万元，其中上级补助150万元，自筹60万元。": "150+60=210",
    # Both follow 其中, and the second two are those of the first.
    "作出处罚50件，其中罚没类40件，一般程序25件、简易程序15件，不予处罚10件。": "40+10=50",
    "共办案件70件。其中，处罚66件，强制4件。": "66+4=70",
    "新收31件，上年结转4件，办结33件，结转下年2件。": "31+4=33+2",
}


@pytest.mark.parametrize(("text", "expr"), HOLDING.items())
def test_parts_that_make_their_whole_hold(text, expr):
    assert expr in exprs(text) and failing(text) == []


FAILING = {
    # Another amount of the sentence could be the whole: likely, not certain.
    "登记办件200件，立案50件，其中东街20件，西街20件，北街20件。": ("20+20+20=50", "warn"),
    "全年查处各类案件64起，其中占道经营30起、违法建设15起、渣土洒漏20起。": ("30+15+20=64", "error"),
    # More than its whole, in brackets as well.
    "收到申请58宗，不予受理9宗（其中转送8宗，告知2宗），受理49宗。": ("8+2=9", "error"),
    # Less than the whole fails where the words say that the parts are all there are: two sides, 分别为, a rest, a total.
    "健全制度41项，其中新建16项，修订24项。": ("16+24=41", "error"),
    "两个站所共办件77件，分别为40件、36件。": ("40+36=77", "error"),
    "清理事项90项，其中许可20项、处罚55项、其他10项。": ("20+55+10=90", "error"),
    "讲座9场、展览4场，合计14场。": ("9+4=14", "error"),
    "收到申请58宗，不予受理9宗，受理48宗。": ("9+48=58", "warn"),
    "参加应诉33件（甲庭12件，乙庭20件）。": ("12+20=33", "warn"),
    "接收转办件52件，已办结48件，正在办理5件。": ("48+5=52", "warn"),
    "新纳入低保15户31人，其中东庄6户12人，西庄9户21人。": ("12+21=31", "error"),
    "投入210万元，其中上级补助150万元，自筹70万元。": ("150+70=210", "error"),
    "投入1.2亿元，其中上级补助9000万元，自筹5000万元。": ("90000000+50000000=120000000", "error"),
    "出动1800人次，其中公安1100余人次，城管800余人次。": ("1100余+800余≈1800", "error"),
    "新收31件，上年结转4件，办结33件，结转下年3件。": ("31+4=33+3", "error"),
    # Two of three make it; the third is no more than a slip of the pen.
    "不予受理12宗（其中转送11宗，退回1宗，告知1宗）。": ("11+1+1=12", "error"),
    # What is written in full beside 1万 is exact, and so are amounts of money that nothing shows to be rounded.
    "发放手册1.2万份，其中村级1万份、学校5000份。": ("10000+5000=12000", "warn"),
    "罚没款3.26万元，其中罚款3万元，没收违法所得3600元。": ("30000+3600=32600", "warn"),
    "支出3万元，其中印刷2万元、场地8000元、交通5000元。": ("20000+8000+5000=30000", "warn"),
    # A list that lacks so little is worth a look, no more.
    "处罚案件126起，其中城管58起、市场监管31起、应急36起。": ("58+31+36=126", "check"),
    # Semicolons between all of the parts, each of its own words.
    "处罚案件64起，其中占道经营30起；违法建设15起；渣土洒漏20起。": ("30+15+20=64", "warn"),
    # One part alone is a bound.
    "共立案12起，其中餐饮领域15起。": ("15<=12", "error"),
}


@pytest.mark.parametrize(("text", "expected"), FAILING.items())
def test_parts_that_cannot_make_their_whole_fail(text, expected):
    assert failing(text) == [expected]


SILENT = [
    "核处网上诉求309起，涉及劳动者1616人，金额20万元；核处来访诉求412起，涉及劳动者2032人。",  # each its own
    "处理投诉12个，涉及25个小区。",
    "安装充电桩320个，其中快充120个，新增停车位1500个，其中路内500个。",
    "办理建议25件、提案18件，其中A类30件、B类13件。",
    "评查案卷50卷，其中优秀12卷、合格36卷、不合格2卷，合格率96%。",
    # Averages and extremes do not add up; ages and terms overlap; a tenth lost in rounding is no error.
    "人均收入2.8万元，其中城镇3.5万元，农村2.2万元。",
    "签约律师15名，其中执业十年以上8名，五年以上12名。",
    "现有耕地2万亩，其中水田12000亩，旱地8300亩。",
    "支出600.5万元，其中人员500.3万元，公用100.3万元。",
    "立案60起，其中涉土地40起，涉房屋30起。",
    "收到申请110件，受理、办结分别为55件、54件。",
    "接待来信来访500件，一站、二站、三站分别为120件、20件、5件。",
    "开展5个领域整治，其中水务问题6个、道路问题8个。",
    "立案60起（同比增加10起、环比增加8起）。",
    # After a list by 、 a comma begins another one.
    "办件60件，其中城建类30件、农业类20件，甲村15件，乙村10件。",
    # Other words between, other amounts before.
    "收到申请58宗，严格审查，依法办理，不予受理9宗，受理48宗。",
    "讲座9场、展览4场，共计20场文化惠民活动。",
    "举办培训6场，邀请专家授课，反响热烈，讲座9场、展览4场，合计19场。",
    "新收31件，上年结转4件，撤诉1件，办结33件，结转下年1件。",
    # 其中 names some parts; less than the whole is no error.
    "全年查处各类案件64起，其中占道经营30起、违法建设14起。",
    # Traits and stages overlap: a case may be a first visit and a group visit, filed and closed.
    "接待来访60批次，其中初次来访50批次，集体来访20批次。",
    "立案60起，其中移送10起，结案55起。",
    "现有党员300名，其中女党员120名，本科以上学历党员200名，35岁以下80名。",
    # Carried in, withdrawn, still open.
    "收到申请58宗（含上年结转3宗），不予受理9宗，受理52宗。",
    "收到申请58宗，撤回1宗，不予受理9宗，受理48宗。",
    # 领域 and 问题 are both counted by 个.
    "开展5个领域整治，其中整改问题18个。",
    # Another thing in the same unit; a new statement.
    "查处案件64起，其中占道经营30起，全年共受理举报90起。",
    "查处案件64起，其中占道经营30起，为商户办实事，解决诉求50起。",
    # 受理 and 办结 are stages that 分别 lists, not kinds.
    "收到申请58件，受理、办结分别为55件、54件。",
    "接待来信来访500件，信访总量、集体访、越级访分别为120件、20件、5件。",
    # Two wholes, two parts: each of its own.
    "窗口办件2600件，解答咨询810件，其中城区窗口办件1300件，解答咨询260件。",
    # 中小企业 is not 其中.
    "走访40家中小企业，上门服务150家次。",
    # A total of some of what is listed, with a name of its own.
    "完成12份大陆标准、9份台湾标准，共计60份标准文本比对。",
    "东庄讲座20场，西庄讲座30场，全镇共开展讲座80场。",
    # A semicolon ends what 其中 opened where another statement begins, or may begin.
    "行政复议案件5件，其中维持3件；行政诉讼案件3件。",
    "行政复议5件，其中维持3件；应诉3件；赔偿案件2件。",
    "复议案件5件，其中维持3件，撤回1件；诉讼案件8件，其中胜诉7件，败诉1件。",
    "处置平台案件30起，涉及工人160人；处置热线案件41起，涉及工人203人。",
    # A list that lacks more than a slip, or whose rest is as large as one of its parts.
    "处罚案件126起，其中城管58起、市场监管31起、应急30起。",
    "处罚案件126起，其中城管92起、市场监管31起、应急1起、农业1起。",
    "公开信息92条，其中工作动态35条，民生保障21条，行政执法20条，政策文件15条。",  # the greatest first: no more than those
    # Two years.
    "立案50起，其中上年同期移交60起。",
]


@pytest.mark.parametrize("text", SILENT)
def test_parts_that_need_not_add_up_are_left_alone(text):
    assert failing(text) == []


def test_the_arithmetic_is_written_out_with_what_takes_part_in_it():
    text = "全年查处各类案件64起，其中占道经营30起、违法建设15起、渣土洒漏20起。"
    [identity] = held(text)
    assert (identity.kind, identity.lhs, identity.rhs) == ("sum", Decimal(30 + 15 + 20), Decimal(64))
    assert [claim.value for claim in identity.claims] == [64, 30, 15, 20]
    assert [text[start:end] for start, end in identity.places] == [claim.quote for claim in identity.claims]
    assert identity.message.zh == "分项相加为65起，总数写作64起" and "65" in identity.message.en
    assert "台账" in identity.look_up.zh and identity.look_up.en


def test_a_bound_that_a_sum_says_already_is_not_told_again():
    assert exprs("收到申请58宗，不予受理9宗，受理49宗。") == ["9+49=58"]


def test_money_is_added_up_as_it_is_written():
    [identity] = held("投入210万元，其中上级补助150万元，自筹70万元。")
    assert (identity.lhs, identity.rhs) == (Decimal(150 + 70), Decimal(210))


def test_plans_take_no_part():
    text = "明年计划查处案件64起，其中占道经营40起、违法建设30起。"
    from nianbao.auditing import Document
    from nianbao.auditing.arithmetic import identities
    from nianbao.claims import Zones, find_claims

    claims = find_claims(text, Zones(plans=[(0, len(text))]))
    assert len(claims) == 3 and identities(Document("plan.txt", text), claims, 2023) == []


def test_a_line_that_is_wrapped_is_one_sentence_and_a_new_item_another():
    wrapped = "全年查处各类案件64起，涉及市容、规划、环保等多个方面，\n其中占道经营30起、违法建设14起、渣土洒漏21起。"
    assert failing(wrapped) == [("30+14+21=64", "error")]
    assert failing("（一）查处案件64起\n（二）其中占道经营70起") == []


def test_a_table_that_lost_its_cells_is_not_read_as_a_sentence():
    assert held("其中" + "收到3件，办结2件，" * 400) == []
