"""One PDF after another, as a batch's worker makes them, takes no more memory than one."""

import random
from datetime import date

import psutil
import pytest
import typst

from nianbao.errors import RenderFailed
from nianbao.exporting import pdf
from nianbao.exporting.fonts import faces_of

MEGABYTE = 2**20


def written(number: int) -> bytes:
    """A page that no other is like."""
    chance = random.Random(number)
    words = ("".join(chance.choice("信访件登记办结调解行政处罚检查年度总结报告人民政府") for _ in range(1600)) for _ in range(40))
    return b'#set text(font: "Noto Sans SC")\n' + "\n\n".join(words).encode()


def test_what_typst_has_worked_out_for_one_is_let_go():
    fonts, held = faces_of("package").loaded, []
    for number in range(10):
        typst.compile(written(number), font_paths=fonts, ignore_system_fonts=True)
        pdf._forget(fonts)
        held.append(psutil.Process().memory_info().rss)
    assert held[-1] - held[1] < 40 * MEGABYTE  # else 13 MB each


def test_every_pdf_ends_so_also_one_that_fails(tmp_path, monkeypatch):
    asked, compile_ = [], typst.compile
    monkeypatch.setattr(typst, "compile", lambda source, **more: asked.append(source) or compile_(source, **more))
    with pytest.raises(RenderFailed):  # there is no page.json
        pdf._set(str(tmp_path), faces_of("package").loaded, date(2023, 12, 31))
    assert asked[1:] == [b""] * 11
