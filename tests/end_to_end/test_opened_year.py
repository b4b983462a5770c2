"""A year as an analyst opens it: what it holds, what it says where something is wrong or not there yet, how it is shown."""

import doctest
import json
import re
import shutil
import subprocess
import sys
from importlib import import_module
from types import SimpleNamespace

import pytest
from tests.places import REPO
from tests.unit.review_sample import sample_work

import nianbao
from nianbao.errors import (
    MissingStep,
    NoRecordsOfTable,
    NoSuchRule,
    NoSuchTable,
    SettingsError,
    StaleChecks,
    UnknownFigure,
    WrongParameter,
)
from nianbao.exploring import Year, open_year
from nianbao.work import Work

MODULES = ("nianbao", *(f"nianbao.exploring.{name}" for name in ("checks", "controls", "figures", "quarantine", "tables", "trial", "year")))


@pytest.fixture(scope="module")
def year(small):
    return open_year("shangcang", 2023, workspace=small.root)


def examples():
    finder = doctest.DocTestFinder()
    found = [example for name in MODULES for example in finder.find(import_module(name), name) if example.examples]
    return [pytest.param(example, id=example.name) for example in found]


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_the_docstrings_are_true(example, year, small, monkeypatch, capsys):
    monkeypatch.chdir(small.root)
    monkeypatch.setenv("NIANBAO_LANG", "zh")
    example.globs |= {"year": year, "nianbao": nianbao}
    done = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example)
    assert done.failed == 0, capsys.readouterr().out


def test_every_public_thing_of_a_year_has_an_example():
    named = {param.values[0].name.removeprefix("nianbao.") for param in examples()}
    asked = {"open", "exploring.year.Year", "exploring.year.Year.chart", "exploring.year.Year.explain", "exploring.year.Year.beside", "exploring.year.Year.trial"}
    books = {"tables.Tables", "tables.Tables.titled", "figures.Figures", "figures.Breakdowns", "checks.Checks", "quarantine.Quarantine", "trial.Trial"}
    assert asked | {f"exploring.{name}" for name in books} <= named


def test_it_is_what_every_step_takes(year):
    assert isinstance(year, Work)
    assert (year.office.id, year.year, year.lang) == ("shangcang", 2023, "zh")
    assert isinstance(year.before, Year) and year.before.before is None


def test_a_frame_is_ones_own_to_change(year):
    mine = year.tables["petitions"]
    mine["channel"] = "x"
    assert "x" not in set(year.tables["petitions"]["channel"])


def test_a_table_has_the_types_that_one_computes_with(year):
    petitions, penalties = year.tables["petitions"], year.tables["penalties"]
    assert (petitions["closed_on"] - petitions["received_on"]).dt.days.min() >= 0
    assert str(penalties["fine"].dropna().sum()) == "11850.00"  # exact, and to the last digit
    assert petitions["_row"].dtype == "Int64"


def test_titled_tables_read_as_the_office_calls_things(year, small):
    assert set(year.tables.titled("petitions")["信访形式"]) == {"来信", "来访", "网信", "来电"}
    english = open_year("shangcang", 2023, lang="en", workspace=small.root)
    assert set(english.tables.titled("petitions")["channel"]) == {"letter", "visit", "online", "telephone"}
    assert list(english.tables.titled("petitions").columns[-3:]) == ["file", "sheet", "row"]


@pytest.mark.parametrize(
    ("ask", "error", "near"),
    [
        (lambda year: year.tables["petition"], NoSuchTable, "petitions"),
        (lambda year: year.figures["petitions.closing_rat"], UnknownFigure, "petitions.closing_rate"),
        (lambda year: year.explain("petitions.closing_rat"), UnknownFigure, "petitions.closing_rate"),
        (lambda year: year.chart("petitions.receive"), UnknownFigure, "petitions.received"),
        (lambda year: year.checks["petitions.number-uniqe"], NoSuchRule, "petitions.number-unique"),
    ],
    ids=["table", "figure", "explain", "chart", "rule"],
)
def test_a_wrong_name_is_told_with_the_nearest(year, ask, error, near):
    with pytest.raises(error) as told:
        ask(year)
    assert f"“{near}”" in told.value.say("zh")


