"""One file of all offices, split among them: every row arrives as the bytes that it was, and none is lost."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.cleaning import clean
from nianbao.cli import cli
from nianbao.errors import (
    NoCodeColumn,
    NoCodes,
    NoRowOfAnOffice,
    NotATable,
    RowsDiffer,
    SameCode,
    SeveralCodeColumns,
    SplitDiffers,
)
from nianbao.office import Workspace
from nianbao.splitting import split, stream
from nianbao.splitting.records import records
from nianbao.work import open_work

CODES = {"dong": "120119101", "xi": "120119102", "nan": "91120119MA05"}
TEXT = """单位代码,信访件编号,登记时间,概况
120119101,P1,2023-01-05,甲
120119102,P2,2023-01-06,"一、噪音
二、""油烟"", 垃圾"
120119999,P3,2023-01-07,乙

 120119101 ,P4,2023-01-08,丙
１２０１１９１０２,P5,2023-01-09
91120119ma05,P6,2023-01-10,丁
,,,
"""


@pytest.fixture
def province(tmp_path):
    """A workspace of three offices."""
    for office, code in CODES.items():
        folder = tmp_path / "w" / "data" / "raw" / office
        folder.mkdir(parents=True)
        (folder / "office.yml").write_text(f'name: {{zh: {office}}}\ncode: "{code}"\ntables: [petitions]\n', "utf-8")
    return Workspace.find(tmp_path / "w")


def sent(place, text, encoding="utf-8", name="信访.csv"):
    """The file as it was sent, outside the workspace."""
    path = place.root.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def given_to(place, office, name="信访.csv"):
    return (place.raw / office / "2023" / name).read_bytes()


def everything(place):
    return {path.relative_to(place.root).as_posix(): path.read_bytes() for path in place.root.rglob("*") if path.is_file()}


# --- rows -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_office_gets_its_rows_as_they_were_below_the_header(province, encoding, newline):
    lines = TEXT.replace("\n", newline)
    split(province, sent(province, lines, encoding), 2023)
    head, p1, p2, rest = lines.split(f"{newline}1200", 1)[0], "", "", lines
    head = rest[: rest.index(newline) + len(newline)]
    p1 = f"120119101,P1,2023-01-05,甲{newline}"
    p2 = f'120119102,P2,2023-01-06,"一、噪音{newline}二、""油烟"", 垃圾"{newline}'
    assert given_to(province, "dong") == f"{head}{p1} 120119101 ,P4,2023-01-08,丙{newline}".encode(encoding)
    assert given_to(province, "xi") == f"{head}{p2}１２０１１９１０２,P5,2023-01-09{newline}".encode(encoding)
    assert given_to(province, "nan") == f"{head}91120119ma05,P6,2023-01-10,丁{newline}".encode(encoding)


@pytest.mark.parametrize("head", ['"单位代码","编号"', '"单位,代码","编号"', '"单位\n代码","编号"'])
def test_a_mark_before_a_first_cell_between_quotes_is_no_part_of_it(province, head):
    text = f'{head}\n"120119101","1"\n'
    done = split(province, sent(province, text, "utf-8-sig"), 2023, "单位,代码" if "位,代" in head else None)
    assert given_to(province, "dong") == text.encode("utf-8-sig")
    assert (done.account["head"], done.account["rows"], done.account["bytes"]) == (1, 1, len(text.encode("utf-8-sig")))


def test_rows_of_no_office_are_kept_and_counted(province):
    done = split(province, sent(province, TEXT), 2023)
    head = TEXT.splitlines(keepends=True)[0]
    assert (done.folder / "unmatched.csv").read_text("utf-8") == f"{head}120119999,P3,2023-01-07,乙\n,,,\n"
    assert done.account["unmatched"]["rows"] == 1 + 1
    assert "2 行的代码不属于任何单位" in done.told.zh
    assert "2 have the code of no office here" in done.told.en


def test_the_account_adds_up_and_proves_what_was_given(province):
    file = sent(province, TEXT)
    account = json.loads((split(province, file, 2023).folder / "split.json").read_text("utf-8"))
    assert account["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert {office["office"]: office["rows"] for office in account["offices"]} == {"dong": 2, "nan": 1, "xi": 2}
    assert account["rows"] == 2 + 1 + 2 + account["unmatched"]["rows"]
    assert (account["counted"], account["head"], account["blank"]) == (1 + 7 + 1, 1, 1)
    for office in account["offices"]:
        assert office["sha256"] == hashlib.sha256(given_to(province, office["office"])).hexdigest()
        assert office["bytes"] == len(given_to(province, office["office"]))


def test_each_row_remembers_where_it_stood(province):
    done = split(province, sent(province, TEXT), 2023)
    places = pq.read_table(done.folder / "rows.parquet").to_pylist()
    assert [(place["row"], place["office"], place["to"]) for place in places] == [
        (2, "dong", 2), (3, "xi", 2), (4, None, 2), (6, "dong", 3), (7, "xi", 3), (8, "nan", 2), (9, None, 3),
    ]  # fmt: skip


def test_what_was_split_is_cleaned_like_any_file(province, monkeypatch):
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(province.root / "key"))
    split(province, sent(province, TEXT, "gb18030"), 2023)
    for office, numbers in {"dong": ["P1", "P4"], "xi": ["P2", "P5"], "nan": ["P6"]}.items():
        assert clean(open_work(office, 2023, workspace=province)).records["petitions"].columns["petition_no"].to_pylist() == numbers


@pytest.mark.parametrize("block", [1, 7, 64])
def test_where_a_block_ends_makes_no_difference(province, monkeypatch, block):
    text = "某市信访件\n" + TEXT
    monkeypatch.setattr(stream, "BLOCK", len(text.encode("gb18030")) - 3)
    split(province, sent(province, text, "gb18030"), 2023)
    expected = everything(province)
    found = [part.record(index) for part in records(_blocks(text.encode("gb18030"), block), ",") for index in range(len(part))]
    assert b"".join(found) == text.encode("gb18030")
    assert len(found) == 1 + 1 + 8
    monkeypatch.setattr(stream, "BLOCK", 1 << 20)
    split(province, sent(province, text, "gb18030"), 2023)
    assert everything(province).keys() == expected.keys()
    assert {name for name, content in everything(province).items() if content != expected[name]} <= {"data/split/2023/信访.csv/rows.parquet"}


def _blocks(content, size):
    return [content[start : start + size] for start in range(0, len(content), size)]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.sampled_from('1甲 ,"\n\r'), max_size=40), size=st.integers(1, 12))
def test_records_are_those_of_csv(text, size):
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True))
    except csv.Error:
        with pytest.raises(csv.Error):
            list(records(_blocks(text.encode(), size), ","))
        return
    parts = list(records(_blocks(text.encode(), size), ","))
    assert b"".join(part.data for part in parts) == text.encode()
    assert sum(map(len, parts)) == len(rows)
    cells = [[cell.decode().lstrip(" ") for cell in part.cells(index)] for part in parts for index in range(len(part))]
    assert cells == [[cell.lstrip(" ") for cell in row] or [""] for row in rows]
    for column in range(3):
        found = [
            (part.quoted[place][column] if column < len(part.quoted[place]) else "").encode("latin-1").decode() if place in part.quoted else cell
            for part in parts for place, cell in enumerate((value or b"").decode().strip("\r\n") for value in part.column(column).to_pylist())
        ]  # fmt: skip
        assert [cell.strip(" ") for cell in found] == [row[column].strip(" ") if column < len(row) else "" for row in rows]


# --- Parquet ----------------------------------------------------------------------------------------------------


def test_parquet_is_written_so_that_dates_and_decimals_stand_exactly(province):
    path = province.root.parent / "信访.parquet"
    pq.write_table(
        pa.table({
            "单位代码": ["120119101", "120119102", "120119101"],
            "信访件编号": ["P1", "P2", ' 甲,"乙"\n丙'],
            "登记时间": [date(2023, 1, 5), None, date(2023, 1, 7)],
            "金额": pa.array([Decimal("1.10"), Decimal("12345678901234.56"), None], pa.decimal128(18, 2)),
            "件数": pa.array([1, None, 9_007_199_254_740_993]),
        }),
        path,
    )  # fmt: skip
    split(province, path, 2023)
    assert given_to(province, "dong").decode() == (
        '单位代码,信访件编号,登记时间,金额,件数\n120119101,P1,2023-01-05,1.10,1\n120119101," 甲,""乙""\n丙",2023-01-07,,9007199254740993\n'
    )
    assert given_to(province, "xi").decode().splitlines()[1] == "120119102,P2,,12345678901234.56,"


def test_floats_are_written_in_full_and_what_is_no_number_is_missing(province):
    path = province.root.parent / "信访.parquet"
    amounts = [12.5, 123456789012.5, 1e-7, float("nan"), 0.1, None]
    pq.write_table(pa.table({"单位代码": pa.array([120119101] * 6, pa.float64()), "金额": pa.array(amounts, pa.float64())}), path)
    split(province, path, 2023)
    rows = [line.partition(",")[2] for line in given_to(province, "dong", "信访.csv").decode().splitlines()]
    assert rows == ["金额", "12.5", "123456789012.5", "0.0000001", "", "0.1", ""]


def test_codes_that_have_become_floats_are_codes(province):
    (province.raw / "xi" / "office.yml").write_text('name: {zh: xi}\ncode: "120119102000"\ntables: [petitions]\n', "utf-8")
    table = pa.table({"单位代码": pa.array([120119101, None, 120119102000, 1.5], pa.float64()), "编号": ["P1", "P2", "P3", "P4"]})
    path = province.root.parent / "信访.parquet"
    pq.write_table(table, path)
    done = split(province, path, 2023)
    assert given_to(province, "xi", "信访.csv") == "单位代码,编号\n120119102000,P3\n".encode()
    assert (len(done.account["offices"]), done.account["unmatched"]["rows"]) == (2, 2)
    split(province, sent(province, "单位代码,编号\n120119101.0,P1\n120119102.5,P2\n", name="处罚.csv"), 2023)
    assert given_to(province, "dong", "处罚.csv") == "单位代码,编号\n120119101.0,P1\n".encode()


def test_codes_that_a_program_has_kept_from_excel_are_codes(province):
    done = split(province, sent(province, '单位代码,信访件编号\n="120119101",P1\n"=""120119102""",P2\n'), 2023)
    assert {office["office"]: office["rows"] for office in done.account["offices"]} == {"dong": 1, "xi": 1}


