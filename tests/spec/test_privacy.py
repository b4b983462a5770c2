"""No name, telephone or identity number leaves the raw files: columns about people become pseudonyms, other text is masked."""

import hashlib
import os
import stat
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.spec.drawn import SHEET, workbook

from nianbao.cleaning import key_file, masked, pseudonym, read_key
from nianbao.errors import BadKey, KeyNotPrivate

# 17 digits and their check digit by GB 11643: the sum of digit × weight, modulo 11, gives the last.
IDENTITY = "11010519491231002X"
MOBILE, LANDLINE, MAIL = "13812345678", "022-29123456", "zhang.san@example.com"
HIDDEN = "（个人信息）"

HEAD = ["信访件编号", "登记时间", "信访人", "证件号码", "联系电话", "住址", "概况", "内容分类"]


def register(*people, topic=None):
    rows = [[f"P{i}", "2023-01-05", *person, topic] for i, person in enumerate(people, 1)]
    return [HEAD, *rows]


ZHANG = ["张三丰", IDENTITY, MOBILE, "上仓镇程家庄村12号", "反映邻居王五噪音扰民"]
LI = ["李四光", "110101199003070038", "13900001111", "上仓镇北街3号", "反映路灯不亮"]


def test_columns_about_people_become_pseudonyms_or_are_not_kept(office):
    office.petitions(register(ZHANG))
    found = office.clean()
    table = found.table("petitions")
    assert not {"address", "summary"} & set(table)
    for column in ("petitioner", "id_number", "phone"):
        (value,) = table[column]
        assert len(value) == 16 and int(value, 16) >= 0


def test_one_person_has_one_pseudonym_however_the_name_is_spelt(office):
    spelt = [["张 三丰", *ZHANG[1:]], ["张三丰\u3000", IDENTITY.lower(), *ZHANG[2:]], ["张三丰", "１１０１０５１９４９１２３１００２Ｘ", 13812345678, *ZHANG[3:]]]
    office.petitions(register(ZHANG, *spelt, LI))
    table = office.clean().table("petitions")
    for column in ("petitioner", "id_number", "phone"):
        assert len(set(table[column][:4])) == 1
        assert table[column][4] != table[column][0]


def test_pseudonyms_are_the_same_in_every_year_and_table_of_one_key(office):
    office.petitions(register(ZHANG))
    office.petitions(register(LI, ZHANG), year=2022)
    office.penalties([["决定书文号", "决定日期", "当事人"], ["D1", "2023-01-05", "张三丰"]])
    found = office.clean()
    before = pq.read_table(found.work.clean / "before" / "petitions.parquet").to_pydict()
    assert found.column("petitions", "petitioner") == before["petitioner"][1:] == found.column("penalties", "party")


@pytest.mark.parametrize("others", [0, 1500])  # of so many different cells only those are looked at that have something to mask
def test_what_was_masked_stays_as_it_is_when_it_is_received_again(office, others):
    rows = [[MOBILE, "2023-01-05", *ZHANG, MOBILE], *([f"P{n}", "2023-01-05", *ZHANG, f"类{n}"] for n in range(others))]
    office.petitions([HEAD, *rows])
    first = office.clean()
    number, topic = first.column("petitions", "petition_no")[0], first.column("petitions", "topic")[0]
    assert number.startswith(HIDDEN) and topic == HIDDEN
    office.petitions([HEAD, [number, "2023-01-05", *ZHANG, topic], *rows[1:]])
    again = office.clean()
    assert (again.column("petitions", "petition_no")[0], again.column("petitions", "topic")[0]) == (number, HIDDEN)


def test_under_another_key_a_person_has_another_pseudonym(office, tmp_path, monkeypatch):
    office.petitions(register(ZHANG))
    first = office.clean().column("petitions", "petitioner")
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "other.key"))
    assert office.clean().column("petitions", "petitioner") != first


def test_a_number_gives_other_pseudonyms_as_telephone_and_as_identity_number():
    assert pseudonym("phone", MOBILE, b"key") != pseudonym("id_number", MOBILE, b"key")


