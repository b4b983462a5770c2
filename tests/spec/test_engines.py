"""Rules run in Great Expectations, or compiled in DuckDB: what comes of them is the same, and each outcome says who ran it."""

import json
import subprocess
import sys

import pytest
from tests.spec.drawn import Office

from nianbao.checking import agreement, check, compiling

PETITIONS = """
    信访件编号 | 信访目的 | 登记时间   | 受理告知时间 | 办结时间
    XF1        | 求决     | 2023-01-05 | 2023-01-06   | 2023-02-01
    XF1        | 求决     | 2023-02-05 | 2023-02-01   |
    XF3        | 求决     | 2023-03-05 | 2023-04-06   | 2023-09-01
"""
OWN = """
extends: petitions
rules:
  - id: petitions.number-of-the-register
    expect: expect_column_values_to_match_regex
    column: petition_no
    regex: ^XF\\d$
    severity: warning
    says: {zh: 编号为XF加一位数字, en: A number is XF and a digit}
"""


@pytest.fixture
def office(tmp_path):
    found = Office(tmp_path)
    found.settings("name: {zh: 试验镇, en: Test Town}\ntables: [petitions]\n")
    found.petitions(PETITIONS)
    found.clean()
    return found


def outcomes(work):
    check(work)
    return json.loads((work.checked / "checks.json").read_text("utf-8"))


def test_both_engines_find_the_same_rows(office):
    by_gx, compiled = outcomes(office.work()), outcomes(office.work(engine="duckdb"))
    assert (by_gx["engine"], compiled["engine"]) == ("gx", "duckdb")
    failed = {found["rule"] for found in compiled["outcomes"] if found["outcome"] == "fail"}
    assert {"petitions.number-unique", "petitions.accepted-not-before-received"} <= failed
    for one, other in zip(by_gx["outcomes"], compiled["outcomes"], strict=True):
        assert {one.pop("engine"), other.pop("engine")} in ({"gx", "duckdb"}, {None})
        assert one == other


def test_with_the_compiled_engine_great_expectations_is_not_imported(office):
    code = (
        "import sys\nfrom nianbao.work import open_work\nfrom nianbao.checking import check\n"
        f"check(open_work('town', 2023, workspace={str(office.root)!r}, engine='duckdb'))\n"
        "assert 'great_expectations' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_rule_that_does_not_compile_runs_in_great_expectations_and_says_so(office):
    office.expects("petitions", OWN)
    work = office.work(engine="duckdb")
    found = {outcome["rule"]: outcome for outcome in outcomes(work)["outcomes"]}
    assert found["petitions.number-of-the-register"]["engine"] == "gx"
    assert "regular expression" in found["petitions.number-of-the-register"]["because"]["en"]
    assert found["petitions.number-unique"]["engine"] == "duckdb"
    page = (work.checked / "checks.html").read_text("utf-8")
    assert "以下由 Great Expectations 运行：petitions.number-of-the-register（" in page


def test_checks_html_says_what_ran_the_rules(office):
    for engine, told in (("gx", "规则由 Great Expectations 运行。"), ("duckdb", "规则编译成查询，由 DuckDB 运行。")):
        work = office.work(engine=engine)
        check(work)
        assert told in (work.checked / "checks.html").read_text("utf-8")


def test_agreement_runs_both_and_tells_a_difference(office, monkeypatch):
    work = office.work()
    found = agreement(work)
    assert found.agree > 10
    assert (found.differ, found.left) == ((), ())
    assert not work.checked.exists()

    # Planted: a compiled uniqueness that overlooks what is twice there.
    monkeypatch.setitem(compiling._KINDS, "expect_column_values_to_be_unique", lambda given: compiling._null(given) | {"bad": "false"})
    spoilt = agreement(work)
    assert spoilt.differ == ("petitions.number-unique",)
    assert spoilt.agree == found.agree - 1
    assert "petitions.number-unique" in spoilt.words.en


def test_an_agreement_counts_what_only_great_expectations_runs(office):
    office.expects("petitions", OWN)
    assert agreement(office.work()).left == ("petitions.number-of-the-register",)
