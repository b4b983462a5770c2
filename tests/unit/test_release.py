"""A release holds what an office needs and nothing of anybody's records; its bill of materials names all that is in it."""

import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest
from supply import bom
from supply.lock import PROJECT, ROOT, pins

MOMENT = 1700000000


@pytest.fixture(scope="module")
def bill() -> dict:
    return json.loads(bom.bill(moment=MOMENT))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    env = os.environ | {"SOURCE_DATE_EPOCH": str(MOMENT)}
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, env=env, capture_output=True, check=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_bill_names_every_pin_with_its_hashes_and_licence(bill):
    found = {one["name"]: one for one in bill["components"]}
    for pin in pins():
        component = found[pin.name]
        assert (component["version"], component["purl"]) == (pin.version, f"pkg:pypi/{pin.name}@{pin.version}")
        assert {each["content"] for reference in component["externalReferences"] for each in reference["hashes"]} == set(pin.hashes)
        assert component["licenses"], pin.name


def test_the_bill_says_what_is_needed_to_run(bill):
    scopes = {one["name"]: one.get("scope") for one in bill["components"]}
    assert (scopes["duckdb"], scopes["jupyterlab"], scopes["pytest"]) == ("required", "optional", "excluded")
    (own,) = [one for one in bill["dependencies"] if one["ref"].startswith("pkg:pypi/nianbao@")]
    assert any(name.startswith("pkg:pypi/duckdb@") for name in own["dependsOn"])


def test_the_bill_names_the_typefaces(bill):
    found = {one["name"]: one for one in bill["components"] if one["type"] == "file"}
    font = ROOT / "pipelines" / "nianbao" / "fonts" / "NianbaoSerifSC-Regular.otf"
    assert found["NianbaoSerifSC-Regular"]["hashes"] == [{"alg": "SHA-256", "content": sha256(font.read_bytes()).hexdigest()}]
    assert "NotoSansSC-Regular" in found


def test_from_the_same_lock_the_same_bill():
    few = pins()[:5]
    assert bom.bill(few, MOMENT) == bom.bill(list(reversed(few)), MOMENT)
    assert bom.bill(few, MOMENT) != bom.bill(few[:4], MOMENT)


def test_a_bill_that_is_none_is_told():
    assert bom.validated("{}") is not None


def test_the_wheel_holds_rules_notebooks_typeface_and_templates(wheel):
    names = set(wheel.namelist())
    assert len([name for name in names if name.startswith("nianbao/expectations/") and name.endswith(".yml")]) == len(list((ROOT / "expectations").glob("*.yml")))
    assert {f"nianbao/notebooks/{name}.ipynb" for name in ("1_clean", "2_check", "3_review", "4_rollup", "explore")} <= names
    package = ROOT / "pipelines" / "nianbao"
    ours = {f"nianbao/{path.relative_to(package).as_posix()}" for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert sorted(ours - names) == []
    assert f"nianbao-{PROJECT['version']}.data/data/share/jupyter/kernels/nianbao/kernel.json" in names


def test_the_wheel_holds_nobody_s_records_and_no_tests(wheel):
    top = {name.partition("/")[0] for name in wheel.namelist()}
    assert top == {"nianbao", f"nianbao-{PROJECT['version']}.data", f"nianbao-{PROJECT['version']}.dist-info"}
    assert not [name for name in wheel.namelist() if name.endswith((".xlsx", ".xls", ".csv", ".parquet", ".pyc"))]