def test_an_empty_cell_has_no_pseudonym(office):
    office.petitions(register([None, " ", "", None, None]))
    assert office.clean().column("petitions", "petitioner") == [None]
    assert office.clean().column("petitions", "id_number") == [None]


def test_the_key_is_made_once_for_its_owner_alone(tmp_path, monkeypatch):
    path = tmp_path / "deep" / "pseudonym.key"
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(path))
    key = read_key(key_file())
    assert len(key) == 32 and path.read_text() == key.hex()
    assert path.stat().st_mode & 0o077 == 0
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert read_key(path) == key


def test_the_key_s_folder_is_made_for_its_owner_alone_whatever_others_may_do_elsewhere(tmp_path):
    before = os.umask(0)
    try:
        key = read_key(tmp_path / "new" / "pseudonym.key")
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new", tmp_path / "new" / "pseudonym.key")] == [0o700, 0o600]
    assert read_key(tmp_path / "new" / "pseudonym.key") == key


@pytest.mark.parametrize(("file", "folder", "told"), [(0o644, 0o700, "0644"), (0o660, 0o700, "0660"), (0o600, 0o777, "0777"), (0o600, 0o775, "0775")])
def test_a_key_that_others_may_read_or_replace_is_refused_with_what_mends_it(tmp_path, file, folder, told):
    path = tmp_path / "open" / "pseudonym.key"
    read_key(path)
    path.chmod(file)
    path.parent.chmod(folder)
    with pytest.raises(KeyNotPrivate) as error:
        read_key(path)
    bad, mode = (path, 600) if file != 0o600 else (path.parent, 700)
    assert error.value.exit_code == 7
    assert all(part in error.value.say(lang) for part in (told, f"chmod {mode} {bad}") for lang in ("zh", "en"))
    bad.chmod(int(str(mode), 8))
    assert len(read_key(path)) == 32


@pytest.mark.parametrize("folder", [0o755, 0o700, 0o1777])
def test_a_folder_in_which_others_can_replace_nothing_will_do(tmp_path, folder):
    path = tmp_path / "shared" / "pseudonym.key"
    path.parent.mkdir()
    path.parent.chmod(folder)
    assert read_key(path) == read_key(path)


def test_no_byte_of_the_key_is_in_what_a_year_leaves(office):
    office.petitions(register(ZHANG))
    found = office.check()
    key = read_key(key_file())
    files = [path for path in found.work.workspace.root.rglob("*") if path.is_file()]
    assert len(files) > 5 and not any(part in path.read_bytes() for path in files for part in (key, key.hex().encode()))


def test_under_another_key_every_figure_is_the_same(office, tmp_path, monkeypatch):
    office.petitions(register(ZHANG, LI, ZHANG))
    office.petitions(register(LI), year=2022)
    first = {name: (figure.value, figure.by) for name, figure in office.check().checked.figures.items()}
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "other.key"))
    again = {name: (figure.value, figure.by) for name, figure in office.check().checked.figures.items()}
    assert again == first and first["petitions.petitioners"][0] == 2


def test_the_key_lies_in_the_users_own_folder_and_in_no_workspace(monkeypatch):
    monkeypatch.delenv("NIANBAO_KEY_FILE", raising=False)
    assert key_file().is_relative_to(Path.home())


@pytest.mark.parametrize("content", ["no key\n", "", "\n"])
def test_a_key_file_that_holds_no_key_is_refused(tmp_path, content):
    path = tmp_path / "broken.key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(BadKey, match=r"broken\.key"):
        read_key(path)


@pytest.mark.parametrize("pattern", [IDENTITY, IDENTITY.lower(), "110101900307123", MOBILE, "138-1234-5678", "138 1234 5678", "+86 13812345678",
                                     "8613812345678", LANDLINE, "(022)29123456", "02229123456", MAIL])  # fmt: skip
@pytest.mark.parametrize("text", ["{}", "联系人{}。", "见{}、附件", "tel:{}"])
def test_numbers_of_people_are_masked_in_any_text(pattern, text):
    assert masked(text.format(pattern)) == text.format(HIDDEN)


