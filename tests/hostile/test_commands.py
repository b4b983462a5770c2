"""Hostile words on the command line, and hostile names of folders: nothing runs, nothing is written elsewhere, nothing steers the terminal."""

import ast
import json
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.hostile.payloads import ALL, RAN
from tests.places import REPO

from nianbao import cli
from nianbao.errors import BadOfficeId, NianbaoError
from nianbao.office import Workspace, require_office_id
from nianbao.running.lab import opens_at
from nianbao.steering import escaped
from nianbao.work import open_work

HOSTILE_NAMES = [text for text in ALL if not text.replace("_", "").isalnum()]


def steers(text: str) -> list[str]:
    """What of a text a terminal or a reader's eye takes for orders."""
    bidi = {"\u061c", "\u200e", "\u200f", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
    return [sign for sign in text if (unicodedata.category(sign) == "Cc" and sign not in "\n\t") or sign in bidi]


@pytest.mark.parametrize("name", ["上仓镇", "town-1", "a", "蓟州区（新）", "A.B", "第1办公室", "Chipping Norton", "街道·东"])
def test_an_office_may_be_called_by_any_plain_name(name):
    require_office_id(name)


def test_a_folder_of_another_name_is_no_office():
    for name in [*HOSTILE_NAMES, "", " x", "x ", ".x", "-x", "x\n", "..", "a" * 61, "con", "Nul.txt", "com1", "x.", "x\u202ey", "x\u200by"]:
        with pytest.raises(BadOfficeId):
            require_office_id(name)


def test_a_folder_s_name_is_never_python_in_its_notebook(tmp_path, monkeypatch):
    """Were such a folder an office all the same, its name would be a text in the notebook that JupyterLab opens."""
    monkeypatch.setattr("nianbao.office.require_office_id", lambda name: None)
    name = f'x"; __import__("os").system("touch {RAN}") #'
    folder = tmp_path / "data" / "raw" / name
    (folder / "2023").mkdir(parents=True)
    (folder / "office.yml").write_text("name: {zh: 某镇}\n", "utf-8")
    work = open_work(name, 2023, workspace=Workspace(tmp_path))
    cells = json.loads((tmp_path / opens_at(work)).read_text("utf-8"))["cells"]
    tree = ast.parse("".join(next(cell for cell in cells if cell["id"] == "injected")["source"]))
    assert [ast.literal_eval(node.value) for node in tree.body] == [name, 2023]


def test_a_message_steers_no_terminal():
    for text in ALL:
        assert steers(escaped(text)) == [], text
        assert escaped(text) == text or not text.isprintable()
    assert json.loads(escaped(json.dumps({"name": "".join(ALL)}, ensure_ascii=False))) == {"name": "".join(ALL)}


def test_only_one_place_prints():
    """Whatever a command says goes through the place that writes a terminal's commands out."""
    found = []
    for path in sorted((REPO / "pipelines" / "nianbao" / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if getattr(node, "attr", "") in ("echo", "secho") or getattr(node, "id", "") == "print":
                found.append((path.name, node.lineno))
    # The second one clears the line of the progress bar, which is ours.
    assert [name for name, _ in found] == ["many.py", "saying.py"]


WORDS = [
    ("run", "{}", "2023"), ("run", "town", "2023", "--as-of", "{}"), ("explain", "{}", "town", "2023"), ("explain", "--since", "{}", "town", "2023"),
    ("diff", "{}", "2023"), ("publish", "town", "2023", "--revise", "{}"), ("verify", "{}"), ("audit", "{}"), ("returned", "{}", "town", "2023"),
    ("split", "{}", "2023"), ("batch", "2023", "--offices", "{}"), ("batch", "2023", "--level", "{}"), ("rollup", "{}", "2023"), ("tables", "{}"),
    ("new-table", "{}", "sample.csv"), ("init", "new", "--office", "{}"), ("runs", "{}", "2023"), ("status", "{}"), ("{}",), ("run", "town", "2023", "--{}"),
]  # fmt: skip


TEXTS = ["../../outside", "/nowhere/../etc/none", "x\x1b[31m\u202ey", f"$(touch {RAN})", "=1+1<script>ran=1</script>", "'; DROP TABLE x; --", "x\udcffy", "con"]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: " ".join(words))
def test_a_hostile_argument_ends_in_one_sentence(tmp_path, monkeypatch, capsys, words):
    """Each way to give a word is tried through the command's own front, which is called here and not started anew each time."""
    root = tmp_path / "w"
    (root / "data" / "raw" / "town" / "2023").mkdir(parents=True)
    (root / "data" / "raw" / "town" / "office.yml").write_text("name: {zh: 某镇}\ntables: [petitions]\n", "utf-8")
    (root / "sample.csv").write_text("甲,乙\n1,2\n", "utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setattr(cli, "collect_seldom", lambda: None)
    monkeypatch.setattr(cli, "end_at_sigterm", lambda: None)
    before = listing(tmp_path)
    for text in TEXTS:
        monkeypatch.setattr(sys, "argv", ["nianbao", *(word.replace("{}", text) for word in words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert ended.value.code in (2, 3, 4, 7), (text, said)
        assert "Traceback" not in said.err and "程序错误" not in said.err and len(said.err.splitlines()) == 1, (text, said.err)
        assert steers(said.out + said.err) == [], (text, said)
    assert {name for name in listing(tmp_path) - before if not name.startswith("w/data/runs")} == set()  # locks of a year that is there


def listing(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_every_office_s_fault_names_the_folder_and_no_more(tmp_path):
    folder = tmp_path / "data" / "raw"
    for name in ("good", "$(touch x)", "a\u202eb"):
        (folder / name).mkdir(parents=True)
        (folder / name / "office.yml").write_text("name: {zh: 某镇}\n", "utf-8")
    found, faults = Workspace(tmp_path).read()
    assert list(found) == ["good"] and len(faults) == 2
    assert all(isinstance(fault, NianbaoError) and fault.exit_code == 2 for fault in faults.values())
