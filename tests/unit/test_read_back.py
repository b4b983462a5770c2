"""What was made is read again: one digit that is not the figures' is found, wherever it stands."""

import json
import shutil
from dataclasses import replace
from zipfile import ZipFile

import nbformat
import pytest
from tests.unit.review_sample import sample_figures, sample_notebook, sample_work
from tests.unit.word_sample import word

from nianbao.errors import NotAsPrinted
from nianbao.exporting import ReviewHTML, ReviewPDF
from nianbao.exporting.page import page
from nianbao.exporting.pdf import pdf
from nianbao.figures import Amount
from nianbao.proofing import executed_page, read_back, require_read_back
from nianbao.proofing.quantities import Piece, first_mismatch, quantities
from nianbao.review.sections import section

PROSE = "## 信访\n\n{{year}}年办结{{petitions.closed}}件，约占九成；来访{{petitions.closed: 来访}}件，罚款{{penalties.fines|yuan}}，办结率{{petitions.closing_rate}}。"


def finished_folder(folder, figures):
    """A small finished folder of these figures."""
    work = sample_work(folder / "w", figures)
    notebook = sample_notebook(work, section(work, "petitions", PROSE))
    (folder / "notebooks").mkdir()
    nbformat.write(notebook, folder / "notebooks/3_review.ipynb")
    (folder / "figures.json").write_text(json.dumps([figure.json() for figure in figures]), "utf-8")
    (folder / "review.html").write_text(ReviewHTML().from_notebook_node(notebook)[0], "utf-8")
    (folder / "review.pdf").write_bytes(ReviewPDF().from_notebook_node(notebook)[0])
    word(page(notebook), folder / "review.docx")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return finished_folder(tmp_path_factory.mktemp("made"), sample_figures())


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "f")


def tampered(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_was_made_is_what_the_figures_say(made):
    assert read_back(made, executed_page(made)) == []


def test_hidden_numbers_told_in_words_read_back_and_others_in_their_place_do_not(tmp_path):
    hidden = []
    for figure in sample_figures():
        parts = tuple(replace(part, value=None, hidden=True) if part.key == "visit" else part for part in figure.by.get("channel", ()))
        amount = Amount(None, hidden=True) if figure.name == "petitions.closing_rate" else figure.amount
        hidden.append(replace(figure, amount=amount, by=dict(figure.by) | ({"channel": parts} if parts else {})))
    folder = finished_folder(tmp_path, hidden)
    assert read_back(folder, executed_page(folder)) == []
    tampered(folder / "review.html", ">若干<", ">186<")
    first = read_back(folder, executed_page(folder))[0]
    assert (first.expected, first.found) == ("若干", "186")
    tampered(folder / "review.html", ">186<", ">若干<")
    tampered(folder / "review.html", 'data-form="withheld">未列出', 'data-form="withheld">97.5%')
    first = read_back(folder, executed_page(folder))[0]
    assert (first.expected, first.found) == ("未列出", "97.5%")
    # Words in place of a number that is not hidden are none of the figure's.
    tampered(folder / "review.html", '>97.5%<', '>未列出<')
    tampered(folder / "review.html", 'value="427" data-figure="petitions.closed">427', 'value="" data-figure="petitions.closed" data-form="withheld">若干')
    assert next(one.output for one in read_back(folder, executed_page(folder))) == "review.html"


@pytest.mark.parametrize(
    ("old", "new", "expected", "found"),
    [
        # a sentence, a card, a table, a part in the data of a chart, a change, the year before
        ('data-figure="petitions.closed">427<', 'data-figure="petitions.closed">428<', "427", "428"),
        ('data-key="visit">186<', 'data-key="visit">187<', "186", "187"),
        ('data-of="change">34<', 'data-of="change">35<', "34", "35"),
        ('data-of="previous">393<', 'data-of="previous">394<', "393", "394"),
        ('data-form="yuan">11850元<', 'data-form="yuan">11350元<', "11850元", "11350元"),
        ('data-key="3">40<', 'data-key="3">41<', "40", "41"),
        # the value that programs read
        ('value="427" data-figure="petitions.closed"', 'value="472" data-figure="petitions.closed"', "427", "472"),
    ],
)  # fmt: skip
def test_a_changed_figure_of_the_html_is_found(folder, old, new, expected, found):
    tampered(folder / "review.html", old, new)
    first = read_back(folder, executed_page(folder))[0]
    assert (first.output, first.expected, first.found) == ("review.html", expected, found)


def test_an_unknown_name_in_the_html_is_found(folder):
    tampered(folder / "review.html", 'data-figure="petitions.closed"', 'data-figure="petitions.clossed"')
    assert 'data-figure="petitions.clossed"' in read_back(folder, executed_page(folder))[0].found


def test_words_of_the_html_that_the_notebook_did_not_show_are_found(folder):
    tampered(folder / "review.html", "约占九成", "约占八成")
    (difference,) = read_back(folder, executed_page(folder))
    assert "约占九成" in difference.expected and "约占八成" in difference.found


@pytest.mark.parametrize("asked", [{}, {"draft": True}, {"cover": True, "contents": True}])
@pytest.mark.parametrize("name", ["杭州市余杭区良渚街道办事处", "重庆市万州区第2管委会", "上仓镇人民政府"])
def test_names_with_signs_of_quantity_and_the_mark_of_a_draft_are_no_difference(made, tmp_path, name, asked):
    review = executed_page(made)
    review = replace(review, facts=review.facts | {"office": name} | asked, opening=review.opening.replace("上仓镇人民政府", name))
    shutil.copyfile(made / "figures.json", tmp_path / "figures.json")
    (tmp_path / "review.pdf").write_bytes(pdf(review))
    assert read_back(tmp_path, review) == []


def test_figures_of_another_run_are_found(folder):
    tampered(folder / "figures.json", '"value": 427', '"value": 426')
    assert {(one.expected, one.found) for one in read_back(folder, executed_page(folder)) if "petitions.closed" in one.where} >= {("426", "427")}


@pytest.mark.parametrize(
    ("old", "new"),
    [(">427<", ">428<"), (">11850元<", ">11860元<"), (">97.5%<", ">97.6%<"), (">186<", "><"), ("2023年办结", "2024年办结"), ("约占", "占")],
)
def test_a_pdf_of_another_page_is_found(folder, old, new):
    # A number of the section of prose; the page of the PDF is the first of the text.
    notebook = nbformat.read(folder / "notebooks/3_review.ipynb", 4)
    for cell in notebook.cells[2:3]:
        data = cell.outputs[0].data
        text = data["text/html"].replace("<p><span", "<p>共<span")
        assert old in text.replace('<span class="number-with-unit">2023年</span>', "2023年")
        data["text/html"] = text.replace('<span class="number-with-unit">2023年</span>', "2023年").replace(old, new, 1)
    (folder / "review.pdf").write_bytes(ReviewPDF().from_notebook_node(notebook)[0])
    (difference,) = read_back(folder, executed_page(folder))
    assert difference.output == "review.pdf"
    assert "1" in difference.where or "3" in difference.where
    assert "办结" in difference.expected + difference.found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:t>427</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>件，约", "<w:t>429</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>件，约"),
        ("<w:t>393</w:t>", "<w:t>392</w:t>"),  # in a card
        ("<w:t>38</w:t>", "<w:t>39</w:t>"),
        ("件，约占九成", "件，占90%"),  # outside of any control
        ("统计时点：2023", "统计时点：2024"),
        ('w:val="petitions.closed"', 'w:val="petitions.received"'),
    ],
)  # fmt: skip
def test_a_changed_figure_of_the_word_document_is_found(folder, old, new):
    path = folder / "review.docx"
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    parts["word/document.xml"] = text.replace(old, new, 1).encode()
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    found = read_back(folder, executed_page(folder))
    assert found and {one.output for one in found} == {"review.docx"}


