"""A table started from a sample file: what its columns are taken for, what is personal, and that no person's record is told."""

import pytest
from tests.spec.drawn import SHEET, delimited, workbook
from tests.spec.old_excel import old_workbook

from nianbao.drafting import draft_table
from nianbao.errors import FolderForFile, NoRecords, NoSuchFile, NotATable, TableExists, WrongParameter
from nianbao.review import other_tables
from nianbao.tables import read_table

VISITS = """
2023年走访台账 |          |               |        |             |          |      |              |      |
填报单位：某镇 |          |               |        |             |          |      | 单位：万元   |      |
序号           | 走访编号 | 走访日期      | 走访人 | 联系电话    | 形式     | 人数 | 救助金额     | 时长 | 备注
1              | Z001     | 2023年1月5日  | 张建国 | 13812345678 | 入户     | 3    | 0.5          | 1.5  | 张建国说路不好
2              | Z002     | 2023/2/5      | 李秀兰 | 13812345679 | 电话     | 2    | 1.2          | 2    |
3              | Z003     | 2023-03-05    | 王秀兰 | 13812345670 | 入户     | 2    | 0.2          | 0.5  | 王秀兰再访
4              | Z004     | 20230306      | 王秀兰 | 13812345670 | 入户     | 2    | 0.2          | 1    | 王秀兰再访
合计           |          |               |        |             |          | 9    | 2.1          |      |
"""
FILE = "2023年走访台账（最终版）.xlsx"


@pytest.fixture
def draft(office):
    """Starts expectations/visits.yml from a drawing, and gives the table; `draft.text` is what was written."""

    def start(drawing=VISITS, file=FILE, name="visits"):
        path = office.put(file, workbook((SHEET, drawing)) if file.endswith(".xlsx") else drawing)
        start.drafted = draft_table(office.work().workspace, name, path)
        start.text = start.drafted.path.read_text("utf-8")
        return read_table(start.drafted.path)

    return start


def one(title, *cells):
    """A drawing of one column beside a key."""
    return [["走访编号", title], *([f"Z{number:03}", cell] for number, cell in enumerate(cells))]


def column(table, title):
    (found,) = (column for column in table.columns.values() if column.zh == title)
    return found


# --- the whole of a file ----------------------------------------------------------------------------------------


def test_a_register_becomes_a_table(draft):
    table = draft()
    assert (table.table, table.title.zh, table.files) == ("visits", "走访", ("*走访台账*",))
    assert {column.zh: column.personal or column.type for column in table.columns.values()} == {
        "走访编号": "text", "走访日期": "date", "走访人": "name", "联系电话": "phone", "形式": "category", "人数": "integer",
        "救助金额": "money", "时长": "number", "备注": "free_text",
    }  # fmt: skip
    assert column(table, "救助金额").unit == "万元"
    assert column(table, "走访编号").key and column(table, "走访编号").required
    assert [rule.id for rule in table.rules] == ["visits.zou-fang-bian-hao-unique", "visits.zou-fang-ri-qi-in-the-year"]
    assert table.figures["records"].count == "zou_fang_ri_qi between :start and :end"
    assert set(table.figures["records"].breakdowns()) == {*(n for n, c in table.columns.items() if c.type == "category"), "month"}


def test_what_a_draft_says_of_itself_is_read_in_both_languages(draft):
    draft()
    assert draft.drafted.told[0].zh.startswith("9 列，其中 3 列按个人信息处理")
    assert draft.drafted.told[0].en.startswith("9 columns, 3 of them taken for personal")
    assert "# 样本中没有重复，当作主键 / unique in the sample, so taken for the key" in draft.text
    assert "序号：流水号，未列入 / a running number, left out" in draft.text


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv", "gb18030"])
def test_a_sample_of_any_kind_is_read(office, kind):
    rows = one("走访日期", "2023-01-05", "2023-02-05")
    content = {
        "xlsx": lambda: workbook((SHEET, rows)), "xls": lambda: old_workbook((SHEET, rows)), "csv": lambda: delimited(rows),
        "gb18030": lambda: delimited(rows).encode("gb18030"),
    }[kind]()  # fmt: skip
    path = office.put("走访", content)
    table = read_table(draft_table(office.work().workspace, "visits", path).path)
    assert column(table, "走访日期").type == "date"


