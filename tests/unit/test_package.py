"""The hash by which nianbao's own files are known."""

import importlib.metadata

from nianbao import package as module
from nianbao.package import package


def test_the_package_goes_by_version_and_one_hash():
    assert package()["version"] == importlib.metadata.version("nianbao")
    assert len(package()["sha256"]) == 64


def test_every_file_of_ours_counts_and_nothing_left_behind_by_others():
    names = {name for name, _ in module._files()}
    assert {"cli/years.py", "stylesheet.css", "exporting/templates/review.html.j2", "expectations/petitions.yml", "notebooks/3_review.ipynb"} <= names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc") or "/." in name]


def test_another_byte_is_another_hash(tmp_path, monkeypatch):
    found = []
    for text in ("a", "b", "a"):
        (tmp_path / "rules.yml").write_text(text, "utf-8")
        monkeypatch.setattr(module, "_files", lambda: [("rules.yml", tmp_path / "rules.yml")])
        found.append(module.package.__wrapped__()["sha256"])
    assert found[0] != found[1] and found[0] == found[2]
