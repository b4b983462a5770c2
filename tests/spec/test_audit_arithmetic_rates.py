"""Rates, shares and averages against the counts beside them."""

import pytest
from tests.spec.one_text import exprs, failing

HOLDING = {
    "收到投诉240件，办结236件，办结率98.3%。": "236/240*100≈98.3",  # 98.33
    "调解纠纷75件，调解成功72件，成功率96%。": "72/75*100=96",
    "年度税收任务400万元，完成税收466万元，完成率116.5%。": "466/400*100=116.5",  # a target can be passed
    "化解积怨之外，排查纠纷900余件，化解880余件，化解率97.8%。": "880余/900余*100≈97.8",
    "现有执法人员52人，持证48人，持证率92.3%。": "48/52*100≈92.3",
    # No denominator told, but there is one that gives the rate.
    "已完成安装640艘，完成率达80%。": "640/0.8≈800",
    "办理案件80件，其中处罚60件，占75%，强制20件，占25%。": "60/80*100=75",
    "答复申请200件。公开90件，占45%；部分公开60件，占30%；不予公开30件，占15%；其他20件，占10%。": "90+60+30+20=200",
    # A rate whose counts no list knows by their words: told only because they come to it.
    "判决16人，判处缓刑4人，缓刑率25%。": "4/16*100=25",
    "处罚70起，罚款9100元，平均每起130元。": "9100/70≈130",
}


@pytest.mark.parametrize(("text", "expr"), HOLDING.items())
def test_a_rate_that_its_counts_give_holds(text, expr):
    assert expr in exprs(text) and failing(text) == []


FAILING = {
    "收到投诉40件，办结36件，满意率92%，办结率95%。": [("36/40*100≈95", "error")],
    "收到投诉240件，办结226件，办结率98.3%。": [("226/240*100≈98.3", "error")],
    "调解纠纷75件，调解成功70件，成功率96%。": [("70/75*100≈96", "error")],
    "年度税收任务400万元，完成税收466万元，完成率106.5%。": [("466/400*100≈106.5", "error")],
    # 95.3 is out of reach of 1180 in 1200 to 1299.
    "排查纠纷1200余件，化解1180件，化解率99.5%。": [("1180/1200余*100≈99.5", "warn")],
    # Cut off, not rounded: 66.67 is 67; 4.348 is 4.35.
    "判决12人，判处缓刑8人，缓刑率66%。": [("8/12*100≈66", "warn")],
    "收到投诉230件，办结10件，办结率4.34%。": [("10/230*100≈4.34", "check")],
    # No whole number of cases has 4 in 97 percent of them.
    "成功调解4件，成功率97%。": [("4/0.97≈4", "warn")],
    "群众满意率102%。": [("102<=100", "error")],
    "培训覆盖率达120%，参训率100%。": [("120<=100", "error")],
    "答复申请200件。公开90件，占55%；部分公开60件，占30%；不予公开30件，占15%；其他20件，占10%。": [("90/200*100≈55", "error")],
    "答复申请200件。公开90件，占45%；部分公开60件，占30%；不予公开30件，占15%；其他12件。": [("90+60+30+12=200", "error")],
    "办理案件80件，其中处罚60件，占85%。": [("60/80*100≈85", "error")],
    "处罚70起，罚款9100元，平均每起150元。": [("9100/70≈150", "error")],
    "应诉14件，负责人出庭12件，出庭应诉率100%。": [("12/14*100≈100", "warn")],  # two may not have been heard
    "例会应到50人，实到47人，到会率98%。": [("47/50*100≈98", "error")],
    "31个社区中有29个建成工作室，覆盖率100%。": [("29/31*100≈100", "warn")],
    "线索核查率达108%。": [("108<=100", "error")],
    "群众满意度为115%。": [("115<=100", "error")],
    # Everybody gives one answer; a sum that is told must be the sum.
    "评议中非常满意的占60%，满意30%，不满意15%。": [("60+30+15<=100", "error")],
    "来访占45%、来信占30%、来电占20%，合计100%。": [("45+30+20=100", "error")],
}


@pytest.mark.parametrize(("text", "expected"), FAILING.items())
def test_a_rate_that_its_counts_do_not_give_fails(text, expected):
    assert failing(text) == expected


SILENT = [
    "收到投诉1.2万件，办结11850件，办结率99.1%。",  # 1.2万 may be 11950
    "处罚70起，罚款0.9万元，平均每起132元。",
    "收到投诉40件，办结36件，建议办结率97%。",
    "收到投诉40件，办结36件，办结率由85%提高到90%。",
    "答复申请200件。公开90件，占45%；部分公开60件，占30%；不予公开30件，占全市的8%。",
    "答复申请200件。公开90件，占45%；部分公开60件，占30%。",  # not all of them
    "立案80件，处罚60件，占35%。",
    "应诉14件（已开庭12件），负责人出庭12件，出庭应诉率100%。",
    "31个社区中有29个建成工作室，服务人口覆盖率100%。",
    "办结率98%、满意率99%、按时率100%。",
    "评议中非常满意33.4%，满意33.4%，不满意33.3%。",  # 100.1 by rounding
    "窗口非常满意98%，热线非常满意97%，信访满意90%。",
    "固定资产投资完成率达108%。",  # of a target
    "收到投诉240件，办结236件，其余4件正在办理，办结率100%。",  # of those that are due
    "收到投诉240件，办结230件，按时办结率100%。",  # narrowed, its counts are not
    "收到提案18件，办结18件，收到投诉40件，办结率95%。",  # of another count
    "办结提案18件，热线办结率97.6%。",  # of another matter
    "收到投诉240件（含上年结转6件），办结240件，办结率97.6%。",
    "立案80件，其中处罚60件，占全区的35%。",  # of another whole
    "女干部30人，占60%，党员20人，占80%，研究生8人，占8%。",  # of nothing that is told
    "受理投诉300件，299件已调解，调解成功率99%。",  # 99.67 would be 100 by rounding, and is not
    "发放补贴90万元，惠及300人，人均增收5000元。",  # an average of another thing
    "办理投诉300件，办结率100%，群众满意率97.6%。",
    "成功率98%以上，成功调解4件。",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_rate_of_something_else_is_left_alone(text):
    assert failing(text) == []


def test_what_a_poll_finds_is_not_held_against_the_cases_beside_it():
    assert exprs("受理事项60件，上门服务55件，满意率91%。") == [] == failing("受理事项60件，上门服务55件，满意率91%。")
    assert failing("受理事项60件，上门服务55件，上门率91%。") == [("55/60*100≈91", "warn")]  # 91.67


def test_two_counts_are_not_those_of_the_second_rate_behind_them_because_they_happen_to_give_it():
    assert exprs("收到投诉40件，转办36件，满意率92%，转办率90%。") == []
    assert exprs("收到投诉40件，转办36件，转办率90%。") == ["36/40*100=90"]
