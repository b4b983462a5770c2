"""One damaged file, cleaned in a process of its own: how that ended, how long it took, how much memory it held."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.hostile.damaged import CANARIES, ROWS, SHEET, Damage
from tests.spec.drawn import PETITIONS, YEAR, Office, workbook

# No case may hold more memory (MB) or take longer (seconds, of a machine with other things to do too).
MOST_MEGABYTES, MOST_SECONDS = 1500, 60
READ, QUARANTINED, STOPPED, REFUSED = "读入", "隔离", "关口", "一条说明"
NOBODY = 65_534


@dataclass(frozen=True)
class Tried:
    """How a case ended (one of the three words, or "" where as none may), what was said or wrong, and what it cost."""

    ended: str
    said: str = ""
    wrong: str = ""
    seconds: float = 0
    megabytes: float = 0


def tried(case: Damage, folder: Path) -> Tried:
    """The case in a process of its own, which may not read what its owner has taken its rights from."""
    truth()
    office = Office(folder / "workspace")
    made = apart(lambda: (case.put(office.raw / str(YEAR)), Tried(READ))[1], folder)
    if not made.ended:
        raise RuntimeError(made.wrong)
    return apart(lambda: judged(case, office, folder), folder)


def key_of_nobody(folder: Path) -> Path:
    """A key in the folder that the process of a case may read, which is nobody's, as are the cases' rights."""
    path = folder / "pseudonym.key"
    path.write_text("5a" * 32)
    path.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(path, NOBODY)
    for above in path.parents:
        if above == Path(tempfile.gettempdir()):
            break
        above.chmod(0o755)
    return path


def apart(work: Callable[[], Tried], folder: Path) -> Tried:
    """What a forked process makes of it; it is ended where it takes too long, and what it prints is wrong.

    Seconds are those of the processor: other things run beside it.
    """
    result, printed = folder / "result.json", folder / "printed"
    result.unlink(missing_ok=True)
    start = time.monotonic()
    child = os.fork()
    if not child:
        _child(work, result, printed)
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() - start > 5 * MOST_SECONDS:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.002)
    megabytes, seconds = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    told = printed.read_text("utf-8", "replace") if printed.exists() else ""
    if status or not result.exists():
        return Tried("", told[-2000:], f"the process ended by {status}: {told[-300:]}", seconds, megabytes)
    found = json.loads(result.read_text("utf-8"))
    wrong = found["wrong"] or (f"printed: {told[-2000:]}" if told else "")
    if not wrong and (seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES):
        wrong = f"{seconds:.0f} seconds, {megabytes:.0f} MB"
    return Tried(found["ended"], found["said"], wrong, seconds, megabytes)


def _child(work: Callable[[], Tried], result: Path, printed: Path) -> None:
    code = 1
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))
        out = os.open(printed, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        try:
            found = work()
        except BaseException:
            found = Tried("", "", traceback.format_exc()[-3000:])
        new = result.with_suffix(".new")
        new.write_text(json.dumps({"ended": found.ended, "said": found.said, "wrong": found.wrong}), "utf-8")
        new.replace(result)
        code = 0
    finally:
        sys.stdout.flush()
        os._exit(code)


def judged(case: Damage, office: Office, folder: Path) -> Tried:
    """What cleaning made of the file; in a process that owns nothing but the workspace."""
    from nianbao.cleaning import clean

    if case.meanwhile:
        case.meanwhile()

    def cleaned() -> tuple[str, str]:
        with _as_nobody(folder):
            clean(office.work())
        return judge(office, case)

    return outcome(cleaned)


def outcome(work: Callable[[], tuple[str, str]]) -> Tried:
    """How it ended where `work` gives the word and what is wrong, or raises an error of the family, which must say itself."""
    from nianbao.errors import NianbaoError

    try:
        ended, wrong = work()
        return Tried(ended, wrong=wrong)
    except NianbaoError as error:
        said = {lang: error.say(lang) for lang in ("zh", "en")}
    return Tried(REFUSED, said["en"], _wrong_words(said))


def _wrong_words(said: dict[str, str]) -> str:
    if any(canary in text for canary in CANARIES for text in said.values()):
        return f"the message tells what is personal: {said}"
    if not all(said.values()) or any("Traceback" in text or "\x00" in text for text in said.values()):
        return f"no clear message: {said}"
    if any(len(text) > 1000 for text in said.values()):
        return f"a message of {max(map(len, said.values()))} signs"
    return "" if all(text.isprintable() or "\n" in text for text in said.values()) else f"signs that nobody can print: {said!r}"


def judge(office: Office, case: Damage) -> tuple[str, str]:
    """Read or quarantined, and what is wrong: rows that are lost, or a record that the undamaged file does not have."""
    from tests.spec.drawn import Cleaning

    found = Cleaning(office.work())
    kept, wrong = 0, ""
    if not found.account["files"]:
        return "", "nothing is heard of the file"
    for file in found.account["files"]:
        for sheet in file["sheets"]:
            parts = sum(sheet[part] for part in ("header", "totals", "kept", "voided", "quarantined", "duplicates"))
            if not parts == sheet["physical"] == sheet["counted"]:
                wrong = f"rows are lost: {parts} of {sheet['physical']}, counted {sheet['counted']}"
            kept += sheet["kept"]
    if wrong:
        return (STOPPED, "") if _is_stopped(office) else ("", wrong)
    records = _records(found) if "petitions" in found.account["tables"] else []
    if len(records) != kept:
        return "", f"{len(records)} records of {kept} kept rows"
    if case.true and not set(records) <= truth():
        return "", f"records that the undamaged file does not have: {sorted(set(records) - truth())[:2]}"
    if any(canary in (found.work.clean / "quarantine.csv").read_text("utf-8-sig") for canary in CANARIES[:2]):
        return "", "quarantine tells what is personal"
    return (QUARANTINED if any(sheet["quarantined"] for file in found.account["files"] for sheet in file["sheets"]) else READ), ""


def _is_stopped(office: Office) -> bool:
    """Whether the gate closes since the two readers do not agree."""
    from nianbao.checking import check

    outcomes = check(office.work(engine="duckdb")).checks.outcomes
    return any(one.rule.id in ("files.rows-accounted", "files.readers-agree") and one.state == "fail" and one.rule.severity == "critical" for one in outcomes)


def _records(found) -> list[tuple]:
    table = found.table("petitions")
    return list(zip(*(table[name] for name in ("petition_no", "received_on", "closed_on", "channel", "petitioner")), strict=True))


@cache
def truth() -> set[tuple]:
    """The records of the undamaged register."""
    from tests.spec.drawn import Cleaning

    from nianbao.cleaning import clean

    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "workspace")
        office.put(PETITIONS, workbook((SHEET, ROWS)))
        clean(office.work())
        return set(_records(Cleaning(office.work())))


@contextmanager
def _as_nobody(folder: Path):
    """Rights that were taken away hold for root too, in a process that is somebody else."""
    if os.geteuid() == 0:
        for place, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(Path(place) / name, NOBODY, NOBODY, follow_symlinks=False)
        os.chown(folder, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if os.geteuid() == NOBODY and os.getuid() == 0:
            os.seteuid(0)
            os.setegid(0)
