"""Changes, repeats, bounds and limits of law between the claims of one report."""

import pytest
from tests.spec.one_text import exprs, failing, held

HOLDING = {
    "立案150件，同比增长25%，上年为120件。": "(150-120)/120*100≈25",
    "立案150件，较上年的120件增长25%。": "(150-120)/120*100≈25",
    "立案150件，较2022年的120件增长25%。": "(150-120)/120*100≈25",
    "立案150件，比上年增加30件，增长25%。": "30/(150-30)*100≈25",
    "立案90件，比上年减少30件，下降25%。": "-30/(90+30)*100≈-25",
    "2022年立案120件，2023年立案150件，增长25%。": "(150-120)/120*100≈25",
    "罚款由8万元增加至10万元，增长25%。": "(10-8)/8*100≈25",
    "满意率由91.5%提高到93.2%，提高1.7个百分点。": "93.2-91.5=1.7",
    "办结率97.4%，较上年的95%提高2.4个百分点。": "97.4-95=2.4",
    "调解员由40名增加到46名，增加6名。": "46-40=6",
    "上年调解60件，今年调解120件，翻了一番。": "120/60≈2",
    "上年调解60件，今年调解180件，增长2倍。": "180/60≈3",
    "审结案件13件21人，较去年24件40人明显下降。": "21<40",
    # The same fact told twice, once in round numbers.
    "全年共开展法治宣传活动70余场。二、成效。全年开展法治宣传活动76场。": "70余≈76",
    "调解纠纷35件，调解成功34件。": "34<=35",
    "28项整治任务已完成25项。": "25<=28",
    "检查组由2名民警和3名辅警组成。": "2>=2",
    "镇人民调解委员会由5名委员组成。": "5>=3",
}


@pytest.mark.parametrize(("text", "expr"), HOLDING.items())
def test_what_agrees_holds(text, expr):
    assert expr in exprs(text) and failing(text) == []


FAILING = {
    # A year has one number of these, with nothing that narrows either place.
    "行政处罚90起，罚款3万元。今年行政处罚案件88件。": ("90=88", "warn"),
    "全镇下辖12个行政村。二、成效。法治宣传覆盖全镇13个行政村。": ("12=13", "warn"),
    "现有持证执法人员14人。二、队伍。持证16人。": ("14=16", "warn"),
    "立案150件，比2022年的120件增长30%。": ("(150-120)/120*100≈30", "error"),
    "立案150件，同比下降25%（2022年为120件）。": ("(150-120)/120*100≈-25", "error"),
    "立案数同比下降130%。": ("130<=100", "error"),
    "立案150件，同比增长30%，上年为120件。": ("(150-120)/120*100≈30", "error"),
    "立案150件，比上年增加30件，增长20%。": ("30/(150-30)*100≈20", "error"),
    "立案90件，较上年的120件增长25%。": ("(90-120)/120*100≈25", "error"),
    "罚款由8万元增加至10万元，增长20%。": ("(10-8)/8*100≈20", "error"),
    "满意率由91.5%提高到93.2%，提高2.7个百分点。": ("93.2-91.5=2.7", "error"),
    "满意率由93.2%提高到91.5%。": ("93.2<91.5", "error"),
    "调解员由40名增加到46名，增加8名。": ("46-40=8", "error"),
    # 增长2倍 is three times as many, 是…的2倍 twice.
    "上年调解60件，今年调解120件，增长2倍。": ("120/60≈3", "warn"),
    "审结案件33件21人，较去年24件18人明显下降。": ("21<18", "error"),
    "全年共开展法治宣传活动70余场。二、成效。全年开展法治宣传活动95场。": ("70余≈95", "warn"),
    "调解纠纷35件，调解成功38件。": ("38<=35", "error"),
    "收到投诉60件，办结63件。": ("63<=60", "warn"),
    "28项整治任务已完成29项。": ("29<=28", "error"),
    # An auxiliary is no officer; a committee has three members; a surcharge stays within the fine.
    "检查组由1名民警和3名辅警组成。": ("1>=2", "warn"),
    "镇人民调解委员会由2名委员组成。": ("2>=3", "warn"),
    "罚款8000元，加处罚款9000元。": ("9000<=8000", "warn"),
}


@pytest.mark.parametrize(("text", "expected"), FAILING.items())
def test_what_contradicts_itself_fails(text, expected):
    assert failing(text) == [expected]


