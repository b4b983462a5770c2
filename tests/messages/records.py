"""Raw files that cannot be read as the table they should hold."""

from __future__ import annotations

import io
import zipfile

from tests.messages.ground import IDENTITY, NAME, PHONE, REGISTER, Ground, nobody
from tests.messages.provoking import Cases
from tests.spec.drawn import PETITIONS, SHEET, workbook

CASES = Cases()
BOOK = workbook((SHEET, REGISTER))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(**entries: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue().replace(b"document_xml", b"document.xml").replace(b"workbook_xml", b"workbook.xml")


CASES.each(
    "file",
    {
        "pdf": b"%PDF-1.7\n", "picture": b"\x89PNG\r\n", "archive": b"Rar!\x1a", "rtf": b"{\\rtf1 a}", "empty": b" \n", "locked": OLD + "EncryptedPackage".encode("utf-16-le"),
        "web_page": f"<html><table><tr><td>{NAME}</td></tr></table></html>".encode(), "no_text": b"a\x00b", "cut": BOOK[:2000], "word": packed(word__document_xml="<a/>"), "zip": packed(a="b"),
        "no_book": packed(xl__workbook_xml="<a/>"), "no_old_book": OLD + bytes(600), "no_encoding": b"\xff\xfe\x00",
    },
    lambda at, content: (at.put(PETITIONS, content), at.clean()),
)  # fmt: skip
CASES.each(
    "text",
    {"quotes": f'信访件编号,登记时间,信访人\nP1,2023-01-05,"{NAME}\n', "after_quotes": f'信访件编号,登记时间,信访人\nP1,2023-01-05,"{NAME}"{PHONE}\n'},
    lambda at, content: (at.put("信访登记表.csv", content), at.clean()),
)


@CASES
def folder_named_as_a_table(at: Ground) -> None:
    (at.raw / "2023" / PETITIONS).mkdir()
    at.clean()


@CASES
def several_of_them(at: Ground) -> None:
    at.put(PETITIONS, b"%PDF-1.7\n")
    at.put("信访补录.xlsx", b"\x89PNG\r\n")
    at.clean()


@CASES
def link_to_a_folder(at: Ground) -> None:
    (at.raw / "2023" / "信访").symlink_to(at.root)
    at.clean()


@CASES
def link_that_leads_nowhere(at: Ground) -> None:
    (at.raw / "2023" / PETITIONS).symlink_to("gone.xlsx")
    at.clean()


@CASES
def may_not_be_read(at: Ground) -> None:
    from nianbao.reading import raw_files

    path = at.put(PETITIONS, BOOK)
    path.chmod(0)
    with nobody(at):
        raw_files(at.raw / "2023", {})


@CASES
def no_header(at: Ground) -> None:
    at.petitions(f"编号 | 登记人 | 证件\nP1 | {NAME} | {IDENTITY}\n")
    at.clean()


@CASES
def no_header_in_empty_sheets(at: Ground) -> None:
    at.put(PETITIONS, workbook(("Sheet1", [])))
    at.clean()


@CASES
def missing_column(at: Ground) -> None:
    at.petitions(REGISTER.replace("登记时间", "登记的时间"))
    at.clean()


@CASES
def missing_column_of_a_text(at: Ground) -> None:
    at.put("信访登记表.csv", f"信访件编号,信访人,登记的时间\nP1,{NAME},2023-01-05\n")
    at.clean()


@CASES
def ambiguous_column(at: Ground) -> None:
    at.petitions(REGISTER.replace("受理告知时间", "登记日期"))
    at.clean()


REQUESTS = """\
table: requests
kind: form
across: who
title: {zh: 申请, en: Requests}
files: ["*申请*"]
columns:
  who: {zh: 申请人, en: Applicant, type: category, key: true, required: true, values: {自然人: person, 企业: business, 总计: total}}
  new: {zh: 本年新收, en: New, type: integer, required: true}
  kept: {zh: 结转, en: Carried in, type: integer, required: true}
  granted: {zh: 予以公开, en: Granted, type: integer}
figures:
  new: {label: {zh: 新收, en: New}, unit: {zh: 件, en: requests}, sum: new, where: who = 'total'}
"""
FORM = f"""
申请人         | 自然人 | 企业 | 总计
一、本年新收   | 4      | 1    | 5
二、结转       | 1      | 0    | 1
三、予以公开   | 1      | 0    | 1
填表人：{NAME} |        |      | {PHONE}
"""

CASES.each(
    "form",
    {
        "no_header": ("自然人 | 企业 | 总计", "甲 | 乙 | 丙"), "ambiguous_row": ("二、结转", "二、本年新收"), "unknown_head": ("| 企业", "| 企业法人"),
        "missing_row": ("二、结转", "二、结转件数"),
    },
    lambda at, change: (
        at.settings("name: {zh: 试验镇}\ntables: [requests]\n"), at.expects("requests", REQUESTS), at.put("申请.xlsx", workbook((SHEET, FORM.replace(*change)))), at.clean()
    ),
)  # fmt: skip


@CASES
def no_records_to_describe(at: Ground) -> None:
    at.nianbao("new-table", "visits", at.write("走访.csv", f"{NAME}\n"))


@CASES
def no_table_to_describe(at: Ground) -> None:
    at.nianbao("new-table", "visits", at.write("走访.csv", b"%PDF-1.7\n"))
