"""Figures that can be asked: a button over the number, once in a paragraph and once in a table, and one popover each."""

from bs4 import BeautifulSoup

from nianbao.exporting.asking import Asking

SOURCES = {
    "petitions.closed": {"label": "办结信访件", "unit": "件", "html": "<p>427件</p>"},
    "petitions.closing_rate": {"label": "办结率", "unit": "", "html": "<p>100%</p>"},
}


def mark(name="petitions.closed", number="427", **facts):
    told = "".join(f' data-{key}="{value}"' for key, value in facts.items())
    return f'<data value="{number}" data-figure="{name}"{told}>{number}</data>'


def asked(html, lang="zh"):
    asking = Asking(SOURCES, lang)
    return BeautifulSoup(asking.askable(html), "html.parser"), asking


def test_the_number_stays_text_with_its_unit_beside_it_and_the_button_has_none():
    page, _ = asked(f"<p>办结信访件{mark()}件，办结率{mark('petitions.closing_rate', '100%')}。</p>")
    assert page.p.get_text() == "办结信访件427件，办结率100%。"
    assert [figure.get_text() for figure in page.select(".figure")] == ["427件", "100%"]
    button = page.select_one(".figure > button")
    assert (button["popovertarget"], button["aria-label"], button.get_text()) == ("figure-petitions-closed", "来源：办结信访件", "")
    assert page.data.attrs == {"value": "427", "data-figure": "petitions.closed"}


def test_an_english_unit_may_stand_on_the_next_line():
    page, _ = asked(f"<p>{mark()}件 petitions</p>", "en")
    assert page.select_one(".figure").get_text() == "427"
    assert page.button["aria-label"] == "Source: 办结信访件"


def test_a_paragraph_asks_each_figure_once():
    page, _ = asked(f"<p>{mark()}件，{mark()}件，{mark('petitions.closing_rate')}</p><p>{mark()}件</p>")
    assert [len(p.find_all("button")) for p in page.find_all("p")] == [2, 1]
    assert [figure.get_text() for figure in page.select(".figure")] == ["427件", "427件", "427", "427件"]


def test_a_part_asks_the_whole_figure():
    page, _ = asked(f"<p>来访{mark(number='186', by='channel', key='visit')}件，{mark('petitions.closed: 来信', '37')}件</p>")
    assert [button["popovertarget"] for button in page.find_all("button")] == ["figure-petitions-closed"]


def test_only_this_years_amount_is_asked():
    page, _ = asked(f"<p>{mark(of='previous')}件</p><p>{mark(of='change')}件，{mark()}件</p>")
    assert [p.find("button") is not None for p in page.find_all("p")] == [False, True]
    assert page.button.find_previous("data").attrs.keys() == {"value", "data-figure"}


def test_a_table_asks_each_figure_once_by_its_whole_if_it_stands_there():
    parts = [f"<tr><td><p>{mark(number=n, by='channel', key=n)}</p></td><td>{mark(number='9', of='previous')}</td></tr>" for n in ("186", "37")]
    page, _ = asked(f"<table>{''.join(parts)}<tfoot><tr><td>{mark()}</td></tr></tfoot></table>")
    assert page.button.find_previous("data").get_text() == "427"
    assert len(page.find_all("button")) == 1
    page, _ = asked(f"<table>{''.join(parts)}</table><table>{''.join(parts)}</table>")
    assert [button.find_previous("data").get_text() for button in page.find_all("button")] == ["186", "186"]


def test_a_figure_that_nothing_is_known_of_stays_as_it_is():
    html = f"<p>{mark('petitions.other')}件</p>"
    assert Asking(SOURCES, "zh").askable(html) == html
    assert Asking({}, "zh").popovers() == ""


def test_one_popover_for_each_figure_that_was_printed():
    _, asking = asked(f"<p>{mark()}</p><p>{mark()}</p>")
    found = BeautifulSoup(asking.popovers(), "html.parser").select("[popover]")
    assert [(popover["id"], popover["aria-label"], popover.p.get_text()) for popover in found] == [("figure-petitions-closed", "办结信访件", "427件")]
    close = found[0].button
    assert (close["popovertarget"], close["popovertargetaction"], close.get_text()) == ("figure-petitions-closed", "hide", "关闭")


def test_a_label_cannot_break_out():
    sources = {"petitions.closed": {"label": '"><script>', "unit": "<b>", "html": ""}}
    asking = Asking(sources, "zh")
    page = BeautifulSoup(asking.askable(f"<p>{mark()}&lt;b&gt;</p>") + asking.popovers(), "html.parser")
    assert not page.find_all(["script", "b"])
    assert page.select_one("[popover]")["aria-label"] == '"><script>'
