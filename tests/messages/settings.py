"""What people wrote and cannot stand so: office.yml, waivers, corrections, the text of sections."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.messages.ground import IDENTITY, NAME, REGISTER, Ground
from tests.messages.provoking import Cases
from tests.spec.drawn import PETITIONS, SHEET

from nianbao.checking.waivers import read_waivers
from nianbao.levels import Levels
from nianbao.office import Workspace
from nianbao.review.prose import _text
from nianbao.review.sections import section

CASES = Cases()


def raised(error: Exception) -> None:
    raise error


def village(at: Ground, name: str, settings: str) -> Path:
    return at.write(f"data/raw/{name}/office.yml", f"name: {{zh: {name}}}\n{settings}\n")


CASES.each(
    "bad_yaml",
    {
        "twice": "name: {zh: 试验镇}\nlevel: town\nlevel: county\n", "key": "name: {zh: 试验镇}\n[a, b]: 1\n", "missing": "level: town\n",
        "unknown_key": "name: {zh: 试验镇}\nlevl: town\n", "choice": "name: {zh: 试验镇}\nfonts: machine\n",
    },
    lambda at, text: (at.settings(text), at.nianbao("run", "town", 2023)),
)  # fmt: skip


@CASES
def bad_yaml_bomb(at: Ground) -> None:
    at.settings("a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(f"{n}: &{n} [{', '.join(['*' + b] * 10)}]\n" for b, n in zip("abcde", "bcdef", strict=True)))
    at.nianbao("run", "town", 2023)


CASES.each(
    "parent",
    {"not_there": {"a": "parent: countty"}, "itself": {"a": "parent: a"}, "ring": {"a": "parent: b", "b": "parent: a"}},
    lambda at, offices: ([village(at, name, text) for name, text in {"county": "", **offices}.items()], raised(Levels(Workspace(at.root)).faults["a"])),
)  # fmt: skip

WAIVER = "- {rule: petitions.number-unique, reason: 系统合并, who: 王主任, until: 2099-12-31}\n"


CASES.each(
    "waiver",
    {"twice": WAIVER * 2, "of_no_rule": WAIVER.replace("unique", "uniqe"), "expired": WAIVER.replace("2099", "2023")},
    lambda at, text: (at.put("waivers.yml", text), read_waivers(at.raw / "2023", ["petitions.number-unique"])),
)  # fmt: skip


def correct(at: Ground, register: str = REGISTER, without: str = "", **given: object) -> None:
    """The register with a correction of this cell; `without` leaves out a column of the file."""
    sha = hashlib.sha256(at.petitions(register).read_bytes()).hexdigest()
    line = {"file": PETITIONS, "sha256": sha, "sheet": SHEET, "row": 2, "column": "办结时间", "old": "2023-02-02", "new": "2023-02-03", "reason": "见原件", "who": "李会计"}
    line = {name: value for name, value in (line | given).items() if name != without}
    at.put("corrections.csv", f"{','.join(line)}\n{','.join(map(str, line.values()))}\n")
    at.clean()


CASES.each(
    "correction",
    {
        "without_a_column": {"without": "reason"}, "row": {"row": "二"}, "no_reason": {"reason": ""}, "no_file": {"file": "信访.xlsx"}, "changed": {"sha256": "0" * 16},
        "no_sheet": {"sheet": "Sheet1"}, "no_column": {"column": "结案时间"}, "no_record": {"row": 9}, "date": {}, "empty": {"row": 3, "column": "受理告知时间", "old": "2023-01-06"},
        "category": {"column": "信访形式", "old": "来访"}, "name": {"column": "信访人", "old": "赵铁"}, "identity": {"column": "证件号码", "old": "1"},
        "phone": {"column": "联系电话", "old": "1"},
    },
    lambda at, given: correct(at, **given),
)  # fmt: skip


@CASES
def correction_of_a_date_that_is_a_person(at: Ground) -> None:
    correct(at, REGISTER.replace("2023-02-01", NAME), old="x")


@CASES
def correction_of_a_date_that_is_an_identity_number(at: Ground) -> None:
    correct(at, REGISTER.replace("2023-02-01", IDENTITY), old="x")


@CASES
def correction_of_a_file_that_no_table_claims(at: Ground) -> None:
    sha = hashlib.sha256(at.put("名单.csv", "a,b\n1,2\n").read_bytes()).hexdigest()
    at.put("corrections.csv", f"file,sha256,sheet,row,column,old,new,reason,who\n名单.csv,{sha},,2,a,1,3,见原件,李会计\n")
    at.clean()


CASES.each(
    "text",
    {
        "unknown_figure": "办结{{petitions.clsed}}件。", "unknown_part": "来信{{petitions.closed: 来函}}件。", "unknown_format": "办结{{petitions.closed|abot}}件。",
        "variant_without_an_end": "{{?petitions.closed}}办结若干件。", "variant_without_a_start": "办结若干件{{/}}。",
    },
    lambda at, text: (at.put("text/petitions.md", text), section(at.registered().work(), "petitions", "")),
)  # fmt: skip


@CASES
def text_that_leads_outside(at: Ground) -> None:
    at.put("corrections.csv", "").unlink()
    (at.raw / "2023/corrections.csv").symlink_to(at.root.parent / "key")
    at.clean()


@CASES
def bad_section(at: Ground) -> None:
    _text("zh 信访", None)


@CASES
def nothing_opened_yet(at: Ground) -> None:
    from nianbao.review import prose

    assert prose._writing.work is None
    _text("zh petitions", None)


