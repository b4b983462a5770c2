"""A notebook in the repository is source: what a run puts into one belongs to that run's own copy."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import nbformat
import pytest
import yaml

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
# What Jupyter and papermill leave in a notebook when they run it or show it.
TRACES = {"papermill", "execution", "collapsed", "scrolled", "widgets", "signature"}


def test_the_notebooks_of_a_year_are_there():
    assert [path.stem for path in NOTEBOOKS if path.stem[0].isdigit()] == ["1_clean", "2_check", "3_review", "4_rollup"]
    assert [path.stem for path in NOTEBOOKS if not path.stem[0].isdigit()] == ["explore"]


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=nbformat.NO_CONVERT)


def test_is_valid_as_it_stands(notebook):
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5), "cells have ids from format 4.5 on"
    nbformat.validate(notebook)


def test_holds_nothing_of_a_run(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
        assert not TRACES & cell.metadata.keys()
    assert not TRACES & notebook.metadata.keys()


def test_cells_have_ids_of_their_own(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert sorted(set(ids)) == sorted(ids)


def test_runs_on_the_environment_s_own_kernel(notebook):
    assert notebook.metadata.kernelspec.name == "python3"
    assert "version" not in notebook.metadata.get("language_info", {}), "the Python of whoever saved it last"


def hook(*words):
    """The hook as it is run before a commit, in the repository's folder."""
    done = subprocess.run([*shlex.split(HOOK["entry"]), *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_hook_is_asked_about_each_and_finds_nothing():
    assert all(re.search(HOOK["files"], path.relative_to(ROOT).as_posix()) for path in NOTEBOOKS)
    assert hook("--check", *NOTEBOOKS) == (0, "")


def test_the_hook_takes_out_what_a_run_has_left_and_nothing_else(tmp_path):
    source, path = NOTEBOOKS[0].read_text("utf-8"), tmp_path / "used.ipynb"
    used = json.loads(source)
    for count, cell in enumerate(used["cells"], start=1):
        cell["metadata"] |= {"papermill": {"status": "completed"}, "scrolled": True}
        if cell["cell_type"] == "code":
            cell |= {"execution_count": count, "outputs": [{"output_type": "stream", "name": "stdout", "text": ["427\n"]}]}
    injected = {"cell_type": "code", "execution_count": 9, "id": "a1", "metadata": {"tags": ["injected-parameters"]}, "outputs": [], "source": []}
    used["cells"].insert(2, injected)
    used["metadata"] = {
        "kernelspec": {"display_name": "年报 nianbao", "language": "python", "name": "nianbao"},
        "language_info": {"name": "python", "version": "3.11.7"}, "widgets": {},
    }  # fmt: skip
    path.write_text(json.dumps(used), "utf-8")
    assert hook("--check", path)[0] == 1
    assert json.loads(path.read_text("utf-8")) == used, "--check changes nothing"
    assert hook(path)[0] == 1, "the commit stops, so that what was cleaned can be added"
    assert path.read_text("utf-8") == source
    assert hook(path) == (0, "")


def test_a_cell_without_an_id_or_with_another_s_gets_one_that_stays(tmp_path):
    notebook = json.loads(NOTEBOOKS[0].read_text("utf-8"))
    first, second, third = notebook["cells"][:3]
    del second["id"]
    third |= {"id": first["id"], "source": second["source"]}
    found = []
    for name in ("one.ipynb", "two.ipynb"):
        (tmp_path / name).write_text(json.dumps(notebook), "utf-8")
        hook(tmp_path / name)
        found.append([cell["id"] for cell in json.loads((tmp_path / name).read_text("utf-8"))["cells"]])
    assert found[0] == found[1]
    assert found[0][0] == first["id"] and len(set(found[0])) == len(found[0])
