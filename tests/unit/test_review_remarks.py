"""What who writes a text is told: figures that are unknown, unfilled or stale."""

import pytest
from tests.unit.review_sample import notebook
from tests.unit.writing_sample import PENALTIES, PETITIONS, edited, writing_work

from nianbao.exporting.page import page
from nianbao.review import opening, preview
from nianbao.review.block import plain
from nianbao.review.remarks import remarks
from nianbao.review.staleness import EVERY, stale
from nianbao.running import due

RIGHT = "全年办结信访件{{petitions.closed}}件，罚款{{penalties.fines|yuan}}。"


@pytest.fixture
def work(tmp_path):
    return writing_work(tmp_path)


def told(work, text, kind, cell=True, name="petitions"):
    return [remark.words for remark in remarks(work, name, text, "3_review", cell) if remark.kind == kind]


def test_of_a_text_that_is_right_and_fresh_nothing_is_said(work):
    assert remarks(work, "petitions", RIGHT, "3_review", True) == []


def test_every_slot_that_is_wrong_is_told_with_the_nearest_name(work):
    text = "{{petitions.closd}}，{{petitions.closed|abot}}，{{petitions.closed: 来电话}}，{{yeer}}，{{petitions.closd}}\n\n{{?petitions.closed}}有"
    zh, en = ([words.of(lang) for words in told(work, text, "wrong")] for lang in ("zh", "en"))
    assert len(zh) == 5
    assert "“petitions.closd”" in zh[0] and "是不是“petitions.closed”？" in zh[0]
    assert "“abot”" in zh[1] and "是不是“about”？" in zh[1]
    assert "Did you mean “petitions.closed: 来电”?" in en[2]
    assert en[3].count("Did you mean “year”?") == 1
    assert "{{?petitions.closed}}" in en[4]


def test_a_figure_without_a_value_and_one_without_records_are_unfilled(work):
    text = "撤回{{petitions.withdrawn}}件，检查{{inspections.checks}}次，办结{{petitions.closed}}件。"
    (cell,) = told(work, text, "unfilled")
    assert cell.zh == "没有数值，所在的段落不进入年报：petitions.withdrawn、inspections.checks。"
    (own,) = told(work, "撤回{{petitions.withdrawn}}件。", "unfilled", cell=False)
    assert own.en == "No value, printed as “nothing to compute” or “no data”: petitions.withdrawn."


def test_a_section_without_records_is_told_once(work):
    (words,) = told(work, "检查{{inspections.checks}}次。", "unfilled", name="inspections")
    assert words.zh == "今年没有 inspections 的记录，这一节不进入年报。"


def test_a_raw_file_that_was_edited_makes_its_own_table_s_figures_stale(work):
    edited(work.raw / PETITIONS, "信访，更多")
    (words,) = told(work, RIGHT, "stale")
    assert words.zh == f"petitions.closed 可能已经过时：{PETITIONS} 在清理之后改过。先运行 nianbao run shangcang 2023 --force。"
    assert told(work, "罚款{{penalties.fines}}元。", "stale") == []


def test_a_raw_file_that_was_only_touched_is_not(work):
    edited(work.raw / PETITIONS)
    assert stale(work) == {}


@pytest.mark.parametrize(
    ("change", "table", "why"),
    [
        (lambda work: edited(work.office.folder / "office.yml"), EVERY, "office.yml 在核对之后改过"),
        (lambda work: (work.raw / PENALTIES).unlink(), "penalties", f"{PENALTIES} 已经不在"),
        (lambda work: (work.raw / "照片说明.csv").unlink(), None, None),
        (lambda work: (work.raw / "新来的信访件.csv").write_text("x", "utf-8"), EVERY, "新来的信访件.csv 是清理之后加的"),
        (lambda work: edited(work.raw / "corrections.csv", "x"), EVERY, "corrections.csv 在清理之后改过"),
        (lambda work: edited(work.clean / "clean.json", (work.clean / "clean.json").read_text("utf-8") + "\n"), EVERY, "清理过的记录或统计截止日在核对之后变了"),
    ],
)  # fmt: skip
def test_whatever_the_figures_rest_on_is_looked_at(work, change, table, why):
    change(work)
    assert {name: [words.zh for words in whys] for name, whys in stale(work).items()} == ({table: [why]} if why else {})


@pytest.mark.parametrize(
    ("step", "name", "content"),
    [("check", "data/raw/shangcang/office.yml", None), ("check", "expectations/petitions.yml", "extends: petitions\n"), ("clean", "data/raw/shangcang/2023/corrections.csv", "x")],
)  # fmt: skip
def test_what_was_only_touched_since_its_step_is_not_stale_and_what_was_edited_is(work, step, name, content):
    path = work.workspace.root / name
    path.parent.mkdir(exist_ok=True)
    content = path.read_text("utf-8") if content is None else content
    path.write_text(content, "utf-8")
    assert due(work, step, force=True).done()
    edited(path)
    assert stale(work) == {}
    edited(path, content + "# more\n")
    assert len(stale(work)) == 1
    edited(path, content)
    made = work.checked / "public.json" if step == "check" else work.clean / "clean.json"
    made.write_text(made.read_text("utf-8") + "\n", "utf-8")  # by another run, of which the record knows nothing
    edited(path)
    assert any(path.name in words.zh for whys in stale(work).values() for words in whys)


def test_a_table_of_the_workspace_s_own_makes_its_figures_stale(work):
    folder = work.workspace.root / "expectations"
    folder.mkdir()
    (folder / "petitions.yml").write_text("extends: petitions\n", "utf-8")
    edited(folder / "petitions.yml")
    assert list(stale(work)) == ["petitions"]


def test_a_preview_shows_the_office_s_own_text_with_what_is_wrong_in_it_as_it_was_written(work):
    (work.raw / "text").mkdir()
    (work.raw / "text" / "petitions.md").write_text("### 信访\n\n办结{{petitions.closed}}件，另{{petitions.closd}}件。\n", "utf-8")
    shown = plain(preview(work, "petitions").html)
    assert "办结427件，另｛｛petitions.closd｝｝件。" in shown
    assert "text/petitions.md" in shown and "petitions.closd" in shown.splitlines()[-1]


def test_no_exporter_prints_what_is_told_beside_a_text(work):
    (work.raw / "text").mkdir()
    (work.raw / "text" / "petitions.md").write_text("秘密{{petitions.closed}}", "utf-8")
    executed = notebook(opening(work, key=[]), preview(work, "petitions").html, "<p>年报</p>")
    assert "秘密" in page(executed).body
    data, metadata = preview(work, "petitions")._repr_mimebundle_()
    executed.cells[2].outputs[0].update(data=data, metadata=metadata)
    assert "秘密" not in page(executed).body
    assert "年报" in page(executed).body
