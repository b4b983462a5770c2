"""Nothing is published that does not print what the figures say, and a draft that comes back is held against them."""

import json

import nbformat
from docx import Document
from tests.places import REPO
from tests.unit.word_sample import paragraph, write_over

WRONG = "from IPython.display import HTML\nHTML('<p><data value=\"428\" data-figure=\"petitions.closed\">428</data></p>')"


def test_a_review_that_prints_another_number_than_the_figure_does_not_take_the_place_of_the_last(fresh):
    before = {path.name: path.read_bytes() for path in fresh.review.iterdir() if path.is_file()}
    notebook = nbformat.read(REPO / "notebooks/3_review.ipynb", 4)
    notebook.cells.append(nbformat.v4.new_code_cell(WRONG))
    (fresh.root / "notebooks").mkdir()
    nbformat.write(notebook, fresh.root / "notebooks/3_review.ipynb")
    done = fresh.nianbao("review", "shangcang", 2023)
    assert done.code == 7
    assert all(words in done.err for words in ("review.html", "petitions.closed", "“427”", "“428”"))
    assert {path.name: path.read_bytes() for path in fresh.review.iterdir() if path.is_file()} == before


def test_a_draft_that_comes_back_is_held_against_the_records(fresh):
    untouched = fresh.nianbao("returned", fresh.review / "review.docx", "shangcang", 2023)
    assert (untouched.code, untouched.err) == (0, "")
    document = Document(fresh.review / "review.docx")
    write_over(paragraph(document, "上年结转"), "427", "450")
    document.save(fresh.root / "back.docx")
    told = fresh.nianbao("returned", "back.docx", "shangcang", 2023, lang="en")
    assert told.code == 5
    assert "427 → 450" in told.out and "petitions.closed" in told.err
    found = json.loads(fresh.nianbao("returned", "back.docx", "shangcang", 2023, "--json").out)
    assert [(one["now"], one["verdict"], one["file"]) for one in found["figures"]] == [("450", "contradicts", "text/petitions.md")]
