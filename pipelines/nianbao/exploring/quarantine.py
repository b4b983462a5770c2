"""The rows that a year's files have and its tables have not: those that could not be read, and exact duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from nianbao.exploring.book import Shown, short
from nianbao.exploring.tables import account_of
from nianbao.markup import Column, Row, element, joined
from nianbao.words import said

if TYPE_CHECKING:
    import pandas as pd

    from nianbao.exploring.year import Year

_COLUMNS = ["file", "sheet", "row", "column", "text", "reason"]


class Quarantine(Shown):
    """What was kept out, and why; text that may speak of people is masked.

    >>> year.quarantine.frame[["file", "row", "column", "text"]]
                     file  row column        text
    0  2023年信访件登记表.xlsx  258   登记时间  2023年13月45日
    >>> year.quarantine.duplicates["row"].tolist()
    [339]
    """

    def __init__(self, year: Year) -> None:
        self._year = year

    @property
    def lang(self) -> str:  # type: ignore[override]
        return self._year.lang

    @property
    def frame(self) -> pd.DataFrame:
        """The cells that could not be read: file, sheet, row (as Excel shows it), column, text, reason; a row may have several.

        Raises MissingStep.
        """
        import pandas as pd

        account_of(self._year)
        path = self._year.records_folder / "quarantine.csv"
        return pd.read_csv(path, encoding="utf-8-sig", dtype={name: str for name in _COLUMNS if name != "row"}, keep_default_na=False)

    @property
    def duplicates(self) -> pd.DataFrame:
        """The rows that are the same as an earlier one in every column: file, sheet, row, table. Raises MissingStep."""
        import pandas as pd

        found = [
            {"file": file["file"], "sheet": sheet["sheet"], "row": row, "table": file["table"]}
            for file in account_of(self._year)["files"] for sheet in file["sheets"] for row in sheet.get("duplicate_rows", ())
        ]  # fmt: skip
        return pd.DataFrame(found, columns=["file", "sheet", "row", "table"])

    def __len__(self) -> int:
        """How many rows were quarantined. Raises MissingStep."""
        return sum(sheet["quarantined"] for file in account_of(self._year)["files"] for sheet in file["sheets"])

    def _html(self) -> Markup:
        lang, cells, again = self.lang, self.frame, self.duplicates
        place = [Column(said(lang, "文件", "File")), Column(said(lang, "工作表", "Sheet")), Column(said(lang, "行", "Row"), True)]
        heads = [*place, *(Column(title) for title in said(lang, "列 内容 原因", "Column Text Reason").split())]
        parts = []
        if len(cells):
            caption = said(lang, f"没有读进表的单元格（{len(cells)}），{len(self)}行", f"Cells that could not be read ({len(cells)}), in {len(self)} rows")
            rows: list[Row] = [[str(part) for part in line] for line in cells[_COLUMNS].itertuples(index=False)]
            parts.append(short(caption, heads, rows, ".quarantine.frame", lang))
        if len(again):
            caption = said(lang, f"完全重复、只留一行的（{len(again)}）", f"Exact duplicates, of which one is kept ({len(again)})")
            rows = [[row.file, row.sheet, str(row.row)] for row in again.itertuples()]
            parts.append(short(caption, place, rows, ".quarantine.duplicates", lang))
        return joined(parts) if parts else element("p", said(lang, "每一行都读进了表，没有重复。", "Every row was read, and none stands twice."))
