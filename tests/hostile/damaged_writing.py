"""What people write beside the raw files and hand in, damaged: corrections, waivers, settings, tables, text, drafts, files of all offices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.hostile.damaged import archive, whole
from tests.spec.drawn import PETITIONS, YEAR, Office

from nianbao.checking import read_waivers
from nianbao.cleaning import clean_folder
from nianbao.office import Workspace, read_office
from nianbao.proofing.document import read_document
from nianbao.review.own import read_own
from nianbao.splitting import split
from nianbao.tables import tables_of

LAUGHS = "a0: &a0 [ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
BYTES = {
    "nothing": b"", "NULs": bytes(500), "bytes of all kinds": bytes(range(256)) * 8, "half a character": "名称：某".encode()[:-1], "GB18030": "说明：本年情况良好".encode("gb18030"),
    "UTF-16": "name: 某镇".encode("utf-16"), "UTF-16 without a mark": "name: 某镇".encode("utf-16-le"), "a workbook": whole("xlsx"), "a picture": b"\x89PNG\r\n\x1a\n" * 40,
    "a megabyte of brackets": b"[" * 1_000_000, "a megabyte of quotes": b'"' * 1_000_001, "a line without end": b"x" * 5_000_000, "tabs": b"\tname:\n\t\tzh: x\n",
    "a key twice": b"name: {zh: a}\nname: {zh: b}\n", "itself": b"a: &a [*a]\n", "a billion laughs": LAUGHS.encode(), "an object of Python": b"!!python/object/apply:os.system ['touch /tmp/x']\n",
    "a list for a map": b"- 1\n- 2\n", "a number": b"42\n", "a date": b"name: 2023-13-99\n", "control signs": b"name: {zh: '\x07\x1b[31m'}\n", "an anchor that is not there": b"a: *nowhere\n",
    "a conflict of git": b"<<<<<<< HEAD\nname: {zh: a}\n=======\nname: {zh: b}\n>>>>>>> other\n", "two documents": b"name: {zh: a}\n---\nname: {zh: b}\n", "a lone half": b"name: \"\\ud800\"\n",
    "deep maps": b"".join(b" " * n + b"a:\n" for n in range(2000)),
    "a list of blanks": b"file,sha256,sheet,row,column,old,new,reason,who\n" + b",,,,,,,,\n" * 3,
    "rows of no number": "file,sha256,sheet,row,column,old,new,reason,who\n信访登记表.xlsx,x,登记表,²,甲,乙,丙,丁,戊\n".encode(),
    "a row beyond all rows": f"file,sha256,sheet,row,column,old,new,reason,who\n{PETITIONS},x,登记表,{'9' * 5000},甲,乙,丙,丁,戊\n".encode(),
    "a row too long": b"file,sha256,sheet,row,column,old,new,reason,who\n" + b"x," * 5000 + b"\n",
    "a quote that never ends": b'file,sha256,sheet,row,column,old,new,reason,who\n"x,\n' + b"y\n" * 200_000,
}  # fmt: skip


def writings(office: Office) -> dict[str, tuple[Path, Callable[[], object]]]:
    """What may be written, where it lies, and what reads it."""
    raw = office.raw / str(YEAR)
    own = office.root / "expectations" / "petitions.yml"
    return {
        "corrections.csv": (raw / "corrections.csv", lambda: clean_folder(office.work(), tables_of(office.work().workspace, office.work().office))),
        "waivers.yml": (raw / "waivers.yml", lambda: read_waivers(raw, ["petitions.number-unique"])),
        "office.yml": (office.raw / "office.yml", lambda: read_office(office.raw)),
        "expectations": (own, lambda: tables_of(Workspace.find(office.root), office.work().office)),
        "text": (raw / "text" / "petitions.md", lambda: read_own(raw / "text" / "petitions.md")),
        "split": (office.root / "全县.csv", lambda: split(Workspace.find(office.root), office.root / "全县.csv", YEAR)),
        "returned": (office.root / "修改稿.docx", lambda: read_document(office.root / "修改稿.docx")),
    }


def contents(what: str) -> Iterator[tuple[str, bytes]]:
    """The damaged contents that a writing is tried with."""
    yield from BYTES.items()
    sound = {"returned": _draft(), "split": _parquet() if what == "split" else b""}.get(what)
    chance = Random(f"writing {what}")
    for time in range(30 if sound else 0):
        spoilt = bytearray(sound or b"")
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        yield f"flipped bits {time}", bytes(spoilt[: len(spoilt) if time % 3 else chance.randrange(8, len(spoilt))])


def _draft() -> bytes:
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' + "<w:p><w:r><w:t>全年办结427件。</w:t></w:r></w:p>" * 40
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": f"{body}</w:body></w:document>".encode()})


def _parquet() -> bytes:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"单位代码": ["120119101"] * 30, "编号": [f"P{number}" for number in range(30)]}), file)
    return file.getvalue()
