"""What a notebook shows where a click beats an edit: tables with search and filters, and choices. Both can be done without.

They take `itables` and `ipywidgets`, the extra `lab`; where those are not installed, a table is shown as pandas shows it, and of
each choice the first is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from nianbao.errors import NianbaoError
from nianbao.words import Words, listed, said

if TYPE_CHECKING:
    import pandas as pd

_MOST = "8MB"
# What stands beside a control, by the name of the choice; any other name stands as it is.
_LABELS = {
    "which": Words(zh="单位和年份", en="Office and year"), "table": Words(zh="表", en="Table"), "rule": Words(zh="规则", en="Rule"),
    "name": Words(zh="数据", en="Figure"), "by": Words(zh="分类", en="Breakdown"), "start": Words(zh="从", en="From"),
    "end": Words(zh="到", en="To"), "days": Words(zh="超过（天）", en="More than (days)"),
}  # fmt: skip
# What DataTables says around a table; in English it says so of itself.
_CHINESE = {
    "search": "搜索：", "lengthMenu": "每页 _MENU_ 行", "info": "第 _START_ 至 _END_ 行，共 _TOTAL_ 行", "infoEmpty": "没有行",
    "infoFiltered": "（从 _MAX_ 行中筛出）", "zeroRecords": "没有符合的行", "emptyTable": "没有行",
}  # fmt: skip
# Offline, itables 2.9 looks for the dark theme before its library is there, and fails: a table is then white on white.
_DARK = """<script>
(() => {
  const theme = document.body.dataset;
  const follow = () => document.documentElement.classList.toggle("dark", theme.jpThemeLight === "false");
  if (theme.jpThemeLight) { follow(); new MutationObserver(follow).observe(document.body, {attributeFilter: ["data-jp-theme-light"]}); }
})();
</script>"""


def ready(lang: str = "zh") -> None:
    """Makes `search` work in this notebook, offline; says what is not installed and what is done without it."""
    lacking = [name for name in ("itables", "ipywidgets") if not _installed(name)]
    if _installed("itables"):
        import itables
        from IPython.display import HTML, display

        itables.init_notebook_mode(all_interactive=False, connected=False)
        display(HTML(_DARK))
    if lacking:
        print(said(
            lang, f"没有安装 {listed(lacking, lang)}：表格不能搜索，选项取第一个。要用，运行 pip install 'nianbao[lab]'。",
            f"Not installed: {listed(lacking, lang)}. Tables have no search, and of each choice the first is taken. To have them, run pip install 'nianbao[lab]'.",
        ))  # fmt: skip


def search(frame: pd.DataFrame, lang: str = "zh") -> Any:
    """The frame as a table with search, a filter below each column and sorting; without itables the frame itself."""
    if not _installed("itables"):
        return frame
    import itables
    from IPython.display import HTML

    text = frame.apply(_as_text)  # dates without a time, amounts of money as they are
    words = {"language": _CHINESE} if lang == "zh" else {}
    look = {"column_filters": "footer", "showIndex": False, "format_floats_in_python": False, "display_logo_when_loading": False}
    return HTML(itables.to_html_datatable(text, maxBytes=_MOST, connected=False, **look, **words))


def choose(show: Callable[..., Any], **choices: Sequence[Any] | range | Mapping[str, Any]) -> None:
    """Shows what `show` gives for the first of each choice, and again whenever another is clicked.

    A choice is a list (or label → value), from which one is taken, or a range of numbers, along which one is slid. Without
    ipywidgets the first of each is shown. A wrong choice shows as its sentence.
    """
    from IPython.display import display

    options = {name: choice if isinstance(choice, Mapping) else {str(one): one for one in choice} for name, choice in choices.items()}
    first = {name: next(iter(option.values())) for name, option in options.items()}
    if not _installed("ipywidgets"):
        display(show(**first))
        return
    controls = {name: _control(name, choices[name], options[name]) for name in choices}
    from ipywidgets import HBox

    display(HBox(list(controls.values())))
    shown = display(show(**first), display_id=True)

    def changed(_: Any) -> None:
        try:
            made = show(**{name: control.value for name, control in controls.items()})
        except NianbaoError as error:
            made = _Sentence(str(error))
        if shown is not None:  # nothing to show it on: no notebook
            shown.update(made)

    for control in controls.values():
        control.observe(changed, "value")


def _control(name: str, choice: Any, options: Mapping[str, Any]) -> Any:
    from ipywidgets import Dropdown, IntSlider

    look = {"description": str(_LABELS.get(name, name)), "style": {"description_width": "initial"}}
    if isinstance(choice, range):
        return IntSlider(choice[0], choice[0], choice[-1], choice.step, continuous_update=False, **look)
    return Dropdown(options=list(options.items()), **look)


class _Sentence(str):
    """A text that a notebook shows without quotes."""

    def __repr__(self) -> str:
        return str(self)


def _as_text(column: pd.Series) -> pd.Series:
    """Dates as 2023-01-19 and amounts as they are written; what is missing stays empty."""
    if column.dtype.kind == "M":
        return column.dt.strftime("%Y-%m-%d").fillna("")
    if column.dtype.kind == "O":  # text, and amounts of money
        return column.map(lambda value: "" if value is None or value != value else str(value)).astype(str)
    return column


def _installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # taken out of sys.modules
        return False
