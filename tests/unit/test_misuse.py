"""A command that is called wrongly says so in the language of messages, and names the help of that very command."""

from __future__ import annotations

import sys

import pytest

from nianbao.cli import main

# What is typed → what is said in Chinese, in English.
TYPED = {
    "audit": ("缺少参数 FILE...。用 `nianbao audit --help`", "Missing argument 'FILE...'. See `nianbao audit --help`."),
    "audit x --year abc": ("--year 的值“abc”不对，应为1900至9998的整数。", "'abc' is not a valid integer. See"),
    "audit x --year 12": ("--year 的值“12”不对，应为1900至9998的整数。", "12 is not in the range 1900<=x<=9998. See"),
    "audit x --lang fr": ("--lang 的值“fr”不对，应为 zh、en 之一。", "'fr' is not one of 'zh', 'en'. See"),
    "audit x --langg zh": ("没有选项 --langg；是不是 --lang", "No such option"),
    "audit x --json=3": ("选项 --json 不带值。用 `nianbao audit --help`", "does not take a value. See `nianbao audit --help`."),
    "audit x --year": ("选项 --year 后面要写值。", "requires an argument. See"),
    "audit x --office a": ("--office 须与 --year 同用。用", "--office needs --year. See"),
    "audti": ("没有命令 audti", "No such command 'audti'."),
    "run qingshi": ("缺少参数 YEAR。用 `nianbao run --help`", "Missing argument 'YEAR'. See"),
    "run qingshi b": ("YEAR 的值“b”不对，应为整数。", "'b' is not a valid integer. See"),
    "run qingshi 2023 c": ("多写了 c。", "extra argument (c). See"),
    "batch 2023 --workers 0": ("--workers 的值“0”不对，应为不小于1的整数。", "0 is not in the range"),
    "expectations export": ("缺少参数 FOLDER。用 `nianbao expectations export --help` 看用法。", "Missing argument 'FOLDER'. See `nianbao expectations export --help`."),
}  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_call_says_what_is_wrong_and_ends_with_2(typed, lang, monkeypatch, capsys):
    monkeypatch.setenv("NIANBAO_LANG", lang)
    monkeypatch.setattr(sys, "argv", ["nianbao", *typed.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert TYPED[typed][lang == "en"] in told
    assert lang == "en" or told.startswith("nianbao: 用法不对：")


@pytest.mark.parametrize("typed", ["", "expectations"])
def test_without_a_command_the_help_itself_is_shown(typed, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["nianbao", *typed.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2 and capsys.readouterr().err.startswith("Usage: nianbao")


@pytest.mark.parametrize(("lang", "told"), [("zh", "nianbao 程序错误：KeyError (nianbao/office.py:"), ("en", "A fault of nianbao's: KeyError (nianbao/office.py:")])
def test_a_fault_of_ours_is_told_by_its_kind_and_place_and_quotes_no_record(monkeypatch, capsys, tmp_path, lang, told):
    (tmp_path / "data" / "raw" / "town").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "town" / "office.yml").write_text("name: {zh: 镇}\n", "utf-8")

    def faulty(*_):
        raise KeyError("张三丰13812345678")

    monkeypatch.setattr("nianbao.office.yamlfile.load", faulty)
    monkeypatch.setenv("NIANBAO_LANG", lang)
    monkeypatch.delenv("NIANBAO_DEBUG", raising=False)
    monkeypatch.setattr(sys, "argv", ["nianbao", "offices", "--workspace", str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        main()
    said = capsys.readouterr().err
    assert end.value.code == 1 and told in said and "NIANBAO_DEBUG=1" in said and "张三" not in said and "138" not in said
