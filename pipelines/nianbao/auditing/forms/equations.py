"""What must hold within a form, with the arithmetic written out: rows, columns, and the relation that the form prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.auditing.findings import Identity, Severity
from nianbao.auditing.forms.blueprint import Blueprint, Equation, laid_out, numbered
from nianbao.auditing.forms.form import Form
from nianbao.words import Words

_LOOK_UP = Words(zh="核对报送的统计表底稿", en="Check against the draft of the statistical table that was submitted")


def within(form: Form) -> Iterator[Identity]:
    """The form's own identities: of the rows those that fail (of a form with blocks all), of the columns those with numbers."""
    if form.empty:
        return
    blueprint = next((one for one in laid_out() if one.form == form.kind and set(form.cells) <= _names(one)), None)
    if blueprint is None:
        yield from _serials(form)
    else:
        yield from _rows(form, blueprint)
        for equation in blueprint.equations_of(set(form.cells) - set(form.followed)):
            yield from _columns(form, blueprint, equation)


def written(values: Sequence[Decimal]) -> str:
    """`21+9+0`, each number as it would be written."""
    return "+".join(plain(value) for value in values)


def plain(value: Decimal) -> str:
    """A number without exponent and without noughts behind the point."""
    return f"{value.normalize():f}" if value else "0"


def _names(blueprint: Blueprint) -> set[str]:
    return {line.row for line in blueprint.lines} | set(blueprint.blocks)


def _rows(form: Form, blueprint: Blueprint) -> Iterator[Identity]:
    total = blueprint.row_total
    if not total:
        return
    parts = [column for column in blueprint.columns if column != total]
    for row in form.cells:
        values, whole = _values(form, [(row, column) for column in parts]), _value(form, row, total)
        if values is None or whole is None:
            continue
        holds = sum(values) == whole
        if holds and not (blueprint.blocks and any([*values, whole])):
            continue
        name = blueprint.row_name(row)
        yield Identity(
            "table_row", f"{written(values)}={plain(whole)}", holds, Decimal(sum(values)), whole,
            _said(holds, f"“{name}”一行各格之和为{plain(Decimal(sum(values)))}，总计为{plain(whole)}",
                  f"The cells of the row “{name}” add up to {plain(Decimal(sum(values)))}, and its total is {plain(whole)}"),
            places=tuple(form.place(row, column) for column in blueprint.columns), severity=_severity(form), look_up=None if holds else _LOOK_UP,
        )  # fmt: skip


def _columns(form: Form, blueprint: Blueprint, equation: Equation) -> Iterator[Identity]:
    """The equation in each column that has numbers; in the last one, where none has."""
    found: list[Identity] = []
    for column in blueprint.columns:
        left = _values(form, [(row, column) for row in equation.left])
        right = _values(form, [(row, column) for row in equation.right])
        if left is not None and right is not None and (any([*left, *right]) or column == blueprint.row_total):
            found.append(_column(form, blueprint, equation, column, left, right))
    yield from found


def _column(form: Form, blueprint: Blueprint, equation: Equation, column: str, left: list[Decimal], right: list[Decimal]) -> Identity:
    lhs, rhs = Decimal(sum(left)), Decimal(sum(right))
    if not equation.short:
        expr = f"{written(left)}={written(right)}"
    elif lhs == rhs:
        expr = f"{plain(lhs)}={plain(rhs)}"
    else:
        expr = f"{written([value for value in left if value]) or '0'}={plain(rhs)}"
    where = blueprint.columns[column]
    zh = f"“{where.zh}”一列：{equation.says.zh}，表中为{expr}"
    en = f"In the column “{where.en}” {equation.says.en} by the rule; the table has {expr}"
    message, twice = _said(lhs == rhs, zh, en), _value(form, equation.twice, column) if equation.twice else None
    if lhs != rhs and twice and lhs - rhs == twice:
        zh = f"{message.zh}；多出的{plain(twice)}件正是“部分公开”的件数，可能区分处理的申请计了两次（区分处理的，只计这一情形，不计其他情形）"
        en = f"{message.en}; the excess of {plain(twice)} is exactly the number disclosed in part, which may have been counted under another outcome as well"
        message = Words(zh=zh, en=en)
    places = tuple(form.place(row, column) for row in (*equation.left, *equation.right) if form.cells[row][column].span)
    look_up = None if lhs == rhs else _LOOK_UP
    return Identity(equation.kind, expr, lhs == rhs, lhs, rhs, message, places=places, severity=_severity(form), look_up=look_up)


def _severity(form: Form) -> Severity:
    """Where the columns of some numbers were but inferred, nothing is certain."""
    return "warn" if form.inferred else "error"


def _serials(form: Form) -> Iterator[Identity]:
    blueprint = next((one for one in numbered() if one.form == form.kind), None)
    for row, cells in form.cells.items() if blueprint else ():
        for equation in blueprint.equations if blueprint else ():
            left = _values(form, [(row, str(number)) for number in equation.left])
            right = _values(form, [(row, str(number)) for number in equation.right])
            if left is None or right is None or not any([*left, *right]):
                continue
            lhs, rhs, expr = Decimal(sum(left)), Decimal(sum(right)), f"{written(left)}={written(right)}"
            message = _said(lhs == rhs, f"“{row}”一行：{equation.says.zh}，表中为{expr}", f"In the row “{row}” {equation.says.en} by the rule; the table has {expr}")
            places = tuple(form.place(row, str(number)) for number in (*equation.left, *equation.right) if str(number) in cells)
            yield Identity("table_row", expr, lhs == rhs, lhs, rhs, message, places=places, severity=equation.severity)


def _value(form: Form, row: str, column: str) -> Decimal | None:
    """A cell; of a form that nothing satisfies, of the reading that is least wrong, for else nothing could be shown."""
    if form.solved:
        return form.value(row, column)
    number = form.cells.get(row, {}).get(column)
    return None if number is None else number.value


def _values(form: Form, cells: Sequence[tuple[str, str]]) -> list[Decimal] | None:
    found = [value for cell in cells if (value := _value(form, *cell)) is not None]
    return found if len(found) == len(cells) else None


def _said(holds: bool, zh: str, en: str) -> Words:
    return Words(zh=f"{zh}，相符", en=f"{en}: they agree") if holds else Words(zh=f"{zh}，不相符", en=f"{en}: they do not agree")
