"""What must hold between the tables: each balance broken and just kept, what its note says, and what balances.yml may say."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from tests.spec.drawn import Checking, Office

from nianbao.errors import SettingsError
from nianbao.tables import balances_of, tables_of


@dataclass(frozen=True)
class BalancePlant:
    """A balance with tables that break it and tables that just keep it; `told` is what is said of the broken one.

    Tables are drawn by name, each balance's own and no other.
    """

    rule: str
    broken: Mapping[str, str]
    told: tuple[str, str]
    limit: Mapping[str, str]

    def __str__(self) -> str:
        return self.rule

    def check(self, office: Office, drawings: Mapping[str, str]) -> Checking:
        """The outcome of everything for the drawings."""
        for table, drawing in drawings.items():
            office.table(table, drawing)
        return office.check()


ENFORCEMENT = """
执法文书编号 | 执法行为种类 | 决定日期
D1           | 行政处罚     | 2023-01-05
D2           | 行政处罚     | 2023-02-05
J1           | 行政检查     | 2023-01-06
J2           | 行政检查     | 2023-02-06
J3           | 行政检查     | 2023-03-06
"""
PENALTIES = """
决定书文号 | 决定日期
D1         | 2023-01-05
D2         | 2023-02-05
"""
SUPERVISION = """
企业名称 | 是否抽中 | 检查日期
甲公司   | 是       | 2023-03-01
乙公司   | 是       | 2023-03-02
丙公司   | 是       |
丁公司   | 否       |
"""
MEDIATION = """
案件编号 | 受理日期   | 调解结果
T1       | 2023-01-05 | 调解成功
T2       | 2023-02-05 | 调解成功
T3       | 2023-03-05 | 调解不成
"""
ADVISERS = """
村居名称 | 协议起始日期 | 解答法律咨询
程家庄   | 2023-01-01   | 101
北街     | 2023-01-01   | 102
"""


def tiers(**drawn):
    """A register in which of each tier so many enterprises are drawn of so many: `b="2 3"`."""
    rows = ["企业名称 | 信用风险分类 | 是否抽中"]
    for tier, told in drawn.items():
        some, every = map(int, told.split())
        rows += [f"{tier}{number} | {tier.upper()} | {'是' if number < some else '否'}" for number in range(every)]
    return {"supervision": "\n".join(rows)}


def inspections(checks):
    return f"月份 | 检查次数\n1月 | {checks}"


def disputes(**numbers):
    """One month of counts, named by their column."""
    return f"月份 | {' | '.join(numbers)}\n1月 | {' | '.join(map(str, numbers.values()))}"


PLANTS = (
    BalancePlant(
        "balances.penalties-under-the-three-systems",
        broken={"enforcement": ENFORCEMENT, "penalties": PENALTIES + "D3 | 2023-03-05"},
        told=("应有 台账所列行政处罚 2 = 行政处罚案件 3", "should be Penalties in the ledger 2 = Penalty cases 3"),
        limit={"enforcement": ENFORCEMENT, "penalties": PENALTIES + "D3 | 2022-12-31"},
    ),
    BalancePlant(
        "balances.inspections-under-the-three-systems",
        broken={"enforcement": ENFORCEMENT, "inspections": inspections(2)},
        told=("应有 台账所列行政检查 3 ≤ 行政检查 2", "should be Inspections in the ledger 3 ≤ Inspections 2"),
        limit={"enforcement": ENFORCEMENT, "inspections": inspections(3)},
    ),
    BalancePlant(
        "balances.enterprises-checked",
        broken={"supervision": SUPERVISION, "inspections": inspections(1)},
        told=("应有 抽中并已检查的企业 2 ≤ 行政检查 1", "should be Enterprises drawn and checked 2 ≤ Inspections 1"),
        limit={"supervision": SUPERVISION, "inspections": inspections(2)},
    ),
    BalancePlant(
        "balances.tier-b-drawn-no-less-than-a",
        broken=tiers(a="1 2", b="2 5"),
        told=("应有 B类企业抽查比例 40% (2/5) ≥ A类企业抽查比例 50% (1/2)", "should be Share of tier B drawn 40% (2/5) ≥ Share of tier A drawn 50% (1/2)"),
        limit=tiers(a="1 3", b="2 6"),
    ),
    BalancePlant(
        "balances.tier-c-drawn-no-less-than-b",
        broken=tiers(b="1 1", c="2 3"),
        told=("应有 C类企业抽查比例 66.7% (2/3) ≥ B类企业抽查比例 100% (1/1)", "should be Share of tier C drawn 66.7% (2/3) ≥ Share of tier B drawn 100% (1/1)"),
        limit=tiers(b="2 2", c="3 3"),
    ),
    BalancePlant(
        "balances.tier-d-drawn-no-less-than-c",
        broken=tiers(c="1 3", d="0 3"),
        told=("应有 D类企业抽查比例 0% (0/3) ≥ C类企业抽查比例 33.3% (1/3)", "should be Share of tier D drawn 0% (0/3) ≥ Share of tier C drawn 33.3% (1/3)"),
        limit=tiers(c="0 3", d="0 4"),
    ),
    BalancePlant(
        "balances.screenings-at-least-found",
        broken={"disputes": disputes(排查次数=1039, 排查出矛盾纠纷=1040)},
        told=("应有 排查矛盾纠纷 1039 ≥ 排查出矛盾纠纷 1040", "should be Screenings for disputes 1,039 ≥ Disputes found 1,040"),
        limit={"disputes": disputes(排查次数=1040, 排查出矛盾纠纷=1040)},
    ),
    BalancePlant(
        "balances.disputes-on-the-register",
        broken={"mediation": MEDIATION, "disputes": disputes(排查出矛盾纠纷=2)},
        told=("应有 受理人民调解案件 3 = 排查出矛盾纠纷 2", "should be Mediation cases accepted 3 = Disputes found 2"),
        limit={"mediation": MEDIATION, "disputes": disputes(排查出矛盾纠纷=3)},
    ),
    BalancePlant(
        "balances.disputes-settled-on-the-register",
        broken={"mediation": MEDIATION, "disputes": disputes(调解成功=3)},
        told=("应有 调解成功 2 = 调解成功 3", "should be Cases settled 2 = Disputes settled 3"),
        limit={"mediation": MEDIATION, "disputes": disputes(调解成功=2)},
    ),
    BalancePlant(
        "balances.consultations-alike",
        broken={"village_advisers": ADVISERS, "disputes": disputes(法律咨询=102 + 102)},
        told=("应有 解答法律咨询 203 = 法律咨询 204", "should be Consultations by village advisers 203 = Consultations 204"),
        limit={"village_advisers": ADVISERS, "disputes": disputes(法律咨询=101 + 102)},
    ),
    # The head is said to have appeared in a case that has no hearing.
    BalancePlant(
        "balances.heads-at-hearings",
        broken={"reconsideration_litigation": """
