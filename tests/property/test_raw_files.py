"""Whatever raw file of whatever kind: no row is lost, nothing but a told error ends a run, cleaning again changes nothing,
neither the order of rows nor the office that sent them moves a figure."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.depth import depth
from tests.property.cleaning import balanced, cleaned, office, sheets, tables
from tests.property.raw_files import BOOKS, Raw, raw_files

from nianbao.cleaning import Cleaned
from nianbao.cleaning.records import arrow_table
from nianbao.cleaning.year import write
from nianbao.errors import NianbaoError
from nianbao.figures import compute, rolled_up

QUICK = {"suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large], "report_multiple_bugs": False}


def read(raw: Raw) -> Cleaned:
    """A register that is whole is read, whatever stands in it."""
    found = cleaned({raw.name: raw.content()})
    assert not isinstance(found, NianbaoError), found
    return found


@settings(max_examples=depth(40, 3000), **QUICK)
@given(raw=raw_files(kinds=("text",)))
def test_every_row_of_a_text_is_somewhere(raw):
    (sheet,) = sheets(read(raw))
    assert balanced(sheet)


@settings(max_examples=depth(40, 3500), **QUICK)
@given(raw=raw_files(kinds=BOOKS))
def test_every_row_of_a_workbook_is_somewhere(raw):
    (sheet,) = sheets(read(raw))
    assert balanced(sheet)


def again(table) -> bytes:
    """The clean records as a file that is received once more: what is a pseudonym now stands in columns that no table knows,
    and so does what makes each row itself."""
    model = tables()["petitions"]
    names = [name for name, column in model.kept.items() if column.personal is None]
    others = [name for name in model.kept if name not in names]
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["原行", *names, *(f"另存{name}" for name in others)])
    for number, record in enumerate(table.to_pylist()):
        lines.writerow([f"r{number}", *("" if record[name] is None else str(record[name]) for name in (*names, *others))])
    return text.getvalue().encode()


@settings(max_examples=depth(20, 1500), **QUICK)
@given(raw=raw_files())
def test_what_is_clean_stays_as_it_is_when_cleaned_again(raw):
    first = arrow_table(read(raw).records["petitions"])
    found = cleaned({"信访.csv": again(first)})
    assert not isinstance(found, NianbaoError), found
    second = arrow_table(found.records["petitions"])
    same = [name for name, column in tables()["petitions"].kept.items() if column.personal is None]
    assert second.select(same).to_pydict() == first.select(same).to_pydict()
    assert not found.quarantine


def figures_of(files: dict[str, bytes]):
    found = cleaned(files)
    assert not isinstance(found, NianbaoError), found
    work = office().work()
    work.clean.mkdir(parents=True, exist_ok=True)
    write(found, work.clean, "zh")
    return compute(work, {"petitions": tables()["petitions"]})


def told(figures):
    return {name: (figure.amount, {way: {part.key: part.value for part in parts if part.value} for way, parts in figure.by.items()}) for name, figure in figures.items()}


@settings(max_examples=depth(10, 1000), **QUICK)
@given(data=st.data(), raw=raw_files(merged=False))
def test_the_order_of_rows_moves_no_figure(data, raw):
    other = replace(raw, body=data.draw(st.permutations(raw.body)))
    assert told(figures_of({raw.name: raw.content()})) == told(figures_of({raw.name: other.content()}))


OFFICES = st.lists(raw_files(kinds=("text",), columns=["办结时间", "信访形式", "内容分类"], merged=False), min_size=1, max_size=3)


@settings(max_examples=depth(10, 1000), **QUICK)
@given(offices=OFFICES)
def test_figures_of_a_union_are_the_roll_up_of_its_offices(offices):
    # The same record in two offices is two records: their numbers are each office's own.
    files = {}
    for number, raw in enumerate(offices):
        place = raw.head[-1].index(next(title for title in raw.head[-1] if "编" in title))
        body = [[f"{number}镇{cell}" if index == place and cell.strip() and len(row) > place else cell for index, cell in enumerate(row)] for row in raw.body]
        files[f"信访{number}.csv"] = replace(raw, body=body).content()
    of_each = [json.dumps([figure.json() for figure in figures_of({name: content}).values()], ensure_ascii=False).encode() for name, content in files.items()]
    union, above = figures_of(files), rolled_up(of_each)
    for name, figure in union.items():
        if figure.rollup in ("sum", "recompute"):
            assert (above[name].value or 0) == (figure.value or 0), name
            assert told({name: above[name]})[name][1] == told({name: figure})[name][1], name


