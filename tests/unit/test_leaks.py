"""The last gate: what is personal in the raw files stands in no output, nor any number by which a person can be found."""

import base64
import hashlib
import json
from dataclasses import replace

import nbformat.v4 as v4
import openpyxl
import pytest
from tests.spec.drawn import PETITIONS, Office, workbook
from tests.unit.review_sample import notebook, sample_work

from nianbao import review
from nianbao.errors import PersonalInOutput
from nianbao.exporting.html import html
from nianbao.exporting.page import page
from nianbao.exporting.pdf import pdf
from nianbao.exporting.word import docx
from nianbao.proofing import require_private

IDENTITY, MOBILE, LANDLINE, CARD = "11010519491231002X", "13812345678", "022-29123456", "6222021234567890128"
REGISTER = [
    ["信访件编号", "登记时间", "信访人", "证件号码", "联系电话", "住址", "概况", "内容分类"],
    ["P1", "2023-01-05", "赵铁柱", IDENTITY, "138 1234 5678", "上仓镇程家庄村3区12号", "反映邻居噪音扰民影响休息", "农村农业"],
    ["P2", "2023-01-06", "李强、欧阳春花", "120119198002298752", "29123456", "", "", "王庄"],
    ["P3", "2023-01-07", "王庄", "", "", "", "", "城乡建设"],
    ["P4", "2023-01-08", "匿名", "", "", "", "", "城乡建设"],
]


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A town that has cleaned its register."""
    with pytest.MonkeyPatch.context() as environment:
        root = tmp_path_factory.mktemp("leaks")
        environment.setenv("NIANBAO_KEY_FILE", str(root / "key"))
        office = Office(root / "w")
        office.settings("name: {zh: 试验镇, en: Test Town}\nprepared_by: {zh: 司法所（022-22223333）}\n")
        office.petitions(REGISTER)
        return office.clean().work


def output(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def refused(work, folder, lang="zh"):
    with pytest.raises(PersonalInOutput) as error:
        require_private(work, folder)
    said = error.value.say(lang)
    assert error.value.exit_code == 7
    assert not [secret for secret in ("赵铁柱", "铁柱", IDENTITY, MOBILE, CARD, "12号", "噪音") if secret in said]
    return said


def shown(tmp_path, sentence):
    """The page of a review that says the sentence."""
    made = sample_work(tmp_path / "sample")
    return page(notebook(review.opening(made, ["petitions.closed"]), f"<section><h2>信访工作</h2><p>{sentence}</p></section>"))


@pytest.mark.parametrize(("kind", "made", "where"), [("html", html, "“一、信访工作”一节"), ("pdf", pdf, "第1页"), ("docx", docx, "“一、信访工作”一节")])
def test_what_the_review_prints_is_looked_through(work, tmp_path, kind, made, where):
    said = refused(work, output(tmp_path / "out", f"review.{kind}", made(shown(tmp_path, "村民<b>赵</b>铁柱来访。"))))
    assert f"review.{kind} 里有个人信息" in said and where in said
    assert f"姓名（与原始文件 2023/{PETITIONS} › 登记表 第2行 的相同）" in said
    clean = output(tmp_path / "clean", f"review.{kind}", made(shown(tmp_path, "村民来访，电话打到司法所。")))
    require_private(work, clean)


def test_workbooks_are_looked_through_sheet_by_sheet(work, tmp_path):
    book = openpyxl.Workbook()
    book.active.title, book.active["B3"] = "信访", "联系赵铁柱"
    book.save(tmp_path / "tables.xlsx")
    assert "工作表“信访”有姓名" in refused(work, tmp_path)


@pytest.mark.parametrize("cell", [
    v4.new_code_cell("owner = '赵铁柱'"),
    v4.new_code_cell("x", outputs=[v4.new_output("stream", text="赵铁柱")]),
    v4.new_code_cell("x", outputs=[v4.new_output("display_data", data={"text/html": "<td>赵铁柱</td>"})]),
    v4.new_markdown_cell("赵铁柱"),
])  # fmt: skip
def test_notebooks_are_looked_through_cell_by_cell(work, tmp_path, cell):
    output(tmp_path, "notebooks/3_review.ipynb", json.dumps(v4.new_notebook(cells=[cell])))
    assert "notebooks/3_review.ipynb" in refused(work, tmp_path) and "cell 1" in refused(work, tmp_path, "en")


@pytest.mark.parametrize("text", [
    '<img alt="赵铁柱">', '<p title="赵铁柱">', "<p>赵&#38081;柱</p>", "<p>赵<em>铁</em>柱</p>", "<!-- 赵铁柱 -->", "<script>var x = '赵铁柱'</script>",
    f"<p>{MOBILE}</p>", "<p>138-1234-5678</p>", "<p>电话138 1234 5678。</p>", f"<p>{IDENTITY.lower()}</p>", "<td>29123456</td>",
    "<p>住上仓镇程家庄村3区12号</p>", "<p>反映邻居噪音扰民影响休息的</p>", "<p>欧阳春花</p>", "<td>李强</td>", "<p>信访人李强反映</p>",
])  # fmt: skip
def test_personal_values_of_the_raw_files_are_found(work, tmp_path, text):
    assert PETITIONS in refused(work, output(tmp_path, "x.html", f"<h2>一</h2>{text}")) or MOBILE in text or "-" in text


@pytest.mark.parametrize("text", [
    "赵\u200b铁柱", "赵铁\u2060柱", "赵\ufeff铁\u200d柱", "赵·铁柱", "赵・铁・柱", "赵 铁柱", "赵\u3000铁 柱", "赵.铁柱", "来访的赵-铁柱说", "赵&#8203;铁柱",
    "身份证１２０１１９１９８００２２９８７５２", "120119 19800229 8752", "120119-19800229-8752", "1201 1919 8002 2987 52", "120119\u00a019800229\u00a08752",
    "电话１３８１２３４５６７８", "138\u200b1234\u200b5678", "138 1234 5678", "13812 345678", "138 1234 5678，", "138.12345.678", "1381 234 5678", "13 812 345 678", "(138) 1234 5678",
    "住上仓镇程家庄村３区１２号",
])  # fmt: skip
def test_a_value_is_found_however_it_is_spelt(work, tmp_path, text):
    assert PETITIONS in refused(work, output(tmp_path, "x.html", f"<p>{text}</p>"))


@pytest.mark.parametrize("text", [
    "１３９０００１１１１１", "139.0000.1111", "139-0000-1111", "139‑0000‑1111", "139–0000–1111", "拨打139 0000 1111。", "联系人电话: 139 0000 1111", "电话：139 0000 1111",
    "+86 139 0000 1111", "（022）29123450", "(022) 2912 3450", "022－29123450", "022 29123450", "022-2912-3450", "②13900001111", "电话¹13900001111",
    "１１０１０１１９９００３０７００３８", "110101 19900307 0038", "110101-1990-0307-003X", "ｌｉ＠ｅｘａｍｐｌｅ．ｃｏｍ", "津Ａ１２３４５", "６２２２０２１２３４５６７８９０１２８",
])  # fmt: skip
def test_a_number_is_found_however_it_is_written(work, tmp_path, text):
    assert "第1行有" in refused(work, output(tmp_path, "x.json", text))


@pytest.mark.parametrize(("text", "kind"), [
    ("110101199003070038", "证件号码"), ("110101199003070037", "证件号码"), ("13900001111", "电话号码"), ("+8613900001111", "电话号码"),
    (LANDLINE, "电话号码"), ("(022)29123456", "电话号码"), ("li.si@example.com", "电子邮箱"), (CARD, "银行卡号"),
    ("津A12345", "车牌号"), ("津AD12345", "车牌号"), ("京N·8K123", "车牌号"),
])  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "见{}。", '"note": "{}",'])
def test_numbers_of_people_are_found_whoever_they_are(work, tmp_path, text, kind, around):
    assert f"第1行有{kind}" in refused(work, output(tmp_path, "x.json", around.format(text)))


@pytest.mark.parametrize("text", [
    hashlib.sha256(b"x").hexdigest(), '"sha256": "13812345678a1b2c3d4e5f60718293a4b5c6d7e8f901234567890abcdef01234"', "0.13812345678", '"value": 0.965601965601966',
    "津蓟上罚〔2023〕第015号", "2023-01-05", "120119109201", "91120225MA05ABCD1X", "138 1500 1250", "20261123T082033", "1,381,234,5678",
    "王庄", "王庄片收到信访件3件", "匿名", "司法所（022-22223333）", "司法所(022)22223333、022 2222 3333、０２２－２２２２３３３３", "坚强李强调", "电话", "6222021234567890123", "#13812345678",
    "发放宣传材料（份） 43520983 33533404",
    "共138 1500 1250", "1,234 5678 9012", "138 1500 1250 1390", "2023年138 1500 1250", "001 29123450", "1381234.5678", "138.1500", "12 3456 7890 1381",
    "138</td><td>1234</td><td>5678", "138</td>\n<td>1234</td>\n<td>5678", "赵</td><td>铁柱", "022</td><td>29123450", "110101 19901307 0038", "张铁·柱国",
    '<path d="M138 1234 13812345678 L-1 2"/>', f'<img src="data:image/png;base64,{base64.b64encode(MOBILE.encode() * 9).decode()}13812345678">',
])  # fmt: skip
def test_what_is_no_persons_passes(work, tmp_path, text):
    require_private(work, output(tmp_path, "x.html", f"<p>{text}</p>"))


def test_what_a_correction_writes_into_a_personal_column_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "key"))
    office = Office(tmp_path / "w")
    path = office.petitions([["信访件编号", "登记时间", "信访人", "内容分类"], ["P1", "2023-01-05", "误写名", "城乡建设"]])
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    head = f"file,sha256,sheet,row,column,old,new,reason,who\n{path.name},{sha256},登记表,2,"
    office.put("corrections.csv", f"{head}信访人,误写名,钱多福,姓名登记有误,王主任\n{path.name},{sha256},登记表,2,内容分类,城乡建设,农村农业,登记有误,王主任\n")
    work = office.clean().work
    said = refused(work, output(tmp_path / "new", "checks.json", '"reason": "钱多福来电更正"'))
    assert "姓名（与原始文件 2023/corrections.csv 第2行 的相同）" in said and "钱多福" not in said
    require_private(work, output(tmp_path / "other", "checks.json", '"reason": "城乡建设改为农村农业，登记有误，王主任"'))


def test_no_name_within_the_message_says_what_was_found(tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "key"))
    office = Office(tmp_path / "w")
    office.put("信访登记表赵铁柱2023.xlsx", workbook(("赵铁柱", REGISTER)))
    work = office.clean().work
    for lang, rename in (("zh", "给原始文件改名"), ("en", "rename the raw file")):
        said = refused(work, output(tmp_path / "out", "x.html", "<h2>赵 铁柱、欧阳·春花的事</h2><p>赵铁柱 13812345678</p>"), lang)
        assert rename in said and "信访登记表（个人信息）2023.xlsx" in said and "赵" not in said and "春花" not in said
    other = refused(work, output(tmp_path / "other", "x.html", "<p>欧阳春花</p>"))
    assert "赵" not in other and "改名" not in other and "改正原文" in other


def test_what_people_read_is_told_first(work, tmp_path):
    names = ["review.html", "review.docx", "review.pdf", "tables.xlsx", "checks.json", "figures.json", "notebooks/1.json"]
    made = {"review.html": "<p>赵铁柱</p>", "review.docx": docx(shown(tmp_path, "赵铁柱")), "review.pdf": pdf(shown(tmp_path, "赵铁柱"))}
    book = openpyxl.Workbook()
    book.active["A1"] = "赵铁柱"
    book.save(tmp_path / "tables.xlsx")
    for name in names:
        content = (tmp_path / name).read_bytes() if name == "tables.xlsx" else made.get(name, "赵铁柱")
        output(tmp_path / "out", name, content)
    for name in names:
        assert refused(work, tmp_path / "out").startswith(f"{name} ")
        (tmp_path / "out" / name).unlink()


def test_a_reason_that_names_a_person_is_told_to_be_the_cause(work, tmp_path):
    folder = output(tmp_path, "manifest.json", '"reason": "赵铁柱要求更正"')
    with pytest.raises(PersonalInOutput) as error:
        require_private(work, folder, "赵铁柱要求更正")
    assert "--revise 给的修订原因" in error.value.say("zh") and "given with --revise" in error.value.say("en")
    assert "--revise" not in refused(work, folder)


def test_a_draft_is_refused_as_well(work, tmp_path):
    refused(replace(work, draft=True), output(tmp_path, "x.html", "<p>赵铁柱</p>"))


def test_pictures_say_nothing(work, tmp_path):
    require_private(work, output(tmp_path, "x.png", "赵铁柱"))


def test_a_few_are_told_and_the_rest_are_counted(work, tmp_path):
    said = refused(work, output(tmp_path, "x.json", "赵铁柱\n" * 9))
    assert "第5行有姓名" in said and "第6行" not in said and "另有4处" in said