def test_parquet_with_a_column_that_is_no_text_is_refused(province):
    path = province.root.parent / "信访.parquet"
    pq.write_table(pa.table({"单位代码": ["120119101"], "附件": [[1, 2]]}), path)
    with pytest.raises(NotATable, match="Parquet"):
        split(province, path, 2023)


# --- columns and codes ------------------------------------------------------------------------------------------


def test_the_header_may_stand_below_a_title_which_goes_with_it(province):
    split(province, sent(province, "某市信访件,,\n行政区划代码,信访件编号\n120119101,P1\n"), 2023)
    assert given_to(province, "dong").decode() == "某市信访件,,\n行政区划代码,信访件编号\n120119101,P1\n"


def test_a_column_may_be_named(province):
    text = "信访件编号,所在地\nP1,120119101\n"
    with pytest.raises(NoCodeColumn) as error:
        split(province, sent(province, text), 2023)
    assert "--column" in error.value.say("zh")
    split(province, sent(province, text), 2023, column="所在地")
    assert given_to(province, "dong").decode() == text


def test_two_columns_of_codes_are_told_apart_by_somebody(province):
    with pytest.raises(SeveralCodeColumns, match=r"单位代码.*统一社会信用代码|统一社会信用代码"):
        split(province, sent(province, "单位代码,统一社会信用代码\n120119101,91120119MA05\n"), 2023)


