"""Generated raw files of every kind, with what stands in them: registers as offices keep them, only worse."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

import openpyxl
from hypothesis import strategies as st
from tests.spec.drawn import saved
from tests.spec.old_excel import old_workbook
from tests.spec.open_document import open_document

# What a column may be called, and what stands in it.
NUMBERS = st.sampled_from(["P1", "P2", "P3", "P4", "P5", "Ｐ１", "信〔2023〕1号", "信[2023]1号", "", " "])
DAYS = st.sampled_from(["2023-01-05", "2023/1/5", "2023年3月5日", "44931", "2022-12-31", "20230630", "5月1日", "2023年13月45日", "待定", "/", "", "　"])
CHANNELS = st.sampled_from(["来信", "来 访", "网信", "传真", "", "电话。"])
TEXTS = st.one_of(
    st.sampled_from(["", "噪音", "\u200b", '他说"好"', "一、甲\n二、乙", "a,b;c\td", "13812345678", "合计", '5"水管', "x" * 40]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=8),
)
COLUMNS = {
    "信访件编号": NUMBERS, "登记时间": DAYS, "办结时间": DAYS, "信访形式": CHANNELS, "信访人": TEXTS, "内容分类": TEXTS, "序号": st.sampled_from(["1", "2", ""]), "备忘": TEXTS,
}  # fmt: skip
TITLES = {"信访件编号": ("信访件编号", "登记编号", "信 访 件 编 号"), "登记时间": ("登记时间", "登记时间：", "登记\n时间"), "信访人": ("信访人", "姓名")}
TEXT_KINDS = tuple((encoding, delimiter, newline) for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16") for delimiter in ",\t;" for newline in ("\n", "\r\n", "\r"))
BOOKS = ("xlsx", "xls", "ods")


@dataclass(frozen=True)
class Raw:
    """A file of some kind. `head` are the rows of titles, `body` those below, totals and blanks among them; merges are
    (first row, last row, first column, last column) from 0."""

    kind: str
    above: list[list[str]]
    head: list[list[str]]
    body: list[list[str]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    delimiter: str = ","
    newline: str = "\n"

    @property
    def name(self) -> str:
        return f"信访登记表.{self.kind if self.kind in BOOKS else 'csv'}"

    @property
    def rows(self) -> list[list[str]]:
        return [*self.above, *self.head, *self.body]

    def content(self) -> bytes:
        if self.kind not in BOOKS:
            text = io.StringIO()
            # With \r\n Python's csv puts every line end within a cell between quotes, as spreadsheets do.
            csv.writer(text, delimiter=self.delimiter, lineterminator="\r\n").writerows(self.rows)
            return text.getvalue().replace("\r\n", self.newline).encode(self.kind)
        rows = [[cell or None for cell in row] for row in self.rows]
        if self.kind == "xlsx":
            return _xlsx(rows, self.merges)
        # A merge covers what stands in it, and old workbooks and documents are written as they are read.
        return {"xls": old_workbook, "ods": open_document}[self.kind](("登记表", rows), merges=self.merges)


def _xlsx(rows, merges):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if cell and cell.startswith("=") else cell for cell in row])
    for top, bottom, left, right in merges:
        book.active.merge_cells(start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1)
    return saved(book)


@st.composite
def raw_files(draw, kinds=(*BOOKS, "text"), columns=None, merged=True):
    """A register as a file of one of the kinds; `columns` are those it has, by default any with the number and the day."""
    kind = draw(st.sampled_from(kinds))
    others = columns or draw(st.lists(st.sampled_from([name for name in COLUMNS if name not in ("信访件编号", "登记时间")]), unique=True, max_size=5))
    names = draw(st.permutations(["信访件编号", "登记时间", *others]))
    head = [[draw(st.sampled_from(TITLES.get(name, (name,)))) for name in names]]
    if draw(st.integers(0, 5)) == 0:
        head = [["基本情况", *[""] * (len(names) - 1)], *head]
    record = st.tuples(*(COLUMNS[name] for name in names)).map(list)
    blank = st.sampled_from([[""] * len(names), ["　", *[""] * (len(names) - 1)]])
    total = st.sampled_from([["合计", *[""] * (len(names) - 1)], ["小计", "3", *[""] * (len(names) - 2)], ["填表人：张三", *[""] * (len(names) - 1)]])
    body = draw(st.lists(st.one_of(record, record, record, blank, total), max_size=9))
    if body and draw(st.booleans()):
        body.append(body[draw(st.integers(0, len(body) - 1))])
    if body and draw(st.integers(0, 6)) == 0:
        body[draw(st.integers(0, len(body) - 1))] = [*draw(record), "多出"]
    above = [[cell] for cell in draw(st.lists(st.sampled_from(["某镇登记表", "填表日期：", "", "\u3000"]), max_size=2))]
    if kind not in BOOKS:
        encoding, delimiter, newline = draw(st.sampled_from(TEXT_KINDS))
        return Raw(encoding, above, head, body, [], delimiter, newline)
    merges = draw(_merges(len(above) + len(head), len(body), len(names))) if merged else []
    return Raw(kind, above, head, body, merges)


@st.composite
def _merges(draw, first, height, width):
    """Up to two areas below the header, apart from one another, as a sheet has them."""
    found = []
    for _ in range(draw(st.integers(0, 2)) if height else 0):
        top, left = first + draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        area = (top, min(first + height - 1, top + draw(st.integers(0, 2))), left, min(width - 1, left + draw(st.integers(0, 1))))
        apart = all(area[1] < a or b < area[0] or area[3] < c or d < area[2] for a, b, c, d in found)
        if apart and area[:1] + area[2:3] != area[1:2] + area[3:]:
            found.append(area)
    return found
