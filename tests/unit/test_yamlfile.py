"""YAML without surprises: what stays text, what is refused, and which line is named."""

import subprocess
import sys
from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, RootModel

from nianbao import yamlfile
from nianbao.errors import BadYaml


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Literal["text", "date"] = "text"
    required: bool = False
    until: date | None = None


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    table: str
    columns: dict[str, Inner] = {}
    rules: list[Inner] = []


class ListOf(RootModel[list[Inner]]):
    pass


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "some.yml"
    path.write_bytes(text.encode(encoding))
    return path


def value(tmp_path, text):
    return yamlfile.plain(yamlfile.parse(write(tmp_path, f"key: {text}\n")))["key"]


def refusal(tmp_path, text, model=Outer):
    with pytest.raises(BadYaml) as error:
        yamlfile.load(write(tmp_path, text), model)
    assert error.value.exit_code == 3
    return error.value.say("en")


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "on", "off", "No", "y", "n", "01", "001", "0o17", "0x1F", "12:30", "1:20:30", "2023-12-31", "2023-12-31 12:00:00",
     "1_000", "1e3", "1.2.3", ".5", "5.", ".inf", ".nan", "True", "NULL", "Null", "1,000", "<<", "="],
)  # fmt: skip
def test_what_only_looks_like_something_else_stays_text(tmp_path, text):
    assert value(tmp_path, text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", 1), ("-5", -5), ("0", 0), ("1.5", 1.5), ("-0.25", -0.25), ("true", True), ("false", False), ("null", None), ("~", None), ("", None)],
)
def test_plain_numbers_truths_and_nothing_are_what_they_look_like(tmp_path, text, expected):
    found = value(tmp_path, text)
    assert found == expected and isinstance(found, type(expected))


def test_a_column_may_be_called_no(tmp_path):
    assert set(yamlfile.load(write(tmp_path, "table: t\ncolumns:\n  no: {}\n  on: {}\n"), Outer).columns) == {"no", "on"}


def test_a_date_becomes_one_where_the_model_asks_for_it(tmp_path):
    assert yamlfile.load(write(tmp_path, "table: t\nrules: [{until: 2023-12-31}]\n"), Outer).rules[0].until == date(2023, 12, 31)


def test_a_byte_order_mark_is_no_content(tmp_path):
    assert yamlfile.load(write(tmp_path, "table: t\n", "utf-8-sig"), Outer).table == "t"


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n"])
def test_an_empty_file_is_an_empty_map_or_list(tmp_path, text):
    assert yamlfile.load(write(tmp_path, text), ListOf).root == []
    assert "table is missing" in refusal(tmp_path, text)


def test_a_key_named_twice_is_refused_with_its_line(tmp_path):
    assert refusal(tmp_path, "table: t\ncolumns:\n  a: {}\n  a: {}\n").startswith("some.yml, line 4: found duplicate key")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("table: t\ncolumns:\n  a: {kind: text}\n  b: {kind: dat}\n", "line 4: columns.b.kind is 'dat', expected 'text' or 'date'"),
        ("table: t\ncolumns:\n  a:\n    kind: text\n    requird: true\n", "line 5: unknown key columns.a.requird. Did you mean “required”?"),
        ("table: t\nrules:\n  - kind: text\n  - kind: date\n    required: perhaps\n", "line 5: rules.1.required"),
        ("tabel: t\n", "line 1: table is missing"),
        ("table: t\nrules: 5\n", "line 2: rules"),
        ("table: [t]\n", "line 1: table"),
        ("table: t\nzzzzzz: 1\n", "line 2: unknown key zzzzzz."),
        ("- a\n- b\n", "line 1: /"),
        ("5\n", "line 1: /"),
        ("just text\n", "line 1: /"),
        ("table: {zh\n", "line "),
        ("table: t\n\tcolumns: {}\n", "line 2: "),
        ("table: *nowhere\n", "line 1: "),
        ("table: t\n---\ntable: u\n", "line "),
        ("table: !!python/object/apply:os.getcwd []\n", "line 1: a tag, tag:yaml.org,2002:python/object/apply:os.getcwd, has no place here."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, text, said):
    assert refusal(tmp_path, text).startswith(f"some.yml, {said}")


def test_what_is_no_utf8_is_refused(tmp_path):
    with pytest.raises(BadYaml, match=r"some\.yml"):
        yamlfile.load(write(tmp_path, "table: 表\n", "gb18030"), Outer)


def test_a_long_value_is_cut_in_the_message(tmp_path):
    said = refusal(tmp_path, "table: t\nrules: " + "x" * 500 + "\n")
    assert "…" in said and len(said) < 200


def test_aliases_within_aliases_are_no_bomb(tmp_path):
    # 9 × 9 × … × 9 entries from 9 lines.
    levels = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
    path = write(tmp_path, f"a0: &a0 [x, x, x, x, x, x, x, x, x]\n{levels}")
    script = "import pathlib, sys\nfrom nianbao import office, yamlfile\nyamlfile.load(pathlib.Path(sys.argv[1]), office.OfficeFile)\n"
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=False, timeout=20)
    assert b"BadYaml" in done.stderr


def test_an_alias_of_itself_is_refused(tmp_path):
    assert refusal(tmp_path, "table: &a [*a]\n").startswith("some.yml, line 1")
