"""Rows and cells as Excel shows them: spans, columns' letters, and what is cut where there are many."""

import pytest

from nianbao.explaining.places import Found, address, addresses, cell_of, numbered, spans


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([], []),
        ([5], [(5, 5)]),
        ([5, 6], [(5, 5), (6, 6)]),
        ([5, 6, 7], [(5, 7)]),
        ([9, 3, 5, 4, 1], [(1, 1), (3, 5), (9, 9)]),
    ],
)
def test_three_in_a_row_are_a_span_and_two_are_two(numbers, found):
    assert list(spans(numbers)) == found


def test_rows_are_written_as_spans():
    assert numbered([*range(3, 13), 15], "zh") == "第3–12、15行，共11行"
    assert numbered([*range(3, 13), 15], "en") == "rows 3–12, 15 (11)"
    assert numbered([7], "zh") == "第7行"
    assert numbered([7], "en") == "row 7"
    assert numbered([7, 9], "en") == "rows 7, 9"


def test_of_many_spans_the_first_are_written_and_all_on_demand():
    every_second = range(2, 2 + 2 * 20, 2)
    assert numbered(every_second, "zh") == "第2、4、6、8、10、12、14、16、18、20、22、24行等，共20行"
    assert numbered(every_second, "en").endswith("24 … (20)")
    assert numbered(every_second, "zh", most=None).endswith("、38、40行")


@pytest.mark.parametrize(("cell", "text"), [((4, 5), "D5"), ((26, 1), "Z1"), ((27, 10), "AA10"), ((702, 3), "ZZ3"), ((703, 3), "AAA3")])
def test_a_cell_has_letters_and_a_number(cell, text):
    assert address(cell) == text
    assert cell_of(text) == cell


def test_cells_below_or_beside_one_another_are_a_span():
    assert addresses([(4, row) for row in range(3, 13)], "zh") == "D3–D12"
    assert addresses([(4, 5), (4, 6)], "zh") == "D5、D6"
    assert addresses([(4, 5)], "en") == "D5"
    assert addresses([(2, 8), (3, 8), (4, 8), (6, 8)], "en") == "B8–D8, F8"
    assert addresses([(3, 2), (3, 3), (4, 2), (4, 3)], "en") == "C2, C3, D2, D3"


def test_a_place_names_file_and_sheet_and_a_csv_has_no_sheet():
    assert Found("检查统计.xlsx", "Sheet1", (5, 6), ((4, 5), (4, 6))).told("zh") == "检查统计.xlsx › Sheet1!D5、D6"
    assert Found("检查统计.csv", "", (5, 6), ((4, 5), (4, 6))).told("zh") == "检查统计.csv：D5、D6"
    assert Found("登记表.xlsx", "登记表", (5, 6)).told("en") == "登记表.xlsx › 登记表: rows 5, 6"
    assert Found("年报表.xlsx", "表", (4, 5, 6), across=True).told("zh") == "年报表.xlsx › 表：第D–F列，共3列"
    assert Found("年报表.xlsx", "表", (4,), across=True).json() == {"file": "年报表.xlsx", "sheet": "表", "columns": ["D"]}
