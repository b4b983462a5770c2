"""A form against last year's: what was carried over, and what is in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.auditing.findings import Identity
from nianbao.auditing.forms.blueprint import Blueprint, laid_out
from nianbao.auditing.forms.equations import plain
from nianbao.auditing.forms.form import Form
from nianbao.auditing.forms.settling import without_doubt
from nianbao.words import Words


def cross_year(forms: Sequence[Form], forms_before: Sequence[Form]) -> list[Identity]:
    """This year's forms against last year's: requests carried over, and what is in force rolled forward.

    Both only warn: a yearly report may mend the one before, and a clean-up of documents breaks the roll-forward.
    """
    found: list[Identity] = []
    for form in forms:
        before = next((one for one in forms_before if one.kind == form.kind), None)
        blueprint = next((one for one in laid_out() if one.form == form.kind and set(form.cells) <= {line.row for line in one.lines}), None)
        if before is None or blueprint is None or form.empty or before.empty:
            continue
        if form.kind == "requests":
            found += _carried(form, before)
        found += _rolled(form, before, blueprint)
    return found


def _carried(form: Form, before: Form) -> Iterator[Identity]:
    left, came = before.value("carried_out", "total"), form.value("carried_in", "total")
    if left is None or came is None:
        return
    holds = left == came
    zh = f"上年度报告结转下年度{plain(left)}件，本年度报告上年结转{plain(came)}件，{'相符' if holds else '不相符'}"
    en = f"Last year's report carries {plain(left)} forward, and this year's takes {plain(came)} over from it: {'they agree' if holds else 'they do not agree'}"
    look_up = None if holds else Words(zh="核对上年度报告的“结转下年度继续办理”", en="Check what last year's report carried forward")
    yield Identity("cross_year", f"{plain(left)}={plain(came)}", holds, left, came, Words(zh=zh, en=en),
                   places=(form.place("carried_in", "total"),), severity="warn", look_up=look_up)  # fmt: skip


def _rolled(form: Form, before: Form, blueprint: Blueprint) -> Iterator[Identity]:
    for row, (issued, repealed, in_force) in blueprint.rolls.items():
        last, cells = before.value(row, in_force), form.cells.get(row, {})
        if last is None or not {issued, repealed, in_force} <= set(cells):
            continue
        sure = _nearest(form, row, last)
        new, gone, now = (sure.cells[row][column].value for column in (issued, repealed, in_force))
        if not any((last, new, gone, now)):
            continue
        expr = f"{plain(last)}+{plain(new)}-{plain(gone)}={plain(now)}"
        holds = last + new - gone == now
        name = blueprint.row_name(row)
        zh = f"{name}：上年现行有效{plain(last)}件，加本年制发{plain(new)}件，减本年废止{plain(gone)}件，为{plain(last + new - gone)}件，本年现行有效{plain(now)}件"
        en = f"{name}: {plain(last)} in force last year, plus {plain(new)} issued, less {plain(gone)} repealed, makes {plain(last + new - gone)}; the table has {plain(now)} in force"
        if not holds:
            zh, en = f"{zh}，不相符；当年清理过文件的，属正常", f"{en}. A clean-up of documents during the year would explain this"
        look_up = None if holds else Words(zh="核对是否清理过文件、上年口径是否一致", en="Check whether documents were cleaned up, and whether last year counted in the same way")
        yield Identity("cross_year", expr, holds, last + new - gone, now, Words(zh=zh, en=en),
                       places=tuple(form.place(row, column) for column in (issued, repealed, in_force)), severity="warn", look_up=look_up)  # fmt: skip


def _nearest(form: Form, row: str, last: Decimal) -> Form:
    """The form with a row in doubt read so that it follows best on last year's."""
    options = next((doubt.options for doubt in form.doubts if doubt.row == row), ())
    best = min(options, key=lambda cut: abs(last + cut[0] - cut[1] - cut[2]), default=None)
    return form if best is None else without_doubt(form, row, best)
