"""The whole job, as a user runs it: the command in a process of its own, on a copy of the sample office."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A workspace to run commands in."""

    root: Path

    def nianbao(self, *words: object, lang: str = "zh") -> Done:
        env = os.environ | {"NIANBAO_LANG": lang, "NIANBAO_KEY_FILE": str(self.root / "key")}
        command = [sys.executable, "-m", "nianbao", *map(str, words)]
        found = subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, check=False)
        return Done(found.returncode, found.stdout, found.stderr)

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw" / "shangcang" / "2023"

    @property
    def review(self) -> Path:
        return self.root / "reviews" / "shangcang" / "2023"

    @property
    def checked(self) -> Path:
        return self.root / "data" / "checked" / "shangcang" / "2023"


def sample_workspace(folder: Path) -> Place:
    """A copy of the sample office's raw files in a workspace of its own, outside the repo."""
    shutil.copytree(REPO / "data" / "raw" / "shangcang", folder / "data" / "raw" / "shangcang")
    return Place(folder)


def small_workspace(folder: Path) -> Place:
    """Two tables of the sample office and their files alone: a run of it takes a third of the time."""
    sample = REPO / "data" / "raw" / "shangcang"
    office = folder / "data" / "raw" / "shangcang"
    for year in ("2022", "2023"):
        (office / year).mkdir(parents=True)
        for kind in ("信访", "处罚"):
            for file in (sample / year).glob(f"*{kind}*"):
                shutil.copyfile(file, office / year / file.name)
    settings = "name: {zh: 某镇, en: Some Town}\nsynthetic: true\ntables: [petitions, penalties]\n"
    (office / "office.yml").write_text(settings, "utf-8")
    return Place(folder)
