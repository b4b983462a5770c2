"""`nianbao explain` and `nianbao runs` as a user calls them, on the sample office's finished year."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from nianbao.explaining import explain
from nianbao.figures import read_figures
from nianbao.work import open_work


def snapshots(place):
    return sorted((place.root / "data" / "runs" / "shangcang" / "2023").glob("*.figures.json"))


def runs(place):
    return [line.split("\t") for line in place.nianbao("runs", "shangcang", 2023).out.splitlines()]


def test_every_figure_is_the_sum_of_the_rows_and_cells_that_explain_it(finished):
    work = open_work("shangcang", 2023, workspace=finished.root)
    figures = read_figures(finished.checked / "figures.json")
    assert len(figures) > 15
    for name in figures:
        found = explain(work, name)  # it raises where the rows give another number
        places = [place for item in (*found.items, *found.whole) for place in item.found]
        assert places or not found.figure.amount.part or found.figure.value is None
        assert found.text().startswith(found.title.zh)


def test_the_command_prints_what_the_function_finds(finished):
    done = finished.nianbao("explain", "petitions.closing_rate", "shangcang", 2023)
    assert done.code == 0, done.err
    assert "办结率 = 办结信访件 ÷ (收到信访件 + 上年结转)" in done.out
    assert "隔离1（第258行）" in done.out
    found = json.loads(finished.nianbao("explain", "penalties.cases: 非法焚烧", "shangcang", 2023, "--json").out)
    assert found["value"] == 24
    assert sum(len(place["rows"]) for place in found["rows"]["penalties.cases"]) == 24


def test_all_rows_are_written_out_on_demand(finished):
    words = ("explain", "penalties.cases: 非法焚烧", "shangcang", 2023)
    assert "行等，共24行" in finished.nianbao(*words).out
    assert "等，共" not in finished.nianbao(*words, "--all").out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("petitions.closd", "shangcang", 2023), 3, "petitions.closed"),
        (("petitions.closed", "shangcang"), 2, "FIGURE OFFICE YEAR"),
        (("petitions.closed", "shangcang", "last"), 2, "last"),
        (("petitions.closed", "shangcang", 2023, "--as-of", "2024-01-31"), 2, "nianbao check"),
        (("shangcang", 2023, "--since", "1999"), 2, "1999"),
    ],
)
def test_a_mistake_is_one_sentence(finished, words, code, says):
    done = finished.nianbao("explain", *words)
    assert (done.code, done.out) == (code, "")
    assert says in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_run_is_listed_with_what_it_did_and_leaves_its_figures(finished):
    (path,) = snapshots(finished)
    assert runs(finished) == [
        [path.name.removesuffix(".figures.json"), runs(finished)[0][1], "清理+核对+年报", "完成", "截止日 2023-12-31", "有数据可比"]
    ]


def test_since_a_run_nothing_has_moved_until_a_rule_does(fresh):
    (path,) = snapshots(fresh)
    run = path.name.removesuffix(".figures.json")
    done = fresh.nianbao("explain", "--since", run, "shangcang", 2023)
    assert (done.code, "变了的数据（0项）" in done.out) == (0, True), done
    (fresh.root / "expectations").mkdir(exist_ok=True)
    (fresh.root / "expectations" / "penalties.yml").write_text(
        "extends: penalties\nfigures: {fined: {count: decided_on between :start and :end and fine > 100}}\n", "utf-8"
    )
    assert fresh.nianbao("explain", "--since", run, "shangcang", 2023).code == 2
    assert fresh.nianbao("check", "shangcang", 2023).code == 0
    done = fresh.nianbao("explain", "penalties.fined", "--since", run[:20], "shangcang", 2023, lang="en")
    assert "rule: " in done.out
    assert "records: " not in done.out
    assert [line[-1] for line in runs(fresh)] == ["有数据可比", "有数据可比"]


def test_a_closed_gate_leaves_its_figures_all_the_same(fresh):
    (fresh.root / "expectations").mkdir(exist_ok=True)
    (fresh.root / "expectations" / "penalties.yml").write_text(
        "extends: penalties\nrules: [{id: penalties.decided-in-the-year, severity: critical, max_value: ':start'}]\n", "utf-8"
    )
    assert fresh.nianbao("check", "shangcang", 2023).code == 5
    assert len(snapshots(fresh)) == 2
    assert runs(fresh)[-1][3:] == ["退出码 5", "截止日 2023-12-31", "有数据可比"]


def test_explaining_imports_neither_great_expectations_nor_pandas(finished):
    code = (
        "import sys, nianbao; from nianbao.work import open_work\n"
        f"nianbao.explain(open_work('shangcang', 2023, workspace={str(finished.root)!r}), 'petitions.closing_rate')\n"
        "print([name for name in ('great_expectations', 'pandas', 'papermill') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
