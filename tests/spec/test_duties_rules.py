"""What an office owes besides sound records: files of every table it must keep, and a yearly report in time."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from tests.spec.drawn import Checking, Office

from nianbao.checking import require_open
from nianbao.errors import GateClosed, UnknownTable

REQUIRED = "files.required-kept"
REPORTED = "review.reported-before-1-march"
PUBLISHED = "review.published-before-1-april"

PETITIONS = "信访件编号 | 登记时间\nP1 | 2023-01-05\n"
PENALTIES = "决定书文号 | 决定日期\nD1 | 2023-01-05\n"


def settings(reported_on=None, published_on=None, edition=2023, tables="[petitions, penalties]", required="[]"):
    """An office.yml: what must be kept, and what became of the year's report."""
    told = {"reported_on": reported_on, "published_on": published_on}
    days = ", ".join(f"{name}: {day}" for name, day in told.items() if day)
    return f"name: {{zh: 某镇, en: Some Town}}\ntables: {tables}\nrequired: {required}\neditions:\n  {edition}: {{{days}}}\n"


@dataclass(frozen=True)
class DutyPlant:
    """A duty with an office.yml and a reference date by which it is missed, and ones by which it is just done.

    `note` is what is said of the duty missed. Both years have a register of petitions and no other file.
    """

    rule: str
    broken: str
    note: tuple[str, str]
    limit: str
    as_of: str | None = None

    def __str__(self) -> str:
        return self.rule

    def check(self, office: Office, text: str) -> Checking:
        """The outcome of everything under that office.yml."""
        office.settings(text)
        office.petitions(PETITIONS)
        return office.check(as_of=self.as_of)


PLANTS = (
    DutyPlant(
        REQUIRED,
        broken=settings(required="[petitions, penalties]"),
        note=("没有文件：行政处罚", "no file: Administrative penalties"),
        limit=settings(required="[petitions]"),
    ),
    DutyPlant(
        REPORTED,
        broken=settings(reported_on="2024-03-01"),
        note=("期限2024-02-29，2024-03-01完成", "due 2024-02-29, done 2024-03-01"),
        limit=settings(reported_on="2024-02-29"),
        as_of="2024-06-30",
    ),
    DutyPlant(
        PUBLISHED,
        broken=settings(published_on="2024-04-01"),
        note=("期限2024-03-31，2024-04-01完成", "due 2024-03-31, done 2024-04-01"),
        limit=settings(published_on="2024-03-31"),
        as_of="2024-06-30",
    ),
)


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_a_planted_failure_fails_and_says_what_is_missing(office, plant):
    found = plant.check(office, plant.broken).outcome(plant.rule)
    assert (found.state, found.checked - found.failed, found.places) == ("fail", int(plant.rule == REQUIRED), ())
    assert (found.note.zh, found.note.en) == plant.note


@pytest.mark.parametrize("plant", PLANTS, ids=str)
def test_what_is_just_at_the_limit_passes(office, plant):
    assert plant.check(office, plant.limit).state(plant.rule) == "pass"


def judged(office, rule, text, **parameters):
    """The outcome of a duty where the office has no file at all."""
    office.settings(text)
    return office.check(**parameters).outcome(rule)


# --- tables that must be kept -----------------------------------------------------------------------------------


def test_where_nothing_is_required_there_is_nothing_to_check(office):
    assert judged(office, REQUIRED, settings()).state == "nothing_to_check"


def test_without_a_file_of_any_all_are_named(office):
    found = judged(office, REQUIRED, settings(required="[petitions, penalties]"))
    assert (found.state, found.checked, found.failed) == ("fail", 2, 2)
    assert found.note.zh == "没有文件：信访件、行政处罚"
    assert found.note.en == "no file: Petitions, Administrative penalties"


def test_a_file_with_a_header_and_no_record_is_a_file(office):
    # An office with no petition this year hands in an empty register; one that has forgotten it hands in none.
    office.petitions("信访件编号 | 登记时间")
    assert judged(office, REQUIRED, settings(required="[petitions]")).state == "pass"


def test_a_file_of_the_year_before_is_none_of_this_year(office):
    office.petitions("信访件编号 | 登记时间\nP1 | 2022-01-05\n", year=2022)
    assert judged(office, REQUIRED, settings(required="[petitions]")).state == "fail"