@pytest.mark.parametrize(
    ("ask", "word"),
    [
        (lambda year: year.chart("petitions.closing_rate"), "有分类的数据"),
        (lambda year: year.chart("petitions.received", by="village"), "channel、topic、purpose、month"),
        (lambda year: year.figures["petitions.received"].by["village"], "channel、topic、purpose、month"),
    ],
    ids=["none", "chart", "figure"],
)
def test_a_breakdown_that_is_not_there_is_told_with_those_that_are(year, ask, word):
    with pytest.raises(WrongParameter) as told:
        ask(year)
    assert word in told.value.say("zh")


TRIALS = {
    "column": ("slow: {label: x, count: days_to_clos > 45}", "“days_to_close”"),
    "key": ("slow:\n  label: x\n  cout: days_to_close > 45", "year.trial 第 3 行：不认识的项 slow.cout"),
    "figure": ("slow: {label: x, part: slo, whole: closed}", "“slow”"),
    "nothing": ("", "应有一项数据"),
    "number": ("slow: {label: x, count: days_to_close}", "应为是或否（BOOLEAN）"),
}


@pytest.mark.parametrize(("text", "says"), TRIALS.values(), ids=TRIALS)
def test_a_figure_on_trial_that_is_none_is_told_by_its_line(year, text, says):
    with pytest.raises(SettingsError, match=re.escape(says)):
        year.trial("petitions", text)
    with pytest.raises(NoSuchTable, match="“petitions”"):
        year.trial("petition", text)


def test_the_lines_of_a_figure_on_trial_make_it_the_office_s(fresh):
    lines = """
      slow:
        label: 办得久的信访件
        count: closed_on between :start and :end and days_to_close > 45
        by: [topic]
      slow_rate: {label: 办得久的占比, part: slow, whole: closed}
    """
    year = open_year("shangcang", 2023, workspace=fresh.root)
    tried = year.trial("petitions", lines)
    assert list(tried) == ["petitions.slow", "petitions.slow_rate"] and "petitions.slow" not in year.figures
    assert "存为 expectations/petitions.yml" in tried._repr_html_() and "14.3%" in tried._repr_html_()
    own = fresh.root / "expectations" / "petitions.yml"
    own.parent.mkdir()
    own.write_text(tried.yaml, "utf-8")
    assert fresh.nianbao("check", "shangcang", 2023).code == 0
    assert {name: year.figures[name].value for name in tried} == {name: one.value for name, one in tried.items()}
    assert year.figures["petitions.slow"].by["topic"].equals(tried["petitions.slow"].by["topic"])
    assert tried.yaml.startswith("figures:") and "加进 expectations/petitions.yml" in tried._repr_html_()


def test_the_readme_s_own_figure_is_what_it_says(fresh):
    """Steps 4 and 5 of it, in a workspace of one's own."""
    section = (REPO / "README.md").read_text("utf-8").partition("## From a clone to a figure of your own")[2].partition("\n## ")[0]
    (cell,) = re.findall(r"this\.trial\(.*?\"\"\"\)", section, re.DOTALL)
    tried = eval(cell, {"this": open_year("shangcang", 2023, workspace=fresh.root)})  # noqa: S307
    assert "61件 and 66 the year before" in section and (tried["petitions.slow"].value, tried["petitions.slow"].previous) == (61, 66)
    own = fresh.root / "expectations" / "petitions.yml"
    own.parent.mkdir()
    own.write_text(tried.yaml, "utf-8")
    assert fresh.nianbao("check", "shangcang", 2023).code == 0
    assert "61" in fresh.nianbao("explain", "petitions.slow", "shangcang", 2023).out
    assert "45天后才办结的信访件" in (fresh.checked / "figures.json").read_text("utf-8")


