"""A release: wheel, source, bill of materials and SHA256SUMS in dist/, the same bytes from the same commit."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from supply import bom
from supply.epoch import epoch
from supply.lock import PROJECT, ROOT

DIST = ROOT / "dist"


def make(folder: Path = DIST) -> list[Path]:
    """Builds everything into the folder; returns the files. Raises CalledProcessError where hatchling cannot build."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"nianbao-{PROJECT['version']}*"):
        old.unlink()
    env = os.environ | {"SOURCE_DATE_EPOCH": str(epoch())}
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, env=env, capture_output=True, check=True)
    bom.write(folder)
    made = sorted(folder.glob(f"nianbao-{PROJECT['version']}*"))
    sums = folder / "SHA256SUMS"
    sums.write_text("".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made), "utf-8")
    return [*made, sums]