def test_a_file_without_a_row_of_any_office_is_refused(province):
    with pytest.raises(NoRowOfAnOffice):
        split(province, sent(province, "单位代码,编号\n9,P1\n"), 2023)
    assert not (province.root / "data" / "split" / "2023").exists() or not list((province.root / "data" / "split" / "2023").iterdir())


def test_offices_need_codes_and_each_its_own(province):
    (province.raw / "xi" / "office.yml").write_text('name: {zh: 西}\ncode: "120119101"\n', "utf-8")
    with pytest.raises(SameCode) as same:
        split(province, sent(province, TEXT), 2023)
    assert same.value.exit_code == 3
    for office in CODES:
        (province.raw / office / "office.yml").write_text("name: {zh: 某}\n", "utf-8")
    with pytest.raises(NoCodes):
        split(province, sent(province, TEXT), 2023)


# --- what cannot be split ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"PK\x03\x04...", "Save it as csv"), ("单位代码".encode("utf-16"), "UTF-16"), (b"%PDF-1.7", "a PDF file"), (b"", "empty"),
     ('单位代码,概况\n120119101,"甲\n'.encode(), "quotes do not match")],
)  # fmt: skip
def test_what_cannot_be_streamed_is_refused(province, content, said):
    with pytest.raises(NotATable) as error:
        split(province, sent(province, content), 2023)
    assert said in error.value.say("en")