def test_what_may_be_asked_for_without_a_mistake(year):
    assert "petition" not in year.tables and "petitions" in year.tables
    assert year.tables.get("petition") is None and year.figures.get("petitions.closed").value == 427


def test_a_table_that_has_no_file_this_year_is_not_taken_for_an_empty_one(tmp_path):
    clean = {"files": [], "tables": {"petitions": {"rows": 0, "absent": []}}, "corrections": []}
    sample_work(tmp_path, clean=clean)
    year = open_year("shangcang", 2023, workspace=tmp_path)
    with pytest.raises(NoRecordsOfTable) as told:
        year.tables["inspections"]
    assert "行政检查" in told.value.say("zh") and "2023" in told.value.say("en")


@pytest.fixture
def unrun(small, tmp_path):
    """The small workspace with its raw files alone."""
    shutil.copytree(small.root / "data" / "raw", tmp_path / "data" / "raw")
    return open_year("shangcang", 2023, workspace=tmp_path)


@pytest.mark.parametrize(
    ("ask", "command"),
    [
        (lambda year: year.tables["petitions"], "nianbao clean shangcang 2023"),
        (lambda year: year.quarantine.frame, "nianbao clean shangcang 2023"),
        (lambda year: year.figures["petitions.closed"], "nianbao run shangcang 2023"),
        (lambda year: year.checks.failed, "nianbao run shangcang 2023"),
        (lambda year: year.chart("petitions.received"), "nianbao run shangcang 2023"),
    ],
    ids=["table", "quarantine", "figure", "checks", "chart"],
)
def test_what_has_not_run_is_named_with_its_command(unrun, ask, command):
    with pytest.raises(MissingStep) as told:
        ask(unrun)
    assert command in told.value.say("zh") and command in told.value.say("en")


def test_what_has_not_run_shows_as_that_sentence_and_breaks_nothing(unrun):
    for thing in (unrun, unrun.tables, unrun.figures, unrun.checks, unrun.quarantine):
        assert "请先运行 nianbao" in repr(thing) and "请先运行 nianbao" in thing._repr_html_()
    assert unrun.tables._ipython_key_completions_() == []


def test_the_same_year_shows_what_a_step_has_left(unrun, small, monkeypatch):
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(small.root / "key"))
    nianbao.clean(unrun)
    assert len(unrun.tables["petitions"]) == 427
    assert len(unrun.before.tables["petitions"]) == 407  # its own clean step has not run: what this year's left beside


def test_figures_of_earlier_records_are_none_of_this_years(fresh):
    path = fresh.root / "data" / "clean" / "shangcang" / "2023" / "clean.json"
    path.write_text(path.read_text("utf-8") + " ", "utf-8")
    with pytest.raises(StaleChecks):
        open_year("shangcang", 2023, workspace=fresh.root).figures["petitions.closed"]


def test_what_comes_from_records_is_escaped(fresh):
    path = fresh.root / "data" / "clean" / "shangcang" / "2023" / "quarantine.csv"
    path.write_text(path.read_text("utf-8").replace("2023年13月45日", "<script>x</script>"), "utf-8")
    year = open_year("shangcang", 2023, workspace=fresh.root)
    assert "<script>" not in year.quarantine._repr_html_() and "&lt;script&gt;" in year.quarantine._repr_html_()
    assert "<script>x</script>" in repr(year.quarantine)


def test_each_shows_itself_in_its_language(small):
    english = open_year("shangcang", 2023, lang="en", workspace=small.root)
    for thing in (english, english.tables, english.figures, english.checks, english.figures["petitions.closing_rate"]):
        assert not re.search("[一-鿿]", repr(thing).replace("2023年信访件登记表.xlsx › 登记表", "")), repr(thing)
    assert "Cells that could not be read (1), in 1 rows" in repr(english.quarantine)


