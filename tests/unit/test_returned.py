"""A Word draft that came back: what was changed by hand, and what the records say of it."""

import json
import shutil
from zipfile import ZipFile

import nbformat
import pytest
from docx import Document
from tests.unit.review_sample import sample_figures, sample_notebook, sample_work
from tests.unit.word_sample import (
    W,
    add_paragraph,
    lose_controls,
    paragraph,
    split_runs,
    text_of,
    track,
    word,
    write_over,
)

from nianbao.errors import MissingStep, NoSuchFile, NotAWordFile, NotThisReview
from nianbao.exporting.page import page
from nianbao.proofing import as_text, read_returned
from nianbao.review.sections import section

PROSE = (
    "## 信访\n\n{{year}}年办结信访件{{petitions.closed}}件，办结率{{petitions.closing_rate}}。罚款{{penalties.fines|yuan}}。\n\n"
    "来访{{petitions.closed: 来访}}件，“来信”{{petitions.closed: 来信}}件。群众比较满意。"
)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A finished review with its Word document."""
    work = sample_work(tmp_path_factory.mktemp("w"))
    notebook = sample_notebook(work, section(work, "petitions", PROSE))
    (work.review / "notebooks").mkdir(parents=True)
    nbformat.write(notebook, work.review / "notebooks/3_review.ipynb")
    word(page(notebook), work.review / "review.docx")
    return work


@pytest.fixture
def back(work, tmp_path):
    """Changes a copy of the document with `change(document)` and reads it as returned."""

    def changed(change):
        document = Document(work.review / "review.docx")
        change(document)
        document.save(tmp_path / "back.docx")
        return read_returned(work, tmp_path / "back.docx")

    return changed


def figures(found):
    return [(one.name, one.was, one.now, one.records, one.verdict) for one in found.figures]


def sentences(found):
    return [(one.was, one.now, one.tracked) for one in found.sentences]


FIRST, SECOND = "2023年办结信访件427件", "来访186件"


def test_what_came_back_as_it_went_out_has_no_changes(back):
    found = back(lambda document: None)
    assert (found.figures, found.sentences, found.comments) == ([], [], [])


@pytest.mark.parametrize(
    ("new", "verdict"),
    [
        ("450", "contradicts"), ("428", "contradicts"), ("４２７", None), ("近450", "agrees"), ("400余", "agrees"), ("420余", "agrees"),
        ("约430", "agrees"), ("超过400", "agrees"), ("427余", "contradicts"), ("500余", "contradicts"), ("近420", "contradicts"),
        ("42.7%", "contradicts"), ("427万", "contradicts"), ("四百多", "unclear"),
    ],
)  # fmt: skip
def test_a_figure_written_over(back, new, verdict):
    found = back(lambda document: write_over(paragraph(document, FIRST), "427", new))
    assert [(one.verdict, one.was, one.records, one.file) for one in found.figures] == (
        [(verdict, "427", "427", "text/petitions.md")] if verdict else []
    )
    assert bool(found.against) == (verdict == "contradicts")


def test_a_rate_and_money_are_held_against_their_own(back):
    def change(document):
        write_over(paragraph(document, FIRST), "97.5%", "97%")
        write_over(paragraph(document, FIRST), "11850元", "1.18万余元")

    assert figures(back(change)) == [
        ("petitions.closing_rate", "97.5%", "97%", "97.5%", "agrees"), ("penalties.fines", "11850元", "1.18万余", "11850元", "agrees"),
    ]  # fmt: skip


def test_a_part_and_the_year_before_are_named(back):
    def change(document):
        write_over(paragraph(document, SECOND), "186", "168")
        write_over(paragraph(document, "2022年：393件"), "393", "390")

    found = back(change)
    assert figures(found) == [
        ("petitions.closed", "393", "390", "393", "contradicts"), ("petitions.closed: 来访", "186", "168", "186", "contradicts"),
    ]  # fmt: skip
    assert [(one.of, one.file) for one in found.figures] == [("previous", ""), ("", "text/petitions.md")]


def test_tracked_changes_count_as_accepted_and_are_told_apart(back):
    def change(document):
        track(paragraph(document, FIRST), "427", "472", "李四")
        write_over(paragraph(document, SECOND), "群众比较满意", "群众满意")

    found = back(change)
    assert figures(found) == [("petitions.closed", "427", "472", "427", "contradicts")]
    assert found.authors == ["李四"]
    assert sentences(found) == [
        ("2023年办结信访件427件，办结率97.5%。", "2023年办结信访件472件，办结率97.5%。", True), ("群众比较满意。", "群众满意。", False),
    ]  # fmt: skip
    assert found.sentences[1].changes == (("=", "群众"), ("-", "比较"), ("=", "满意。"))


def test_lost_controls_and_split_runs_are_read_by_place(back):
    def change(document):
        for words in (FIRST, SECOND):
            lose_controls(paragraph(document, words))
            split_runs(paragraph(document, words))
        write_over(paragraph(document, SECOND), "8", "9")

    assert figures(back(change)) == [("petitions.closed: 来访", "186", "196", "186", "contradicts")]


def test_a_control_of_a_number_without_end_is_none_of_ours(back):
    def change(document):
        for tag in document.element.body.iter("{*}tag"):
            tag.set(f"{{{W}}}val", "nb:" + "9" * 5_000)

    assert back(change).figures == []


def test_a_number_typed_beside_its_emptied_control_is_read(back):
    def change(document):
        line = paragraph(document, FIRST)
        write_over(line, "427", "")
        write_over(line, "年办结信访件", "年办结信访件近450")

    assert figures(back(change)) == [("petitions.closed", "427", "近450", "427", "agrees")]


def test_a_figure_that_was_carried_into_another_paragraph_is_known_by_its_control(back):
    def change(document):
        line, other = paragraph(document, FIRST), paragraph(document, SECOND)
        control = next(one for one in line.iter("{*}sdt") if text_of(one) == "427")
        write_over(control, "427", "429")
        other.insert(0, control)
        line.getparent().remove(line)

    assert figures(back(change)) == [("petitions.closed", "427", "429", "427", "contradicts")]


def test_what_editors_do_by_themselves_is_no_change(back):
    def change(document):
        line = paragraph(document, SECOND)
        split_runs(line)
        write_over(line, "“", '"')
        write_over(line, "”", '"')
        write_over(line, "，", ",")

    found = back(change)
    assert (found.figures, found.sentences) == ([], [])


def test_new_sentences_and_the_numbers_in_them(back):
    def change(document):
        add_paragraph(paragraph(document, SECOND), "全年走访群众３１２户，其中来信37件，第3条要求于2023年5月1日前落实。")
        write_over(paragraph(document, SECOND), "群众比较满意。", "")

    found = back(change)
    taken_out, added = found.sentences
    assert (taken_out.was, taken_out.now, taken_out.file) == ("群众比较满意。", "", "text/petitions.md")
    assert (added.was, added.file) == ("", "text/petitions.md")
    assert [(one.text, one.figures) for one in added.quantities] == [("312", ()), ("37", ("petitions.closed: 来信", "petitions.closed: 6月"))]


def test_a_sentence_taken_out_takes_its_figure_with_it(back):
    def change(document):
        line = paragraph(document, FIRST)
        line.getparent().remove(line)

    found = back(change)
    assert found.figures == []
    assert [one.now for one in found.sentences] == ["", ""]


def test_comments_are_told_with_what_they_are_about(back):
    def change(document):
        line = next(one for one in document.paragraphs if "群众比较满意" in one.text)
        document.add_comment(line.runs[-1], text="依据？", author="王五")

    found = back(change)
    (comment,) = found.comments
    assert (comment.text, comment.author, "群众比较满意" in comment.about) == ("依据？", "王五", True)


def test_figures_that_moved_since_the_draft_went_out(work, back):
    path = work.checked / "public.json"
    kept = path.read_text("utf-8")
    moved = [figure.json() for figure in sample_figures()]
    next(one for one in moved if one["name"] == "penalties.fines")["value"] = 11900
    path.write_text(json.dumps(moved), "utf-8")
    try:
        found = back(lambda document: None)
    finally:
        path.write_text(kept, "utf-8")
    assert {one[1:] for one in figures(found) if one[0] == "penalties.fines"} >= {("11850元", "11850", "11900元", "moved")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_says_what_to_do(back, lang):
    def change(document):
        write_over(paragraph(document, FIRST), "427", "450")
        write_over(paragraph(document, SECOND), "群众比较满意。", "走访312户。")

    told = as_text(back(change), lang)
    for words in ("petitions.closed", "427 → 450", "text/petitions.md", "corrections.csv", "[-427-]{+450+}", "312"):
        assert words in told
    assert ("记录中没有这个数" if lang == "zh" else "the records have no such number") in told


def test_the_report_is_json_too(back):
    found = back(lambda document: write_over(paragraph(document, FIRST), "427", "450")).json()
    assert json.loads(json.dumps(found))["figures"][0]["verdict"] == "contradicts"
    assert found["compared_with"] == "reviews/shangcang/2023"


def test_what_is_no_docx_is_refused(work, tmp_path):
    for name, content in (("a.docx", b"%PDF"), ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NotAWordFile) as error:
            read_returned(work, tmp_path / name)
        assert error.value.exit_code == 4
    assert "加了密码" in error.value.say("zh")
    with ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(NotAWordFile):
        read_returned(work, tmp_path / "x.docx")
    with pytest.raises(NoSuchFile):
        read_returned(work, tmp_path / "missing.docx")


@pytest.mark.parametrize(("old", "new", "expected"), [("上仓镇人民政府", "某某镇人民政府", "上仓镇人民政府"), ("2023", "2022", "2023")])
def test_the_review_of_another_office_or_year_is_refused(work, back, old, new, expected):
    def change(document):
        for line in document.paragraphs:
            for text in line._p.iter("{*}t"):
                text.text = (text.text or "").replace(old, new)

    with pytest.raises(NotThisReview) as error:
        back(change)
    assert error.value.facts["expected"] == expected


def test_the_draft_is_compared_with_the_review_it_was_made_from(work, tmp_path):
    draft = work.review.with_name("2023-draft")
    shutil.copytree(work.review, draft)
    try:
        document = Document(draft / "review.docx")
        write_over(paragraph(document, FIRST), "件，办结率", "件整，办结率")
        write_over(paragraph(document, SECOND), "群众比较满意", "群众很满意")
        document.save(draft / "review.docx")
        found = read_returned(work, draft / "review.docx")
        assert (found.compared_with.name, found.sentences) == ("2023-draft", [])
    finally:
        shutil.rmtree(draft)


def test_without_a_review_there_is_nothing_to_compare_with(tmp_path, work):
    with pytest.raises(MissingStep):
        read_returned(sample_work(tmp_path), work.review / "review.docx")


def test_the_helpers_change_what_they_say(work):
    document = Document(work.review / "review.docx")
    line = paragraph(document, FIRST)
    track(line, "427", "472")
    assert text_of(line).startswith("2023年办结信访件472件")
