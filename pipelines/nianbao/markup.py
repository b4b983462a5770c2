"""HTML for pages of ours: every text that comes from data is escaped here, by Markup.format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from nianbao.steering import unsteered

EMPTY = Markup("")


@dataclass(frozen=True)
class Column:
    """A column of a table: its header (with the unit) and whether its cells are numbers, which stand right."""

    title: str
    number: bool = False


Cell = str | Markup
Row = Sequence[Cell]


def joined(parts: Iterable[Cell], between: str = "") -> Markup:
    """The parts in a row, each escaped unless it is markup."""
    return Markup(between).join(parts)


def element(tag: str, content: Cell, css: str = "") -> Markup:
    """`<tag class="css">content</tag>`."""
    attribute = Markup(' class="{}"').format(css) if css else EMPTY
    return Markup("<{tag}{attribute}>{content}</{tag}>").format(tag=Markup(tag), attribute=attribute, content=content)


def items(parts: Iterable[Cell], css: str = "") -> Markup:
    """An unordered list."""
    return element("ul", joined(element("li", part) for part in parts), css)


def table(
    caption: str, columns: Sequence[Column], rows: Iterable[Row], foot: Row | None = None, css: str = ""
) -> Markup:
    """A table with caption and scoped headers, numbers to the right; it scrolls in itself, so that a page does not.

    With the class `stacked` each cell carries its header, so that on a phone a row can stand as a small list.
    """
    stacked = "stacked" in css.split()
    head = joined(Markup('<th scope="col"{}>{}</th>').format(_number_class(column), column.title) for column in columns)
    body = joined(_row(columns, row, stacked) for row in rows)
    end = element("tfoot", _row(columns, foot, stacked)) if foot is not None else EMPTY
    return Markup(
        '<div class="{css}" role="group" tabindex="0" aria-label="{caption}"><table>'
        "<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{end}</table></div>"
    ).format(css=f"table {css}".strip(), caption=caption, head=head, body=body, end=end)


def _row(columns: Sequence[Column], row: Row, stacked: bool) -> Markup:
    head, *rest = row
    cells = [Markup('<th scope="row">{}</th>').format(head)]
    cells += [
        Markup("<td{}{}>{}</td>").format(_number_class(column), _head(column) if stacked else EMPTY, cell)
        for column, cell in zip(columns[1:], rest, strict=True)
    ]
    return element("tr", joined(cells))


def _number_class(column: Column) -> Markup:
    return Markup(' class="num"') if column.number else EMPTY


def _head(column: Column) -> Markup:
    return Markup(' data-head="{}"').format(column.title)


def stylesheet() -> str:
    """The look of every page of ours."""
    return Path(__file__).with_name("stylesheet.css").read_text("utf-8")


def document(title: str, lang: str, body: Markup) -> str:
    """A whole page that fetches nothing and runs nothing."""
    return unsteered(Markup(
        '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; base-uri \'none\'; form-action \'none\'">\n'
        "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n"
    ).format("zh-CN" if lang == "zh" else "en", title, Markup(stylesheet()), body))
