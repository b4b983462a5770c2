"""A batch: which offices it is for, what is told of each, and how it ends."""

import json
import re

import pytest

from nianbao.batching import Batch, Job, chosen, jobs_for, run_batch, run_job
from nianbao.batching.summary import write_summary
from nianbao.errors import NoOffices, NoScheduler, UnknownLevel, UnknownOffice, WorkerDied
from nianbao.office import Workspace

LINE = {"year": 2023, "name": {"zh": "甲镇", "en": "Town A"}, "review": "2023", "error": None, "steps": [], "seconds": 1.0, "memory_mb": 300}
COUNTS = {"pass": 30, "fail": 1, "could_not_check": 2, "nothing_to_check": 3, "waived": 1}
RULE = {"rule": "petitions.number-unique", "says": {"zh": "编号不重复", "en": "No number stands twice"}}


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workspace:
    monkeypatch.setenv("NIANBAO_WORKSPACE", "")  # run_job sets it for kernels; it is as it was afterwards
    for office, level in {"a": "level: town", "b": "level: district", "c": "level: town", "d": "level: ["}.items():
        folder = tmp_path / "data" / "raw" / office
        folder.mkdir(parents=True)
        (folder / "office.yml").write_text(f"name: {{zh: {office}镇}}\n{level}\n", "utf-8")
    return Workspace(tmp_path)


def line(office, state="done", code=0, **more):
    return {**LINE, "office": office, "state": state, "exit_code": code, **more}


def run(place, lines, tell=lambda line: None):
    """A batch whose runner gives these lines; an exception among them is raised."""

    def runner(jobs):
        for job, result in zip(jobs, lines, strict=False):
            if isinstance(result, BaseException) and not isinstance(result, WorkerDied):
                raise result
            yield job, result

    return run_batch(place, 2023, jobs_for(place, chosen(place, None, None), 2023), runner, tell)


def test_offices_are_those_named_those_of_a_level_or_all(place):
    assert chosen(place, ["c", "a", "a"], None) == ["a", "c"]
    assert chosen(place, None, None) == ["a", "b", "c", "d"]
    # What cannot be read is not left out: its own run says what is wrong with it.
    assert chosen(place, None, "town") == ["a", "c", "d"]


def test_what_is_not_there_is_told_before_any_work(place):
    with pytest.raises(UnknownOffice):
        chosen(place, ["a", "x"], None)
    with pytest.raises(UnknownLevel) as error:
        chosen(place, None, "twon")
    assert error.value.say("en").endswith("Did you mean “town”?")
    with pytest.raises(NoOffices):
        chosen(Workspace(place.root / "empty"), None, None)


def test_a_record_that_a_notebook_quotes_as_it_breaks_is_not_told(place):
    import nbformat

    (place.raw / "a" / "2023").mkdir()
    (place.root / "notebooks").mkdir()
    cells = [nbformat.v4.new_code_cell("office = year = as_of = lang = draft = None", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell("names = {}\nnames[office + '张三']")]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), place.root / "notebooks" / "1_clean.ipynb")
    told = run_job(Job(str(place.root), "a", 2023))
    assert (told["state"], told["exit_code"]) == ("broken", 6)
    assert "KeyError" in told["error"] and "1_clean.ipynb" in told["error"]
    assert "a张三" not in told["error"]


@pytest.mark.parametrize(("named", "code"), [(False, 0), (True, 2)])
def test_an_office_whose_figures_are_those_of_others_below_it_is_no_fault_unless_it_was_named(place, named, code):
    (place.raw / "d" / "office.yml").unlink()
    (place.raw / "a" / "office.yml").write_text("name: {zh: a镇}\nparent: b\n", "utf-8")
    line = run_job(Job(str(place.root), "b", 2023, messages="en", named=named))
    assert (line["state"], line["exit_code"]) == ("absent", code)
    assert "nianbao rollup b 2023" in line["error"]


def test_of_n_offices_the_root_of_n_run_both_engines_and_always_the_same_ones(place):
    offices = [f"office{number}" for number in range(100)]
    sampled = {job.office for job in jobs_for(place, offices, 2023) if job.sampled}
    assert len(sampled) == 10
    assert sampled == {job.office for job in jobs_for(place, reversed(offices), 2023) if job.sampled}
    assert sampled != {job.office for job in jobs_for(place, offices, 2024) if job.sampled}
    assert [job.sampled for job in jobs_for(place, ["a"], 2023)] == [True]
    assert jobs_for(place, [], 2023) == []