案件类别 | 案号 | 开庭日期   | 负责人是否出庭
行政诉讼 | S1   | 2023-03-01 | 是
行政诉讼 | S2   |            | 是
"""},
        told=("应有 开庭案件 1 ≥ 负责人出庭 2", "should be Hearings held 1 ≥ Hearings with the head 2"),
        limit={"reconsideration_litigation": """
案件类别 | 案号 | 开庭日期   | 负责人是否出庭
行政诉讼 | S1   | 2023-03-01 | 是
行政诉讼 | S2   | 2023-04-01 | 是
"""},
    ),
    # P4 is closed before it is received: it counts among what is closed, and on the other side nowhere.
    BalancePlant(
        "balances.petitions-carried-over",
        broken={"petitions": """
信访件编号 | 登记时间   | 办结时间
P1         | 2022-12-31 | 2023-01-01
P2         | 2023-01-01 | 2023-12-31
P3         | 2023-12-31 |
P4         | 2024-01-01 | 2023-12-31
"""},
        told=(
            "应有 上年结转 1 + 收到信访件 2 − 办结信访件 3 = 年末未办结 1",
            "should be Carried in from the year before 1 + Petitions received 2 − Petitions closed 3 = Open at the end of the year 1",
        ),
        limit={"petitions": """
信访件编号 | 登记时间   | 办结时间
P1         | 2022-12-31 | 2023-01-01
P2         | 2023-01-01 | 2023-12-31
P3         | 2023-12-31 | 2024-01-01
"""},
    ),
)  # fmt: skip

RULES = {plant.rule for plant in PLANTS}


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_names_both_sides_in_numbers(office, plant):
    found = plant.check(office, plant.broken).outcome(plant.rule)
    assert (found.state, found.places, found.table) == ("fail", (), None)
    assert (found.note.zh, found.note.en) == plant.told


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def across(found):
    """Rule → state of the balances across tables."""
    outcomes = found.checked.checks.outcomes
    return {outcome.rule.id: outcome.state for outcome in outcomes if outcome.rule.id.startswith("balances.")}


# --- what there is to compare -----------------------------------------------------------------------------------


def test_a_balance_with_a_table_that_the_office_does_not_keep_is_not_there(office):
    office.settings("name: {zh: 某镇}\ntables: [enforcement, inspections, petitions]\n")
    assert set(across(office.check())) == {"balances.inspections-under-the-three-systems", "balances.petitions-carried-over"}


def test_balances_of_tables_without_a_file_have_nothing_to_check(office):
    office.table("publicity", "活动编号 | 活动日期\nH1 | 2023-03-01\n")
    found = office.check()
    assert across(found) == dict.fromkeys(RULES, "nothing_to_check")
    assert {found.outcome(rule).note.zh for rule in RULES} == {"本年没有这类记录的文件"}
    assert {found.outcome(rule).note.en for rule in RULES} == {"no file holds such records this year"}


@pytest.mark.parametrize(
    ("table", "drawing", "rule", "zh", "en"),
    [
        ("enforcement", ENFORCEMENT, "balances.penalties-under-the-three-systems", "没有：行政处罚案件", "not there: Penalty cases"),
        ("penalties", PENALTIES, "balances.penalties-under-the-three-systems", "没有：台账所列行政处罚", "not there: Penalties in the ledger"),
        ("disputes", disputes(排查次数=5), "balances.screenings-at-least-found", "没有：排查出矛盾纠纷", "not there: Disputes found"),
        ("disputes", disputes(排查次数=5), "balances.disputes-on-the-register", "没有：排查出矛盾纠纷、受理人民调解案件",
         "not there: Disputes found, Mediation cases accepted"),
        # No enterprise is of tier A, so there is no share of them.
        ("supervision", tiers(b="1 2")["supervision"], "balances.tier-b-drawn-no-less-than-a", "没有：A类企业抽查比例",
         "not there: Share of tier A drawn"),
    ],
    ids=["the other file", "the first file", "a column", "both sides", "a rate of nothing"],
)  # fmt: skip
def test_a_balance_whose_one_side_is_missing_could_not_be_checked(office, table, drawing, rule, zh, en):
    office.table(table, drawing)
    found = office.check().outcome(rule)
    assert (found.state, found.note.zh, found.note.en) == ("could_not_check", zh, en)


def test_nothing_against_nothing_is_no_pass(office):
    office.table("enforcement", "执法文书编号 | 执法行为种类 | 决定日期")
    office.table("penalties", "决定书文号 | 决定日期")
    assert across(office.check())["balances.penalties-under-the-three-systems"] == "nothing_to_check"


def test_nothing_against_something_is_a_failure(office):
    office.table("enforcement", "执法文书编号 | 执法行为种类 | 决定日期")
    office.table("penalties", PENALTIES)
    assert across(office.check())["balances.penalties-under-the-three-systems"] == "fail"


def test_a_critical_balance_across_tables_closes_the_gate(office):
    office.table("enforcement", ENFORCEMENT)
    office.table("penalties", "决定书文号 | 决定日期\nD1 | 2023-01-05\n")
    assert office.check().json["gate"]["stopped_by"] == ["balances.penalties-under-the-three-systems"]


# --- a workspace's own balances.yml -----------------------------------------------------------------------------

FINE = """rules:
  - id: balances.cases-at-most-petitions
    balance: penalties.cases <= petitions.received
    severity: warning
    says: {zh: 处罚不多于信访, en: No more penalties than petitions}
