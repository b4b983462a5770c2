"""Where a file of all offices has its header, and which column tells the office."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.errors import NoCodeColumn, SeveralCodeColumns, UnknownEncoding
from nianbao.reading import bare_name, plain_name, text_of
from nianbao.splitting.records import Records

SEARCHED_ROWS = 40
_NAMES = (
    "单位代码", "单位编码", "机构代码", "机构编码", "组织机构代码", "行政区划代码", "行政区划编码", "区划代码", "区划编码", "行政区划", "乡镇代码", "镇街代码",
    "乡镇街道代码", "街道代码", "统一社会信用代码", "office code", "unit code", "area code",
)  # fmt: skip


@dataclass(frozen=True)
class CodeColumn:
    """The header's row and the column of codes, from 0, what the column is called, and the text's encoding."""

    row: int
    index: int
    title: str
    encoding: str


def code_column(first: Records, asked: str | None, file: str) -> CodeColumn:
    """The column among the file's first records; `asked` is the title that somebody has named.

    Raises NoCodeColumn, SeveralCodeColumns, UnknownEncoding.
    """
    encoding = _encoding(first.data, file)
    names = {plain_name(name) for name in ([asked] if asked else _NAMES)}
    for row in range(min(SEARCHED_ROWS, len(first))):
        titles = [text_of(cell.decode(encoding, "replace")) for cell in first.cells(row)]
        found = [index for index, title in enumerate(titles) if plain_name(title) in names or bare_name(title) in names]
        if len(found) > 1:
            raise SeveralCodeColumns(file=file, found=[titles[index] for index in found])
        if found:
            return CodeColumn(row, found[0], titles[found[0]], encoding)
    raise NoCodeColumn(file=file, rows=SEARCHED_ROWS, expected=[asked] if asked else _NAMES)


def _encoding(data: bytes, file: str) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise UnknownEncoding(file=file, tried=["utf-8", "gb18030"])
