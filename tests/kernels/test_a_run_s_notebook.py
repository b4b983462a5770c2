"""How a run executes one notebook: on a kernel of its own, saved once."""

from __future__ import annotations

import nbformat
import pytest
from tests.kernels.conftest import is_gone

from nianbao.errors import BrokenNotebook
from nianbao.running import execute
from nianbao.startup import skip_iri_grammar


@pytest.fixture
def written(monkeypatch, warm):
    """The paths that papermill has written to, in turn."""
    skip_iri_grammar()
    from papermill.iorw import LocalHandler

    paths, write = [], LocalHandler.write

    def counted(self, text, path):
        paths.append(path)
        write(self, text, path)

    monkeypatch.setattr(LocalHandler, "write", counted)
    return paths


def _notebook(folder, *sources):
    kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernelspec})
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(notebook, folder / "in.ipynb")
    return folder / "in.ipynb"


_PIDS = "import os; print(open(f'/proc/{os.getppid()}/comm').read().strip(), os.getpid())"


def test_it_is_saved_once_however_many_cells_it_has_and_its_kernel_is_gone(tmp_path, written):
    done = execute(_notebook(tmp_path, *["1"] * 9, _PIDS), tmp_path / "out.ipynb", {}, tmp_path, False)
    assert written == [str(tmp_path / "out.ipynb")]
    keeper, pid = done.cells[-1].outputs[0].text.split()
    assert keeper == "nianbao-keeper"
    assert is_gone(int(pid))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.ipynb", "out.ipynb", "out.log"]


def test_a_notebook_that_fails_is_saved_as_far_as_it_came(tmp_path, written):
    with pytest.raises(BrokenNotebook, match="1 / 0"):
        execute(_notebook(tmp_path, "print('so far')", "1 / 0", "2"), tmp_path / "out.ipynb", {}, tmp_path, False)
    assert written == [str(tmp_path / "out.ipynb")]
    cells = [cell for cell in nbformat.read(tmp_path / "out.ipynb", 4).cells if cell.cell_type == "code"]
    assert cells[0].outputs[0].text == "so far\n"
    assert [cell.execution_count for cell in cells] == [1, 2, None]


def test_what_the_kernel_itself_complains_of_is_in_the_log(tmp_path, warm):
    source = "import sys; print('a complaint', file=sys.__stderr__, flush=True)"
    execute(_notebook(tmp_path, source), tmp_path / "out.ipynb", {}, tmp_path, False)
    assert "a complaint" in (tmp_path / "out.log").read_text("utf-8")