"""


def rule(**keys):
    """A further rule for the list, on one line; FINE takes up the five before it."""
    told = {"id": "balances.own", "balance": "penalties.cases = petitions.received", "severity": "critical", "says": "{zh: 某}", **keys}
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in told.items() if value) + "}\n"


def refusal(office):
    """What is said of the office's balances.yml."""
    work = office.work()
    with pytest.raises(SettingsError) as error:
        balances_of(work.workspace, tables_of(work.workspace, work.office))
    assert error.value.exit_code == 3
    return error.value.say("en")


@pytest.fixture
def own(office):
    """An office that keeps two tables; call it with the text of its own balances.yml."""

    def put(text):
        office.settings("name: {zh: 某镇}\ntables: [penalties, petitions]\n")
        office.expects("balances", text)
        office.penalties(PENALTIES)
        office.petitions("信访件编号 | 登记时间\nP1 | 2023-01-05\nP2 | 2023-01-06\n")
        return office

    return put


def test_an_office_switches_one_balance_off_and_adds_another(own):
    off = "  - {id: balances.petitions-carried-over, severity: off}\n"
    assert across(own(f"extends: balances\n{FINE}{off}").check()) == {"balances.cases-at-most-petitions": "pass"}


def test_an_office_makes_a_shipped_balance_lighter(own):
    found = own("extends: balances\nrules:\n  - {id: balances.petitions-carried-over, severity: info}\n").check()
    assert found.outcome("balances.petitions-carried-over").rule.severity == "info"


