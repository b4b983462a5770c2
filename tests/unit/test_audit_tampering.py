"""A page of ours that somebody has changed: every digit of it, wherever it stands, is found and its place told."""

import json
import random
import re
import shutil
from dataclasses import replace
from hashlib import sha256

import nbformat
import pytest
from tests.unit.review_sample import sample_notebook, sample_work

from nianbao.auditing import Document
from nianbao.auditing.opening import open_document
from nianbao.auditing.records import tampering
from nianbao.auditing.records.tokens import places, tokens
from nianbao.exporting import ReviewHTML
from nianbao.review.sections import section

PROSE = (
    "## 信访\n\n{{year}}年办结信访件{{petitions.closed|about}}件，来访{{petitions.closed: 来访}}件，办结率{{petitions.closing_rate}}，约占九成。\n\n"
    "罚款{{penalties.fines|yuan}}，其中3件由镇长包案。"
)
PICTURE = re.compile(r"base64,[A-Za-z0-9+/=]+|<style>.*?</style>|<script>.*?</script>", re.DOTALL)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A finished review: its page, its notebook, and the manifest of both."""
    work = sample_work(tmp_path_factory.mktemp("w"))
    notebook = sample_notebook(work, section(work, "petitions", PROSE))
    (work.review / "notebooks").mkdir(parents=True)
    nbformat.write(notebook, work.review / "notebooks/3_review.ipynb")
    (work.review / "review.html").write_text(ReviewHTML().from_notebook_node(notebook)[0], "utf-8")
    outputs = {path.relative_to(work.review).as_posix(): sha256(path.read_bytes()).hexdigest() for path in work.review.rglob("*") if path.is_file()}
    (work.review / "manifest.json").write_text(json.dumps({"outputs": outputs}), "utf-8")
    return work


@pytest.fixture
def changed(work, tmp_path):
    """The page with the text at a place written over, opened as a report from elsewhere."""

    def write(start, end, new):
        html = (work.review / "review.html").read_text("utf-8")
        path = tmp_path / "下载.html"
        path.write_text(html[:start] + new + html[end:], "utf-8")
        return open_document(path)

    return write


@pytest.fixture
def replaced(work, changed):
    def write(old, new):
        start = (work.review / "review.html").read_text("utf-8").index(old)
        return changed(start, start + len(old), new)

    return write


def test_the_page_as_it_was_made_is_clean(work, changed):
    assert tampering(open_document(work.review / "review.html")) == []
    assert tampering(changed(0, 0, ""), work) == []
    assert tampering(changed(0, 0, "")) == []


def test_every_digit_of_texts_and_attributes_is_found(work, tmp_path):
    html = (work.review / "review.html").read_text("utf-8")
    bare = PICTURE.sub(lambda found: "-" * len(found[0]), html)
    digits = [found.start() for found in re.finditer(r"\d", bare)]
    seen = [found.start(1) + place for found in re.finditer(r">([^<>]+)<", bare) for place, sign in enumerate(found[1]) if sign.isdigit()]
    chance, page, path = random.Random(2023), open_document(work.review / "review.html"), tmp_path / "下载.html"
    for place in [*chance.sample(digits, 20), *chance.sample(seen, 40)]:
        new = str((int(html[place]) + chance.randint(1, 9)) % 10)
        path.write_text(html[:place] + new + html[place + 1 :], "utf-8")
        found = tampering(replace(page, path=path), work)
        assert found and found[0].severity == "error", html[place - 40 : place + 10]
        assert found[0].message.zh.count("“") == 2 and found[0].message.en


@pytest.mark.parametrize(
    ("old", "new", "quote", "told"),
    [
        ("其中3件由镇长包案", "其中8件由镇长包案", "8", ("其中3件", "其中8件")),  # in words that no figure makes
        ('data-key="visit">186<', 'data-key="visit">166<', "166", ("“186”", "“166”")),
        ('value="186"', 'value="188"', "186", ("value", "“186”", "“188”")),
        ("<time datetime=\"2023-12-31\">2023年12月31日", "<time datetime=\"2023-12-31\">2023年12月30日", "30", ("2023年12月31日",)),
        ("约占九成", "约占八成", "八", ("约占九成", "约占八成")),
        (">40<", ">41<", "41", ("“40”", "“41”")),  # a cell of a chart's data
    ],
)  # fmt: skip
def test_the_place_and_what_should_stand_there_are_told(work, replaced, old, new, quote, told):
    document = replaced(old, new)
    (found,) = tampering(document, work)
    assert all(words in found.message.zh for words in told), found.message.zh
    assert quote in document.quote(found.start, found.end) or quote in found.quote


def test_a_sentence_more_or_less_is_told_once(work, replaced):
    (found,) = tampering(replaced("<p>罚款", "<p>另有5件。</p><p>罚款"), work)
    assert "另有5件。" in found.message.zh
    assert found.quote == "另有5件。"


def test_a_page_changed_in_its_own_folder_is_held_against_what_its_notebook_makes(work, tmp_path):
    folder = shutil.copytree(work.review, tmp_path / "f")
    html = (folder / "review.html").read_text("utf-8")
    (folder / "review.html").write_text(html.replace("其中3件", "其中4件", 1), "utf-8")
    (found,) = tampering(open_document(folder / "review.html"))
    assert "其中3件" in found.message.zh and "4" in found.quote


def test_without_notebook_and_page_the_manifest_alone_says_that_it_is_another(work, tmp_path):
    folder = shutil.copytree(work.review, tmp_path / "f")
    shutil.rmtree(folder / "notebooks")
    html = (folder / "review.html").read_text("utf-8")
    (folder / "review.html").write_text(html.replace("其中3件", "其中4件", 1), "utf-8")
    (found,) = tampering(open_document(folder / "review.html"))
    assert (found.severity, "manifest.json" in found.message.zh) == ("error", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">427<", ">428<"), ('value="427"', 'value="472"'), (">97.5%<", ">97.6%<"), (">11850元<", ">11350元<"), (">34<", ">35<"),
        ('value="393"', 'value="392"'), ('data-form="about">420余<', 'data-form="about">430余<'),
        ('value="186" data-figure="petitions.closed" data-by="channel"', 'value="" data-figure="petitions.closed" data-by="channel"'),
    ],
)  # fmt: skip
def test_with_nothing_to_hold_it_against_a_marked_number_must_be_its_own_value(replaced, old, new):
    found = tampering(replaced(old, new))
    assert found and {one.severity for one in found} == {"error"}
    assert "petitions" in found[0].message.zh or "penalties" in found[0].message.zh


def test_a_value_that_is_not_the_same_figure_s_elsewhere_is_found(replaced):
    (found,) = tampering(replaced('value="427" data-figure="petitions.closed" data-form="about"', 'value="428" data-figure="petitions.closed" data-form="about"'))
    assert "428" in found.message.zh and "427" in found.message.zh


def test_a_rate_s_value_is_its_part_over_its_whole(work, changed):
    html = (work.review / "review.html").read_text("utf-8")
    (value,) = set(re.findall(r'value="(0\.97\d{8,})" data-figure="petitions.closing_rate"', html))
    other = value[:-1] + ("1" if value[-1] != "1" else "2")
    found = tampering(changed(0, len(html), html.replace(value, other)))
    assert found and all(value in one.message.zh and other in one.message.zh for one in found)


def test_another_s_report_is_not_looked_at(work, tmp_path):
    path = tmp_path / "他人.html"
    path.write_text("<html><body><p>全年办结信访件427件，工作扎实推进，成效明显，群众满意。</p></body></html>", "utf-8")
    assert tampering(open_document(path), work) == []
    assert tampering(Document(tmp_path / "没有.html", "427")) == []


def test_tokens_stand_where_their_text_does():
    found = tokens("<html><body><p title='一'>办结<b>427</b>件</p><button>来源</button></body></html>")
    spans = places(found, "办结427件")
    assert {token.text: span for token, span in zip(found, spans, strict=True)} == {
        "一": (0, 2), "办结": (0, 2), "427": (2, 5), "件": (5, 6), "来源": (5, 6),
    }  # fmt: skip


def test_what_nobody_sees_is_told_without_a_line_that_it_does_not_stand_in(work, changed):
    html = (work.review / "review.html").read_text("utf-8")
    place = html.rindex("</script>") - 3
    [one] = tampering(changed(place, place + 1, "某"), work)
    assert "<" not in one.message.zh and " 元素" not in one.message.zh
    assert (one.start, one.end, one.quote) == (0, 0, "") and "平时看不到" in one.message.zh


def test_a_page_that_nothing_stands_beside_asks_for_office_and_year(work, changed):
    html = (work.review / "review.html").read_text("utf-8")
    shown = re.search(r"<data [^>]*>(\d+)", html)
    found = tampering(changed(shown.start(1), shown.start(1) + 1, "9" if shown[1][0] != "9" else "8"))
    assert found and all("--office" in one.look_up.zh and "--office" in one.look_up.of("en") for one in found)
