"""Markdown of a section: what of it becomes HTML, and what stays words."""

import time
from datetime import date

import pytest
from lxml import html
from markupsafe import Markup, escape
from tests.hostile.markdown import AROUND, markup_faults
from tests.hostile.payloads import ALL, REMOTE

from nianbao.review.markdown import rendered
from nianbao.review.slots import resolve

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_no_text_becomes_more_than_markdown():
    for text in [*ALL, "\n\n".join(ALL), " ".join(ALL)]:
        assert markup_faults(text.replace("\x00", "")) == [], text
    for around in AROUND:
        for text in ALL:
            assert markup_faults(around.format(text.replace("\x00", ""))) == [], (around, text)


@pytest.mark.parametrize("source", [f"http://{REMOTE}/a.png", "a.png", "//x/a.png", "file:///etc/passwd", "data:text/html,x", "data:image/svg+xml;base64,PHN2Zz4=", "data:image/png,x"])
def test_a_picture_that_stands_elsewhere_is_its_words(source):
    assert rendered(f"![现场照片]({source})").strip() == "<p>现场照片</p>"


def test_a_picture_within_the_text_is_shown():
    assert rendered(f"![现场照片]({PNG})").strip() == f'<p><img src="{PNG}" alt="现场照片" /></p>'


@pytest.mark.parametrize("count", [1_000, 20_000])
@pytest.mark.parametrize("part", ["[", "*a", "![", "`a", "> ", "<a", "- ", "| a ", "[a](", "**_", "\\", "&#", "1. ", "[a]: x\n", "a|\n"])
def test_no_text_of_one_section_takes_long(part, count):
    """Ten thousand signs of one kind, some of them pathological for a parser of Markdown; the longest takes some seconds."""
    began = time.process_time()
    rendered(part * (count // len(part)))
    assert time.process_time() - began < 20


class _Work:
    class office:  # noqa: N801
        class name:  # noqa: N801
            @staticmethod
            def of(lang):
                return '某镇" onmouseover="ran=1"<b>'

    lang, year = "zh", 2023
    as_of = date(2023, 12, 31)


def test_a_figure_in_a_link_s_address_is_its_words_and_does_not_end_the_attribute(monkeypatch):
    mark = Markup('<data value="427" data-figure="petitions.closed">427</data>')
    monkeypatch.setattr("nianbao.review.slots.printed", lambda work, figures, name, form, where: mark if "." in name else Markup(escape(_Work.office.name.of("zh"))))
    text = '[{{a.b}}](http://x/{{a.b}} "{{a.b}}件{{office}}") ![{{a.b}}](x)'
    found = html.fragment_fromstring(resolve(_Work, {}, text, "text/x.md"), create_parent="div").find(".//a")
    assert dict(found.attrib) == {"href": "http://x/427", "title": '427件某镇" onmouseover="ran=1"<b>'}


def test_a_text_that_spells_the_token_of_a_figure_stays_that_text():
    assert "figurex0xerugif" in resolve(_Work, {}, "figurex0xerugif {{year}} figurex7xerugif", "text/x.md")
    assert resolve(_Work, {}, "figurex0xerugif {{year}}", "text/x.md").strip() == "<p>figurex0xerugif 2023</p>"
