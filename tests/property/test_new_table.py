"""Whatever a sample holds: the YAML that is started from it can be read, fits the sample, and tells no number of a person."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.depth import depth
from tests.spec.drawn import Office, delimited

from nianbao.cleaning import clean_folder
from nianbao.drafting import draft_table
from nianbao.errors import NoRecords
from nianbao.tables import tables_of

MODEST = settings(max_examples=depth(60, 600), suppress_health_check=[HealthCheck.too_slow], report_multiple_bugs=False)

SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00")
TITLES = st.one_of(
    st.sampled_from(["走访编号", "走访日期", "月份", "形式", "序号", "联系电话", "满意度", "金额(万元)", "备注", "order", "end", "null", "true", "month", "名: ", "- #号"]),
    st.text(SIGNS, min_size=1, max_size=6).map(lambda text: f"{text}号"),
)
CELLS = st.one_of(
    st.sampled_from(["", "2023-01-05", "1月", "1", "0.5", "200元", "满意", "入户", "合计", "null", "# 是", "'", '"', "{", "a: b"]),
    st.text(SIGNS, max_size=6),
)
NUMBERS = st.sampled_from(["13812345678", "022-29121234", "11010519491231002X", "440308199901101512"])


@contextmanager
def office():
    """A new office for one example."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as environment:
        environment.setenv("NIANBAO_KEY_FILE", str(Path(folder) / "pseudonym.key"))
        kept = Office(Path(folder) / "workspace")
        kept.settings("name: {zh: 某镇}\ntables: [visits]\n")
        yield kept


def started(kept, rows):
    """The text of the YAML, or None where the sample shows no header over records."""
    path = kept.put("走访.csv", delimited(rows))
    try:
        return draft_table(kept.work().workspace, "visits", path).path.read_text("utf-8")
    except NoRecords:
        return None


@MODEST
@given(st.data())
def test_a_draft_fits_the_sample_that_it_is_started_from(data):
    titles = data.draw(st.lists(TITLES, min_size=1, max_size=5))
    records = data.draw(st.lists(st.lists(CELLS, min_size=len(titles), max_size=len(titles)), min_size=1, max_size=5))
    with office() as kept:
        if started(kept, [titles, *records]) is None:
            return
        work = kept.work()
        ((sheet,),) = (file["sheets"] for file in clean_folder(work, tables_of(work.workspace, work.office)).account["files"])
        parts = sum(sheet[part] for part in ("header", "totals", "voided", "kept", "quarantined", "duplicates"))
        assert parts == sheet["physical"]


@MODEST
@given(
    titles=st.lists(TITLES, min_size=1, max_size=3), places=st.lists(st.integers(0, 2), min_size=6, max_size=6), numbers=st.lists(NUMBERS, min_size=6, max_size=6),
    cells=st.lists(CELLS, min_size=18, max_size=18),
)  # fmt: skip
def test_no_number_of_a_person_stands_in_a_draft(titles, places, numbers, cells):
    width = len(titles)
    rows = [cells[start : start + width] for start in range(0, 6 * width, width)]
    for row, place, number in zip(rows, places, numbers, strict=True):
        row[place % width] = number
    with office() as kept:
        text = started(kept, [titles, *rows]) or ""
    assert not [number for number in numbers if number in text]
