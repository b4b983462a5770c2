"""`nianbao new-table`: a sample file → expectations/NAME.yml of the workspace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nianbao.drafting.known import shipped_knowledge
from nianbao.drafting.naming import file_pattern, file_words, title_words
from nianbao.drafting.proposals import proposals
from nianbao.drafting.sample import read_sample
from nianbao.drafting.writing import yaml_text
from nianbao.errors import CannotWrite, TableExists, WrongParameter
from nianbao.errors.system import reason
from nianbao.office import Workspace
from nianbao.reading import claims
from nianbao.tables import Table, read_table, table_files
from nianbao.tables.catalogue import BALANCES
from nianbao.words import Words


@dataclass(frozen=True)
class Drafted:
    """The file that was written, and what to do before the table is used."""

    path: Path
    told: tuple[Words, ...]


def draft_table(workspace: Workspace, name: str, file: Path) -> Drafted:
    """Writes the workspace's expectations/<name>.yml from the file's records; nothing is ever overwritten.

    Raises WrongParameter, TableExists, NoSuchFile, FolderForFile, MayNotRead, NotATable, UnknownEncoding, NoRecords, CannotWrite.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        expected = Words(zh="小写字母、数字和下划线，以字母开头", en="small letters, digits and underscores, a letter first")
        raise WrongParameter(name="NAME", expected=expected, got=repr(name), kind=type(name).__name__)
    files = table_files(workspace)
    path = workspace.root / "expectations" / f"{name}.yml"
    if name in files or name == BALANCES or path.exists():
        where = path if path.exists() else Words(zh=f"程序自带的 {name}.yml", en=f"{name}.yml, which comes with nianbao")
        raise TableExists(table=name, path=where)
    known = shipped_knowledge()
    sample = read_sample(file, known.columns)
    found = proposals(sample, known)
    words = file_words(file.name)
    text = yaml_text(name, title_words(words), file_pattern(words), found, sample)
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except OSError as error:
        raise CannotWrite(path=path, problem=reason(error)) from None
    table = read_table(path)
    return Drafted(path, (_counted(table), *_claimed(workspace, table, file), *_not_kept(workspace, name)))


def _counted(table: Table) -> Words:
    personal = sum(column.personal is not None for column in table.columns.values())
    return Words(
        zh=f"{len(table.columns)} 列，其中 {personal} 列按个人信息处理；请按文件中的注释逐项看过，再运行 nianbao clean。",
        en=f"{len(table.columns)} columns, {personal} of them taken for personal; look over what the comments say, then run nianbao clean.",
    )


def _claimed(workspace: Workspace, table: Table, file: Path) -> list[Words]:
    """A word where the sample's name fits other tables too: a file that several claim is read as none."""
    others = {name: read_table(path) for name, path in table_files(workspace).items() if name != table.table}
    found = claims(file.name, others)
    zh, en = "、".join(found), ", ".join(found)
    return [Words(zh=f"{file.name} 也符合 {zh} 的文件名：改其中一张表的 files。", en=f"{file.name} fits the files of {en} too: change `files` of one.")] * bool(found)


def _not_kept(workspace: Workspace, name: str) -> list[Words]:
    """A word for each office that names its tables, and not this one."""
    lists = [office.id for office in workspace.read()[0].values() if office.file.tables is not None and name not in office.file.tables]
    return [
        Words(zh=f"单位 {office} 的 office.yml 写明了 tables：加上 {name}。", en=f"office.yml of {office} names its tables: add {name}.")
        for office in lists
    ]  # fmt: skip
