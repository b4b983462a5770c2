"""The cases: each provokes one sentence of one class by the program itself, on files as somebody might have left them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import redirect_stderr
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from unittest import mock

import yaml
from tests.messages.ground import Ground, ground

from nianbao.errors import NianbaoError

GOLDENS = Path(__file__).with_name("goldens")
FAMILIES = ("usage", "years", "settings", "tables", "records", "splits", "reports", "publishing", "outputs", "kernels", "systems", "warnings")

# What differs from run to run: who holds a lock and since when, a hash, a worker.
_VOLATILE = (
    (re.compile(r"[A-Za-z0-9._-]+:\d+ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "PC:4321 2024-02-20T09:00:00Z"), (re.compile(r"[0-9a-f]{16}…"), "0123456789abcdef…"),
    (re.compile(r"inproc://[0-9./]+"), "tcp://10.0.0.7:40001"),
)


@dataclass(frozen=True)
class Case:
    """`provoke` runs on a Ground of its own and raises; the sentence stands in goldens/<family>.yml under `name`."""

    family: str
    name: str
    provoke: Callable[[Ground], object]

    def __str__(self) -> str:
        return f"{self.family}-{self.name}"


@dataclass(frozen=True)
class Told:
    """What an error said: its class, exit code, and its sentence in both languages; `here` stands for the case's own folder.

    A warning is no error: its class is "–", its exit code what the command ends with all the same, its text all that was printed.
    """

    error: str
    exit: int
    zh: str
    en: str


class Cases(dict[str, Callable[[Ground], object]]):
    """A family's cases by name, as its module puts them together."""

    def __call__(self, provoke: Callable[[Ground], object]) -> Callable[[Ground], object]:
        """A function is a case of its own name."""
        self[provoke.__name__] = provoke
        return provoke

    def each(self, name: str, variants: dict[str, object], provoke: Callable[..., object]) -> None:
        """A case for each variant: `provoke` is called with the ground and its value."""
        for variant, value in variants.items():
            self[f"{name}_{variant}"] = lambda at, value=value: provoke(at, value)


def all_cases() -> list[Case]:
    """Every case, by family."""
    modules = {family: import_module(f"tests.messages.{family}") for family in FAMILIES}
    return [Case(family, name, provoke) for family, module in modules.items() for name, provoke in module.CASES.items()]


def tell(case: Case, folder: Path) -> Told:
    """Provokes the case in the folder, which is new. Raises AssertionError where nothing was raised, or printed."""
    if case.family == "warnings":
        (exit_code, zh), (_, en) = (_printed(case, folder / lang, lang) for lang in ("zh", "en"))
        return Told("–", exit_code, zh, en)
    with ground(folder) as at:
        try:
            case.provoke(at)
        except NianbaoError as error:
            said = {lang: _settled(error.say(lang), folder) for lang in ("zh", "en")}
            return Told(type(error).__name__, error.exit_code, **said)
    raise AssertionError(f"{case} raised nothing")


def _printed(case: Case, folder: Path, lang: str) -> tuple[int, str]:
    folder.mkdir()
    code = 0
    with ground(folder) as at, mock.patch.dict("os.environ", {"NIANBAO_LANG": lang}), redirect_stderr(StringIO()) as told:
        try:
            case.provoke(at)
        except SystemExit as ended:
            code = int(ended.code or 0)
    assert told.getvalue(), f"{case} printed nothing"
    return code, _settled(told.getvalue().strip(), folder)


def goldens() -> dict[str, Told]:
    """Case → what stands in the files."""
    found = {family: yaml.safe_load((GOLDENS / f"{family}.yml").read_text("utf-8")) or {} for family in FAMILIES}
    return {f"{family}-{name}": Told(**told) for family, cases in found.items() for name, told in cases.items()}


def _settled(text: str, folder: Path) -> str:
    text = text.replace(str(folder), "{here}")
    for pattern, instead in _VOLATILE:
        text = pattern.sub(instead, text)
    return text
