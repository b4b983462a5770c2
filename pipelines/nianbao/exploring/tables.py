"""The clean tables of a year as pandas frames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from nianbao.checking import read_account
from nianbao.cleaning import require_own_records
from nianbao.errors import MissingStep, NoRecordsOfTable, NoSuchTable
from nianbao.exploring.book import Book, short
from nianbao.markup import Column, Row
from nianbao.tables import Table, read_table, table_files
from nianbao.words import Words, nearest, said

if TYPE_CHECKING:
    import pandas as pd

    from nianbao.exploring.year import Year

# Where each row stands in the file as received, row numbers as Excel shows them.
PLACE = {"_file": Words(zh="文件", en="file"), "_sheet": Words(zh="工作表", en="sheet"), "_row": Words(zh="行", en="row")}


class Tables(Book):
    """The clean tables that have records this year. People stand in them as pseudonyms.

    >>> year.tables["penalties"][["decision_no", "decided_on", "fine"]].head(2)
               decision_no decided_on    fine
    0  津蓟上仓罚决字〔2023〕001号 2023-01-19   50.00
    1  津蓟上仓罚决字〔2023〕002号 2023-02-08  500.00
    """

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table's records, a frame of your own: change it as you like. The last columns say where each row stands.

        Dates are datetime64, whole numbers Int64, other numbers floats, amounts of money exact Decimal. Raises MissingStep, NoSuchTable,
        NoRecordsOfTable.
        """
        import pandas as pd
        import pyarrow as pa
        import pyarrow.parquet as pq

        found = pq.read_table(self._path(name))
        # Numbers come as decimals of ten digits, which pandas can neither draw nor describe.
        kinds = [pa.float64() if kind == pa.decimal128(30, 10) else kind for kind in found.schema.types]
        found = found.cast(pa.schema(list(zip(found.column_names, kinds, strict=True))))
        return found.to_pandas(date_as_object=False, types_mapper={pa.int64(): pd.Int64Dtype()}.get)

    def titled(self, name: str) -> pd.DataFrame:
        """The same with columns and categories as the office calls them, in the year's language: to be read, not to be computed with.

        >>> year.tables.titled("penalties")["违法行为类型"].unique().tolist()[:2]
        ['市容和环境卫生', '非法焚烧']

        Raises as `year.tables[name]` does.
        """
        frame, table = self[name], self._tables().get(name)
        if table is None:
            return frame
        for column, model in table.kept.items():
            if model.values or model.labels:
                frame[column] = [model.label(None if missing else value).of(self.lang) for value, missing in zip(frame[column], frame[column].isna(), strict=True)]
        titles = {column: model.title.of(self.lang) for column, model in table.kept.items()}
        return frame.rename(columns=titles | {column: words.of(self.lang) for column, words in PLACE.items()})

    @property
    def frame(self) -> pd.DataFrame:
        """A row for each table: its name, its title, how many records it has and which columns the files lack."""
        import pandas as pd

        tables, found = self._tables(), self._account()["tables"]
        return pd.DataFrame(
            [
                {"table": name, "title": tables[name].title.of(self.lang) if name in tables else name, "rows": facts["rows"], "absent": ", ".join(facts["absent"])}
                for name, facts in found.items()
            ]
        )

    def _names(self) -> list[str]:
        return list(self._account()["tables"])

    def _account(self) -> dict[str, Any]:
        return account_of(self._year)

    def _path(self, name: str) -> Path:
        known = self._names()
        if name not in known:
            if name in (tables := self._tables()):
                raise NoRecordsOfTable(table=tables[name].title, year=self._year.year, folder=self._year.raw, files=list(tables[name].files))
            raise NoSuchTable(got=name, known=known, near=nearest(str(name), known))
        return self._year.records_folder / f"{name}.parquet"

    def _tables(self) -> dict[str, Table]:
        files = table_files(self._year.workspace)
        wanted = self._year.office.file.tables
        return {name: read_table(path) for name, path in files.items() if wanted is None or name in wanted}

    def _html(self) -> Markup:
        frame, lang = self.frame, self.lang
        rows: list[Row] = [[row.table, row.title, f"{row.rows:,}"] for row in frame.itertuples()]
        heads = [Column(said(lang, "名称", "Name")), Column(said(lang, "表", "Table")), Column(said(lang, "记录", "Records"), True)]
        caption = said(lang, f"{self._year.year}年有记录的表（{len(rows)}）", f"Tables with records of {self._year.year} ({len(rows)})")
        return short(caption, heads, rows, ".tables.frame", lang)


def account_of(year: Year) -> dict[str, Any]:
    """The content of the year's clean.json. Raises NoOwnRecords, and MissingStep, which says what to run."""
    folder = year.records_folder
    if not (folder / "clean.json").exists():
        require_own_records(year)
        raise MissingStep(file=folder / "clean.json", step=f"nianbao clean {year.office.id} {year.year}")
    return read_account(folder)
