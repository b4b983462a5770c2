"""What a sample's columns are proposed to be, with what a person should look at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nianbao.cleaning.numbers import unit_in
from nianbao.cleaning.values import plain
from nianbao.drafting.guessing import are_numbers, guessed_type, is_few, is_long, is_numbered, share_read
from nianbao.drafting.known import Known
from nianbao.drafting.naming import is_free_word, once, pinyin_name
from nianbao.drafting.people import is_personal, names_in, personal_by_look, personal_by_title, tells_of_people
from nianbao.drafting.sample import Sample
from nianbao.reading import Cell, is_blank, plain_name, text_of
from nianbao.tables import Column
from nianbao.tables.model import Personal
from nianbao.words import Words

BY_TITLE = Words(zh="按列名当作个人信息", en="taken for personal by its title")
BY_LOOK = Words(zh="按内容当作个人信息", en="taken for personal by the look of its cells")
EMPTY = Words(zh="样本中没有内容，请写明类型", en="empty in the sample: say its type")
UNIT = Words(zh="核对金额单位", en="make sure of the unit")
KEY = Words(zh="样本中没有重复，当作主键", en="unique in the sample, so taken for the key")


@dataclass(frozen=True)
class Proposal:
    """One column as it is to be written, and notes on what is not certain."""

    name: str
    column: Column
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True)
class _Around:
    """What a column is judged with: the whole sample, what shipped tables know, and who is named in the sample."""

    sample: Sample
    known: Known
    people: frozenset[str]


def proposals(sample: Sample, known: Known) -> list[Proposal]:
    """A proposal for each title of the sample, in its order; one at most is the key."""
    around = _Around(sample, known, _people(sample, known))
    titles = {plain_name(title) for title in sample.cells}
    found: list[Proposal] = []
    for title, cells in sample.cells.items():
        others = titles - {plain_name(title)} | {one.name for one in found}
        found.append(_proposal(title, cells, around, others))
    key = next((index for index, one in enumerate(found) if _is_key(one.column, sample)), None)
    if key is not None:
        one = found[key]
        found[key] = replace(one, column=one.column.model_copy(update={"key": True, "required": True}), notes=(KEY, *one.notes))
    return found


def _people(sample: Sample, known: Known) -> frozenset[str]:
    """Every name in a column of names: what else it stands in is about that person."""
    texts = {title: [text_of(cell) for cell in cells if not is_blank(cell)] for title, cells in sample.cells.items()}
    named = (texts[title] for title in texts if _personal(title, texts[title], _like(title, known))[0] == "name")
    return frozenset(name for column in named for text in column for name in names_in(text) if len(name) > 1)


def _like(title: str, known: Known) -> Column | None:
    return (known.column(title) or ("", None))[1]


def _proposal(title: str, cells: list[Cell], around: _Around, taken: set[str]) -> Proposal:
    filled = [cell for cell in cells if not is_blank(cell)]
    name, like = around.known.column(title) or (pinyin_name(title), None)
    name = once(name if is_free_word(name) else f"column_{name}", taken)
    # An English name that is another column's title would make two columns of one.
    english = like.en if like and plain_name(like.en) not in taken else ""
    personal, notes = _personal(title, [text_of(cell) for cell in filled], like)
    column = Column(zh=title, personal=personal)
    if personal is None:
        column, notes = _typed(title, filled, around, like)
        if column.type == "text" and not (like and like.type == "text"):
            column, notes = _told(column, filled, notes)
    return Proposal(name, column.model_copy(update={"en": english}), notes)


def _personal(title: str, texts: Sequence[str], like: Column | None) -> tuple[Personal | None, tuple[Words, ...]]:
    """By what is known of the title, else by the title, else by the look of the cells, which nothing overrules."""
    if like and like.personal:
        return like.personal, ()
    if like is None and (told := personal_by_title(title)) and not (told == "name" and are_numbers(texts)):
        return told, (BY_TITLE,)
    shown = personal_by_look(texts)
    return shown, (BY_LOOK,) * (shown is not None)


def _told(column: Column, filled: Sequence[Cell], notes: tuple[Words, ...]) -> tuple[Column, tuple[Words, ...]]:
    """A column of text, as one whose sentences speak of people where its title or its cells are so."""
    by_title = tells_of_people(column.zh)
    if by_title or (filled and is_long([text_of(cell) for cell in filled])):
        return column.model_copy(update={"personal": "free_text"}), (BY_TITLE if by_title else BY_LOOK,)
    return column, notes


def _typed(title: str, filled: list[Cell], around: _Around, like: Column | None) -> tuple[Column, tuple[Words, ...]]:
    unit = unit_in(plain_name(title)) or around.sample.unit or "元"
    if not filled:
        column = Column(zh=title, type=like.type, unit=unit) if like else Column(zh=title)
        return column, (EMPTY,)
    if like and _fits(like, filled):
        column = Column(zh=title, type=like.type, unit=unit)
    else:
        column, like = Column(zh=title, type=guessed_type(title, filled), unit=unit), None
    if column.type == "category":
        return _category(column, filled, around, like)
    unread = round((1 - share_read(filled, column)) * len(filled))
    slips = Words(zh=f"样本中有 {unread} 格不能读作此类型", en=f"{unread} cells of the sample cannot be read as this type")
    return column, (UNIT,) * (column.type == "money") + (slips,) * bool(unread)


def _fits(like: Column, filled: list[Cell]) -> bool:
    """Whether the cells are what a column of that title holds in the table that knows it."""
    if like.type == "category" and like.values:
        names = {plain(text) for pair in like.values.items() for text in pair}
        return 2 * sum(plain(cell) in names for cell in filled) >= len(filled)
    return 2 * share_read(filled, like) >= 1


def _category(column: Column, filled: list[Cell], around: _Around, like: Column | None) -> tuple[Column, tuple[Words, ...]]:
    """The column with its categories: those that are known, and those of the sample, without what may be a person's."""
    if like and not like.values and not is_few(filled):
        return column, ()
    values = dict(like.values) if like else {}
    labels = {canonical: like.label(canonical) for canonical in values.values()} if like else {}
    written = {plain(text) for text in values}
    hidden = set()
    for cell in filled:
        raw = text_of(cell)
        if not plain(raw) or plain(raw) in written:
            continue
        written.add(plain(raw))
        if plain(raw) not in around.known.categories and is_personal(raw, around.people):
            hidden.add(plain(raw))
            continue
        canonical, label = around.known.categories.get(plain(raw), ("", Words(zh="")))
        if plain(label.zh) != plain(raw):  # a shipped table calls it otherwise
            canonical, label = once(pinyin_name(raw, "value"), labels), Words(zh=raw)
        values[raw] = canonical
        labels.setdefault(canonical, label)
    left = Words(zh=f"另有 {len(hidden)} 个取值像姓名或号码，未列出", en=f"{len(hidden)} more values are like names or numbers and not listed")
    return column.model_copy(update={"values": values, "labels": labels}), (left,) * bool(hidden)


def _is_key(column: Column, sample: Sample) -> bool:
    """Whether it is a number that every record has and no two share."""
    if column.personal is not None or column.type != "text" or not is_numbered(column.zh):
        return False
    texts = [text_of(cell) for cell in sample.cells[column.zh]]
    return all(texts) and len(set(texts)) == len(texts)