@pytest.mark.parametrize(("text", "left"), [
    ("身份证１１０１０５１９４９１２３１００２Ｘ，", f"身份证{HIDDEN}，"), ("电话１３８１２３４５６７８。", f"电话{HIDDEN}。"), ("（022）29123456", HIDDEN), ("022－29123456", HIDDEN),
    ("（司法所022-29123456）", f"（司法所{HIDDEN}）"), ("（022-29123456）", f"（{HIDDEN}）"), ("138.1234.5678", HIDDEN), ("138\u200b12345678", HIDDEN), ("138\u30001234\u30005678", HIDDEN),
    ("120119 19800229 8752", HIDDEN), ("ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", HIDDEN), ("合计１２３４元、1381234.5678元", "合计１２３４元、1381234.5678元"),
])  # fmt: skip
def test_wide_signs_and_groups_are_masked_and_what_stands_beside_them_stays(text, left):
    assert masked(text) == left


@pytest.mark.parametrize("text", ["津蓟上罚〔2023〕第015号", "2023-01-05", "120119109201", "120119202301050021", "1381234567", "1,234,567.89元",
                                  "91120225MA05ABCD1X", "土地征收", "2023年13月45日", "6222021234567890123", "津围公路3号桥", "A12345", "程家庄村3区",
                                  "上仓街道2号文件", "法律顾问3号", "八一村"])  # fmt: skip
def test_what_is_no_number_of_a_person_stays(text):
    # 120119202301050021 is a document's number of 2023; 6222021234567890123 has a wrong check digit.
    assert masked(text) == text


@pytest.mark.parametrize("number", ["110105194912310021", "6222021234567890128", "6222 0212 3456 7890 128", "4111111111111111", "津A12345", "京N·8K123",
                                    "津AD12345", "津A12345D"])  # fmt: skip
@pytest.mark.parametrize("text", ["{}", "车辆{}。", "见{}、附件"])
def test_identity_numbers_with_a_slip_bank_cards_and_plates_are_masked(number, text):
    # 110105194912310021 has a wrong check digit, and the shape of an identity number all the same.
    assert masked(text.format(number)) == text.format(HIDDEN)


@pytest.mark.parametrize(("text", "left"), [("住程家庄村3区12号", "住程家庄村"), ("人民路12号3单元401室", "人民路"), ("某小区5号楼2门301室", "某小区"), ("河西街十二号", "河西街")])
def test_a_house_is_masked_and_its_village_or_street_stays(text, left):
    assert masked(text) == left + HIDDEN


def test_of_a_row_whose_cells_have_shifted_quarantine_shows_no_text(office):
    office.penalties([["决定书文号", "决定日期", "违法行为类型"], ["D1", "赵铁柱", "2023-01-05", "x", "y"], ["D2", "2023-13-45", "非法焚烧"]])
    found = office.clean()
    lines = {line["row"]: line["text"] for line in found.quarantine if line["column"] == "决定日期"}
    assert lines == {"2": HIDDEN, "3": "2023-13-45"}


@pytest.mark.parametrize(("cell", "shown"), [("赵铁柱", HIDDEN), ("zhao tiezhu", HIDDEN), ("赵铁柱2023-13-45", HIDDEN), ("2023年13月45日", "2023年13月45日"), ("待定", "待定")])
def test_words_in_a_cell_of_dates_are_not_shown(office, cell, shown):
    office.petitions([["信访件编号", "登记时间", "办结时间"], ["P1", "2023-01-05", cell]])
    assert [line["text"] for line in office.clean().quarantine] == [shown]


def test_text_that_is_kept_is_masked(office):
    office.petitions(register(ZHANG, topic=f"土地（联系{MOBILE}，证件{IDENTITY}）"))
    assert office.clean().column("petitions", "topic") == [f"土地(联系{HIDDEN},证件{HIDDEN})"]


