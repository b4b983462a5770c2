"""What nianbao is made of, and that it asks the network for nothing."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

from supply import advisories, bom, release
from supply.licences import faults, licence_of
from supply.lock import Pin, pins
from tests.hostile.advisory_service import service
from tests.hostile.test_advisories import CASES, LOCKED
from tests.hostile.whole_job import district
from tests.hostile.wire import wired
from tests.places import REPO

from reliability.outcome import Outcome

TITLE = ("供应链与断网", "Supply and no network")
_MOMENT = "1700000000"


def measure(folder: Path) -> list[Outcome]:
    """Licences, bill of materials, known vulnerabilities, a release made twice, and the whole main job on a wire that leads nowhere."""
    locked = pins()
    return [*_made_of(locked), _advisories(locked), _services(), _release(folder), *_job(folder)]


def _made_of(locked: list[Pin]) -> list[Outcome]:
    wrong = len(faults(licence_of(pin.name) for pin in locked))
    bill = bom.bill(locked, int(_MOMENT))
    invalid = int(bom.validated(bill) is not None or bill != bom.bill(locked, int(_MOMENT)))
    hashes = sum(not pin.hashes for pin in locked)
    return [
        Outcome("锁定的软件包都有哈希", "locked packages with hashes", len(locked), hashes, {"成立": len(locked) - hashes, "不成立": hashes}),
        Outcome("软件包的许可证，按名单核对", "licences of packages, held against the list", len(locked), wrong, {"成立": len(locked) - wrong, "不成立": wrong}),
        Outcome("物料清单：符合 CycloneDX 1.6，两次相同", "bill of materials: valid CycloneDX 1.6, twice the same", 1, invalid, {"不成立" if invalid else "成立": 1}),
    ]


def _advisories(locked: list[Pin]) -> Outcome:
    """Where no service is reached, that is what is told; no fault, and no all-clear."""
    began = time.monotonic()
    told = advisories.check(locked=locked)
    word = {advisories.CLEAR: "未出现", advisories.FOUND: "出现", advisories.UNCHECKED: "未核对"}[told.code]
    return Outcome(
        "锁定的软件包的已知漏洞", "known vulnerabilities of locked packages", len(locked), int(told.code == advisories.FOUND), {word: len(locked)},
        seconds=time.monotonic() - began,
    )  # fmt: skip


def _services() -> Outcome:
    """Sound, absent, failing and false services of this machine."""
    ended: Counter[str] = Counter()
    for kind, code, _ in CASES:
        with service(kind) as url:
            ended["成立" if advisories.check(url, LOCKED).code == code else "不成立"] += 1
    return Outcome("漏洞通告服务各种情形：说的就是查到的", "advisory services that answer, fail or lie: what is told is what was found", len(CASES), ended["不成立"], dict(ended))


def _release(folder: Path) -> Outcome:
    before, os.environ["SOURCE_DATE_EPOCH"] = os.environ.get("SOURCE_DATE_EPOCH"), _MOMENT
    try:
        one, two = ({path.name: path.read_bytes() for path in release.make(folder / name)} for name in ("one", "two"))
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    other = sum(one[name] != two.get(name) for name in one)
    return Outcome("发布的文件，做两次", "files of a release, made twice", len(one), other, {"相同": len(one) - other, "不同": other})


def _job(folder: Path) -> list[Outcome]:
    """Commands, each in processes of its own with kernels and workers; what Python asks for is refused, what goes past it is counted on the wire."""
    root, told = district(folder / "w"), folder / "told"
    told.mkdir()
    watcher = os.pathsep.join([str(REPO / "tests" / "offline"), os.environ.get("PYTHONPATH", "")])
    own = {"PYTHONPATH": watcher, "NIANBAO_TEST_OFFLINE": str(told), "NIANBAO_KEY_FILE": str(folder / "key"), "XDG_RUNTIME_DIR": str(folder)}
    began = time.monotonic()
    found = wired([sys.executable, "-m", "tests.hostile.whole_job", root], folder, REPO, os.environ | own)
    seconds = time.monotonic() - began
    shutil.rmtree(folder / f"nianbao-{os.geteuid()}", ignore_errors=True)
    commands = json.loads(found.out)
    bad = sum(one["code"] != 0 for one in commands)
    asked = sum(len(path.read_text("utf-8").splitlines()) for path in told.iterdir())
    processes = len(list(told.iterdir()))
    return [
        Outcome("整个主要工作，断网", "the whole main job without a network", len(commands), bad, {"完成": len(commands) - bad}, seconds=seconds),
        Outcome("其中的 Python 进程：要过网络的", "its Python processes: asked for the network", processes, asked, {"出现": asked} if asked else {"未出现": processes}),
        Outcome("线上要出去的数据包", "packets that wanted out", 1, int(found.packets > 0), {"出现" if found.packets else "未出现": 1}),
    ]
