"""A notebook in the repository is source: what a run puts into one belongs to that run's own copy."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
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
