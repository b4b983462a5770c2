"""An office's year: every parameter typed and strict, before any work is done."""

from datetime import date, datetime

import pytest

from nianbao.errors import NoWorkspace, UnknownOffice, UnknownParameter, UnknownYear, WrongParameter
from nianbao.office import Workspace
from nianbao.work import PARAMETERS, open_work, refuse_unknown_parameters


@pytest.fixture
def root(tmp_path):
    """A workspace with an office of two years."""
    for year in ("2022", "2023", "notes", "20233"):
        (tmp_path / "data" / "raw" / "town" / year).mkdir(parents=True)
    (tmp_path / "data" / "raw" / "town" / "office.yml").write_text("name: {zh: 某镇, en: A Town}\ncode: 120119109\n", "utf-8")
    (tmp_path / "data" / "raw" / "town" / "2021").write_text("a file is no year")
    (tmp_path / "data" / "raw" / "stray").mkdir()
    return tmp_path


def test_a_year_has_its_dates_and_folders(root):
    work = open_work("town", 2023, workspace=root)
    assert (work.start, work.end, work.as_of) == (date(2023, 1, 1), date(2023, 12, 31), date(2023, 12, 31))
    assert work.dates == {"start": work.start, "end": work.end, "as_of": work.as_of}
    assert work.raw == root / "data" / "raw" / "town" / "2023"
    assert work.clean == root / "data" / "clean" / "town" / "2023"
    assert work.checked == root / "data" / "checked" / "town" / "2023"
    assert work.review == root / "reviews" / "town" / "2023"
    assert open_work("town", 2023, draft=True, workspace=root).review == root / "reviews" / "town" / "2023-draft"


def test_each_language_has_a_review_and_editions_of_its_own(root):
    for lang, review, editions in (("zh", "2023", "2023"), ("en", "2023-en", "2023/en")):
        work = open_work("town", 2023, lang=lang, workspace=root)
        assert (work.review, work.published) == (root / "reviews" / "town" / review, root / "site" / "town" / editions)
    assert open_work("town", 2023, lang="en", draft=True, workspace=root).review.name == "2023-en-draft"
    assert (work.office.name.zh, work.office.file.code, work.office.synthetic) == ("某镇", "120119109", False)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(None, date(2023, 12, 31)), ("", date(2023, 12, 31)), ("2024-03-31", date(2024, 3, 31)), (date(2023, 6, 30), date(2023, 6, 30))],
)
def test_the_reference_date_is_the_last_of_the_year_unless_it_is_told(root, as_of, expected):
    assert open_work("town", 2023, as_of, workspace=root).as_of == expected


def test_the_year_before_is_judged_a_year_earlier(root):
    (root / "data" / "raw" / "town" / "2024").mkdir()
    before = open_work("town", 2023, "2024-03-31", workspace=root).before
    assert (before.year, before.start, before.end, before.as_of) == (2022, date(2022, 1, 1), date(2022, 12, 31), date(2023, 3, 31))
    assert open_work("town", 2024, "2024-02-29", workspace=root).before.as_of == date(2023, 2, 28)
    assert open_work("town", 2022, workspace=root).before is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"office": 5}, {"office": None}, {"office": ["town"]},
        {"year": "2023"}, {"year": 2023.0}, {"year": True}, {"year": None}, {"year": 23}, {"year": 99999}, {"year": -2023},
        {"as_of": "31.12.2023"}, {"as_of": "2023-13-01"}, {"as_of": "2023-02-30"}, {"as_of": "2023"}, {"as_of": 20231231},
        {"as_of": datetime(2023, 12, 31)}, {"as_of": True}, {"as_of": False}, {"as_of": 0}, {"as_of": "20231231"},
        {"as_of": "2023-W52-7"}, {"as_of": "2023-12-31T00:00:00"}, {"as_of": " 2023-12-31"},
        {"lang": "fr"}, {"lang": "ZH"}, {"lang": None}, {"lang": ""}, {"lang": ["zh"]},
        {"draft": "yes"}, {"draft": 1}, {"draft": 0}, {"draft": None},
        {"engine": "pandas"}, {"engine": "GX"}, {"engine": None}, {"engine": ["gx"]},
    ],
    ids=str,
)  # fmt: skip
def test_a_parameter_of_another_type_or_form_is_refused_by_name(root, wrong):
    with pytest.raises(WrongParameter) as error:
        open_work(**{"office": "town", "year": 2023, "workspace": root} | wrong)
    ((name, got),) = wrong.items()
    assert error.value.exit_code == 2
    assert error.value.say("en").startswith(f"Parameter {name} should be ")
    assert error.value.say("zh").startswith(f"参数 {name} 应为")
    assert repr(got) in error.value.say("en")


