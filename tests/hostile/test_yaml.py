"""YAML that would make something, unfold without end, or take the process down; and what is wrong with a value, in both languages."""

import pytest
from tests.hostile.yaml_texts import ATTACKS, FAULTS, loaded

from nianbao import yamlfile
from nianbao.errors import BadYaml, CannotRead
from nianbao.office import OfficeFile
from nianbao.tables import Table
from nianbao.yamlproblems import EXPECTED


def test_every_attack_ends_in_one_sentence_with_file_and_line(tmp_path):
    told, megabytes = loaded(ATTACKS, tmp_path)
    assert len(told) == len(ATTACKS)
    assert [line for line in told if not line.startswith("office.yml, line ") or len(line) > 300] == []
    assert megabytes < 400
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(ATTACKS)


def test_a_folder_and_a_file_that_is_not_there_are_told(tmp_path):
    (tmp_path / "some.yml").mkdir()
    for name in ("some.yml", "none.yml"):
        with pytest.raises(CannotRead, match=name):
            yamlfile.parse(tmp_path / name)


@pytest.mark.parametrize(("model", "text", "zh", "en"), FAULTS)
def test_what_is_wrong_with_a_value_is_told_in_both_languages(tmp_path, model, text, zh, en):
    path = tmp_path / "some.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadYaml) as error:
        yamlfile.load(path, {"office": OfficeFile, "table": Table}[model])
    assert (error.value.say("zh"), error.value.say("en")) == (f"some.yml {_ended(zh, '。')}改好后重新运行。", f"some.yml, {_ended(en, '.')} Mend it and run again.")


def _ended(sentence: str, stop: str) -> str:
    return sentence if sentence.endswith(("？", "?")) else sentence + stop


def test_every_kind_of_fault_that_is_translated_is_fit_to_be_said():
    context = dict.fromkeys(("pattern", "gt", "ge", "lt", "le", "min_length", "max_length", "expected"), "5")
    for kind, words in EXPECTED.items():
        assert "None" not in words.zh.format(**context), kind
        assert words.en.format(**context).replace("…", "").isascii(), kind