def test_a_file_that_two_tables_claim_is_a_file_of_neither(office):
    office.put("信访和处罚.csv", "信访件编号,登记时间\nP1,2023-01-05\n")
    assert judged(office, REQUIRED, settings(required="[petitions, penalties]")).failed == 2


def test_a_table_that_is_not_required_may_lack_its_file(office):
    office.petitions(PETITIONS)
    assert judged(office, REQUIRED, settings(required="[petitions]")).state == "pass"


@pytest.mark.parametrize(
    ("required", "tables", "said"),
    [
        ("[petition]", "[petitions, penalties]", "names a table “petition” that is not there: known are petitions, penalties. Did you mean “petitions”? Write one of these, or leave it out."),
        ("[study]", "[petitions, penalties]", "names a table “study” that is not there: known are petitions, penalties. Write one of these, or leave it out."),
    ],
    ids=["unknown", "not kept"],
)
def test_a_table_that_the_office_does_not_keep_cannot_be_required(office, required, tables, said):
    office.settings(settings(required=required, tables=tables))
    with pytest.raises(UnknownTable) as error:
        office.clean()
    assert error.value.exit_code == 3
    assert error.value.say("en") == f"town/office.yml {said}"


def test_a_lacking_table_closes_the_gate_and_a_waiver_opens_it(office):
    office.settings(settings(required="[petitions]"))
    found = office.check()
    assert found.json["gate"] == {"open": False, "stopped_by": [REQUIRED]}
    with pytest.raises(GateClosed):
        require_open(found.work, found.checked)
    day = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011
    office.put("waivers.yml", f"- rule: {REQUIRED}\n  reason: 登记系统停用，已函告\n  who: 李主任\n  until: {day}\n")
    waived = office.check()
    require_open(waived.work, waived.checked)
    assert (waived.state(REQUIRED), waived.json["counts"]["waived"]) == ("fail", 1)


# --- the two dates ----------------------------------------------------------------------------------------------

# The last day that is in time: the day before 1 March (of a leap year: 2024), the day before 1 April.
DUE = {REPORTED: date(2024, 3, 1) - timedelta(days=1), PUBLISHED: date(2024, 4, 1) - timedelta(days=1)}
FIELD = {REPORTED: "reported_on", PUBLISHED: "published_on"}
BOTH = pytest.mark.parametrize("rule", [REPORTED, PUBLISHED])


def days(number):
    return timedelta(days=number)


@BOTH
@pytest.mark.parametrize("late", [-1, 0], ids=["the day before", "on the last day"])
def test_until_its_last_day_has_gone_by_there_is_nothing_to_check(office, rule, late):
    found = judged(office, rule, settings(), as_of=DUE[rule] + days(late))
    assert found.state == "nothing_to_check"
    assert (found.note.zh, found.note.en) == (f"期限{DUE[rule]}，未到", f"due {DUE[rule]}, still ahead")


@BOTH
@pytest.mark.parametrize(("late", "told"), [(1, "1 day"), (2, "2 days"), (366, "366 days")])
def test_the_day_after_it_is_late_and_says_by_how_many_days(office, rule, late, told):
    as_of = DUE[rule] + days(late)
    found = judged(office, rule, settings(), as_of=as_of)
    assert (found.state, found.checked, found.failed) == ("fail", 1, 1)
    assert found.note.zh == f"期限{DUE[rule]}，截至{as_of}已逾期{late}天"
    assert found.note.en == f"due {DUE[rule]}, {told} late at {as_of}"


@BOTH
@pytest.mark.parametrize(("late", "state"), [(-30, "pass"), (-1, "pass"), (0, "pass"), (1, "fail")])
def test_what_is_done_is_judged_by_the_day_on_which_it_was_done(office, rule, late, state):
    done = DUE[rule] + days(late)
    assert judged(office, rule, settings(**{FIELD[rule]: done}), as_of=DUE[rule] + days(90)).state == state


@BOTH
def test_what_is_done_early_passes_before_its_last_day(office, rule):
    done = DUE[rule] - days(20)
    assert judged(office, rule, settings(**{FIELD[rule]: done}), as_of=done).state == "pass"