SILENT = [
    "法治宣传覆盖12个行政村。二、成效。巡查13个行政村。",
    "全年行政处罚90起。三中队行政处罚88起。",
    "全年行政处罚90起。行政处罚20起。",  # too far apart to be of the same
    "全年受理行政复议案件12件。全年办结行政复议案件11件。",
    "行政处罚90起。行政处罚88起。",  # neither says that it is of the year
    "现有持证执法人员14人。新增持证15人。",
    "发现并推动解决群众急难愁盼问题27个，推动职能部门问题整改31个。",
    "企业利润同比下降130%。",
    "罚款由1.2万元增加至1.3万元，增长9.6%，其余未变。",  # 1.24 and 1.36
    "罚款由1.2万元增加至1.35万元，增加1460元。",
    "2022年调解纠纷35件，2023年调解成功38件。",
    "罚款由8万元增加至10万元，案件增长20%。",
    "围绕禁毒，全年开展法治宣传活动20场。围绕宪法，全年开展法治宣传活动30场。",
    "开展法治宣传活动20场。开展法治宣传活动30场。",
    "（一）推进就业。全年共发布信息77条。（二）推进教育。全年共发布信息291条。",  # of anything
    "2022年全年开展法治宣传活动20场。2023年全年开展法治宣传活动30场。",
    "检查组由1名民警和2名带队领导组成。",
    "收到投诉60件，并消化遗留问题，办结63件。",
    "排查文件60份，整改文件80份。",
    "2021年以来累计立案400件，2023年立案150件，增长25%。",  # since, not in
    "诉讼案件18件，同比下降10%，复议案件24件，上年同期30件，下降20%。",  # each its own
    "立案150件，办结率增长30%，上年为120件。",
    "许可150件、处罚120件，分别比上年增加10件、减少20件。",
    "综合排名由第9位上升到第4位。",
    "围绕禁毒开展法治宣传活动20场。围绕宪法开展法治宣传活动30场。",  # two campaigns
    "全年办理案件40件。全年办理案件60件。",  # 案件 alone may be of anything
    "审核合同15份，印发宣传手册2000份。",  # other papers
    "检查点位60处，整改隐患80处。",
    "发现并推动解决群众反映的问题27个，推动承办科室问题整改31个。",  # other problems
    "完成上级移交的40项问题隐患和自查发现的680项问题隐患整改。",  # beside each other
    "诉讼案件二审4件，一审20件，再审1件，负责人出庭21件。",
    "收到投诉60件，上年结转5件，办结63件。",
    "检查组由民警、辅警各1名组成。",
    "检查组由1名执法人员带队，检查企业9家。",
    "全镇人民调解委员会由96名委员组成。",  # of many committees
]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_alike_is_left_alone(text):
    assert failing(text) == []


@pytest.mark.parametrize(("text", "zh"), [
    ("立案150件，同比下降25%（2022年为120件）。", "算得上升25%，写作下降25%"),
    ("满意率由91.5%提高到93.2%，提高2.7个百分点。", "算得上升1.7个百分点，写作上升2.7个百分点"),
    ("调解员由40名增加到46名，增加8名。", "算得增加6名，写作增加8名"),
    ("上年调解60件，今年调解120件，增长2倍。", "算得是上年的2倍，写作3倍"),
    ("满意率由93.2%提高到91.5%。", "由93.2%到91.5%不是提高"),
])  # fmt: skip
def test_a_change_is_told_with_its_direction_and_its_unit(text, zh):
    [message] = [identity.message.zh for identity in held(text) if not identity.holds]
    assert message == zh


def test_a_limit_of_law_is_told_with_its_article():
    [identity] = held("检查组由1名民警和3名辅警组成。")
    assert (identity.kind, identity.lhs, identity.rhs) == ("legal_floor", 1, 2)
    assert "行政处罚法 第四十二条" in identity.message.zh and "行政处罚法 第四十二条" in identity.message.en
    assert [claim.unit for claim in identity.claims] == ["名"]


def test_a_limit_is_held_against_reports_of_its_own_years_only():
    text = "群众集体来访，推选代表8人。"
    assert failing(text, 2023) == [("8<=5", "warn")]
    assert failing(text, 2021) == failing(text, None) == []


def test_the_same_identities_in_the_same_order_each_time():
    text = "。".join([*HOLDING, *FAILING])
    assert held(text) == held(text) and held(text)


def test_no_wording_is_listed_twice_and_every_limit_names_its_article():
    from nianbao.auditing.arithmetic.wording import floors_of_law, rate_words

    names = [rate.name for rate in rate_words()[0]]
    assert len(set(names)) == len(names)
    law = floors_of_law()
    assert all(rule.law.rsplit(" ", 1)[1].startswith("第") and rule.says.en for rule in [*law.limits, law.team, law.surcharge])