def test_without_extends_only_the_offices_own_balances_stand(own):
    assert across(own(FINE).check()) == {"balances.cases-at-most-petitions": "pass"}


def test_balances_know_the_year_before_the_files_own_totals_and_the_facts_of_the_office(own):
    office = own("rules:\n" + rule(balance="penalties.cases + before.petitions.carried_out = stated.petitions.entries + office.villages"))
    office.settings("name: {zh: 某镇}\ntables: [penalties, petitions]\nfacts:\n  villages: {label: {zh: 村, en: Villages}, value: 1}\n")
    office.petitions("信访件编号 | 登记时间 | 办结时间\nP0 | 2022-12-01 |\n", year=2022)
    office.petitions("信访件编号 | 登记时间\nP1 | 2023-01-05\nP2 | 2023-01-06\n合计2件 |\n")
    found = office.check().outcome("balances.own")
    assert found.state == "pass"
    assert found.note.zh == "应有 行政处罚案件 2 + 上年未办结 1 = 登记表合计件数 2 + 村 1"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (FINE + rule(balance="penaltys.cases = petitions.received"), 6, "names “penaltys”, which is not there. Did you mean “penalties”?"),
        (FINE + rule(balance="penalties.case = petitions.received"), 6, "names “case”, which is not there. Did you mean “cases”?"),
        (FINE + rule(balance="penalties.cases = stated.petitions.entry"), 6, "names “entry”, which is not there. Did you mean “entries”?"),
        (FINE + rule(balance="'penalties.cases = parts(penalties.cases, colour)'"), 6, "names “colour”, which is not there"),
        (FINE + rule(balance="cases = petitions.received"), 6, "balances.own names “balances”, which is not there"),
        (FINE + rule(balance=None, expect="expect_column_values_to_be_unique", column="cases"), 6, "balances.own is no balance"),
        (FINE + rule(where="cases > 1"), 6, "a balance judges no rows"),
        (FINE + rule(max_value=3), 6, "max_value is an argument of no expectation"),
        (FINE + rule(id="penalties.own"), 6, "the rule id penalties.own should begin with balances. and stand once"),
        (FINE + rule(id="own"), 6, "rules.1.id"),
        (FINE + rule(severity="grave"), 6, "rules.1.severity is 'grave'"),
        (FINE + "columns: {}\n", 6, "unknown key columns"),
        ("extends: balances\n" + FINE + rule(balance="penaltys.cases = petitions.received"), 7, "names “penaltys”, which is not there"),
        ("extends: balances\n" + FINE + rule(severity="grave"), 7, "severity is 'grave'"),
        ("extends: balances\n" + FINE + rule(id="balances.petitions-carried-over", balance="petitions.open = petitions.closed"), 7,
         "names “open”, which is not there"),
    ],
    ids=["unknown table", "unknown figure", "unknown statement", "unknown parts", "no table", "expect", "where", "argument", "another's id",
         "no id", "severity", "unknown key", "added to the shipped", "severity of an added", "laid over a shipped"],
)  # fmt: skip
def test_a_mistake_in_balances_yml_is_refused_with_file_and_line(own, text, line, said):
    told = refusal(own(text))
    assert told.startswith(f"balances.yml, line {line}: ")
    assert said in told


def test_a_balance_that_stands_twice_is_refused(own):
    assert "the rule id balances.own should begin with balances. and stand once" in refusal(own(FINE + rule() + rule(severity="info")))


def test_a_mistake_in_balances_yml_ends_the_check_step(own):
    with pytest.raises(SettingsError, match="penaltys"):
        own(FINE + rule(balance="penaltys.cases = petitions.received")).check()


@pytest.mark.parametrize("text", ["penalties.cases", "penalties.cases = ", "penalties.cases / 2 = petitions.received", "__import__('os')"])
def test_a_balance_that_compares_no_two_sums_is_refused_with_its_file(own, text):
    told = refusal(own(FINE + rule(balance=f'"{text}"')))
    assert "balances.own" in told and "balances.yml" in told