@pytest.mark.parametrize(
    ("codes", "worst"), [((0, 0), 0), ((0, 5), 5), ((5, 2), 2), ((2, 3), 3), ((3, 4), 4), ((4, 6), 6), ((6, 7), 7), ((7, 1), 1), ((), 0)]
)
def test_the_exit_code_is_that_of_the_worst_office(codes, worst):
    for order in (codes, codes[::-1]):
        assert Batch({"offices": [{"exit_code": code} for code in order]}, None, False).exit_code == worst


def test_each_line_is_told_as_it_comes_and_a_dead_worker_is_one_of_them(place):
    told = []
    done = run(place, [line("a"), WorkerDied(how="SIGKILL"), line("c", "gate", 5, stopped_by=[RULE]), line("d", "unchanged")], told.append)
    assert [(found["office"], found["state"], found["exit_code"]) for found in told] == [
        ("a", "done", 0), ("b", "broken", 6), ("c", "gate", 5), ("d", "unchanged", 0),
    ]  # fmt: skip
    assert "SIGKILL" in told[1]["error"]
    assert (done.exit_code, done.stopped) == (6, False)


def test_a_batch_that_is_stopped_says_what_is_left(place):
    done = run(place, [line("a"), KeyboardInterrupt()])
    assert done.stopped
    found = json.loads((place.root / "data/runs/batch/2023/summary.json").read_text("utf-8"))
    assert found["remaining"] == ["b", "c", "d"] and found["states"]["done"] == 1
    assert "还有3个没有运行" in done.told("zh") and "3 were not run" in done.told("en")


def test_the_summary_stands_even_where_the_batch_breaks(place):
    with pytest.raises(OSError, match="no scheduler"):
        run(place, [line("a"), OSError("no scheduler")])
    assert json.loads((place.root / "data/runs/batch/2023/summary.json").read_text("utf-8"))["remaining"] == ["b", "c", "d"]


def test_what_is_refused_before_any_work_leaves_the_last_summary(place):
    page = run(place, [line(office) for office in "abcd"]).page
    before = page.read_bytes()
    with pytest.raises(NoScheduler):
        run(place, [NoScheduler(address="tcp://x:1", problem="gone")])
    assert page.read_bytes() == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_says_who_passed_who_stopped_and_why_and_who_broke(place, lang):
    lines = [
        line("a", counts=COUNTS, engines={"agree": 40, "differ": [], "left": ["l"]}), line("b", "gate", 5, stopped_by=[RULE], engines={"agree": 39, "differ": ["x.y"], "left": []}),
        line("c", "broken", 4, error="<b>bad</b> file", engines={"error": "E: too late"}), line("d", "absent", error="none"),
    ]  # fmt: skip
    facts = {"year": 2023, "at": "2024-01-02T03:04:05+00:00", "seconds": 61.2, "offices": lines, "remaining": ["e"]}
    _, page = write_summary(place, 2023, facts, lang)
    text = page.read_text("utf-8")
    expected = {
        "zh": ["4个单位：已生成1个，关口未过1个，出错1个，没有当年文件夹1个。", "还有1个没有运行", "用时1分1秒", "最多占用300 MB", "80项结果中79项一致，另有1项",
               "编号不重复", "没有当年文件夹的：d", "没有运行的：e"],
        "en": ["4 offices: 1 written, 1 stopped at the gate, 1 broken, 1 without a folder for the year.", "1 were not run", "1 min 1 s",
               "held at most 300 MB", "agree on 79 of 80 outcomes; 1 more are left", "No number stands twice", "Without a folder for the year: d", "Not run: e"],
    }  # fmt: skip
    bare = re.sub(r"<[^>]+>", "", text)
    assert [part for part in expected[lang] if part not in bare] == []
    assert "&lt;b&gt;bad&lt;/b&gt; file" in text and "b: x.y" in bare and "c: E: too late" in bare
    assert ">2/37<" in text  # one failed and one waived, of all
    links = re.findall(r'href="([^"]+)"', text)
    assert [(page.parent / link).resolve() for link in links] == [
        place.root / "data/checked/b/2023/checks.html", place.root / "reviews/a/2023/review.html",
    ]  # fmt: skip
    assert "http" not in re.sub(r"<style>.*?</style>", "", text, flags=re.S).replace("http-equiv", "")
