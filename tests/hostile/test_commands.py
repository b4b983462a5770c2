"""Hostile words on the command line, and hostile names of folders: nothing runs, nothing is written elsewhere, nothing steers the terminal."""

import ast
import hashlib
import json

import pytest
from tests.depth import depth
from tests.hostile.commands import TEXTS, WAYS, end_of, is_one_sentence, listing, small_place
from tests.hostile.outputs import steering
from tests.hostile.payloads import ALL, RAN
from tests.places import REPO

from nianbao.errors import BadManifest, BadOfficeId, NianbaoError
from nianbao.office import Workspace, require_office_id
from nianbao.publishing.verify import verify
from nianbao.running.lab import opens_at
from nianbao.steering import escaped
from nianbao.work import open_work

HOSTILE_NAMES = [text for text in ALL if not text.replace("_", "").isalnum()]


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
        assert steering(escaped(text)) == [], text
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


@pytest.mark.parametrize("way", WAYS[:: depth(3, 1)], ids=" ".join)
def test_a_hostile_argument_ends_in_one_sentence(tmp_path, way):
    root = small_place(tmp_path)
    before = listing(tmp_path)
    for text in TEXTS:
        done = end_of(way, text, root)
        assert is_one_sentence(done), (text, done)
        assert steering(done.out + done.err) == [], (text, done)
    assert listing(tmp_path) == before


def test_every_office_s_fault_names_the_folder_and_no_more(tmp_path):
    folder = tmp_path / "data" / "raw"
    for name in ("good", "$(touch x)", "a\u202eb"):
        (folder / name).mkdir(parents=True)
        (folder / name / "office.yml").write_text("name: {zh: 某镇}\n", "utf-8")
    found, faults = Workspace(tmp_path).read()
    assert list(found) == ["good"] and len(faults) == 2
    assert all(isinstance(fault, NianbaoError) and fault.exit_code == 2 for fault in faults.values())


MANIFESTS = [
    "[" * 200_000, "5", "null", '{"outputs": null}', '{"outputs": {"a": 5}}', '{"outputs": {}, "edition": 5}', '{"outputs": {}, "name": {"zh": 5}}',
    '{"outputs": {}, "edition": {"number": "1"}, "office": "x", "year": 2023, "parameters": {"lang": "zh"}}', '{"outputs": {}, "inputs": 5}',
    '{"outputs": {"a": %s}}' % ("9" * 5_000), "\x00", '{"outputs": {}, "edition": {"number": 1, "published_on": "x"}, "office": [], "year": 1, "parameters": 5}',
]  # fmt: skip


def test_a_manifest_of_bad_will_is_told_from_one_of_ours(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    for text in MANIFESTS:
        (tmp_path / "manifest.json").write_text(text, "utf-8")
        for path in (tmp_path, tmp_path / "file"):
            with pytest.raises(BadManifest):
                verify(path, tmp_path / "manifest.json")


def test_a_manifest_s_names_lead_nowhere(tmp_path):
    """They are held against what lies in the folder, and never opened."""
    (tmp_path / "secret").write_text("x", "utf-8")
    (tmp_path / "in").mkdir()
    digest = hashlib.sha256(b"x").hexdigest()
    (tmp_path / "in" / "manifest.json").write_text(json.dumps({"outputs": {"../secret": digest, "/etc/passwd": digest}}), "utf-8")
    proof = verify(tmp_path / "in")
    assert {state.outcome for state in proof.files} == {"missing"}
    assert steering(escaped(proof.text("zh"))) == []
