"""A figure's number as a reader may see it, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shlex import quote
from typing import Any

from nianbao.figures import Figure, Figures, change, written, written_amount
from nianbao.proofing.agreeing import MOVES, amount_of, truth_of
from nianbao.words import Words, said

WHERE = "nianbao audit"
_MOST = 3


def record_of(figure: Figure, of: str, lang: str) -> str:
    """`427件`, `100%（413/413）`, `比上年增加34件`; a star for a hidden number."""
    if of in MOVES:
        grown = truth_of(figure, "growth")
        return change(figure, lang) + (said(lang, f"（{abs(grown):.1f}%）", f" ({abs(grown):.1f}%)") if of == "growth" and grown is not None else "")
    amount = amount_of(figure, of)
    if amount is None:
        return ""
    form = figure.form if of in ("", "previous") else "exact"
    text = written(figure, form, lang, WHERE) if not of else written_amount(amount, form, lang, WHERE)
    if figure.kind == "rate":
        whole = amount.part is not None and amount.whole is not None and not amount.hidden
        return text + said(lang, f"（{amount.part}/{amount.whole}）", f" ({amount.part}/{amount.whole})") if whole else text
    unit = figure.unit.of(lang)
    return text if text.endswith(unit) else text + said(lang, "", " ") + unit


def source_of(figure: Figure, figures: Figures) -> Words:
    """The table, the files and how many rows of each; of a rate how to ask for it."""
    rows = [_place(source) for source in figure.sources]
    ask = f"nianbao explain {quote(figure.whole_name)}"
    if not rows:
        return Words(zh=f"{figure.table} 表，见 {ask}", en=f"table {figure.table}; see {ask}")
    more = len(rows) - _MOST
    zh, en = (_joined([place.of(lang) for place in rows[:_MOST]], lang) for lang in ("zh", "en"))
    if more > 0:
        zh, en = f"{zh}等{len(rows)}处", f"{en} and {more} more"
    return Words(zh=zh, en=en)


def _place(source: Mapping[str, Any]) -> Words:
    name = f"{source['file']} › {source['sheet']}" if source.get("sheet") else str(source["file"])
    return Words(zh=f"{name}（{source['rows']}行）", en=f"{name} ({source['rows']} rows)")


def _joined(parts: Sequence[str], lang: str) -> str:
    return said(lang, "、", ", ").join(parts)
