"""A name that an office's own text lets slip stops the run at the last gate; the review that was there stays."""

import openpyxl


def test_a_name_in_the_offices_own_text_is_refused_and_the_last_review_stays(fresh):
    book = openpyxl.load_workbook(next(fresh.raw.glob("*信访*.xlsx")))
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows(max_row=10) if any(cell.value == "信访人" for cell in row))
    column = next(cell.column for cell in head if cell.value == "信访人")
    names = (sheet.cell(row, column).value for row in range(head[0].row + 1, sheet.max_row))
    name = next(text for text in names if text and len(text) == 3)
    text = fresh.raw / "text" / "petitions.md"
    text.parent.mkdir(exist_ok=True)
    text.write_text(f"## 信访工作\n\n办结信访件{{{{petitions.closed}}}}件，其中{name}反映的问题已经解决。\n", "utf-8")
    before = {path: path.read_bytes() for path in fresh.review.rglob("*") if path.is_file()}
    done = fresh.nianbao("review", "shangcang", 2023)
    assert done.code == 7, done.err
    assert "个人信息" in done.err and "姓名（与原始文件 2023/" in done.err and "信访工作" in done.err and name not in done.err
    assert {path: path.read_bytes() for path in fresh.review.rglob("*") if path.is_file()} == before
