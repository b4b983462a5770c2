"""What holds of every shipped table whatever its file holds: no file, no byte, no record; nothing is made of nothing."""

import pytest
from tests.spec.drawn import Office, file_of, workbook

from nianbao.errors import RecordsError
from nianbao.figures import written
from nianbao.office import Workspace, shipped
from nianbao.reading import claims
from nianbao.review import without_records
from nianbao.tables import read_table, table_files

TABLES = {name: read_table(path) for name, path in table_files(Workspace(shipped("expectations").parent)).items()}
NOTHING = {"zh": "无可计算", "en": "nothing to compute"}

every_table = pytest.mark.parametrize("name", TABLES)


def header_of(table):
    """A drawing of the table's whole header, or of a form's heads and labels, with nothing in it."""
    columns = [column.zh for name, column in table.columns.items() if name != table.across]
    if table.across is None:
        return [columns]
    return [[table.columns[table.across].zh, *table.columns[table.across].values], *([label] for label in columns)]


def keeping(office, name):
    """The office, which keeps this table and no other."""
    office.settings(f"name: {{zh: 某镇, en: Some Town}}\ntables: [{name}]\n")
    return office


def of(found, name):
    """The outcomes of the table's own rules, rule → state."""
    return {outcome.rule.id: outcome.state for outcome in found.checked.checks.outcomes if outcome.table == name}


def printed(figure):
    """The figure in both languages."""
    return {lang: written(figure, None, lang, "here") for lang in NOTHING}


@every_table
def test_a_file_named_for_its_title_is_claimed_by_it_alone(name):
    assert claims(file_of(name), TABLES) == (name,)


@every_table
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv", ".ods"])
def test_an_empty_file_is_an_error_that_names_it(office, name, suffix):
    file = file_of(name).replace(".xlsx", suffix)
    keeping(office, name).put(file, b"")
    with pytest.raises(RecordsError) as error:
        office.clean()
    assert error.value.exit_code == 4
    assert all(f"2023/{file}" in error.value.say(lang) for lang in NOTHING)


@every_table
def test_a_workbook_without_a_cell_is_an_error_that_names_it(office, name):
    keeping(office, name).put(file_of(name), workbook(("Sheet1", [])))
    with pytest.raises(RecordsError) as error:
        office.clean()
    assert error.value.exit_code == 4
    assert all(f"2023/{file_of(name)}" in error.value.say(lang) for lang in NOTHING)


@every_table
def test_without_a_file_no_figure_has_a_value_and_no_rule_has_anything_to_check(office, name):
    found = keeping(office, name).check()
    assert {figure.value for figure in found.checked.figures.values()} == {None}
    assert [printed(figure) for figure in found.checked.figures.values()] == [NOTHING] * len(TABLES[name].figures)
    assert set(of(found, name).values()) == {"nothing_to_check"}
    assert {found.outcome(rule).note.en for rule in of(found, name)} == {"no file holds such records this year"}


@every_table
def test_without_a_file_the_review_names_what_there_are_no_records_of(office, name):
    keeping(office, name)
    for lang in NOTHING:
        found = office.clean(lang=lang)
        assert TABLES[name].title.of(lang) in without_records(found.work).html.striptags()


# --- a header, or a form's labels, and nothing else --------------------------------------------------------------


@pytest.fixture(scope="module", params=TABLES)
def bare(request, tmp_path_factory):
    """A table, and what is found where its file has a header, or a form its labels, and nothing else."""
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NIANBAO_KEY_FILE", str(folder / "pseudonym.key"))
        office = keeping(Office(folder / "workspace"), request.param)
        office.table(request.param, header_of(TABLES[request.param]))
        yield TABLES[request.param], office.check()


def test_a_header_alone_holds_every_column_and_no_record(bare):
    table, found = bare
    account = found.account["tables"][table.table]
    assert (account["rows"], account["absent"]) == (0, [])


def test_a_header_alone_gives_no_number_that_nobody_has_written_down(bare):
    # No row of a register is no event; no row of counts is a count that nobody has made.
    table, found = bare
    nothing = 0 if table.holds_events else None
    counted = {figure.name: figure.value for figure in found.checked.figures.values() if figure.kind in ("count", "sum", "distinct")}
    assert counted == dict.fromkeys(counted, nothing)


def test_a_header_alone_gives_no_rate_and_no_mean(bare):
    _, found = bare
    shares = [figure for figure in found.checked.figures.values() if figure.kind in ("rate", "mean")]
    assert [(figure.value, printed(figure)) for figure in shares] == [(None, NOTHING)] * len(shares)


def test_on_a_header_alone_no_rule_passes_and_none_fails(bare):
    table, found = bare
    about_rows = {rule.id for rule in table.rules if not rule.balance}
    states = of(found, table.table)
    assert {states[rule] for rule in about_rows} == {"nothing_to_check"}
    assert set(states.values()) <= {"nothing_to_check", "could_not_check"}


def test_every_row_of_a_header_alone_is_accounted_for(bare):
    _, found = bare
    assert (found.state("files.rows-accounted"), found.state("files.readers-agree")) == ("pass", "pass")


def test_balances_across_tables_that_all_have_a_header_alone_do_not_pass(office):
    for name, table in TABLES.items():
        office.table(name, header_of(table))
    found = office.check()
    assert {name for name in TABLES if found.account["tables"][name]["rows"]} == set()
    across = {o.state for o in found.checked.checks.outcomes if o.rule.id.startswith("balances.")}
    assert across <= {"nothing_to_check", "could_not_check"}