def test_an_unknown_office_names_those_there_are_and_the_nearest(root):
    with pytest.raises(UnknownOffice) as error:
        open_work("twon", 2023, workspace=root)
    assert error.value.say("en").endswith("holds town. Did you mean “town”?")


def test_of_many_offices_only_the_nearest_is_named(root):
    for number in range(300):
        (root / "data" / "raw" / f"village{number}").mkdir()
        (root / "data" / "raw" / f"village{number}" / "office.yml").write_text("name: {zh: 某村}\n", "utf-8")
    with pytest.raises(UnknownOffice) as error:
        open_work("twon", 2023, workspace=root)
    assert error.value.say("en").endswith("holds 301 offices (nianbao offices lists them). Did you mean “town”?")
    assert "301 个单位" in error.value.say("zh")


@pytest.mark.parametrize("name", ["../town", "town/", "stray", "", "."])
def test_only_a_folder_with_an_office_yml_is_an_office(root, name):
    with pytest.raises(UnknownOffice):
        open_work(name, 2023, workspace=root)


def test_an_unknown_year_names_those_there_are(root):
    with pytest.raises(UnknownYear) as error:
        open_work("town", 2021, workspace=root)
    assert "years there: 2022, 2023" in error.value.say("en")


def test_the_workspace_is_found_from_a_folder_within_it(root, monkeypatch):
    monkeypatch.delenv("NIANBAO_WORKSPACE", raising=False)
    monkeypatch.chdir(root / "data" / "raw" / "town")
    assert Workspace.find().root == root
    assert open_work("town", 2023).workspace.root == root


def test_the_workspace_is_what_the_environment_names(root, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("NIANBAO_WORKSPACE", str(root))
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert Workspace.find().root == root


def test_without_data_raw_there_is_no_workspace(tmp_path):
    with pytest.raises(NoWorkspace) as error:
        Workspace.find(tmp_path)
    assert str(tmp_path) in error.value.say("zh")


def test_offices_are_listed_by_name(root):
    (root / "data" / "raw" / "borough").mkdir()
    (root / "data" / "raw" / "borough" / "office.yml").write_text("name: {zh: 某街道}\n", "utf-8")
    assert [office.id for office in Workspace(root).offices()] == ["borough", "town"]


# --- what papermill injects -------------------------------------------------------------------------------------


@pytest.fixture
def shell():
    """A real IPython, as a notebook's kernel has one."""
    from IPython.core.interactiveshell import InteractiveShell

    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    yield shell
    shell.history_manager.end_session()
    InteractiveShell.clear_instance()


def ran(shell, text):
    result = shell.run_cell(text, store_history=True)
    assert result.success


@pytest.mark.parametrize("cell", ['office = "town"\nyear = 2023', *[f"{name} = None" for name in PARAMETERS]])
def test_parameters_that_papermill_injects_are_known(shell, cell):
    ran(shell, f"# Parameters\n{cell}\n")
    refuse_unknown_parameters()


def test_an_injected_name_that_is_no_parameter_is_refused(shell, root):
    # papermill itself only logs it.
    ran(shell, '# Parameters\noffice = "town"\nyaer = 2023\n')
    with pytest.raises(UnknownParameter) as error:
        open_work("town", 2023, workspace=root)
    assert error.value.say("en") == (
        "No parameter “yaer”: there are office, year, as_of, lang, draft, engine. Did you mean “year”?"
    )


def test_names_of_other_cells_are_no_matter(shell):
    ran(shell, "anything = 1\n# Parameters\n")
    refuse_unknown_parameters()
