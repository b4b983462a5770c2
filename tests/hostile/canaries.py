"""Marked people: invented names and numbers that stand in every text of an office's files, and what finds them again anywhere.

Each mark begins as nothing else does, so that one look at a file tells whether any is in it, however it is written.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.spec.drawn import file_of, workbook

from nianbao.cleaning.patterns import is_card_number, is_identity_number
from nianbao.office import Workspace, shipped
from nianbao.tables import Column, Table, read_table, table_files

TABLES = {name: read_table(path) for name, path in table_files(Workspace(shipped("expectations").parent)).items()}
YEAR = 2023
_RARE = "蕤璆翀赟甯晟骢翯皞昶璟琎珩瑭祯禛稷籁綦翊"
# How each kind of mark looks, once blanks and what parts groups are taken out of a text; half of one is one. 仉 is the surname of every marked person.
SIGNS = {
    "name": f"仉[{_RARE}]{{2}}", "phone": "1399173[0-9]{0,4}", "landline": "022973[0-9]{0,5}", "id_number": "120119197703[0-9X]{0,6}", "card": "6222029731[0-9]{0,6}",
    "plate": "津ZQ[0-9]{0,4}", "address": "程家庄村[0-9]{1,4}", "email": "canary9[0-9]{0,4}",
}  # fmt: skip
_PARTED = re.compile(r"[\W_]+")
_SOUGHT = re.compile(f"(?=({'|'.join(SIGNS.values())}))", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """A marked person by number, below 10,000."""

    number: int

    @property
    def name(self) -> str:
        return f"仉{_RARE[self.number // len(_RARE) % len(_RARE)]}{_RARE[self.number % len(_RARE)]}"

    @property
    def phone(self) -> str:
        return f"1399173{self.number:04d}"

    @property
    def landline(self) -> str:
        return f"022-973{self.number:05d}"

    @property
    def id_number(self) -> str:
        return next(found for sign in "0123456789X" if is_identity_number(found := f"120119197703{10 + self.number // 1000}{self.number % 1000:03d}{sign}"))

    @property
    def card(self) -> str:
        return next(found for digit in range(10) if is_card_number(found := f"6222029731{self.number:05d}{digit}"))

    @property
    def plate(self) -> str:
        return f"津ZQ{self.number:04d}"

    @property
    def address(self) -> str:
        return f"上仓镇程家庄村{self.number}号"

    @property
    def email(self) -> str:
        return f"canary9{self.number:04d}@example.com"

    @property
    def numbers(self) -> str:
        """A text with every kind of number, in one spelling or another by turns."""
        grouped = self.number % 3
        phone = (self.phone, f"{self.phone[:3]}-{self.phone[3:7]}-{self.phone[7:]}", _wide(self.phone))[grouped]
        identity = (self.id_number, f"{self.id_number[:6]} {self.id_number[6:14]} {self.id_number[14:]}", _wide(self.id_number))[grouped]
        card = (self.card, " ".join(re.findall(".{4}", self.card)), "-".join(re.findall(".{4}", self.card)))[grouped]
        plate = (self.plate, f"{self.plate[:2]}·{self.plate[2:]}", self.plate)[grouped]
        return f"电话{phone}、{self.landline}，证件{identity}，卡号{card}，车{plate}，住{self.address}，{self.email}"

    @property
    def all(self) -> str:
        """The same with the name: what people write where they may write what they like."""
        return f"{self.name}反映问题，{self.numbers}"

    def for_column(self, kind: str) -> str:
        """What stands in a column that is personal in this way."""
        return {"name": self.name, "phone": self.phone, "id_number": self.id_number, "address": self.address}.get(kind, self.all)


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


@dataclass
class Planted:
    """How many marked people have been put where."""

    people: dict[str, int] = field(default_factory=dict)

    def next(self, where: str) -> Person:
        self.people[where] = self.people.get(where, 0) + 1
        return Person(sum(self.people.values()))


def table_file(table: Table, planted: Planted) -> tuple[str, bytes]:
    """A file of the table with a marked person in each of its texts, kept, quarantined, unread and in between."""
    rows = _form(table, planted) if table.kind == "form" else _register(table, planted)
    notes = [["说明", planted.next("工作表").all], [planted.next("工作表").all]]
    return file_of(table.table), workbook(("登记表", rows), ("说明", notes))


def _register(table: Table, planted: Planted) -> list[list[Any]]:
    """A title, the header with a column that the table does not know, and rows: two kept, one with its own number a person's,
    one with words where numbers and dates should be, one too long, a sum."""
    columns = list(table.columns.values())
    own = [f"{table.title.zh}（填表人{planted.next('标题').all}）"], [*(column.zh for column in columns), f"备注{planted.next('表头').numbers}"]
    kept = [[*(_cell(table, name, planted, row) for name in table.columns), planted.next("不认识的列").all] for row in (1, 2)]
    odd = [_cell(table, name, planted, 3) if not column.key else planted.next("编号").phone for name, column in table.columns.items()]
    slipped = [_cell(table, name, planted, 4) if column.required or _stays(table, name) else planted.next("错列").all for name, column in table.columns.items()]
    long = [*(_cell(table, name, planted, 5) for name in table.columns), None, planted.next("行尾").all]
    total: list[Any] = ["合计", *(planted.next("合计行").all if column.type == "text" else 6 for column in columns[1:])]
    return [*own, *kept, odd, slipped, long, total]


def _stays(table: Table, name: str) -> bool:
    """Whether words in the column reach the clean table as they are, but for numbers: a name among them looks like any word."""
    column = table.columns[name]
    return name in table.kept and column.personal is None and (column.type == "text" or (column.type == "category" and not column.values))


def _cell(table: Table, name: str, planted: Planted, row: int) -> Any:
    """What is right for the column, with a person wherever text can stand; a name only where nobody could know it for one."""
    column = table.columns[name]
    if column.personal is not None:
        return planted.next(f"personal: {column.personal}").for_column(column.personal)
    if column.key and column.type == "text":
        return f"{table.table}-{row}"
    if column.type == "text":
        return planted.next("保留的文字列").numbers if _stays(table, name) else planted.next("不保留的文字列").all
    if column.type == "category":
        return _category(column, planted, row)
    return {"date": f"{YEAR}-05-{row + 9:02d}", "month": f"{YEAR}-{row:02d}", "money": 100 * row}.get(column.type, row)


def _category(column: Column, planted: Planted, row: int) -> str:
    if not column.values:
        return planted.next("不限取值的分类").numbers
    return [*column.values][row % len(column.values)] if row < 3 else planted.next("未列的分类").all


def _form(table: Table, planted: Planted) -> list[list[Any]]:
    """The form's heads and labels, and words where its numbers should be."""
    across = table.columns[table.across or ""]
    labels = [column.zh for name, column in table.columns.items() if name != table.across]
    heads = [*across.values]
    rows: list[list[Any]] = [[f"{table.title.zh}（{planted.next('标题').all}）"], [across.zh, *heads]]
    return [*rows, *([label, *(1 for _ in heads[1:]), planted.next("表式").all] for label in labels), [planted.next("表式").all]]


