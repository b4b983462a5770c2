"""Commands that are struck: killed or refused at any step on the file system, or killed at any moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.places import REPO, Done, Place

CHILD = Path(__file__).with_name("child")


@dataclass(frozen=True)
class Strike:
    """What befalls the processes of one `role` (command, kernel, worker) at their step number `at`: they are killed ("kill"), or the disk is
    full from there on ("full"); "count" only counts."""

    kind: str
    role: str
    at: int = 0


@dataclass
class Driver:
    """Forks commands from a process that has imported what they need, since starting each anew would take most of the time. `environment` is
    that of the commands; runtime files of Jupyter, temporary files and the key lie in folders of its own below `folder`."""

    folder: Path
    more: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("home", "run", "temporary", "jupyter"):
            (self.folder / name).mkdir(parents=True, mode=0o700)
        self.environment = os.environ | {
            "PYTHONPATH": os.pathsep.join([str(CHILD), str(REPO), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "XDG_RUNTIME_DIR": str(self.folder / "run"), "TMPDIR": str(self.folder / "temporary"), "NIANBAO_LANG": "en",
            "JUPYTER_RUNTIME_DIR": str(self.folder / "jupyter"), "NIANBAO_KEY_FILE": str(self.folder / "home" / "key"), **self.more,
        }  # fmt: skip
        self.tally = self.folder / "tally"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.forking"], cwd=self.folder, env=self.environment | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def start(self, place: Place, *words: object, strike: Strike | None = None, **env: str) -> int:
        """Starts the command, in a session of its own; its number."""
        self.tally.unlink(missing_ok=True)
        if strike:
            roots = [f"{place.root}/", f"{self.folder}/jupyter/", f"{self.folder}/home/key", f"{self.folder}/home/.key", f"{self.folder}/temporary/.nianbao"]
            env["NIANBAO_STRIKE"] = json.dumps({"kind": strike.kind, "role": strike.role, "at": strike.at, "roots": roots, "tally": str(self.tally)})
        asked = {"words": [str(word) for word in words], "cwd": str(place.root), "env": env, "out": str(self.folder / "out"), "err": str(self.folder / "err")}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def wait(self) -> Done:
        """How the command ended; minus the signal's number where by a signal."""
        code = int(self._process.stdout.readline())
        return Done(code, *((self.folder / name).read_text("utf-8", "replace") for name in ("out", "err")))

    def run(self, place: Place, *words: object, strike: Strike | None = None, **env: str) -> Done:
        self.start(place, *words, strike=strike, **env)
        return self.wait()

    def steps(self) -> list[str]:
        """What the struck role did on the file system, up to the strike."""
        return self.tally.read_text("utf-8").splitlines() if self.tally.exists() else []

    def runtime(self) -> list[str]:
        """What of nianbao's lies where kernels' addresses and temporary files do, and beside the key."""
        found = [*(self.folder / "jupyter").iterdir(), *(self.folder / "temporary").glob(".nianbao*"), *(self.folder / "home").glob(".*")]
        return sorted(path.name for path in found)

    def moments(self) -> list[int]:
        """The numbers of the steps that were counted, first and last alone where the same is done to many files of a folder."""
        kinds = [(step.partition("\t")[0], step.rpartition("/")[0]) for step in self.steps()]
        return [at for at, kind in enumerate(kinds, 1) if kinds[at - 2 : at - 1] != [kind] or kinds[at : at + 1] != [kind]]

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        for path in (self.folder / "run").glob("nianbao-*/*.sock"):
            path.unlink()  # the warm process ends without it

    def __enter__(self) -> Driver:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
