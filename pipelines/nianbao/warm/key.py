"""What a warm process goes by: the interpreter, the environment that imports look at, the job, and the code it has read."""

from __future__ import annotations

import hashlib
import sysconfig
from collections.abc import Mapping
from pathlib import Path

# What Python and the libraries look at when they are imported; the rest of a kernel's environment is set after the fork.
_BY_NAME = {"CONDA_PREFIX", "HOME", "LANG", "LANGUAGE", "TMPDIR", "TZ", "VIRTUAL_ENV", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"}
_BY_BEGINNING = ("LC_", "LD_", "MPL", "NUMEXPR_", "PANDAS_", "PYTHON")
# The job or session whose limits hold for what is forked, and with which it is ended.
_JOB = Path("/proc/self/cgroup")
_PACKAGE = Path(__file__).resolve().parents[1]


def place(python: str, environment: Mapping[str, str]) -> str:
    """A name for this interpreter with this package, environment and job: one warm process serves it at a time."""
    matters = sorted((name, value) for name, value in environment.items() if name in _BY_NAME or name.startswith(_BY_BEGINNING))
    return _hash(python, str(_PACKAGE), _JOB.read_text(), *(f"{name}={value}" for name, value in matters))


def code() -> str:
    """A name for the code as it lies on disk now: every module of nianbao, and what was last installed beside it."""
    modules = sorted(_PACKAGE.rglob("*.py"))
    libraries = sorted({Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")})
    return _hash(
        *(f"{path.relative_to(_PACKAGE)}={hashlib.sha256(path.read_bytes()).hexdigest()}" for path in modules),
        *(f"{path}={path.stat().st_mtime_ns}" for path in libraries),
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]
