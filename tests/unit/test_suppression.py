"""What else must be hidden: cells and equations alone, without a review around them."""

import time
from dataclasses import replace

import pytest

from nianbao.figures.suppression import Cell, Equation, hide

T = ("t",)


def parts(**sizes):
    """A total and its parts, each as large as it is."""
    cells = {(name,): Cell(size, size) for name, size in sizes.items()}
    cells[T] = Cell(sum(sizes.values()), sum(sizes.values()), 1)
    return cells, Equation({**{(name,): 1 for name in sizes}, T: -1}, T, 5)


def hidden(cells, *equations, small, known=()):
    return {name for (name,) in hide(cells, equations, {(name,) for name in small}, {(name,) for name in known})}


def test_a_lone_hidden_part_takes_the_smallest_other_with_it():
    cells, whole = parts(a=3, b=9, c=7, d=0)
    assert hidden(cells, whole, small="a") == {"a", "c"}


def test_two_hidden_parts_that_are_few_together_take_a_third():
    cells, whole = parts(a=1, b=1, c=30, d=20)
    assert hidden(cells, whole, small="ab") == {"a", "b", "d"}


def test_nought_is_hidden_where_there_is_no_other():
    cells, whole = parts(a=3, b=0, c=0)
    assert hidden(cells, whole, small="a") == {"a", "b", "c"}


def test_the_total_goes_last_and_alone_where_it_is_the_part():
    cells, whole = parts(a=3)
    assert hidden(cells, whole, small="a") == {"a", "t"}


def test_a_cell_that_an_edition_has_told_gives_no_cover():
    cells, whole = parts(a=3, b=9, c=20)
    assert hidden(cells, whole, small="a", known="b") == {"a", "c"}
    assert hidden(cells, whole, small="a", known="bc") == {"a", "t"}


def test_cells_that_only_all_equations_together_give_away_are_found():
    # x + y, y + z and x + z are known: no equation alone tells, and no bound does.
    cells = {(name,): Cell(20, 20, None) for name in "xyz"} | {(name,): Cell(40, 40) for name in "pqr"}
    pairs = (("x", "y", "p"), ("y", "z", "q"), ("x", "z", "r"))
    equations = [Equation({(one,): 1, (two,): 1, (whole,): -1}) for one, two, whole in pairs]
    assert hidden(cells, *equations, small="xyz") == {"x", "y", "z", "p"}


def test_cells_that_bounds_give_away_are_found():
    # a + b is 9, a is at most 2 and b at most 7: then a is 2, though no equation says so.
    cells = {("a",): Cell(2, 2), ("b",): Cell(7, 7, None), T: Cell(9, 9, None), ("ma",): Cell(2, 2, None), ("mb",): Cell(7, 7)}
    cells |= {(rest,): Cell(0, 0, None, published=False) for rest in ("ra", "rb")}
    equations = [Equation({("a",): 1, ("b",): 1, T: -1})]
    equations += [Equation({(f"m{one}",): 1, (one,): -1, (f"r{one}",): -1}) for one in "ab"]
    assert "mb" in hidden(cells, *equations, small="ab")


def test_nothing_small_hides_nothing():
    cells, whole = parts(a=30, b=9)
    assert hidden(cells, whole, small="") == set()


def test_large_breakdowns_are_quick():
    # 300 villages, ten figures, each less than the one before: half of the villages are small.
    cells, equations, small = {}, [], set()
    for figure in range(10):
        names = [(f"{figure}", f"{village:03}") for village in range(300)]
        for number, name in enumerate(names):
            cells[name] = Cell(number % 60 // (figure + 1), number % 60 // (figure + 1))
        total = (f"{figure}", "")
        cells[total] = Cell(sum(cells[name].value for name in names), 99999, 1)
        equations.append(Equation({**dict.fromkeys(names, 1), total: -1}, total, 5))
        small |= {name for name in names if 0 < cells[name].size < 5}
        if figure:
            for village in range(300):
                part, whole, rest = (f"{figure}", f"{village:03}"), (f"{figure - 1}", f"{village:03}"), (f"rest {figure}", f"{village:03}")
                left = cells[whole].value - cells[part].value
                cells[rest] = Cell(left, left, None, published=False)
                equations.append(Equation({whole: 1, part: -1, rest: -1}))
                small |= {rest} if 0 < left < 5 else set()
    began = time.process_time()
    found = hide(cells, equations, small)
    assert small <= found
    assert time.process_time() - began < 3  # 1 s on a machine of its own


def open_list(**sizes):
    """As `parts`, where only what occurs is listed."""
    cells, whole = parts(**sizes)
    return {name: made if name == T else replace(made, least=1) for name, made in cells.items()}, whole


@pytest.mark.parametrize("sizes", [[1] * 12, [1] * 10 + [2]])
def test_listed_parts_that_are_as_many_as_their_sum_take_a_larger_one_or_the_total(sizes):
    small = [chr(ord("a") + n) for n in range(len(sizes))]
    cells, whole = open_list(**dict(zip(small, sizes, strict=True)), y=9, z=30)
    assert hidden(cells, whole, small=small) == {*small, "y"}
    cells, whole = open_list(**dict(zip(small, sizes, strict=True)))
    assert hidden(cells, whole, small=small) == {*small, "t"}
    cells, whole = parts(**dict(zip(small, sizes, strict=True)), y=9)
    assert "y" not in hidden(cells, whole, small=small)


def test_small_parts_that_are_as_large_as_small_ones_can_be_take_another():
    cells, whole = open_list(a=4, b=4, c=4, d=9, e=30)
    assert hidden(cells, whole, small="abc") == {"a", "b", "c", "d"}
