"""What every folder of tests is run with."""

import importlib
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from tests.chromium import running
from tests.places import Place, sample_workspace, small_workspace

# Machines that run tests are shared: a slow minute is no failure. The same commit gives the same cases, so that what
# lands is what was tried; `HYPOTHESIS_PROFILE=search` looks for new ones.
settings.register_profile("nianbao", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "nianbao"))

HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory):
    """An empty home, so that no test reads what the person who runs it has set, or leaves anything behind."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        for name in HOMES:
            environment.setenv(name, str(folder))
        yield folder
        # The session's warm process ends when its socket is gone.
        shutil.rmtree(folder / f"nianbao-{os.geteuid()}", ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def offline(home, tmp_path_factory):
    """No test, nor what it starts, reaches anything but this machine; who has tried is told at the end."""
    folder, watcher = tmp_path_factory.mktemp("offline"), str(Path(__file__).with_name("offline"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NIANBAO_TEST_OFFLINE", str(folder))
        environment.setenv("PYTHONPATH", watcher, prepend=os.pathsep)
        environment.syspath_prepend(watcher)
        sys.modules.pop("sitecustomize", None)  # the system's own, if it has one
        importlib.import_module("sitecustomize")
        yield folder
    tried = sorted({line for path in folder.iterdir() for line in path.read_text("utf-8").splitlines()})
    assert tried == [], "something was asked of the network"


@pytest.fixture(autouse=True)
def environment():
    """What a test, or what it calls, has set in the environment ends with it: a run names its workspace there for its kernels."""
    before = dict(os.environ)
    yield
    if os.environ != before:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session")
def finished(tmp_path_factory) -> Place:
    """The sample office's 2023, run once; tests only read it."""
    place = sample_workspace(tmp_path_factory.mktemp("finished"))
    done = place.nianbao("run", "shangcang", 2023)
    assert done.code == 0, done.err
    return place


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Place:
    """Two tables of the sample office's 2023, run once; tests only read it."""
    place = small_workspace(tmp_path_factory.mktemp("small"))
    done = place.nianbao("run", "shangcang", 2023)
    assert done.code == 0, done.err
    return place


@pytest.fixture
def fresh(tmp_path, small) -> Place:
    """A small workspace with a finished review, for tests that change something."""
    shutil.copytree(small.root, tmp_path / "w")
    return Place(tmp_path / "w")


@pytest.fixture(scope="session")
def chromium():
    """One browser for all folders of tests: Playwright runs once in a process."""
    with running() as browser:
        yield browser
