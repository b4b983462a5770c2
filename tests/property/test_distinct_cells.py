"""What is looked at once for many rows is what every row would have been told: patterns leave out nothing, csv stays the rule."""

import csv
import io
import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.depth import depth

from nianbao.cleaning.coded import Coded
from nianbao.cleaning.privacy import HIDDEN, HINT, masked
from nianbao.cleaning.records import _repeated
from nianbao.errors import NotATable
from nianbao.reading import Cells, is_frame_row, is_total_row, is_void_row, marks_of, text_of
from nianbao.reading.cells import PLAIN, PLAIN_SIGNS
from nianbao.reading.delimited import delimiter_of, read_delimited

CUTS = st.text(st.sampled_from('甲 ,"\n\r\u3000x\0'), max_size=40)
SIGNS = st.text(st.sampled_from("013825 -.()@aA京津村街同一十号院门x19800229٣\u200e、"), max_size=24)
ROWS = st.text(st.sampled_from("合小计 全年作废本页第一季度:填表人注说明()totalTOTAL、0"), max_size=9)


def fits(pattern, text):
    return pc.match_substring_regex(pa.array([text]), pattern)[0].as_py()


@settings(max_examples=depth(400, 4000))
@given(text=CUTS)
@example(text='a,"x\ny",b\n\n" c"\r\n')
@example(text="a, b\n c,d\n")
@example(text="\r\n\r\n")
def test_a_text_is_cut_as_csv_cuts_it(text):
    content = f"信访件编号,登记时间\n{text}"
    assert delimiter_of(content.encode()) == ","
    try:
        expected = list(csv.reader(io.StringIO(content.replace("\r\n", "\n").replace("\r", "\n"), newline=""), strict=True, skipinitialspace=True))
    except csv.Error:
        with pytest.raises(NotATable):
            read_delimited(content.encode(), "信访.csv")
        return
    (sheet,) = read_delimited(content.encode(), "信访.csv")
    assert sheet.rows == [row or [""] for row in expected]


def test_signs_that_text_leaves_as_they_are_stand_for_themselves_beside_any_other():
    first, last = 0x4E00, 0x9FFF
    signs = [chr(code) for code in (*range(0x21, 0x7F), *range(first, last + 1), *map(ord, PLAIN_SIGNS))]
    assert {sign for sign in signs if sign != "-" and text_of(sign) != sign} == set()
    assert not any(unicodedata.combining(sign) for sign in signs)


@settings(max_examples=depth(300, 3000))
@given(text=st.one_of(SIGNS, ROWS, CUTS, st.text(max_size=12)))
def test_what_the_pattern_of_plain_text_fits_is_its_own_text(text):
    assert not fits(PLAIN, text) or text_of(text) == text
    assert Cells.of([text] * 3).distinct.texts.to_pylist() == [text_of(text)]


@settings(max_examples=depth(600, 6000))
@given(raw=SIGNS)
@example(raw="(022)-23456789")
@example(raw="张村同三号")
@example(raw="津A12345")
@example(raw="1380013-8000")
def test_no_text_in_which_something_is_masked_is_passed_over(raw):
    text = text_of(raw)
    assert masked(text) == text or fits(HINT, text)


@pytest.mark.parametrize("text", ["13800138000", "0222345678", "+86-138-0013-8000", "120119198002298752", "120119 19800229 8752", "津A12345", "a@b.cn", "二村3号院"])
def test_what_looks_like_a_persons_number_is_looked_at(text):
    assert HIDDEN in masked(text_of(text))
    assert fits(HINT, text_of(text))


@settings(max_examples=depth(400, 4000))
@given(row=st.lists(st.one_of(ROWS, st.none(), st.integers(0, 3)), min_size=1, max_size=3))
@example(row=["全年", None])
@example(row=["X1", "(作废)"])
@example(row=[None, "Sub-Total"])
def test_no_row_of_frame_total_or_void_is_passed_over(row):
    marks = [marks_of(Cells.of([cell]).distinct) for cell in row]
    first = next((mark for mark, cell in zip(marks, row, strict=True) if text_of(cell)), None)
    assert not is_frame_row(row) or first.frame.any()
    assert not is_total_row(row, [0]) or any(mark.total.any() for mark in marks)
    assert not is_void_row(row) or any(mark.void.any() for mark in marks)


@settings(max_examples=depth(200, 2000))
@given(rows=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", None]), st.integers(0, 2)), max_size=12), cut=st.integers(0, 12))
def test_a_record_stands_again_where_an_earlier_one_is_the_same(rows, cut):
    parts = [rows[:cut], rows[cut:]]
    columns = []
    for place in range(3):
        coded = [pa.array([row[place] for row in part], pa.int64() if place == 2 else pa.string()).dictionary_encode() for part in parts]
        columns.append([
            Coded(pa.concat_arrays([part.dictionary, pa.nulls(1, part.dictionary.type)]), part.indices.fill_null(len(part.dictionary)).to_numpy())
            for part in coded
        ])  # fmt: skip
    assert _repeated(columns, len(rows)).tolist() == [row in rows[:place] for place, row in enumerate(rows)]
    assert _repeated([], 0).tolist() == np.zeros(0).tolist()