def test_tab_completes_names_where_nothing_has_been_run_or_read(year):
    from IPython.core.completer import IPCompleter, provisionalcompleter

    completer = IPCompleter(namespace={"year": year}, use_jedi=False)

    def offered(text):
        with provisionalcompleter():
            return {found.text for found in completer.completions(text, len(text))}

    assert offered('year.tables["pet') == {"petitions"}
    assert offered('year.figures["petitions.closing') == {"petitions.closing_rate"}
    assert offered('year.checks["petitions.number') == {"petitions.number-unique"}
    assert offered("year.quar") == {".quarantine"}
    assert {"tables", "figures", "checks", "quarantine", "explain", "chart", "before"} <= set(dir(year))


def test_neighbours_are_the_offices_of_the_same_level_with_that_year(tmp_path):
    for name, level, years in (("a", "town", "2023"), ("b", "town", "2023"), ("c", "county", "2023"), ("d", "town", "2022"), ("e", "", "2023"), ("f", "", "2023")):
        (tmp_path / "data" / "raw" / name / years).mkdir(parents=True)
        (tmp_path / "data" / "raw" / name / "office.yml").write_text(f"name: {{zh: {name}}}\nlevel: '{level}'\n", "utf-8")
    assert [other.office.id for other in open_year("a", 2023, workspace=tmp_path).neighbours] == ["b"]
    assert open_year("e", 2023, workspace=tmp_path).neighbours == []


def test_opening_a_year_reads_no_table_and_imports_no_pandas(small):
    code = "import nianbao, sys; y = nianbao.open('shangcang', 2023); y.before; print([n for n in ('pandas', 'duckdb', 'great_expectations', 'matplotlib') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=small.root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class TestControls:
    """Tables with search, and choices."""

    @pytest.fixture
    def shown(self, monkeypatch):
        """What is displayed, and what later takes its place."""
        import IPython.display

        found = SimpleNamespace(first=[], later=[])

        def display(thing, display_id=False):
            found.first.append(thing)
            return SimpleNamespace(update=found.later.append) if display_id else None

        monkeypatch.setattr(IPython.display, "display", display)
        return found

    def test_the_first_of_each_choice_is_shown_and_another_click_shows_anew(self, shown):
        nianbao.exploring.choose(lambda table, days: (table, days), table=["a", "b"], days=range(10, 91, 5))
        box, first = shown.first
        table, days = box.children
        assert first == ("a", 10)
        table.value, days.value = "b", 45
        assert shown.later[-1] == ("b", 45)
        assert (days.min, days.max, days.step) == (10, 90, 5)

    def test_a_wrong_choice_shows_as_its_sentence(self, shown, year):
        nianbao.exploring.choose(lambda table: len(year.tables[table]), table=["petitions", "petition"])
        shown.first[0].children[0].value = "petition"
        assert repr(shown.later[-1]).endswith("是不是“petitions”？")

    def test_without_the_extra_the_first_choice_and_the_plain_frame_are_shown(self, shown, year, monkeypatch, capsys):
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
        monkeypatch.setitem(sys.modules, "itables", None)
        nianbao.exploring.choose(lambda table: table, table=["a", "b"])
        assert shown.first == ["a"]
        frame = year.tables["petitions"]
        assert nianbao.exploring.search(frame) is frame
        nianbao.exploring.ready()
        assert "pip install 'nianbao[lab]'" in capsys.readouterr().out

    def test_a_table_with_search_fetches_nothing_and_holds_every_row(self, year):
        html = nianbao.exploring.search(year.tables.titled("petitions")).data
        assert "import" not in html and "src=" not in html
        assert len(set(re.findall(r"SCXF20\d\d-\d{4}", html))) == 427
        assert "2023-01-19" in html and "00:00:00" not in html and "NaN" not in html and "NaT" not in html
        assert json.dumps("搜索")[1:-1] in html or "搜索" in html
