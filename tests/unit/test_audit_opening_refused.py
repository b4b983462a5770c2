"""A file that cannot be opened as a report is refused in one sentence that says what it is and what to do."""

import io
import os
import subprocess
import sys
from zipfile import ZipFile

import pikepdf
import pytest
from tests.unit.report_sample import as_docx, as_pdf, write

from nianbao.auditing.opening import open_document, opening, save_text
from nianbao.errors import (
    CannotWrite,
    DamagedReport,
    FolderForFile,
    LockedReport,
    NoSuchFile,
    NoTextInReport,
    TooLargeReport,
    UnknownReport,
)  # fmt: skip

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


W_DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>处罚&a;件</w:t></w:r></w:p></w:body></w:document>"
)


def zipped(**entries):
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def locked_pdf():
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(as_pdf())) as book:
        book.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    return held.getvalue()


def scanned_pdf():
    held = io.BytesIO()
    with pikepdf.new() as book:
        book.add_blank_page()
        book.save(held)
    return held.getvalue()


def changed_within(data):
    """A docx whose document is unpacked to something other than was packed."""
    place = data.index(b"word/document.xml") + 60
    return data[:place] + bytes(40) + data[place + 40 :]


CASES = {
    "empty.txt": (b"", NoTextInReport, "它是空文件"),
    "blank.txt": (b"\xef\xbb\xbf \n\n", NoTextInReport, "它是空文件"),
    "blank.md": ("　\n---\n".encode(), NoTextInReport, "它是空的"),
    "empty.docx": (b"", NoTextInReport, "它是空文件"),
    "scan.pdf": (scanned_pdf(), NoTextInReport, "扫描件.*文字识别"),
    "locked.pdf": (locked_pdf(), LockedReport, "密码.*另存"),
    "locked.docx": (OLD_WORD + "EncryptedPackage".encode("utf-16-le"), LockedReport, "密码.*另存"),
    "old.doc": (OLD_WORD, UnknownReport, "旧版 doc.*docx"),
    "wps.wps": (OLD_WORD, UnknownReport, "旧版 doc.*docx"),
    "text.docx": ("这不是 docx".encode(), DamagedReport, "不是 docx"),
    "text.pdf": ("这不是 PDF".encode(), DamagedReport, "不是 pdf"),
    "cut.docx": (as_docx()[:9000], DamagedReport, "不完整"),
    "changed.docx": (changed_within(as_docx()), DamagedReport, "不完整"),
    "noxml.docx": (zipped(word__document_xml="").replace(b"word/document_xml", b"word/document.xml"), DamagedReport, "不完整"),
    "cut.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 4, DamagedReport, "不完整"),
    "sheet.xlsx": (zipped(xl__workbook="a"), UnknownReport, "它是表格.*txt、md、html、docx、pdf"),
    "all.zip": (zipped(a="b"), UnknownReport, "压缩包"),
    "page.png": (b"\x89PNG\r\n\x1a\n", UnknownReport, "图片"),
    "page.txt": (b"\xff\xd8\xff\xe0\x00", UnknownReport, "图片"),
    "letter.rtf": (b"{\\rtf1 a}", UnknownReport, "RTF"),
    "data.json": (b'{"a": 1}', UnknownReport, "不认识 .json"),
    "data.bin": (b"\x01\x00\x02", UnknownReport, "不是文字"),
    "broken.txt": (b"\xff\xfe\x00", DamagedReport, "编码"),
    "big5.txt": ("行政處罰案件十件，其中罰款十二件。辦理行政復議案件五件，調解糾紛三百件。".encode("big5"), DamagedReport, "编码"),
    "deep.html": ("<body>" + "<div>" * 5000 + "处罚10件", DamagedReport, "层次过深"),
    "entities.docx": (zipped(word__document_xml='<!DOCTYPE d [<!ENTITY a "10">]>' + W_DOCUMENT).replace(b"word/document_xml", b"word/document.xml"), DamagedReport, "DTD"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_is_no_report_is_refused_with_what_it_is(tmp_path, name):
    content, error, says = CASES[name]
    path = write(tmp_path / name, content)
    with pytest.raises(error, match=f"{name}.*{says}") as raised:
        open_document(path)
    assert "\n" not in raised.value.say("zh") + raised.value.say("en")
    assert raised.value.exit_code == (2 if error is UnknownReport else 4)


def test_what_is_not_there_and_what_is_a_folder(tmp_path):
    for path, error in ((tmp_path / "a.txt", NoSuchFile), (tmp_path, FolderForFile), (tmp_path / "a" / "b.txt", NoSuchFile)):
        with pytest.raises(error, match=str(path)) as raised:
            open_document(path)
        assert raised.value.exit_code == 2


def test_what_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.html"
    with path.open("wb") as handle:
        handle.truncate(opening.MOST_BYTES + 1)
    with pytest.raises(TooLargeReport, match=r"a\.html.*200 MB"):
        open_document(path)


def test_a_file_that_may_not_be_read_is_told(tmp_path):
    path = write(tmp_path / "a.txt", "办结3件")
    path.chmod(0)
    # Whoever may read every file has to become somebody else first.
    code = (
        "import os, sys; from pathlib import Path; from nianbao.auditing.opening import open_document\n"
        "handle = os.open(Path(sys.argv[1]).parent, os.O_RDONLY); os.fchdir(handle)\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: open_document(Path('a.txt'))\n"
        "except Exception as error: print(type(error).__name__, error.exit_code, error.say('zh'))"
    )
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.startswith("MayNotRead 2 没有读 a.txt 的权限")


def test_a_text_that_cannot_be_saved_is_told(tmp_path):
    document = open_document(write(tmp_path / "a.txt", "办结3件"))
    with pytest.raises(CannotWrite, match=r"a\.txt"):
        save_text(document, tmp_path / "a.txt" / "such.txt")


def test_a_pipe_that_nobody_writes_to_is_refused_and_one_that_somebody_does_is_read(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    code = "import sys; from pathlib import Path; from nianbao.auditing.opening import open_document; print(open_document(Path(sys.argv[1])).text)"
    told = subprocess.run([sys.executable, "-c", code, str(pipe)], capture_output=True, check=False, encoding="utf-8", timeout=20)
    assert "NoTextInReport" in told.stderr
    for name in ("/dev/stdin", "-"):
        told = subprocess.run([sys.executable, "-c", code, name], input="办结3件", capture_output=True, check=True, encoding="utf-8", timeout=20, cwd=tmp_path)
        assert told.stdout == "办结3件\n"


def test_what_a_kind_of_file_does_not_need_is_not_imported(tmp_path):
    write(tmp_path / "a.txt", "办结3件")
    code = (
        "import sys; from pathlib import Path; from nianbao.auditing.opening import open_document; open_document(Path(sys.argv[1])); "
        "print([name for name in ('lxml', 'docx', 'pypdfium2', 'mistune', 'numpy', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.txt")], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"
