"""A file of all offices that cannot be split among them."""

from __future__ import annotations

import sys
import threading

from tests.messages.ground import NAME, PHONE, Ground
from tests.messages.provoking import Cases

CASES = Cases()
LEDGER = f"单位代码,姓名,日期\n120119109,{NAME},2023-01-05\n120119110,{NAME},2023-01-06\n"


def split(at: Ground, content: str | bytes = LEDGER, *words: str, codes: tuple[str, ...] = ("120119109", "120119110"), name: str = "台账.csv") -> None:
    """The command on a ledger, in a workspace of an office for each code."""
    for office, code in zip(("town", "village"), codes, strict=False):
        at.write(f"data/raw/{office}/office.yml", f'name: {{zh: {office}}}\ncode: "{code}"\n')
    at.nianbao("split", at.write(name, content), 2023, *words)


CASES.each(
    "no_table",
    {
        "workbook": b"PK\x03\x04", "wide": LEDGER.encode("utf-16"), "quotes": LEDGER.replace(NAME, f'"{NAME}', 1), "parquet": b"PAR1 but not really", "pdf": b"%PDF-1.7\n",
        "no_encoding": b"\x81\xff\xff,1\n",
    },
    lambda at, content: split(at, content),
)  # fmt: skip


@CASES
def no_codes(at: Ground) -> None:
    split(at, codes=("", ""))


@CASES
def same_code(at: Ground) -> None:
    split(at, codes=("120119109", "120119109"))


@CASES
def no_code_column(at: Ground) -> None:
    split(at, LEDGER.replace("单位代码", PHONE))


@CASES
def no_code_column_of_that_name(at: Ground) -> None:
    split(at, LEDGER, "--column", "代码")


@CASES
def several_code_columns(at: Ground) -> None:
    split(at, LEDGER.replace("日期", "行政区划代码"))


@CASES
def no_row_of_an_office(at: Ground) -> None:
    split(at, codes=("120119001", "120119002"))


@CASES
def replaced_while_it_is_read(at: Ground) -> None:
    """One reader has opened the file when another program puts one with more rows in its place; then the other reader opens that."""
    more = at.write("more.csv", f"{LEDGER}120119110,{NAME},2023-01-07\n")
    first, began, opened = threading.get_ident(), threading.Event(), threading.Event()
    over = False

    def watch(event: str, args: tuple[object, ...]) -> None:
        if over:  # a hook is for good
            return
        if threading.get_ident() == first:
            if began.is_set():
                opened.set()
            elif event == "open" and str(args[0]).endswith("台账.csv") and (at.root / "data/split/2023").exists():
                began.set()
        elif event == "open" and str(args[0]).endswith("台账.csv"):
            assert opened.wait(30)
            if more.exists():
                more.replace("台账.csv")

    sys.addaudithook(watch)
    try:
        split(at)
    finally:
        over = True


@CASES
def differs_from_what_is_there(at: Ground) -> None:
    at.write("data/raw/town/2023/台账.csv", f"单位代码,姓名,日期\n120119109,{NAME},2023-01-07\n")
    split(at)
