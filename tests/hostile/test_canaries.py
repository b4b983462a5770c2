"""Marked names, telephones, identity numbers, cards, plates, addresses and e-mails in every text of an office come out nowhere."""

import re

import pytest
from tests.depth import DEEP
from tests.hostile.canaries import SIGNS, TABLES, Person, Planted, Search, table_file
from tests.hostile.canary_year import Year, fail, make, many
from tests.spec.drawn import Office


def test_every_mark_is_found_where_it_stands(tmp_path):
    for number in (1, 2, 3):
        person = Person(number)
        (tmp_path / f"{number}.txt").write_text(f"{person.name}，{person.numbers}", "utf-8")
    found = {one.mark for one in Search().folder(tmp_path).found}
    assert all(any(re.match(sign, mark, re.IGNORECASE) for mark in found) for sign in SIGNS.values())


def test_no_mark_of_any_table_is_in_what_is_cleaned_and_checked(tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "key"))
    office, planted = Office(tmp_path / "w"), Planted()
    for table in TABLES.values():
        office.put(*table_file(table, planted))
    checking = office.check(engine="duckdb")
    assert all(account["rows"] for account in checking.account["tables"].values())
    assert len(checking.quarantine) > 2 * len(TABLES)
    found = Search().folder(tmp_path / "w", [office.raw])
    assert found.files > len(TABLES) and found.found == []


@pytest.mark.skipif(not DEEP, reason="twenty commands and more: make hostile")
def test_no_mark_is_left_by_any_command_however_it_ends(tmp_path):
    year = Year(tmp_path)
    make(year)
    many(year)
    fail(year)
    year.killed(4)
    assert year.failures == dict.fromkeys(("没有表头", "截断", "不是表格", "编码", "两列", "引号"), 4) | {"更正不符": 3} | dict.fromkeys(
        ("姓名在文字里", "姓名在表名里", "姓名在文件名里"), 7
    ) | {"笔记本": 6}
    assert year.given() > 7000
    assert year.search().found == []
