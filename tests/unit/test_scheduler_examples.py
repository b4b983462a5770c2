"""The files of examples/schedulers: each parses, and asks of nianbao only what there is. That they run is seen by tools/try_schedulers.sh."""

import ast
import json
import re
import shlex
import subprocess
from pathlib import Path

import nbformat
import pytest
import yaml

from nianbao.cli import cli
from nianbao.errors import Locked

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "schedulers"
DAG, FLOW, WORKFLOW, NOTEBOOK, JOB = (
    FOLDER / name for name in ("airflow_dag.py", "prefect_flow.py", "github_actions.yml", "jupyter_scheduler.ipynb", "jupyter_scheduler.json")
)
# What stands in a command line for what is known at run time only.
OFFICE, YEAR = "shangcang", "2023"


def notebook():
    return nbformat.read(NOTEBOOK, as_version=nbformat.NO_CONVERT)


def python_of(path):
    if path.suffix == ".py":
        return path.read_text("utf-8")
    return "\n".join(cell.source for cell in notebook().cells if cell.cell_type == "code")


def commands_in_python(path):
    """The words behind `NIANBAO`, or behind `python -m nianbao`, of every list in the file."""
    for node in ast.walk(ast.parse(python_of(path))):
        if isinstance(node, ast.List):
            words = [each.value if isinstance(each, ast.Constant) else ast.unparse(each) for each in node.elts]
            if words[:1] == ["NIANBAO"] or words[1:3] == ["-m", "nianbao"]:
                yield [OFFICE if word == "office" else YEAR if word.startswith("str(") else word for word in words[1 if words[0] == "NIANBAO" else 3 :]]


def commands_in_shell():
    for step in yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["reviews"]["steps"]:
        for line in re.findall(r"\bnianbao ([^;|&]*)", step["run"]):
            yield [YEAR if word == "$YEAR" else word for word in shlex.split(line.partition(">>")[0])]


ASKED = [(path.name, words) for path in (DAG, FLOW, NOTEBOOK) for words in commands_in_python(path)]
ASKED += [(WORKFLOW.name, words) for words in commands_in_shell()]


def test_each_example_runs_nianbao():
    assert {(name, words[0]) for name, words in ASKED} == {
        (DAG.name, "status"), (DAG.name, "run"), (FLOW.name, "status"), (FLOW.name, "run"), (NOTEBOOK.name, "run"),
        (WORKFLOW.name, "batch"), (WORKFLOW.name, "status"),
    }  # fmt: skip


@pytest.mark.parametrize(("name", "words"), ASKED, ids=lambda told: told if isinstance(told, str) else told[0])
def test_asks_only_for_what_there_is(name, words):
    cli.commands[words[0]].make_context(words[0], words[1:])  # raises where there is no such option or argument


@pytest.mark.parametrize("path", [DAG, FLOW, NOTEBOOK], ids=lambda path: path.name)
def test_tries_again_at_the_code_of_a_locked_year(path):
    compile(python_of(path), path.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    assert re.findall(r"^LOCKED = (\d+)", python_of(path), re.MULTILINE) == [str(Locked.exit_code)]


def test_the_workflow_tries_again_at_that_code_and_brings_nothing_in_from_outside():
    flow = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    (job,) = flow["jobs"].values()
    assert job["runs-on"] == "self-hosted" and flow["permissions"] == {}
    assert not any("uses" in step for step in job["steps"])
    assert f'"$code" != {Locked.exit_code} ]' in job["steps"][0]["run"]
    for step in job["steps"]:
        subprocess.run(["bash", "-n"], input=step["run"], text=True, check=True)


def test_the_notebook_is_clean_and_starts_on_the_warm_kernel():
    found = notebook()
    nbformat.validate(found)
    assert found.metadata.kernelspec.name == "nianbao"
    assert all(cell.outputs == [] and cell.execution_count is None for cell in found.cells if cell.cell_type == "code")


def test_the_job_sets_what_the_notebook_knows():
    job = json.loads(JOB.read_text("utf-8"))
    (cell,) = [cell for cell in notebook().cells if "parameters" in cell.metadata.get("tags", [])]
    known = {target.id for node in ast.parse(cell.source).body for target in node.targets}
    assert job["parameters"].keys() <= known and job["input_uri"] == NOTEBOOK.name
    # jupyter-scheduler writes them into a cell as they stand.
    assert {name: ast.literal_eval(value) for name, value in job["parameters"].items()} == {"office": OFFICE, "year": int(YEAR)}


def test_the_page_names_each_file_and_each_can_be_tried():
    page = (ROOT / "docs" / "schedulers.md").read_text("utf-8")
    script = (ROOT / "tools" / "try_schedulers.sh").read_text("utf-8")
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == {DAG.name, FLOW.name, WORKFLOW.name, NOTEBOOK.name, JOB.name}
    assert all(path.name in page for path in FOLDER.iterdir() if path.is_file())
    tried = {path.stem.removeprefix("with_").replace("_", "-") for path in (ROOT / "tools" / "tries").glob("with_*.py")}
    assert tried == set(re.findall(r"^ +([a-z-]+)\) packages=", script, re.MULTILINE)) == set(re.findall(r"try_schedulers\.sh ([a-z-]+)", page))
