"""What every folder of tests is run with."""

import pytest
from hypothesis import settings

# Machines that run tests are shared: a slow minute is no failure.
settings.register_profile("nianbao", deadline=None, print_blob=True)
settings.load_profile("nianbao")

HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME")


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory):
    """An empty home, so that no test reads what the person who runs it has set, or leaves anything behind."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        for name in HOMES:
            environment.setenv(name, str(folder))
        yield folder