# --- finding them again ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A mark where none may be: the file, and the mark as it stands there."""

    file: str
    mark: str


@dataclass
class Search:
    """What was looked at, and what was found."""

    files: int = 0
    bytes: int = 0
    seen: dict[Found, None] = field(default_factory=dict)

    @property
    def found(self) -> list[Found]:
        return list(self.seen)

    def folder(self, root: Path, but: Iterable[Path] = ()) -> Search:
        """Looks into every file below the folder, its name too, but not below these."""
        left_out = [path.resolve() for path in but]
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink() and not any(path.resolve().is_relative_to(out) for out in left_out):
                self.text(path.relative_to(root).as_posix(), path.name)
                self.file(path, path.relative_to(root).as_posix())
        return self

    def file(self, path: Path, name: str) -> None:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # a process that is still at work has taken it away
            return
        self.files, self.bytes = self.files + 1, self.bytes + len(content)
        self.content(name, content)
        for text in _decoded(path):
            self.text(name, text)

    def content(self, name: str, content: bytes) -> None:
        """The bytes as text in every encoding that could be meant, and the members of an archive."""
        for encoding in ("utf-8", "gb18030", "utf-16-le") if len(content) < 2_000_000 else ("utf-8",):
            self.text(name, content.decode(encoding, "ignore"))
        if content[:4] == b"PK\x03\x04":
            import io

            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.namelist():
                    self.content(f"{name}!{member}", archive.read(member))

    def text(self, name: str, text: str) -> None:
        """A text as it stands, with escapes and entities undone, without tags and without what parts groups of signs."""
        spelt = {text, _unescaped(text), re.sub(r"<[^>]*>", "", text)}
        for form in spelt:
            bare = _PARTED.sub("", unicodedata.normalize("NFKC", form))
            self.seen |= {Found(name, match[1]): None for match in _SOUGHT.finditer(bare)}


def _unescaped(text: str) -> str:
    return html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text))


def _decoded(path: Path) -> Iterator[str]:
    """What of a file is not to be read in its bytes."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        table = pq.read_table(path)
        yield from ("\n".join(map(str, dict.fromkeys(column.to_pylist()))) for column in table.columns)
        yield str(table.schema.metadata)
    elif path.suffix == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        yield "\n".join(document.get_metadata_dict(skip_empty=True).values())
        for page in document:
            yield page.get_textpage().get_text_bounded()
        document.close()
    elif path.suffix in (".sqlite", ".db") or path.name == "history.sqlite":
        connection = sqlite3.connect(path)
        yield "\n".join(connection.iterdump())
        connection.close()
    elif path.suffix == ".ipynb":
        yield json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False)
