"""corrections.csv: what people set right in single cells, without touching the files as received."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from nianbao.cleaning.privacy import masked_cell
from nianbao.errors import BadCorrection
from nianbao.folders import own_file
from nianbao.patience import reading
from nianbao.reading import Cell, RawFile, decode, text_of
from nianbao.tables import Column
from nianbao.words import Words

COLUMNS = ("file", "sha256", "sheet", "row", "column", "old", "new", "reason", "who")

_LONGEST_NAME = 100
# Excel numbers its rows with seven digits.
_LONGEST_ROW = 7


@dataclass(frozen=True)
class Correction:
    """One cell set right. `row` is the number that Excel shows, `column` the title or the table's own name for it."""

    line: int
    file: str
    sha256: str
    sheet: str
    row: int
    column: str
    old: str
    new: str
    reason: str
    who: str

    def refused(self, zh: str, en: str) -> BadCorrection:
        # Where quotes do not match, a name is the rest of the file.
        file, sheet, column = (" ".join(part.split())[:_LONGEST_NAME] for part in (self.file, self.sheet, self.column))
        place = " › ".join(part for part in (file, sheet) if part)
        record = Words(zh=f"{place}{f' 第{self.row}行' if self.row else ''}“{column}”", en=f"{place}{f', row {self.row}' if self.row else ''}, “{column}”")
        return BadCorrection(file="corrections.csv", line=self.line, record=record, problem=Words(zh=zh, en=en))

    def differs(self, cell: Cell, column: Column | None) -> BadCorrection:
        """Refused, since `old` is not what the cell holds. That is told of numbers, dates and known categories alone: any other
        text, and all of a column that the table does not know, may be about a person."""
        text = text_of(cell)
        if not text:
            return self.refused("old 与原表不符，原表此处为空", "old is not what stands there, where nothing stands")
        if column is None or column.personal or not _is_plain(text, column):
            return self.refused("old 与原表不符，请打开原表核对", "old is not what stands there: look it up in the file")
        return self.refused(f"old 与原表不符，原表为“{text}”", f"old is not what stands there, which is “{text}”")


def read_corrections(folder: Path, files: list[RawFile]) -> list[Correction]:
    """The corrections of a year's folder, each held against the file it names; none where the file is missing.

    Raises BadCorrection: a column or a reason is missing, no such file, or the file has changed since.
    """
    path = own_file(folder / "corrections.csv", folder)
    if not path.exists():
        return []
    known = {file.name: file for file in files}
    # Excel in Chinese saves csv in GB18030.
    with reading(path):
        content = path.read_bytes()
    text, _ = decode(content, path.name)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
        if missing:
            problem = Words(zh=f"缺少列 {missing[0]}", en=f"the column {missing[0]} is missing")
            raise BadCorrection(file=path.name, line=1, record=Words(zh="表头", en="its header"), problem=problem)
        return [_checked(dict(record), reader.line_num, known) for record in reader]
    except csv.Error:
        problem = Words(zh="引号不成对，或单元格过长", en="its quotes do not match, or a cell is too long")
        raise BadCorrection(file=path.name, line=reader.line_num, record="—", problem=problem) from None


def _checked(record: dict[str, str | None], line: int, known: dict[str, RawFile]) -> Correction:
    fields = {name: (record.get(name) or "").strip() for name in COLUMNS}
    row = fields.pop("row")
    correction = Correction(line=line, row=int(row) if row.isdecimal() and len(row) <= _LONGEST_ROW else 0, **fields)
    if not correction.row:
        raise correction.refused("row 不是行号", "row is no row number")
    if not correction.reason or not correction.who:
        raise correction.refused("没有写明理由或更正人", "the reason or the person is missing")
    file = known.get(correction.file)
    if file is None:
        raise correction.refused("没有这个文件", "there is no such file")
    if len(correction.sha256) < 8 or not file.sha256.startswith(correction.sha256.lower()):
        now = file.sha256[:16]
        raise correction.refused(
            f"文件已变（现为 {now}…）或 sha256 不足 8 位", f"the file has changed (it is {now}… now) or sha256 has under 8 digits"
        )
    return correction


def _is_plain(text: str, column: Column) -> bool:
    return text in column.values or (column.type not in ("text", "category") and masked_cell(text, column.type) == text)


def matches(correction: Correction, cell: object) -> bool:
    """Whether the cell holds what the correction says it held."""
    return text_of(cell) == text_of(correction.old)  # type: ignore[arg-type]