def test_a_difference_is_an_error_that_says_where_what_and_what_for(folder):
    tampered(folder / "review.html", 'data-figure="petitions.closed">427<', 'data-figure="petitions.closed">428<')
    with pytest.raises(NotAsPrinted) as error:
        require_read_back(folder, executed_page(folder))
    assert error.value.exit_code == 7
    for lang in ("zh", "en"):
        assert all(told in error.value.say(lang) for told in ("review.html", "427", "428", "petitions.closed"))


@pytest.mark.parametrize(
    ("text", "stream"),
    [
        ("办结427件，2000余次", "4272000余"), ("98.7%，1,427", "98.7%1,427"), ("１２％", "12%"), ("第5、6行", "56"), ("4\u206027", "427"),
        ("约300", "约300"), ("1.2万余元", "1.2万余"), ("没有", ""), ("3. 2023", "32023"),
    ],
)  # fmt: skip
def test_quantities_of_a_text(text, stream):
    assert quantities(text) == stream


def lines(*texts):
    return [Piece(text, f"line {n}") for n, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("found", "where", "expected"),
    [
        (["甲1", "2乙", "丙33"], None, None),
        (["甲12", "乙33"], None, None),  # lines break elsewhere
        (["甲1", "— 1 —", "2", "33"], None, None),
        (["甲1", "3", "33"], "line 2", "乙2"),
        (["甲1", "2", "34"], "line 3", "丙33"),
        (["甲1", "2"], "line 2", "丙33"),
        (["甲1", "2", "33", "4"], "line 4", ""),
        (["甲1", "9", "2", "33"], "line 2", "乙2"),
        ([], "", "甲1"),
    ],
)  # fmt: skip
def test_the_first_quantity_that_is_not_the_expected_one(found, where, expected):
    mismatch = first_mismatch(lines("甲1", "乙2", "丙33"), lines(*found), lambda piece: piece.text.startswith("—"))
    assert (mismatch and mismatch.where, mismatch and mismatch.expected) == (where, expected)
