"""The PDF's typefaces: the package's own; the machine's where office.yml asks; no character without a glyph."""

import io
import shutil

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from nianbao.errors import NoFont, NoGlyph
from nianbao.exporting.fonts import body_file, faces_of
from nianbao.exporting.glyphs import all_can_be_set
from nianbao.exporting.page import Page
from nianbao.exporting.pdf import pdf
from nianbao.exporting.tree import parsed
from nianbao.review.typeface import drawable, font_file, plain, printable

NAMES = {"body": "仿宋_GB2312", "title": "FZXiaoBiaoSong-B05S", "black": "SimHei", "kai": "KaiTi"}


def missing(html, covered=None):
    """The sentence about a page of that HTML."""
    with pytest.raises(NoGlyph) as error:
        all_can_be_set(parsed(html).root, faces_of("package").covered if covered is None else covered)
    return error.value.say("zh")


def test_the_body_has_the_8105_characters_of_the_table_and_the_signs_of_a_review():
    with TTFont(body_file(), lazy=True) as font:
        has = font.getBestCmap().keys()
        assert font["name"].getDebugName(1) == "Nianbao Serif SC"
        assert "SIL Open Font License" in font["name"].getDebugName(13)
    han = [code for code in has if 0x3400 <= code <= 0x9FFF or code >= 0x20000]
    assert len(han) == 8105
    # The first and last of each of its three levels, and the signs of sums, rules and lists.
    assert {ord(char) for char in "一矗乂齉亍蠼喆镕堃犇𫖯"} - has == set()
    assert {ord(char) for char in "0aéÜ，。；：“”（）〔〕《》、—…·×÷±≤≥−％‰℃㎡①⑳Ⅰ○●□√✓→〇＊"} - has == set()


def test_the_licence_lies_beside_the_font_and_the_font_is_not_too_large():
    folder = body_file().parent
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")
    assert "Modified Version of Noto Serif CJK SC" in (folder / "NOTICE.txt").read_text("utf-8")
    assert body_file().stat().st_size < 10_000_000


def test_what_the_body_lacks_the_typeface_of_the_charts_has():
    faces = faces_of("package")
    assert faces.families["body"] == ["Nianbao Serif SC", "Noto Sans SC"]
    assert "龘" in faces.covered and drawable() < faces.covered


@pytest.mark.parametrize(
    ("html", "where"),
    [
        ("<h2>𠮷祥村</h2>", "标题“𠮷祥村”"),
        ("<table><caption>各村</caption><tr><td>𠮷祥村</td></tr></table>", "表“各村”中的“𠮷祥村”"),
        ("<p>今年，<b>某人</b>住在𠮷祥村。</p>", "“住在𠮷祥村。”"),
        ('<figure><div class="finding">村多</div><img src="x" alt="𠮷祥村1"></figure>', "图“村多”"),
        ('<figure><div class="finding">村多</div><div class="chart-data">𠮷祥村</div></figure>', "图“村多”"),
    ],
)
def test_a_character_without_a_glyph_is_named_with_its_code_and_its_place(html, where):
    assert missing(html).startswith(f"PDF 所用的字体没有这些字：𠮷 U+20BB7，见{where}。")


def test_a_chart_needs_its_own_typeface():
    html = '<figure><div class="finding">村多</div><div class="chart-data">𠮷</div></figure>'
    assert "图“村多”" in missing(html, covered=frozenset(map(chr, range(0x30000))))


def test_several_are_told_at_once_and_the_rest_counted():
    told = missing("".join(f"<p>第{n}处𠮷</p>" for n in range(5)) + "<p>😀</p>")
    assert "𠮷 U+20BB7、😀 U+1F600，见“第0处𠮷”；“第1处𠮷”；“第2处𠮷”；另有3处。" in told


@pytest.mark.parametrize("char", ["\u200b", "\ufeff", "\ufe0f", "\U000e0100", "\u200d", "\u202e", "\u00ad", "\u2009", "\u3000", "\u2060"])
def test_what_needs_no_glyph_stops_nothing(char):
    all_can_be_set(parsed(f"<p>甲{char}乙</p>").root, faces_of("package").covered)


def test_a_chart_shows_what_it_lacks_as_a_code():
    assert printable("蓟州区上仓镇 ×✓？○—− 427\n") == "蓟州区上仓镇 ×✓？○—− 427\n"
    assert printable("𠮷\u200b祥\ufe0f") == "〓(U+20BB7)祥"
    assert plain("甲\u2009乙\u202f丙") == "甲 乙\u00a0丙"


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with fonts of those family names and no others, each of a few characters."""
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    faces_of.cache_clear()

    def install(*families):
        (tmp_path / "fonts").mkdir()
        with TTFont(font_file()) as font:
            cut = Subsetter(Options(notdef_outline=True))
            cut.populate(text="上仓镇人民政府年报信访件文一二三四、月日0123456789—")
            cut.subset(font)
            for family in families:
                for number in (1, 4, 6, 16):
                    font["name"].setName(family, number, 3, 1, 0x409)
                font.save(tmp_path / "fonts" / f"{family}.ttf")

    yield install
    faces_of.cache_clear()
    shutil.rmtree(tmp_path / "fonts")


def test_the_machines_own_typefaces_are_taken_where_the_office_asks(machine):
    machine(*NAMES.values())
    assert {kind: families[0] for kind, families in faces_of("system").families.items()} == NAMES
    facts = {"office": "上仓镇", "title": "年报", "lang": "zh", "as_of": "2023-12-31", "draft": False, "fonts": "system"}
    book = PdfReader(io.BytesIO(pdf(Page(facts, "", "<h2>一、信访</h2><h3>二</h3><p>信访件，龘</p>", []))))
    used = {str(font.get_object()["/BaseFont"]).partition("+")[2].removesuffix("-Identity-H") for font in book.pages[0]["/Resources"]["/Font"].values()}
    assert {"SimHei", "KaiTi", "NotoSansSC-Regular", "NianbaoSerifSC-Regular"} < used


def test_one_that_the_machine_lacks_is_an_error_that_names_it(machine):
    machine(NAMES["body"], NAMES["black"], NAMES["kai"])
    with pytest.raises(NoFont) as error:
        faces_of("system")
    assert error.value.exit_code == 3
    assert error.value.say("zh").startswith("office.yml 写明 fonts: system，而本机没有小标宋（找过 FZXiaoBiaoSong-B05S、方正小标宋简体")
    assert "fonts: package" in error.value.say("en") and "XiaoBiaoSong" in error.value.say("en")
