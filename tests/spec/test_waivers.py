"""The gate, and waivers.yml that opens it: who lets which failure pass, why, and until when."""

from datetime import date, timedelta

import pytest

from nianbao.checking import require_open
from nianbao.errors import BadYaml, ExpiredWaiver, GateClosed, UnknownWaiver

# A petition closed before it was received: a critical rule is broken.
BROKEN = "信访件编号 | 登记时间 | 办结时间\nP1 | 2023-01-05 | 2023-01-04\n"
RULE = "petitions.closed-not-before-received"
TOMORROW = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011
TODAY = date.today().isoformat()  # noqa: DTZ011
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011


def waiver(rule=RULE, reason="原登记日期有误，已函告", who="李主任", until=TOMORROW):
    return f"- rule: {rule}\n  reason: {reason}\n  who: {who}\n  until: {until}\n"


@pytest.fixture
def broken(office):
    """An office whose year breaks a critical rule."""
    office.petitions(BROKEN)
    return office


def test_a_critical_failure_closes_the_gate(broken):
    found = broken.check()
    assert found.json["gate"] == {"open": False, "stopped_by": [RULE]}
    with pytest.raises(GateClosed) as error:
        require_open(found.work, found.checked)
    assert error.value.exit_code == 5
    place = found.json["outcomes"][[outcome["rule"] for outcome in found.json["outcomes"]].index(RULE)]["rows"][0]
    assert f"”（{RULE}；{place['file']}、{place['sheet']} 第{place['row']}行）" in error.value.say("zh")
    assert f"” ({RULE}; {place['file']}, {place['sheet']} row {place['row']})" in error.value.say("en")
    assert "checks.html" in error.value.say("en")


def test_a_draft_passes_the_gate(broken):
    found = broken.check(draft=True)
    require_open(found.work, found.checked)
    assert found.json["gate"]["open"] is False


@pytest.mark.parametrize(
    "table",
    [
        "信访件编号 | 登记时间 | 受理告知时间\nP1 | 2023-01-05 | 2023-06-01\n",
        "信访件编号 | 登记时间 | 办结时间 | 满意度\nP1 | 2023-01-05 | 2023-06-01 |\n",
    ],
    ids=["warning", "info"],
)
def test_a_failure_that_is_not_critical_leaves_the_gate_open(office, table):
    office.petitions(table)
    found = office.check()
    assert found.json["counts"]["fail"] == 1
    require_open(found.work, found.checked)


def test_a_rule_that_could_not_be_checked_leaves_the_gate_open(office):
    office.petitions("信访件编号 | 登记时间\nP1 | 2023-01-05\n")
    found = office.check()
    assert found.json["counts"]["could_not_check"] > 0
    require_open(found.work, found.checked)


@pytest.mark.parametrize("until", [TOMORROW, TODAY])
def test_a_waiver_opens_the_gate_to_the_end_of_its_last_day(broken, until):
    broken.put("waivers.yml", waiver(until=until))
    found = broken.check()
    require_open(found.work, found.checked)
    assert found.json["gate"] == {"open": True, "stopped_by": []}


def test_a_waived_failure_is_still_a_failure_and_is_printed(broken):
    broken.put("waivers.yml", waiver())
    found = broken.check()
    told = {"rule": RULE, "reason": "原登记日期有误，已函告", "who": "李主任", "until": TOMORROW}
    assert found.json["waivers"] == [told]
    (outcome,) = (outcome for outcome in found.json["outcomes"] if outcome["rule"] == RULE)
    assert (outcome["outcome"], outcome["failed"], outcome["waiver"]) == ("fail", 1, told)
    assert (found.json["counts"]["waived"], found.json["counts"]["fail"]) == (1, 0)


def test_a_waiver_covers_its_own_rule_alone(broken):
    broken.petitions("信访件编号 | 登记时间 | 办结时间\nP1 | 2023-01-05 | 2023-01-04\nP1 | 2023-01-05 | 2023-01-06\n")
    broken.put("waivers.yml", waiver())
    assert broken.check().json["gate"]["stopped_by"] == ["petitions.number-unique"]


def test_a_waiver_of_a_rule_that_holds_is_listed_and_changes_nothing(broken):
    broken.put("waivers.yml", waiver() + waiver(rule="petitions.number-unique"))
    found = broken.check()
    assert found.state("petitions.number-unique") == "pass"
    assert found.outcome("petitions.number-unique").waiver is None
    assert len(found.json["waivers"]) == 2


def test_a_rule_about_the_files_may_be_waived(broken):
    broken.petitions("信访件编号 | 登记时间\nP1 | 2023-01-05\n")
    broken.put("说明.txt", "x")
    broken.put("waivers.yml", waiver(rule="files.claimed"))
    assert broken.check().json["counts"]["waived"] == 1


def test_an_expired_waiver_is_refused_on_every_run(broken):
    broken.put("waivers.yml", waiver(until=YESTERDAY))
    with pytest.raises(ExpiredWaiver) as error:
        broken.check()
    assert error.value.exit_code == 3
    assert all(part in error.value.say("zh") for part in (RULE, "李主任", YESTERDAY, "waivers.yml"))


def test_a_waiver_of_an_unknown_rule_names_the_nearest(broken):
    broken.put("waivers.yml", waiver(rule="petitions.closed-not-before-recieved"))
    with pytest.raises(UnknownWaiver) as error:
        broken.check()
    assert f"Did you mean “{RULE}”?" in error.value.say("en")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (waiver() + "- rule: petitions.number-unique\n  reason: 无\n  until: 2030-01-01\n", 5, "1.who is missing"),
        (waiver(reason="''"), 2, "reason"),
        (waiver(who="'  '"), 3, "who"),
        (waiver(until="明年"), 4, "until"),
        (waiver(until="2023-02-30"), 4, "until"),
        (waiver(until="12"), 4, "until"),
        (waiver() + "  til: 2030-01-01\n", 5, "unknown key 0.til. Did you mean “until”?"),
        (waiver() + "  who: 王主任\n", 5, "duplicate key"),
        ("rule: x\n", 1, "list"),
        ("- rule: [\n", 2, ""),
        ("- 3\n", 1, "0"),
    ],
    ids=["no person", "no reason", "blank person", "no date", "no such day", "a number", "unknown key", "key twice", "no list", "no yaml",
         "no waiver"],
)  # fmt: skip
def test_a_malformed_waiver_is_refused_with_file_and_line(broken, text, line, said):
    broken.put("waivers.yml", text)
    with pytest.raises(BadYaml) as error:
        broken.check()
    assert error.value.say("en").startswith(f"waivers.yml, line {line}: ")
    assert said in error.value.say("en")
    assert error.value.exit_code == 3


def test_two_waivers_of_one_rule_are_refused(broken):
    # The later date of two would silently win.
    broken.put("waivers.yml", waiver() + waiver(reason="另一理由"))
    with pytest.raises(BadYaml):
        broken.check()


@pytest.mark.parametrize("text", ["", "[]", "# 无\n"])
def test_an_empty_list_of_waivers_waives_nothing(broken, text):
    broken.put("waivers.yml", text)
    assert broken.check().json["waivers"] == []
