"""Wrong calls: a workspace, an office, a year, a parameter, a file that will not do."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from unittest import mock

from tests.messages.ground import Ground, nobody
from tests.messages.provoking import Cases

from nianbao.auditing.opening import open_document
from nianbao.drafting.sample import read_sample
from nianbao.rolling import roll_up
from nianbao.rolling.year import add_up
from nianbao.work import open_work, refuse_unknown_parameters

CASES = Cases()


@CASES
def no_workspace(at: Ground) -> None:
    os.chdir(at.root.parent / "home")
    at.nianbao("run", "town", 2023)


@CASES
def not_empty(at: Ground) -> None:
    at.write("new/笔记.txt")
    at.nianbao("init", "new")


@CASES
def not_empty_a_file(at: Ground) -> None:
    at.write("new")
    at.nianbao("init", "new")


@CASES
def unknown_office(at: Ground) -> None:
    at.nianbao("run", "twon", 2023)


@CASES
def unknown_office_of_a_batch(at: Ground) -> None:
    at.nianbao("batch", 2023, "--offices", "town,village")


@CASES
def bad_office_id(at: Ground) -> None:
    at.write("data/raw/镇;rm -r/office.yml", "name: {zh: 某镇}\n")
    at.nianbao("run", "镇;rm -r", 2023)


@CASES
def no_offices(at: Ground) -> None:
    (at.raw / "office.yml").unlink()
    at.nianbao("status")


@CASES
def no_offices_to_export(at: Ground) -> None:
    (at.raw / "office.yml").unlink()
    at.nianbao("expectations", "export", "out")


@CASES
def no_offices_of_a_batch(at: Ground) -> None:
    (at.raw / "office.yml").unlink()
    at.nianbao("batch", 2023, "--all")


@CASES
def unknown_year(at: Ground) -> None:
    at.nianbao("run", "town", 2021)


@CASES
def no_years(at: Ground) -> None:
    (at.raw / "2023").rmdir()
    at.nianbao("expectations", "export", "out")


@CASES
def unknown_level(at: Ground) -> None:
    at.settings("name: {zh: 试验镇}\nlevel: town\n")
    at.nianbao("batch", 2023, "--level", "twon")


CASES.each(
    "wrong_parameter",
    {
        "office": {"office": 7}, "year": {"year": "2023"}, "as_of": {"as_of": "2023年12月31日"}, "as_of_no_text": {"as_of": 20231231}, "lang": {"lang": "fr"},
        "draft": {"draft": "yes"}, "engine": {"engine": "pandas"},
    },
    lambda at, given: open_work(**{"office": "town", "year": 2023, **given}),
)  # fmt: skip


@CASES
def wrong_parameter_table_name(at: Ground) -> None:
    at.nianbao("new-table", "走访", "走访.csv")


@CASES
def unknown_parameter(at: Ground) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    try:
        shell.run_cell('# Parameters\noffice = "town"\nyaer = 2023\n', store_history=True)
        refuse_unknown_parameters()
    finally:
        shell.history_manager.end_session()
        InteractiveShell.clear_instance()


@CASES
def no_such_table(at: Ground) -> None:
    at.nianbao("tables", "petition")


@CASES
def table_exists(at: Ground) -> None:
    at.nianbao("new-table", "petitions", at.write("走访.csv", "村,日期\n甲村,2023-01-05\n"))


@CASES
def table_exists_of_the_workspace(at: Ground) -> None:
    at.expects("visits", "table: visits\ntitle: {zh: 走访}\nfiles: [走访*]\ncolumns: {village: {zh: 村}}\n")
    at.nianbao("new-table", "visits", at.write("走访.csv", "村,日期\n甲村,2023-01-05\n"))


CASES.each(
    "no_such_file",
    {
        "to_audit": ("audit", "报告.docx"), "to_verify": ("verify", "site/town/2023/1"), "to_split": ("split", "台账.csv", 2023),
        "to_describe": ("new-table", "visits", "走访.csv"), "returned": ("returned", "稿.docx", "town", 2023),
    },
    lambda at, words: at.nianbao(*words),
)  # fmt: skip


@CASES
def folder_for_file(at: Ground) -> None:
    at.nianbao("audit", "data")


@CASES
def folder_for_file_to_split(at: Ground) -> None:
    at.nianbao("split", "data", 2023)


@CASES
def folder_for_file_to_describe(at: Ground) -> None:
    at.nianbao("new-table", "visits", "data")


@CASES
def may_not_read(at: Ground) -> None:
    path = at.write("报告.txt", "办结3件")
    path.chmod(0)
    with nobody(at):
        open_document(path)


@CASES
def may_not_read_to_describe(at: Ground) -> None:
    path = at.write("走访.csv", "村,日期\n甲村,2023-01-05\n")
    path.chmod(0)
    with nobody(at):
        read_sample(path)


@CASES
def nothing_below(at: Ground) -> None:
    add_up(at.work())


@CASES
def has_own_records(at: Ground) -> None:
    at.write("data/raw/village/office.yml", "name: {zh: 甲村}\nparent: town\n")
    at.put("台账.csv", "a,b\n1,2\n")
    add_up(at.work())


@CASES
def no_own_records(at: Ground) -> None:
    at.write("data/raw/village/office.yml", "name: {zh: 甲村, en: Village A}\nparent: town\n")
    (at.raw / "2023").rmdir()
    at.nianbao("run", "town", 2023)


@CASES
def nobody_reported(at: Ground) -> None:
    for village, zh in {"a": "甲", "b": "乙"}.items():
        at.write(f"data/raw/{village}/office.yml", f"name: {{zh: {zh}村, en: Village {village.upper()}}}\nparent: town\n")
    roll_up(at.work())


@CASES
def needs_jupyterlab(at: Ground) -> None:
    with not_installed("jupyterlab"):
        at.nianbao("lab", "town", 2023)


@CASES
def needs_dask(at: Ground) -> None:
    at.put("台账.csv", "a,b\n1,2\n")
    with not_installed("distributed"):
        at.nianbao("batch", 2023, "--all", "--scheduler", "tcp://127.0.0.1:1")


@CASES
def needs_apprise(at: Ground) -> None:
    from nianbao.notices.sending import send

    with not_installed("apprise"):
        send(["json://localhost"], None)  # type: ignore[arg-type]


def not_installed(module: str) -> AbstractContextManager[object]:
    """As where the extra was left out: the import of the module fails."""
    return mock.patch.dict(sys.modules, {module: None})