def test_sheets_that_share_their_titles_are_one_sample(office):
    later = [["走访编号", "形式", "办结"], ["Z100", "电话", "是"], ["Z101", "电话", "是"]]
    notes = [["填表说明", "解释"], ["按月", "填"]]
    path = office.put(FILE, workbook(("说明", notes), ("一", one("形式", "入户", "入户", "入户")), ("二", later)))
    table = read_table(draft_table(office.work().workspace, "visits", path).path)
    assert [column.zh for column in table.columns.values()] == ["走访编号", "形式", "办结"]
    assert list(column(table, "形式").values) == ["入户", "电话"]


# --- the header -------------------------------------------------------------------------------------------------


def test_the_header_stands_above_the_records_even_where_they_are_wordier(draft):
    table = draft("走访编号 | 村 | 形式 |\nZ1 | 程家庄 | 入户 | 好\nZ2 | 北街 | 电话 | 好\n")
    assert [column.zh for column in table.columns.values()] == ["走访编号", "村", "形式"]


@pytest.mark.parametrize(
    "drawing",
    [
        "走访编号 | 走访日期\n",
        "2023年走访台账\n",
        "张建国 | 程家庄 | 13812345678\n李秀兰 | 北街 | 13812345679\n",
        "Z1 | 程家庄 | 2023-01-05\nZ2 | 北街 | 2023-01-06\n",
        "张建国 | 程家庄\n李秀兰 | 北街\n",
        "年度报告表 |\n（一）予以公开 | 1\n（二）部分公开 | 2\n",
        "",
    ],
    ids=["no records", "a title only", "phones", "dates", "names", "a form", "nothing"],
)
def test_what_has_no_header_over_records_starts_no_table(office, draft, drawing):
    with pytest.raises(NoRecords) as error:
        draft(drawing)
    assert FILE in error.value.say("en")
    assert not (office.root / "expectations" / "visits.yml").exists()


def test_a_header_of_several_rows_gives_each_column_its_own_title(office):
    drawing = """
走访编号 | 走访对象 |     | 发现问题 |      | 整改问题 |
         | 村       | 组  | 件       | 人次 | 件       | 处
Z1       | 程家庄   | 一  | 1        | 2    | 3        | 4
Z2       | 北街     | 二  | 2        | 3    | 4        | 5
"""
    merges = ["A1:A2", "B1:C1", "D1:E1", "F1:G1"]
    path = office.put(FILE, workbook((SHEET, drawing), merges=merges))
    table = read_table(draft_table(office.work().workspace, "visits", path).path)
    assert [column.zh for column in table.columns.values()] == ["走访编号", "村", "组", "发现问题件", "人次", "整改问题件", "处"]
    name = next(name for name, column in table.columns.items() if column.zh == "整改问题件")
    assert office.clean().column("visits", name) == [3, 4]


def test_a_record_is_no_further_row_of_a_header_of_groups(office):
    drawing = """
走访编号 | 走访对象 |          | 形式
一号     | 程家庄村 | 张建国家 | 入户类
二号     | 北街村   | 李秀兰家 | 电话类
"""
    path = office.put(FILE, workbook((SHEET, drawing), merges=["B1:C1"]))
    drafted = draft_table(office.work().workspace, "visits", path)
    assert [column.zh for column in read_table(drafted.path).columns.values()] == ["走访编号", "形式"]
    assert "张建国" not in drafted.path.read_text("utf-8")


def test_a_title_that_stands_twice_is_left_out(office, draft):
    table = draft("走访编号 | 走访日期 | 形式 | 形 式\nZ1 | 2023-01-05 | 入户 | 入户\nZ2 | 2023-01-06 | 电话 | 入户\n")
    assert [column.zh for column in table.columns.values()] == ["走访编号", "走访日期"]
    assert "形式：表头中不止一列叫此名" in draft.text
    assert office.clean().sheet(FILE)["kept"] == 2


# --- types ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "cells", "expected"),
    [
        ("走访时间", ["2023年1月5日", "2023/1/6", "44931"], "date"),
        ("走访时间", ["1月5日", "3月6日", "待定", "4月1日", "5月1日"], "date"),
        ("数目", ["35000", "36000", "37000"], "integer"),  # days of the 1990s, but for the title
        ("数目", ["20230305", "20230306", "20230307"], "integer"),
        ("月份", ["1月", "2月", "3月"], "month"),
        ("月数", ["1", "2", "3"], "integer"),
        ("人次", ["1,200", "3", "0"], "integer"),
        ("时长", ["1.5", "2", "3"], "number"),
        ("面积", ["无", "待定", "3"], "text"),
        ("罚款金额(万元)", ["0.02", "0.01", "1"], "money"),
        ("救助", ["200元", "1万元", "300元"], "money"),
        ("邮政编码", ["301900", "301901", "301902"], "text"),
        ("批次", ["001", "002", "003"], "text"),
        ("样式", ["甲", "乙", "甲", "乙"], "category"),
        ("样式", ["甲", "乙", "丙", "丁"], "text"),
        ("样式类别", ["甲", "乙", "丙", "丁"], "category"),
        ("样式", ["", "", ""], "text"),
    ],
)
def test_a_type_is_told_from_the_cells(draft, title, cells, expected):
    assert column(draft(one(title, *cells)), title).type == expected