def test_a_category_that_the_table_does_not_list_is_counted_and_not_printed(office):
    # A name in the wrong cell would else stand in charts and tables.
    head = ["信访件编号", "登记时间", "信访形式"]
    office.petitions([head, ["P1", "2023-01-05", "赵铁柱举报"], ["P2", "2023-01-05", "传真"], ["P2", "2023-01-05", "来信"]])
    found = office.check()
    assert found.column("petitions", "channel") == ["not_listed", "not_listed", "letter"]
    part = found.figure("petitions.received").by["channel"][-1]
    assert (part.value, part.label.zh, part.label.en) == (2, "未归类", "not in the list")
    outcome = found.outcome("files.categories-known")
    assert [place.row for place in outcome.places] == [2, 3]
    assert "信访件的“信访形式”" in outcome.note.zh and "信访形式" in outcome.note.en
    written = [path.read_text("utf-8") for path in (*found.work.checked.iterdir(), found.work.clean / "clean.json")]
    assert not any("赵铁柱" in text or "传真" in text for text in written)


def test_rows_that_differ_in_an_unlisted_category_are_no_copies_of_each_other(office):
    office.petitions([["信访件编号", "登记时间", "信访形式"], ["P1", "2023-01-05", "传真"], ["P1", "2023-01-05", "电报"], ["P1", "2023-01-05", "传真"]])
    assert office.clean().rows_of()["duplicates"] == 1


def test_no_personal_value_is_in_any_byte_of_what_is_left(office):
    # Read, quarantined, corrected, in a stray sheet, this year and the last: nobody can be found again.
    head, zhang = register(ZHANG)
    _, li = register(LI)
    content = workbook((SHEET, [head, zhang, [*li[:1], "2023-02-30", *li[2:]]]), ("草稿", [[*LI, MAIL]]))
    path = office.put("信访.xlsx", content)
    office.petitions([head, zhang], year=2022)
    office.put(
        "corrections.csv",
        "file,sha256,sheet,row,column,old,new,reason,who\n"
        f"{path.name},{hashlib.sha256(path.read_bytes()).hexdigest()},{SHEET},2,联系电话,{MOBILE},13900002222,本人来电{LANDLINE},王主任\n",
    )
    found = office.check()
    secrets = {*ZHANG, *LI, MAIL, LANDLINE, "13900002222"}
    written = [path for folder in (found.work.clean, found.work.checked) for path in folder.rglob("*") if path.is_file()]
    assert len(written) >= 6
    for path in written:
        content = path.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in content], path.name
        if path.suffix == ".parquet":
            cells = {str(cell) for column in pq.read_table(path).to_pydict().values() for cell in column}
            assert not [secret for secret in secrets if any(secret in cell for cell in cells)], path.name


def test_numbers_in_headers_corrections_and_waivers_are_hidden_in_all_that_is_left(office):
    who = f"张主任{MOBILE}"
    sheet = office.petitions([[*HEAD[:4], f"备注{MOBILE}"], ["P1", "2023-01-05", "张三丰", IDENTITY, "x"], ["P1", "2023-01-05", "李四光", IDENTITY, "y"]])
    digest = hashlib.sha256(sheet.read_bytes()).hexdigest()[:12]
    head = "file,sha256,sheet,row,column,old,new,reason,who"
    office.put("corrections.csv", f"{head}\n{sheet.name},{digest},{SHEET},2,备注{MOBILE},x,z,来电{MOBILE}核实,{who}\n")
    office.put("waivers.yml", f"- {{rule: petitions.number-unique, reason: '{IDENTITY}已核实', who: {who}, until: 2199-12-31}}\n")
    found = office.check()
    told = [*found.work.checked.iterdir(), found.work.clean / "clean.json"]
    texts = [path.read_text("utf-8") for path in told]
    assert not any(number in text for text in texts for number in (MOBILE, IDENTITY))
    (sheet_account,) = found.account["files"][0]["sheets"]
    assert sheet_account["unused_columns"] == [f"备注{HIDDEN}"]
    (correction,) = found.account["corrections"]
    assert (correction["column"], correction["reason"], correction["who"]) == (f"备注{HIDDEN}", f"来电{HIDDEN}核实", f"张主任{HIDDEN}")
    waiver = found.outcome("petitions.number-unique").waiver
    assert (waiver.reason, waiver.who) == (f"{HIDDEN}已核实", f"张主任{HIDDEN}")