def test_a_row_that_only_one_reader_sees_stops_it(province, monkeypatch):
    monkeypatch.setattr(stream.Stream, "count", lambda self: 1 + 7)
    with pytest.raises(RowsDiffer) as error:
        split(province, sent(province, TEXT), 2023)
    assert (error.value.exit_code, "8" in error.value.say("zh"), "9" in error.value.say("zh")) == (4, True, True)
    assert not list(province.raw.glob("*/2023/*"))


# --- whole or not at all ----------------------------------------------------------------------------------------


def test_the_same_file_again_changes_no_byte(province):
    split(province, sent(province, TEXT), 2023)
    first = everything(province)
    split(province, sent(province, TEXT), 2023)
    assert everything(province) == first


def test_a_file_with_other_content_is_overwritten_when_asked_to(province):
    split(province, sent(province, TEXT), 2023)
    first = everything(province)
    changed = TEXT.replace("P1", "P9").replace("91120119ma05", "120119101")
    with pytest.raises(SplitDiffers) as error:
        split(province, sent(province, changed), 2023)
    assert error.value.exit_code == 2
    assert everything(province) == first
    split(province, sent(province, changed), 2023, replace=True)
    assert b"P9" in given_to(province, "dong")
    # What an earlier split gave to an office that has no row any more goes with it.
    assert not (province.raw / "nan" / "2023" / "信访.csv").exists()


def test_what_a_split_that_was_killed_has_begun_is_cleared_away(province):
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    folder = province.raw / "dong" / "2023"
    folder.mkdir()
    (folder / f".信访.csv.new-{killed.pid}").write_text("半个", "utf-8")
    split(province, sent(province, TEXT), 2023)
    assert [path.name for path in folder.iterdir()] == ["信访.csv"]


def test_what_somebody_put_there_is_not_overwritten(province):
    own = province.raw / "xi" / "2023" / "信访.csv"
    own.parent.mkdir()
    own.write_text("自己的\n", "utf-8")
    with pytest.raises(SplitDiffers, match="--replace"):
        split(province, sent(province, TEXT), 2023)
    assert not (province.raw / "dong" / "2023").exists()


def test_the_command_says_what_became_of_the_rows(province):
    file = sent(province, TEXT)
    done = CliRunner().invoke(cli, ["split", str(file), "2023", "-w", str(province.root)])
    assert (done.exit_code, done.exception) == (0, None)
    assert "unmatched.csv" in done.output