@pytest.mark.parametrize(("title", "unit"), [("救助金额(万元)", "万元"), ("救助金额（亿元）", "亿元"), ("救助金额", "元")])
def test_money_has_the_unit_of_its_title(draft, title, unit):
    found = column(draft(one(title, "1", "2", "3")), title.replace("（", "(").replace("）", ")"))
    assert (found.type, found.unit) == ("money", unit)
    assert "核对金额单位" in draft.text


def test_a_title_of_names_over_numbers_is_of_numbers(draft):
    assert column(draft(one("自然人", "1", "2", "3")), "自然人").type == "integer"


def test_a_known_category_of_many_kinds_lists_none(draft):
    found = column(draft(one("内容分类", *(f"第{number}类" for number in range(30)))), "内容分类")
    assert (found.type, found.values, found.personal) == ("category", {}, None)


def test_cells_that_would_be_quarantined_are_counted(draft):
    draft(one("走访日期", "2023-01-05", "2023-01-06", "待定", "2023-01-07", "2023-01-08"))
    assert f"样本中有 {5 - 4} 格不能读作此类型" in draft.text


def test_categories_are_listed_with_names_in_latin_letters(draft):
    found = column(draft(one("形式", "入户", "电 话", "入户", "电话。", "满意", "满意")), "形式")
    assert found.values == {"入户": "ru_hu", "电 话": "dian_hua", "满意": "satisfied"}
    assert found.label("ru_hu").zh == "入户"
    assert found.label("satisfied").en == "satisfied"


@pytest.mark.parametrize(
    ("title", "key"), [("走访编号", True), ("文号", True), ("案号", True), ("样式", False), ("证件号码", False), ("身份证号", False)]
)
def test_the_key_is_a_unique_number_of_the_record(draft, title, key):
    drawing = [["村", title], *(["程家庄", f"第{number}"] for number in range(4)), ["程家庄", "第3"]]  # one record stands twice
    assert column(draft(drawing), title).key == key


@pytest.mark.parametrize("numbers", [["Z1", "Z1", "Z2"], ["Z1", "", "Z2"]], ids=["twice", "missing"])
def test_a_number_that_two_records_share_or_one_lacks_is_no_key(draft, numbers):
    table = draft([["走访编号", "村"], *([number, village] for number, village in zip(numbers, "甲乙丙", strict=True))])
    assert not table.keys


# --- what the shipped tables know -------------------------------------------------------------------------------


def test_a_title_that_a_shipped_table_knows_is_what_it_is_there(draft):
    table = draft("走访编号 | 联系电话（手机） | 满意度 | 受理日期\nZ1 | 无 | 满意 | 2023-01-05\nZ2 | 无 | 不满意 | 2023-01-06\n")
    assert table.columns["phone"].personal == "phone"
    assert table.columns["satisfaction"].values["基本满意"] == "fairly_satisfied"
    assert table.columns["satisfaction"].label("satisfied").en == "satisfied"
    assert table.columns["accepted_on"].type == "date"


def test_a_known_title_over_other_cells_is_told_from_the_cells(draft):
    table = draft(one("满意度", "95", "96", "97"))
    assert column(table, "满意度").type == "integer"


def test_of_two_titles_of_one_known_column_each_has_its_own_name(draft):
    table = draft("走访编号 | 受理日期 | 受理时间\nZ1 | 2023-01-05 | 2023-01-05\nZ2 | 2023-01-06 | 2023-01-06\n")
    assert len(table.columns) == 3
    assert {column.zh for column in table.columns.values()} == {"走访编号", "受理日期", "受理时间"}


