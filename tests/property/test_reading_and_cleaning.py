"""Whatever stands in a file: every row is accounted for, no row moves a figure by its place, nothing but a told error ends a run."""

import csv
import io
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st
from tests.depth import depth
from tests.spec.drawn import Office, saved, workbook
from tests.spec.old_excel import old_workbook

from nianbao.cleaning import clean_folder
from nianbao.errors import NianbaoError
from nianbao.figures import compute
from nianbao.tables import tables_of

MODEST = settings(max_examples=depth(60, 600), suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False)

HEAD = ["信访件编号", "登记时间", "办结时间", "信访形式", "概况"]

NUMBERS = st.sampled_from(["P1", "P2", "P3", "Ｐ１", "", " ", "合计", "小计 3 件", "序号"])
DAYS = st.sampled_from(["2023-01-05", "2023/1/5", "44931", "2023年13月45日", "2022-12-31", "待定", "", "　"])
TEXTS = st.one_of(
    st.sampled_from(["", "来访", "来 信", "合计", "\u200b", '他说"好"', "一、甲\n二、乙", "a,b;c\td", "=1+1", "13812345678"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=8),
)
BLANK = st.just([""] * len(HEAD))
RECORDS = st.lists(st.one_of(st.tuples(NUMBERS, DAYS, DAYS, TEXTS, TEXTS).map(list), BLANK), max_size=8)
ABOVE = st.lists(st.tuples(st.sampled_from(["某镇登记表", "填表日期：", "", "\u3000"])).map(list), max_size=3)


@contextmanager
def office():
    """A new office for one example."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as environment:
        environment.setenv("NIANBAO_KEY_FILE", str(Path(folder) / "pseudonym.key"))
        yield Office(Path(folder) / "workspace")


def account(kept):
    """The row counts of the only sheet, once its folder is cleaned."""
    work = kept.work()
    (file,) = clean_folder(work, tables_of(work.workspace, work.office)).account["files"]
    return file["sheets"][0]


def balanced(sheet):
    parts = sum(sheet[part] for part in ("header", "totals", "kept", "quarantined", "duplicates"))
    return parts == sheet["physical"] == sheet["counted"]


def text_of(rows, delimiter, newline):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue()


@MODEST
@given(
    above=ABOVE, records=RECORDS, delimiter=st.sampled_from([",", "\t", ";"]), newline=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)  # fmt: skip
@example(above=[], records=[], delimiter=",", newline="\n", encoding="utf-8")
@example(above=[[""]], records=[["P1", "", "", "", "甲\n\n乙"]], delimiter=",", newline="\r", encoding="gb18030")
def test_every_row_of_a_text_is_accounted_for(above, records, delimiter, newline, encoding):
    with office() as kept:
        kept.put("信访.csv", text_of([*above, HEAD, *records], delimiter, newline), encoding=encoding)
        assert balanced(account(kept))


@MODEST
@given(above=ABOVE, records=RECORDS, tail=st.integers(0, 3))
def test_every_row_of_a_workbook_is_accounted_for(above, records, tail):
    rows = [[cell or None for cell in row] for row in [*above, HEAD, *records]] + [[None]] * tail
    assume(not any(cell and cell.startswith("=") for row in rows for cell in row))
    with office() as kept:
        kept.put("信访.xlsx", workbook(("登记表", rows)))
        assert balanced(account(kept))


@MODEST
@given(
    records=RECORDS.filter(bool),
    merges=st.lists(st.tuples(st.integers(1, 6), st.integers(1, 3), st.integers(0, 4), st.integers(0, 2)), max_size=2),
)
@example(records=[["P1", "2023-01-05", "", "", ""], [""] * 5, ["P2", "2023-01-05", "", "", ""]], merges=[(2, 1, 1, 0)])
def test_every_row_of_a_workbook_with_merged_cells_is_accounted_for(records, merges):
    import openpyxl

    book = openpyxl.Workbook()
    for row in [HEAD, *records]:
        book.active.append([None if not cell or cell.startswith("=") else cell for cell in row])
    for top, height, left, width in merges:
        book.active.merge_cells(start_row=top, end_row=top + height, start_column=left + 1, end_column=left + 1 + width)
    with office() as kept:
        kept.put("信访.xlsx", saved(book))
        try:
            assert balanced(account(kept))
        except NianbaoError:
            assume(merges)  # a merge over the header may take a required column away


@MODEST
@given(records=RECORDS)
def test_every_row_of_an_old_workbook_is_accounted_for(records):
    with office() as kept:
        kept.put("信访.xls", old_workbook(("登记表", [[cell or None for cell in row] for row in [HEAD, *records]])))
        assert balanced(account(kept))


def account_or_error(kept):
    """The row counts, or the error that said why there are none, in both languages."""
    try:
        return account(kept)
    except NianbaoError as error:
        said = error
    assert said.say("zh") and said.say("en")
    return said


def cleans_or_says(name, content):
    """Cleaning ends, or is ended by an error that says itself in both languages."""
    with office() as kept:
        kept.put(name, content)
        sheet = account_or_error(kept)
        assert isinstance(sheet, NianbaoError) or balanced(sheet)


@MODEST
@given(content=st.binary(max_size=200))
@example(content=b"\xff\xfe")
@example(content=b"\xfe\xff\x00")
@example(content=b'"')
@example(content="信访件编号,登记时间\n\x00,\n".encode())
def test_any_bytes_are_a_table_or_are_said_to_be_none(content):
    cleans_or_says("信访.csv", content)


@MODEST
@given(text=st.text(st.sampled_from('信访件编号登记时间,\t;"\n\r 1\u3000\ufeff甲'), max_size=60))
@example(text='P1, "甲\nP2,2023-01-05\nP3,2023-01-06')
def test_any_text_below_a_header_is_read_or_refused(text):
    cleans_or_says("信访.csv", f"信访件编号,登记时间\n{text}")


# What fails is a byte in a file of thousands: a smaller one says no more, and looking for it takes minutes.
@settings(MODEST, max_examples=depth(40, 400), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(place=st.floats(0, 1), byte=st.integers(0, 255), cut=st.floats(0, 1), old=st.booleans())
def test_a_damaged_workbook_is_read_or_refused(place, byte, cut, old):
    rows = ("登记表", [HEAD, ["P1", "2023-01-05", None, "来访", "甲"]])
    content = bytearray(old_workbook(rows) if old else workbook(rows))
    content[int(place * (len(content) - 1))] = byte
    with office() as kept:
        kept.put("信访.xlsx", bytes(content[: max(1, int(len(content) * (cut + 0.5)))]))
        account_or_error(kept)


CELLS = st.one_of(
    st.text(max_size=12),
    st.text(st.sampled_from("〇一二三十年月日0123456789.-/: 万亿元,¥￥eE+%()"), max_size=14),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)


@settings(max_examples=depth(400, 4000))
@given(cell=CELLS, unit=st.sampled_from(["元", "万元", "亿元"]))
@example(cell="二〇二三年十十月一日", unit="元")
@example(cell="999999999999999", unit="亿元")
def test_any_cell_has_a_value_or_a_reason(cell, unit):
    from nianbao.cleaning.values import typed
    from nianbao.reading import Cells
    from nianbao.tables import Column

    for kind in ("text", "category", "date", "month", "integer", "number", "money"):
        # What is typed fits the column that it is written to, or this raises.
        values = typed(Cells.of([cell]), Column(zh="列", type=kind, unit=unit), "列", b"key", 2023)
        assert values.values.array().null_count == 1 or not values.bad.any()


@settings(max_examples=depth(20, 200), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), records=RECORDS)
def test_the_order_of_rows_changes_no_figure(data, records):
    shuffled = data.draw(st.permutations(records))
    found = []
    for order in (records, shuffled):
        with office() as kept:
            kept.put("信访.xls", old_workbook(("登记表", [[cell or None for cell in row] for row in [HEAD, *order]])))
            work = kept.clean().work
            figures = compute(work, tables_of(work.workspace, work.office))
            found.append({name: (figure.amount, figure.by) for name, figure in figures.items()})
    assert found[0] == found[1]
