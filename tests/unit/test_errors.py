"""One family of errors: a sentence in two languages that says the same, and an exit code that is documented."""

import inspect
import os
import re
import string
import subprocess
import sys

import pytest

from nianbao import errors
from nianbao.errors import NianbaoError
from nianbao.words import Words

CLASSES = [found for _, found in inspect.getmembers(errors, inspect.isclass) if issubclass(found, NianbaoError)]
SENTENCES = [found for found in CLASSES if "zh" in vars(found)]
GROUPS = {"UsageError": 2, "SettingsError": 3, "RecordsError": 4, "GateClosed": 5, "AgainstTheRecords": 5, "CannotBeRight": 5, "NotebookError": 6, "OutputError": 7, "Locked": 8}


def places(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_every_error_has_a_sentence_in_both_languages(error):
    assert ("zh" in vars(error)) == ("en" in vars(error))
    assert error.zh and error.en


@pytest.mark.parametrize("error", SENTENCES, ids=lambda error: error.__name__)
def test_both_languages_tell_the_same_facts(error):
    assert places(error.zh) == places(error.en)
    assert places(error.zh)


@pytest.mark.parametrize("error", [found for found in SENTENCES if found is not NianbaoError], ids=lambda error: error.__name__)
def test_each_language_is_in_its_own_script(error):
    assert re.search("[一-鿿]", error.zh)
    assert not re.search("[一-鿿]", error.en)
    assert error.zh.rstrip().endswith(("。", "}"))
    assert error.en.rstrip().endswith((".", "}"))


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_each_group_has_one_exit_code(error):
    groups = [base.__name__ for base in error.__mro__ if base.__name__ in GROUPS]
    assert error.exit_code == (GROUPS[groups[0]] if groups else 1)


@pytest.mark.parametrize("error", SENTENCES, ids=lambda error: error.__name__)
def test_every_sentence_is_made_of_its_facts(error):
    facts = {name: f"<{name}>" for name in places(error.zh)}
    for lang in ("zh", "en"):
        assert all(fact in error(**facts).say(lang) for fact in facts.values())


def test_facts_are_said_in_the_language_of_the_sentence():
    error = errors.NotATable(file="a.xlsx", problem=Words(zh="它是空文件", en="it is empty"))
    assert error.say("zh").startswith("a.xlsx 不是表格：它是空文件。")
    assert error.say("en").startswith("a.xlsx is no table: it is empty.")


def test_lists_are_said_in_a_row_and_none_in_a_word():
    assert "有 a、b。" in errors.UnknownParameter(got="x", known=["a", "b"]).say("zh")
    assert "there are a, b." in errors.UnknownParameter(got="x", known=("a", "b")).say("en")
    assert "（无）" in errors.UnknownParameter(got="x", known=[]).say("zh")


def test_a_hint_is_given_only_where_something_is_near():
    assert errors.UnknownFigure(where="p", got="clsed", near="closed").say("en").count("Did you mean “closed”?") == 1
    assert errors.UnknownFigure(where="p", got="clsed", near="closed").say("zh").count("是不是“closed”？") == 1
    assert "mean" not in errors.UnknownFigure(where="p", got="clsed", near=None).say("en")
    assert "mean" not in errors.UnknownFigure(where="p", got="clsed").say("en")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({"NIANBAO_LANG": "en"}, "no figure"), ({"NIANBAO_LANG": "zh"}, "没有名为"), ({}, "没有名为"), ({"LANG": "en_GB.UTF-8"}, "no figure"),
     ({"LANG": "zh_CN.UTF-8"}, "没有名为"), ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "no figure"), ({"NIANBAO_LANG": "fr"}, "没有名为"),
     ({"NIANBAO_LANG": "zh", "LANG": "en_US"}, "没有名为")],
    ids=str,
)  # fmt: skip
def test_the_language_of_messages_is_told_or_taken_from_the_locale(monkeypatch, environment, expected):
    for name in ("NIANBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert expected in str(errors.UnknownFigure(where="p", got="x"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_documents_every_exit_code(lang):
    text = subprocess.run(
        [sys.executable, "-m", "nianbao", "--help"], env={**os.environ, "NIANBAO_LANG": lang}, capture_output=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip
    said = text[re.search("退出码|Exit codes", text).start() :]
    assert {int(code) for code in re.findall(r"(?<!\d)(\d) (?=\w)", said)} >= {error.exit_code for error in CLASSES} | {0}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_mistake_prints_one_sentence_and_no_traceback(tmp_path, lang):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", "run", "town", "2023", "-w", str(tmp_path)], env={**os.environ, "NIANBAO_LANG": lang},
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("nianbao: ") and "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