# --- people -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("姓名", "name"), ("户主", "name"), ("承办人", "name"), ("包村干部姓名", "name"), ("执法人员1", "name"), ("责任领导", "name"),
        ("居民身份证", "id_number"), ("代码(身份证号)", "id_number"), ("执法证号", "id_number"), ("车牌号", "id_number"),
        ("家庭电话", "phone"), ("手机号", "phone"), ("联系人电话", "phone"), ("电子邮箱", "phone"),
        ("家庭住址", "address"), ("户籍地", "address"), ("出生日期", "free_text"), ("案情摘要", "free_text"), ("备注", "free_text"),
        ("人数", None), ("人员类别", None), ("责任单位", None), ("时长", None), ("走访村", None),
    ],
)  # fmt: skip
def test_a_title_tells_what_is_personal(draft, title, expected):
    assert column(draft(one(title, "甲一", "乙二", "丙三")), title).personal == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["11010519491231002X", "440308199901101512", "无"], "id_number"),
        (["13812345678", "138 1234 5679", ""], "phone"),
        ([13812345678.0, 13812345679.0, 13812345670.0], "phone"),
        (["022-29121234", "13812345679", "无"], "phone"),
        (["张建国", "李秀兰", "王 芳", "张建国", "张建国", "李秀兰"], "name"),
        (["张建国、李秀兰", "欧阳修", "买买提·艾力"], "name"),
        ([1, 2, 3], None),
        (["程家庄", "马营村", "李家街道", "程家庄", "马营村", "李家街道"], None),
        (["入户", "电话", "入户", "电话"], None),
        (["某村群众反映村口道路积水严重、出行困难，希望尽快修整并加装照明", "某村群众反映垃圾清运不及时，希望增加清运次数并通报结果"], "free_text"),
    ],
)
def test_cells_that_look_personal_are_so_under_any_title(draft, cells, expected):
    assert column(draft(one("其一", *cells)), "其一").personal == expected


def test_a_title_that_a_shipped_table_calls_harmless_does_not_hide_what_the_cells_look_like(draft):
    assert column(draft(one("满意度", "13812345678", "13812345679", "13812345670")), "满意度").personal == "phone"


def test_no_cell_of_a_person_stands_in_the_draft(draft):
    drawing = [
        ["走访编号", "走访人", "联系电话", "形式", "处理结果", "备注", "其一", "住址"],
        *(["Z" + str(n), "张建国", "13812345678", "入户", "张建国已搬走", "找李秀兰", "110105194912310021", "程家庄3区"] for n in range(3)),
        *(["Y" + str(n), "张建国", "13812345678", "电话", "张建国已搬走", "找李秀兰", "11010519491231002X", "程家庄3区"] for n in range(3)),
        ["Y9", "张建国", "13812345678", "赵铁柱", "见13912345678", "找李秀兰", "11010519491231002X", "程家庄3区"],
    ]
    table = draft(drawing)
    assert list(column(table, "形式").values) == ["入户", "电话"]
    assert f"另有 {1} 个取值像姓名或号码，未列出" in draft.text
    for told in ("张建国", "13812345678", "赵铁柱", "13912345678", "李秀兰", "110105", "3区"):
        assert told not in draft.text


# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("走访日期", "zou_fang_ri_qi"), ("面积(平方米)", "mian_ji"), ("Area", "area"), ("2022年数", "item_2022_nian_shu"), ("★级", "ji"), ("★", "item"),
        ("order", "column_order"), ("end", "column_end"), ("month", "month"), ("一二三四五六七八九十一二三", "yi_er_san_si_wu_liu_qi_ba_jiu_shi_yi_er"),
    ],
)  # fmt: skip
def test_a_name_is_of_small_latin_letters_and_can_stand_in_a_condition(draft, title, name):
    assert draft(one(title, "1", "2", "3")).columns[name].zh == title


def test_names_that_sound_alike_are_told_apart(draft):
    table = draft("走访编号 | 事实数 | 实时数\nZ1 | 1 | 2\nZ2 | 2 | 3\n")
    assert list(table.columns)[1:] == ["shi_shi_shu", "shi_shi_shu_2"]


@pytest.mark.parametrize("title", ["是,否[数]", "数#一", '"数"', "'数'", "null", "true", "1a", "- 数", "数\u007f", "{数}", "*数", "&数", "!数", "数\\n", "@数"])
def test_a_title_of_any_signs_is_written_so_that_it_is_found_again(office, draft, title):
    table = draft(one(title, "1", "2", "3"))
    name = next(name for name, column in table.columns.items() if name != "zou_fang_bian_hao")
    assert office.clean().column("visits", name) == [1, 2, 3]


