"""pyproject.toml says what nianbao needs; the lock and environment.yml say the same, each in its own way."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
LOCK = (ROOT / "requirements.txt").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

# What conda-forge calls by another name; the rest it calls as PyPI does.
ON_CONDA = {
    "dask": "dask-core",
    "duckdb": "python-duckdb",
    "jupyter-client": "jupyter_client",
    "jupyter-core": "jupyter_core",
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "playwright": "playwright-python",
    "typst": "typst-py",
}
# What conda needs besides: pip comes with a venv.
ONLY_ON_CONDA = {"pip", "python"}

EXTRAS = PROJECT["project"]["optional-dependencies"]
NEEDED = {
    requirement.name: requirement.specifier
    for requirement in map(Requirement, chain(PROJECT["project"]["dependencies"], *EXTRAS.values()))
}


def environment() -> tuple[dict[str, SpecifierSet], dict[str, SpecifierSet]]:
    """What conda installs and what pip installs, by name."""
    dependencies = ENVIRONMENT["dependencies"]
    conda = [line.partition(" ") for line in dependencies if isinstance(line, str)]
    (pip,) = [part["pip"] for part in dependencies if isinstance(part, dict)]
    by_pip = map(Requirement, pip)
    return {name: SpecifierSet(bound) for name, _, bound in conda}, {each.name: each.specifier for each in by_pip}


def locked(text: str) -> dict[str, list[tuple[Requirement, list[str]]]]:
    """The entries of a lock, by name: what is pinned, and the hashes that a file of it may have."""
    entries = defaultdict(list)
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            pin, *hashes = line.split(" --hash=")
            entries[canonicalize_name(Requirement(pin).name)].append((Requirement(pin), hashes))
    return entries


def test_every_bound_of_the_project_is_a_lower_one():
    for name, bound in NEEDED.items():
        assert [part.operator for part in bound] == [">="], name


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_is_locked_within_its_bound(name):
    entries = locked(LOCK)[canonicalize_name(name)]
    assert entries, f"{name} is not in requirements.txt: make lock"
    for pin, _ in entries:
        (version,) = [Version(part.version) for part in pin.specifier]
        assert version in NEEDED[name]


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_is_in_the_conda_environment_with_the_same_bound(name):
    by_conda, by_pip = environment()
    bounds = [by_conda.get(ON_CONDA.get(name, name)), by_pip.get(name)]
    assert [bound for bound in bounds if bound is not None] == [NEEDED[name]]


def test_the_conda_environment_has_nothing_more():
    by_conda, by_pip = environment()
    assert by_conda.keys() - {ON_CONDA.get(name, name) for name in NEEDED} == ONLY_ON_CONDA
    assert by_pip.keys() <= NEEDED.keys()


def test_the_lock_pins_one_version_with_hashes_everywhere():
    for name, entries in locked(LOCK).items():
        for pin, hashes in entries:
            assert [part.operator for part in pin.specifier] == ["=="], name
            assert hashes, name
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()) for each in hashes), name


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.txt", "environment.yml", "Makefile"])
def test_names_no_registry(name):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"--(extra-)?index|--default-index|--find-links|^-[if] ", text, re.MULTILINE)


def test_the_pythons_are_the_same():
    range_ = SpecifierSet(PROJECT["project"]["requires-python"])
    conda, _ = environment()
    first, end = (re.search(rf"^PYTHON_{name} := (.*)$", MAKEFILE, re.MULTILINE)[1] for name in ("FROM", "BELOW"))
    assert conda["python"] == range_ == SpecifierSet(f">={first},<{end}")
    named = [line.rpartition(" ")[2] for line in PROJECT["project"]["classifiers"] if ":: Python :: 3." in line]
    assert named == [f"3.{minor}" for minor in range(100) if f"3.{minor}" in range_]


def test_the_build_needs_what_is_locked_for_it():
    assert PROJECT["build-system"]["requires"] == EXTRAS["build"]


def test_all_that_the_package_imports_is_declared():
    """A dependency of a dependency may go with its next release; what is imported is asked for by name."""
    distributions = packages_distributions()
    asked = PROJECT["project"]["dependencies"] + EXTRAS["cluster"] + EXTRAS["lab"] + EXTRAS["notices"]
    runtime = {canonicalize_name(Requirement(line).name) for line in asked}
    missing = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in (ROOT / "pipelines").rglob("*.py")
        for module in imported(path)
        if module not in sys.stdlib_module_names | {"nianbao"}
        and not runtime & {canonicalize_name(name) for name in distributions.get(module, [])}
    }
    assert missing == set()


def imported(path: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            modules.add(node.module.partition(".")[0])
    return modules
