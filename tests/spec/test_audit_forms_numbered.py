"""Forms whose columns are numbered, mediation and reconsideration: held by the relations printed below them."""

from pathlib import Path

from tests.spec.disclosure_pages import document

from nianbao.auditing import Cell, Document, Grid
from nianbao.auditing.forms import form_identities, read_forms

MEDIATION = [50, 46, 120, 8, 45, 42, 10, 12, 5, 1, 6, 4, 0, 1, 2, 4, 5, 4, 2, 1, 2, 3, 2, 30, 16, 7, 40]


def mediation(values):
    text, cells = "北京市某区行政调解案件2023年度统计表", list[Cell]()
    for row, (label, told) in enumerate((("序号", range(1, 28)), ("输入", values))):
        for place, one in enumerate([label, *map(str, told)]):
            cells.append(Cell(row, place, len(text), len(text) + len(one)))
            text += one
    return Document(Path("report.html"), text, grids=(Grid(18, len(text), tuple(cells)),))


def _failing(text):
    whole = document(text)
    return [one for one in form_identities(read_forms(whole), whole, ()) if not one.holds]


def test_the_mediation_table_adds_up_as_its_note_says():
    whole = mediation(MEDIATION)
    told = {one.expr: one.holds for one in form_identities(read_forms(whole), whole, [])}
    assert told == {
        "50=45+5": True, "46=42+4": True, "46=30+16": True, "45=10+12+5+1+6+4+0+1+2+4": True, "5=2+1+2": True, "5=3+2": True,
    }  # fmt: skip


def test_a_mediation_table_with_a_wrong_number_fails_also_where_it_is_but_text():
    wrong = [*MEDIATION[:23], 31, *MEDIATION[24:]]
    text = "某区行政调解案件2023年度统计表\n序号 " + " ".join(map(str, range(1, 28))) + "\n输入 " + " ".join(map(str, wrong)) + "\n注：序号1=序号5+17"
    (one,) = _failing(text)
    assert (one.expr, one.lhs, one.rhs, one.severity) == ("46=31+16", 46, 31 + 16, "error")


def test_the_natural_relations_of_the_reconsideration_table_only_warn():
    values = [0] * 45
    values[4], values[13], values[20] = 7, 7, 6
    text = "行政复议案件统计报表\n" + " ".join(map(str, range(1, 46))) + "\n合计 " + " ".join(map(str, values)) + "\n"
    (one,) = _failing(text)
    assert (one.lhs, one.rhs, one.severity) == (7, 6, "warn")
