"""The ways to give a word on the command line, hostile words, and how a command given one ends."""

from __future__ import annotations

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from tests.hostile.payloads import RAN
from tests.places import Done

WAYS = [
    ("run", "{}", "2023"), ("run", "town", "2023", "--as-of", "{}"), ("explain", "{}", "town", "2023"), ("explain", "--since", "{}", "town", "2023"),
    ("diff", "{}", "2023"), ("publish", "town", "2023", "--revise", "{}"), ("verify", "{}"), ("audit", "{}"), ("returned", "{}", "town", "2023"),
    ("split", "{}", "2023"), ("batch", "2023", "--offices", "{}"), ("batch", "2023", "--level", "{}"), ("rollup", "{}", "2023"), ("tables", "{}"),
    ("new-table", "{}", "sample.csv"), ("init", "new", "--office", "{}"), ("runs", "{}", "2023"), ("status", "{}"), ("forget", "{}", "2023"), ("{}",),
    ("run", "town", "2023", "--{}"),
]  # fmt: skip
TEXTS = ["../../outside", "/nowhere/../etc/none", "x\x1b[31m\u202ey", f"$(touch {RAN})", "=1+1<script>ran=1</script>", "'; DROP TABLE x; --", "x\udcffy", "con"]


def small_place(folder: Path) -> Path:
    """A workspace with an office that has no files yet, and a file to start a table from."""
    root = folder / "w"
    (root / "data" / "raw" / "town" / "2023").mkdir(parents=True)
    (root / "data" / "raw" / "town" / "office.yml").write_text("name: {zh: 某镇}\ntables: [petitions]\n", "utf-8")
    (root / "sample.csv").write_text("甲,乙\n1,2\n", "utf-8")
    return root


def end_of(way: tuple[str, ...], text: str, root: Path) -> Done:
    """How the command ends, called through its own front in this process: to start Python anew each time would take minutes."""
    from nianbao import cli

    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, chdir(root), redirect_stdout(out), redirect_stderr(err):
        patch.setattr("sys.argv", ["nianbao", *(word.replace("{}", text) for word in way)])
        patch.setattr(cli, "collect_seldom", lambda: None)
        patch.setattr(cli, "end_at_sigterm", lambda: None)
        with pytest.raises(SystemExit) as ended:
            cli.main()
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def is_one_sentence(done: Done) -> bool:
    """Whether it ended with a user's exit code and said why in one line."""
    return done.code in (2, 3, 4, 7) and len(done.err.splitlines()) == 1 and "程序错误" not in done.err and "Traceback" not in done.err


def listing(folder: Path) -> set[str]:
    """Every path below the folder, but for the locks of a year that is there."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    return {name for name in found if not name.startswith("w/data/runs")}
