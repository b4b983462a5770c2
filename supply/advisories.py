"""Known vulnerabilities of what is locked, by pip-audit: found, none known, or, where no service answers, not checked.

pip-audit ends with 1 both when it has found something and when it breaks for want of a network, and a service that answers everything
with nothing looks like good news. So its report is read, every pin must stand in it, and a package with known vulnerabilities is asked
for as well: a service that does not know of them knows nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from supply.lock import Pin, pins

# Vulnerable for certain, and for ever: dozens of advisories are known against it.
_KNOWN = ("django", "1.2")
_TIMEOUT = 15
CLEAR, FOUND, UNCHECKED = 0, 1, 3


@dataclass(frozen=True)
class Told:
    """What to tell, and the exit code: 0 nothing is known against what is locked, 1 something is, 3 not checked."""

    code: int
    says: str


def check(url: str | None = None, locked: list[Pin] | None = None) -> Told:
    """Asks OSV for every pin, whatever system it is for; `url` is another service that speaks OSV's protocol."""
    asked = {pin.name: pin.version for pin in (locked if locked is not None else pins())} | dict([_KNOWN])
    with TemporaryDirectory(prefix="nianbao-") as folder:
        listed, report = Path(folder, "requirements.txt"), Path(folder, "report.json")
        listed.write_text("".join(f"{name}=={version}\n" for name, version in asked.items()), "utf-8")
        command = [
            sys.executable, "-m", "pip_audit", "-r", str(listed), "--no-deps", "--disable-pip", "--progress-spinner", "off", "--timeout", str(_TIMEOUT),
            "--cache-dir", str(Path(folder, "cache")), "-s", "osv", *(["--osv-url", url] if url else []), "-f", "json", "-o", str(report),
        ]  # fmt: skip
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        try:
            found = json.loads(report.read_text("utf-8"))["dependencies"]
        except (OSError, ValueError, KeyError):
            last = (ended.stderr.strip().splitlines() or [f"exit {ended.returncode}"])[-1]
            return _unchecked("no advisory service reached", "没有连上漏洞通告服务", last[:300])
    return _told(found, asked)


def _told(found: Sequence[dict[str, Any]], asked: dict[str, str]) -> Told:
    answered = {one["name"]: one for one in found if "vulns" in one}
    if missing := sorted(asked.keys() - answered.keys()):
        return _unchecked(f"no answer for {', '.join(missing)}", f"没有得到回答：{'、'.join(missing)}", "")
    if not answered.pop(_KNOWN[0])["vulns"]:
        name = " ".join(_KNOWN)
        return _unchecked(f"the service knows nothing against {name}, which is vulnerable", f"该服务不知道 {name} 的已知漏洞", "")
    lines = [
        f"{name} {one['version']}: {vulnerability['id']}, mended in {', '.join(vulnerability['fix_versions']) or '–'}"
        for name, one in sorted(answered.items()) for vulnerability in one["vulns"]
    ]  # fmt: skip
    if lines:
        return Told(FOUND, "\n".join([f"已知漏洞 {len(lines)} 项 · known vulnerabilities: {len(lines)}", *lines]))
    return Told(CLEAR, f"锁定的 {len(answered)} 个软件包没有已知漏洞 · nothing is known against the {len(answered)} packages of the lock")


def _unchecked(en: str, zh: str, detail: str) -> Told:
    return Told(UNCHECKED, f"未核对：{zh} · not checked: {en}" + (f"\n{detail}" if detail else ""))
