"""DuckDB, shut in: it reads the folders it is given and nothing else, and nothing it runs changes that."""

from pathlib import Path

import duckdb
import pytest

from nianbao import engine
from nianbao.engine import connect


@pytest.fixture
def folder(tmp_path):
    """A folder with a table, and a table beside it."""
    (tmp_path / "own").mkdir()
    for name in ("own/table.csv", "other.csv"):
        (tmp_path / name).write_text("a\n1\n2\n")
    return tmp_path / "own"


def test_the_folders_that_it_is_given_are_read(folder):
    assert connect(folder).execute("select sum(a) from read_csv(?)", [str(folder / "table.csv")]).fetchone() == (1 + 2,)


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('{beside}/other.csv')",
        "select * from read_csv('{beside}/own/../other.csv')",
        "select * from '{beside}/other.csv'",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/etc/*')",
        "select * from read_csv('https://example.com/x.csv')",
        "copy (select 1) to '{beside}/new.csv'",
        "attach '{beside}/new.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "set lock_configuration = false",
        "set threads = 8",
        "reset threads",
    ],
)
def test_nothing_else_is_reached_and_no_setting_changes(folder, query):
    with pytest.raises(duckdb.Error):
        connect(folder).execute(query.format(beside=folder.parent)).fetchall()
    assert sorted(path.name for path in folder.parent.iterdir()) == ["other.csv", "own"]


def test_without_a_folder_no_file_is_read(folder):
    with pytest.raises(duckdb.Error):
        connect().execute("select * from read_csv(?)", [str(folder / "table.csv")]).fetchall()


def test_a_folder_may_have_a_quote_in_its_name(folder):
    quoted = folder.rename(folder.with_name("it's"))
    assert connect(quoted).execute("select count(*) from read_csv(?)", [str(quoted / "table.csv")]).fetchone() == (2,)


def test_no_extension_is_fetched_or_loaded_by_itself():
    settings = "autoinstall_known_extensions", "autoload_known_extensions", "enable_external_access"
    asked = ", ".join(f"current_setting('{name}')" for name in settings)
    assert connect().execute(f"select {asked}").fetchone() == (False, False, False)


def test_nobody_opens_one_that_is_not_shut_in():
    package = Path(engine.__file__).parent
    opened = [path.relative_to(package).as_posix() for path in package.rglob("*.py") if "duckdb.connect(" in path.read_text("utf-8")]
    assert opened == ["engine.py"]