@pytest.mark.parametrize(
    ("file", "pattern", "title"),
    [
        ("2023年走访台账.xlsx", "*走访台账*", "走访"), ("走访登记表2022-2023.xlsx", "*走访登记表*", "走访"), ("某镇_第3季度_走访(1).xlsx", "*某镇*走访*", "某镇 走访"),
        ("visits_2023.xlsx", "*visits*", "visits"), ("台账.xlsx", "*台账*", "台账"), ("20230105.xlsx", "*20230105*", "20230105"),
    ],
)  # fmt: skip
def test_the_file_name_gives_title_and_pattern(office, draft, file, pattern, title):
    table = draft(one("走访日期", "2023-01-05"), file)
    assert (table.files, table.title.zh) == ((pattern,), title)
    assert office.clean().sheet(file)["kept"] == 1


# --- what is refused and told -----------------------------------------------------------------------------------


def test_nothing_is_overwritten(office, draft):
    path = office.expects("visits", "mine")
    with pytest.raises(TableExists) as error:
        draft()
    assert (error.value.exit_code, path.read_text("utf-8")) == (2, "mine")
    assert "expectations/visits.yml" in error.value.say("zh") and "expectations/visits.yml" in error.value.say("en")


@pytest.mark.parametrize("name", ["petitions", "balances"])
def test_a_shipped_table_is_not_started_anew(draft, name):
    with pytest.raises(TableExists):
        draft(name=name)


@pytest.mark.parametrize("name", ["Visits", "走访", "1st", "a-b", "../a", ""])
def test_a_table_is_named_in_small_latin_letters(draft, name):
    with pytest.raises(WrongParameter):
        draft(name=name)


def test_a_sample_that_is_not_there_or_no_table_is_refused(office):
    workspace = office.work().workspace
    with pytest.raises(NoSuchFile):
        draft_table(workspace, "visits", office.root / "none.xlsx")
    with pytest.raises(FolderForFile):
        draft_table(workspace, "visits", office.root)
    with pytest.raises(NotATable):
        draft_table(workspace, "visits", office.put("a.xlsx", b"%PDF-1.7"))


def test_a_file_that_another_table_claims_and_an_office_that_names_its_tables_are_told(office, draft):
    office.settings("name: {zh: 某镇}\ntables: [petitions]\n")
    draft(one("走访日期", "2023-01-05"), "信访走访.xlsx")
    assert [words.en for words in draft.drafted.told[1:]] == [
        "信访走访.xlsx fits the files of petitions too: change `files` of one.", "office.yml of town names its tables: add visits.",
    ]  # fmt: skip


# --- the whole way ----------------------------------------------------------------------------------------------


def test_a_new_line_of_work_is_cleaned_checked_counted_and_reviewed_with_no_python(office, draft):
    office.settings("name: {zh: 某镇, en: Some Town}\ntables: [visits]\n")
    draft()
    path = draft.drafted.path
    text = draft.text.replace("zou_fang_bian_hao", "visit_no").replace("zou_fang_ri_qi", "visited_on").replace("jiu_zhu_jin_e", "aid")
    text = text.replace('title: {zh: 走访, en: ""}', "title: {zh: 走访, en: Visits}").replace("ru_hu", "at_home")
    text = text.replace(
        "rules:\n",
        "rules:\n"
        "  - id: visits.aid-at-home\n"
        "    expect: expect_column_values_to_be_between\n"
        "    column: aid\n"
        "    max_value: 4000\n"
        "    where: column_form = 'at_home'\n"
        "    severity: warning\n"
        "    says: {zh: 入户救助不超过4000元, en: Aid given at home is at most 4000 yuan}\n",
    ).replace("column_form", next(name for name, column in read_table(path).columns.items() if column.zh == "形式"))
    text += "  aid: {label: {zh: 救助金额, en: Aid}, unit: {zh: 元, en: yuan}, sum: aid}\n"
    path.write_text(text, "utf-8")

    found = office.check(lang="en")
    assert found.rows_of(FILE) == {"physical": 8, "counted": 8, "header": 3, "totals": 1, "kept": 4, "quarantined": 0, "duplicates": 0}
    assert found.value("visits.records") == 1 + 1 + 1 + 1
    assert found.value("visits.aid") == 5_000 + 12_000 + 2_000 + 2_000
    assert found.parts("visits.records", "month")
    assert found.state("visits.zou-fang-bian-hao-unique") == "pass"
    assert found.rows("visits.aid-at-home") == [4]
    assert "备注" not in str(found.table("visits")) and "张建国" not in str(found.table("visits"))

    section = str(other_tables(found.work, but=[]).html)
    assert ">Visits</h" in section
    assert "21,000" in section
    assert "张建国" not in section and "13812345678" not in section
