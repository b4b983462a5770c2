"""Every sentence of every error and every warning, as somebody who provoked it reads it, in Chinese and in English."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from tests.messages.ground import IDENTITY, NAME, PHONE
from tests.messages.provoking import all_cases, goldens, tell

import nianbao
from nianbao.errors import NianbaoError

ROOT = Path(__file__).parents[2]
CASES, GOLDENS = {str(case): case for case in all_cases()}, goldens()
# The one place of a message that is outside a workspace, and has to be told in full.
OUTSIDE = {"usage-no_workspace", "outputs-key_that_is_none", "outputs-key_that_others_may_read", "outputs-key_that_may_not_be_written", "systems-worker_with_another_key"}


def classes() -> list[type[NianbaoError]]:
    """Every class of the family, those of modules outside `errors` too, that is raised: the heads of branches are not."""
    for module in pkgutil.walk_packages(nianbao.__path__, "nianbao."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, left = [], [NianbaoError]
    while left:
        left += (one := left.pop()).__subclasses__()
        found.append(one)
    return [one for one in found if "zh" in vars(one) and one is not NianbaoError]


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_stands_in_the_goldens(name, tmp_path):
    assert tell(CASES[name], tmp_path) == GOLDENS[name]


def test_every_golden_has_its_case():
    assert set(GOLDENS) == set(CASES)


@pytest.mark.parametrize("error", classes(), ids=lambda error: error.__name__)
def test_every_class_is_provoked(error):
    assert error.__name__ in {told.error for told in GOLDENS.values()}


@pytest.mark.parametrize("name", GOLDENS)
def test_it_is_one_sentence_or_two_that_anybody_may_read(name):
    told = GOLDENS[name]
    for text in (told.zh, told.en):
        assert not [secret for secret in (NAME, IDENTITY, PHONE) if secret in text]
        assert "Traceback" not in text and ("\n" not in text or name in LISTS) and "Words(" not in text
        assert "/tmp/" not in text and ("{here}" in text) == (name in OUTSIDE)
        assert text.endswith(("。", ".", "？", "?"))
    assert re.search("[一-鿿]", told.zh)
    assert not re.search("[，。：；]", re.sub("“[^”]*”|`[^`]*`|'[^']*'", "", told.en)) or name in QUOTED


# What is wrong with several files is a list of what each says.
LISTS = {"records-several_of_them", "warnings-roll_up_without_some_of_the_offices"}
# Text of a report in Chinese is quoted as it stands; what a kernel says is in the language of messages alone.
QUOTED = {"publishing-not_fit", "publishing-not_whole", "kernels-notebook_told_of_a_mistake"}


def test_exit_codes_are_those_of_the_readme():
    table = re.findall(r"^\| (\d+) \| ", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert {str(told.exit) for told in GOLDENS.values()} <= set(table)
    assert {told.exit for told in GOLDENS.values()} == {0, 2, 3, 4, 5, 6, 7, 8}