@BOTH
@pytest.mark.parametrize(("late", "state"), [(0, "nothing_to_check"), (1, "fail")])
def test_what_lies_after_the_reference_date_has_not_happened_yet(office, rule, late, state):
    as_of = DUE[rule] + days(late)
    assert judged(office, rule, settings(**{FIELD[rule]: as_of + days(1)}), as_of=as_of).state == state


@pytest.mark.parametrize(("year", "due"), [(2022, "2023-02-28"), (2023, "2024-02-29"), (2024, "2025-02-28"), (2099, "2100-02-28")])
def test_february_has_its_29th_in_leap_years(office, year, due):
    office.put("说明.txt", "", year=year)
    assert judged(office, REPORTED, settings(), year=year).note.en == f"due {due}, still ahead"


def test_an_edition_of_another_year_is_not_of_this(office):
    text = settings(reported_on="2023-02-01", published_on="2023-03-01", edition=2022)
    assert judged(office, REPORTED, text, as_of="2024-06-30").state == "fail"


def test_what_is_late_never_closes_the_gate(office):
    office.settings(settings())
    office.petitions(PETITIONS)
    found = office.check(as_of="2030-01-01")
    assert (found.state(REPORTED), found.state(PUBLISHED)) == ("fail", "fail")
    assert found.json["gate"] == {"open": True, "stopped_by": []}
    require_open(found.work, found.checked)


# --- what is next -----------------------------------------------------------------------------------------------

NEXT = [
    # 60 = 31 days of January + 29 of February.
    ("2023-12-31", {}, "截至2023-12-31，下一时限：2024-02-29前（含当日）报送上一级党委和政府，还有60天。",
     "As of 2023-12-31, next: report to the level above by 2024-02-29, 60 days ahead."),
    ("2024-02-28", {}, "截至2024-02-28，下一时限：2024-02-29前（含当日）报送上一级党委和政府，还有1天。",
     "As of 2024-02-28, next: report to the level above by 2024-02-29, 1 day ahead."),
    ("2024-02-29", {}, "截至2024-02-29，下一时限：2024-02-29前（含当日）报送上一级党委和政府，就在当日。",
     "As of 2024-02-29, next: report to the level above by 2024-02-29, which is today."),
    ("2024-03-01", {}, "截至2024-03-01，报送上一级党委和政府已逾期1天（期限2024-02-29）；下一时限：2024-03-31前（含当日）向社会公开，还有30天。",
     "As of 2024-03-01, report to the level above: 1 day late (due 2024-02-29); next: publish by 2024-03-31, 30 days ahead."),
    ("2024-03-01", {"reported_on": "2024-02-20"}, "截至2024-03-01，下一时限：2024-03-31前（含当日）向社会公开，还有30天。",
     "As of 2024-03-01, next: publish by 2024-03-31, 30 days ahead."),
    ("2024-02-10", {"reported_on": "2024-02-20"}, "截至2024-02-10，下一时限：2024-02-29前（含当日）报送上一级党委和政府，还有19天。",
     "As of 2024-02-10, next: report to the level above by 2024-02-29, 19 days ahead."),
    ("2024-04-01", {}, "截至2024-04-01，报送上一级党委和政府已逾期32天（期限2024-02-29）；向社会公开已逾期1天（期限2024-03-31）。",
     "As of 2024-04-01, report to the level above: 32 days late (due 2024-02-29); publish: 1 day late (due 2024-03-31)."),
    ("2024-04-01", {"published_on": "2024-03-20"}, "截至2024-04-01，报送上一级党委和政府已逾期32天（期限2024-02-29）。",
     "As of 2024-04-01, report to the level above: 32 days late (due 2024-02-29)."),
    ("2024-06-30", {"reported_on": "2024-03-05", "published_on": "2024-04-05"}, "年度报告已报送并公开。",
     "The yearly report has been handed in and published."),
]  # fmt: skip


@pytest.mark.parametrize(("as_of", "done", "zh", "en"), NEXT, ids=[f"{as_of} {' '.join(done)}" for as_of, done, *_ in NEXT])
def test_the_page_of_checks_says_what_is_late_and_what_is_next(office, as_of, done, zh, en):
    office.settings(settings(**done))
    for lang, told in (("zh", zh), ("en", en)):
        found = office.check(as_of=as_of, lang=lang)
        assert f"<p>{told}</p>" in (found.work.checked / "checks.html").read_text("utf-8")
