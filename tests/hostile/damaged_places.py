"""Files that are no files, that may not be read, or that are gone when they are."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.damaged import Damage, whole

XLSX = "信访登记表.xlsx"


def cases() -> Iterator[Damage]:
    outside = {"a file": lambda folder: _file(folder), "a file of the system": lambda _: Path("/etc/passwd")}
    for what, target in outside.items():
        yield Damage(f"a link to {what} outside the workspace", _linked(target), cheap=True)
    yield Damage("a link to a file of the workspace", _linked(lambda folder: _file(folder, inside=True)), cheap=True)
    yield Damage("a link that leads nowhere", _linked(lambda _: Path("/nowhere/x.xlsx")), cheap=True)
    yield Damage("a link to itself", _linked(lambda folder: folder / XLSX), cheap=True)
    yield Damage("a link to a folder outside", _linked(lambda folder: _folder(folder)), cheap=True)
    yield Damage("a link to the folder it lies in", lambda folder: (folder / "全部").symlink_to(folder))
    yield Damage("a link to endless noughts", _linked(lambda _: Path("/dev/zero")), cheap=True)
    yield Damage("a link to nothing at all", _linked(lambda _: Path("/dev/null")))
    yield Damage("a folder called xlsx", lambda folder: (folder / XLSX).mkdir(), cheap=True)
    yield Damage("a folder called xls with a register in it", _in_a_folder("信访.xls"))
    yield Damage("a pipe", lambda folder: os.mkfifo(folder / XLSX), cheap=True)
    yield Damage("a pipe that no table claims", lambda folder: os.mkfifo(folder / "其他"))
    yield Damage("a socket", _socket, cheap=True)
    yield Damage("a file that may not be read", lambda folder: _file(folder, XLSX).chmod(0), cheap=True)
    yield Damage("a folder that may not be entered", _in_a_folder("上半年", 0), cheap=True)
    yield Damage("a folder that may not be listed", _in_a_folder("上半年", 0o311))
    yield Damage("a folder whose files may not be opened", _in_a_folder("上半年", 0o644))
    for times in (1, 3):
        yield Damage(f"deleted while reading, {times}", _several(times), _gone, cheap=times == 1)
    yield Damage("a name in GBK", lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/" + "信访登记表.xlsx".encode("gbk"))).write_bytes(whole("xlsx")), cheap=True)
    yield Damage("a name in GBK beside a good file", _beside_gbk)
    yield Damage("a name with a new line", lambda folder: (folder / "信访\n登记表.xlsx").write_bytes(whole("xlsx")))
    yield Damage("a name of control signs", lambda folder: (folder / "信访\x1b[31m\x07登记表.xlsx").write_bytes(whole("xlsx")))
    yield Damage("a name of 80 characters", lambda folder: (folder / ("信访" * 40 + ".xlsx")).write_bytes(whole("xlsx")))
    yield Damage("a name that turns its direction", lambda folder: (folder / "信访\u202exslx.表.xlsx").write_bytes(whole("xlsx")))
    yield Damage("a register in a folder of twenty folders", _deep)


def _file(folder: Path, name: str = "", inside: bool = False) -> Path:
    place = folder / name if name else (folder.parents[3] / "elsewhere.xlsx" if inside else folder.parents[4] / "elsewhere.xlsx")
    place.write_bytes(whole("xlsx"))
    return place


def _folder(folder: Path) -> Path:
    place = folder.parents[4] / "elsewhere"
    place.mkdir()
    (place / XLSX).write_bytes(whole("xlsx"))
    return place


def _linked(target: Callable[[Path], Path]) -> Callable[[Path], object]:
    return lambda folder: (folder / XLSX).symlink_to(target(folder))


def _in_a_folder(name: str, mode: int = 0o755) -> Callable[[Path], object]:
    def put(folder: Path) -> None:
        (folder / name).mkdir()
        (folder / name / XLSX).write_bytes(whole("xlsx"))
        (folder / name).chmod(mode)

    return put


def _socket(folder: Path) -> None:
    # The path of a socket may be of a hundred bytes alone.
    here = Path.cwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(XLSX)
    finally:
        os.chdir(here)


def _several(times: int) -> Callable[[Path], object]:
    return lambda folder: [_file(folder, f"信访{number}.xlsx") for number in range(times)]


def _gone() -> None:
    """Somebody deletes the files once the folder has been listed."""
    from nianbao.reading import folder as reading

    listed = reading.candidates

    def then_gone(place: Path) -> list[Path]:
        found = listed(place)
        for path in found:
            path.unlink(missing_ok=True)
        return found

    reading.candidates = then_gone  # only the process of this case is so


def _beside_gbk(folder: Path) -> None:
    (folder / XLSX).write_bytes(whole("xlsx"))
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "说明.txt".encode("gbk"))).write_bytes(b"x")


def _deep(folder: Path) -> None:
    place = folder.joinpath(*["层"] * 20)
    place.mkdir(parents=True)
    (place / XLSX).write_bytes(whole("xlsx"))
