"""What is asked of an opened year that it has not: a table, a rule, a figure, a breakdown, a step that was not run."""

from __future__ import annotations

from tests.messages.ground import Ground
from tests.messages.provoking import Cases

import nianbao
from nianbao import review
from nianbao.checking import read_account, read_checks
from nianbao.explaining import explain_since, keep
from nianbao.figures import read_figures
from nianbao.review.prose import preview
from nianbao.review.results import parts_of

CASES = Cases()


def year(at: Ground) -> nianbao.Year:
    """The opened year of two petitions."""
    at.registered()
    return nianbao.open("town", 2023)


CASES.each(
    "asked",
    {
        "no_such_table": lambda found: found.tables["petition"], "no_records_of_table": lambda found: found.tables["penalties"], "no_such_rule": lambda found: found.checks["petitions.number-uniqe"],
        "unknown_figure": lambda found: found.figures["petitions.clsed"], "chart_by": lambda found: found.chart("petitions.closed", by="village"),
        "chart_of_a_rate": lambda found: found.chart("petitions.carried_in", by="channel"), "chart_without_records": lambda found: found.chart("penalties.cases"),
        "records_of_a_personal_column": lambda found: review.records(found, "petitions", ["petitioner"]), "too_many_key_figures": lambda found: review.opening(found, ["petitions.closed"] * 7),
        "no_such_part": lambda found: review.part(found, 6), "parts_by": lambda found: parts_of(found.figures["petitions.closed"].figure, "village"),
        "no_text": lambda found: preview(found, "summary"),
    },
    lambda at, ask: ask(year(at)),
)  # fmt: skip

CASES.each(
    "before",
    {
        "cleaning": lambda at: nianbao.open("town", 2023).tables["petitions"], "checking": lambda at: nianbao.open("town", 2023).checks["x"],
        "cleaning_there_is_no_account": lambda at: read_account(at.work().clean), "checking_there_are_no_outcomes": lambda at: read_checks(at.work()),
        "checking_there_are_no_figures": lambda at: read_figures(at.work().checked / "figures.json"),
        "running_nothing_came_back": lambda at: at.nianbao("returned", at.write("稿.docx", word()), "town", 2023),
    },
    lambda at, ask: ask(at),
)  # fmt: skip


def word() -> bytes:
    """Any Word document."""
    import io

    import docx

    held = io.BytesIO()
    docx.Document().save(held)
    return held.getvalue()


@CASES
def cleaned_anew_since_the_checks(at: Ground) -> None:
    work = at.registered().work(as_of="2023-06-30")
    read_checks(work)


@CASES
def figures_that_no_table_gives_any_more(at: Ground) -> None:
    extended = at.expects("petitions", "extends: petitions\nfigures:\n  extra: {label: {zh: 另计, en: Extra}, unit: 件, count: received_on is not null}\n")
    at.registered()
    extended.unlink()
    at.nianbao("explain", "petitions.extra", "town", 2023)


@CASES
def unknown_figure_to_explain(at: Ground) -> None:
    at.registered().nianbao("explain", "petitions.clsed", "town", 2023)


@CASES
def unknown_run(at: Ground) -> None:
    at.registered().nianbao("explain", "--since", "20240101", "town", 2023)


@CASES
def unknown_run_among_others(at: Ground) -> None:
    work = at.registered().work()
    for run in ("20240220T090000Z-1", "20240220T100000Z-2"):
        keep(work, run)
    explain_since(work, "20240220")


@CASES
def another_review_came_back(at: Ground) -> None:
    at.reviewed().nianbao("returned", at.write("稿.docx", word()), "town", 2023)


@CASES
def changed_against_the_records(at: Ground) -> None:
    import docx
    from tests.unit.word_sample import paragraph, text_of, write_over

    draft = docx.Document(at.reviewed().review / "review.docx")
    control = next(one for one in paragraph(draft, "年办结信访件").iter("{*}sdt") if text_of(one).strip("\u2060") == "2")
    write_over(control, "2", "3")
    draft.save("稿.docx")
    at.nianbao("returned", "稿.docx", "town", 2023)
