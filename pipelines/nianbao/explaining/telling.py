"""An explanation in words: sections of lines, as text for a terminal and as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from nianbao.explaining.places import Found, numbered
from nianbao.figures import Amount, Figure, change, written_amount
from nianbao.markup import element, items, joined
from nianbao.tables import SEVERITY
from nianbao.words import Words, said

if TYPE_CHECKING:
    from nianbao.explaining.explanation import Explanation, Failure, Item, Sheet
    from nianbao.explaining.recipe import Recipe

WHERE = "nianbao explain"
_FORMS = {"rate": "percent", "mean": "mean"}
_COUNTS = {
    "header": ("表头", "header"), "totals": ("合计", "totals"), "kept": ("采用", "kept"), "voided": ("作废", "void"),
    "quarantined": ("隔离", "quarantined"), "duplicates": ("重复", "duplicates"),
}  # fmt: skip


@dataclass
class Section:
    """A heading with its lines; a line of code is SQL."""

    heading: str
    lines: list[tuple[str, bool]] = field(default_factory=list)

    def say(self, text: str, code: bool = False) -> None:
        self.lines.append((text, code))


def as_text(found: Explanation, everything: bool = False) -> str:
    return sections_text([head(found), result(found)], _sections(found, everything))


def as_html(found: Explanation) -> Markup:
    return sections_html([head(found), result(found)], _sections(found, False))


def sections_text(top: Sequence[str], sections: Iterable[Section]) -> str:
    """Headings at the margin, their lines indented."""
    lines = list(top)
    for section in sections:
        lines += ["", section.heading]
        lines += [f"  {'    ' if code else ''}{text}" for text, code in section.lines]
    return "\n".join(lines)


def sections_html(top: Sequence[str], sections: Iterable[Section]) -> Markup:
    """A heading, sentences, and a list under each further heading."""
    heading, *sentences = top
    parts = [element("h3", heading), *(element("p", sentence) for sentence in sentences)]
    for section in sections:
        lines = (element("code", text) if code else text for text, code in section.lines)
        parts += [element("h4", section.heading), items(lines)]
    return element("div", joined(parts), "explanation")


def head(found: Explanation) -> str:
    """`信访件 › 办结率（petitions.closing_rate）`."""
    figure, lang = found.figure, found.lang
    label = figure.label.of(lang)
    if found.part:
        label = f"{found.items[0].label.of(lang)} › {found.part.of(lang)}{said(lang, '：', ': ')}{label}"
    return f"{found.title.of(lang)} › {label}" + said(lang, f"（{figure.name}）", f" ({figure.name})")


def result(found: Explanation) -> str:
    """This year's number, how it is divided, and the year before's beside it."""
    figure, lang = found.figure, found.lang
    text = said(lang, f"{found.year}年：", f"{found.year}: ") + _divided(figure, figure.amount, lang)
    if figure.previous is None:
        return text + said(lang, "；没有上年的数。", "; there is none of the year before.")
    told = change(figure, lang)
    text += said(lang, "；上年：", "; the year before: ") + _divided(figure, figure.previous, lang)
    return text + (said(lang, f"，{told}。", f"; {told}.") if told else said(lang, "。", "."))


def with_unit(kind: str, unit: Words, amount: Amount, lang: str) -> str:
    """`427件`, `427 petitions`, `98.7%`."""
    text = written_amount(amount, _FORMS.get(kind, "exact"), lang, WHERE)
    own = "" if kind == "rate" or amount.value is None else unit.of(lang)
    return f"{text}{said(lang, '', ' ')}{own}" if own else text


def _divided(figure: Figure, amount: Amount, lang: str) -> str:
    text = with_unit(figure.kind, figure.unit, amount, lang)
    if amount.part is None or amount.whole is None:
        return text
    numbers = " ÷ ".join(written_amount(Amount(number), "exact", lang, WHERE) for number in (amount.part, amount.whole))
    return text + said(lang, f"（{numbers}）", f" ({numbers})")


def _sections(found: Explanation, everything: bool) -> Iterator[Section]:
    yield _made(found)
    for listing in found.listings:
        section = Section(listing.heading.of(found.lang))
        for line in _places(listing.found, found.lang, everything) or [said(found.lang, "没有。", "None.")]:
            section.say(line)
        yield section
    if any(item.kind != "office" and not item.lacks for item in (*found.items, *found.whole)):
        yield _not_counted(found, everything)
    yield _done(found, everything)


def _made(found: Explanation) -> Section:
    """What the figure is made of, each item with its condition in words and as SQL."""
    lang = found.lang
    section = Section(said(lang, "怎样算", "How it comes about"))
    for line in division(found):
        section.say(line)
    for item in {item.name: item for item in (*found.items, *found.whole)}.values():
        for line in _item(item, found):
            section.say(*line)
    return section


def division(found: Explanation | Recipe) -> list[str]:
    """Of a rate the division, by labels and by numbers: `办结率 = 办结 ÷ (收到 + 上年结转)`, `= 427 ÷ (413 + 14)`."""
    if not found.whole:
        return []
    labels, numbers = ([_sum(side, found.lang, what) for side in (found.items, found.whole)] for what in (_label, _amount))
    divided = [f"{part} ÷ {f'({whole})' if len(found.whole) > 1 else whole}" for part, whole in (labels, numbers)]
    lines = [f"{found.figure.label.of(found.lang)} = {divided[0]}", f"= {divided[1]}"]
    if found.figure.value is None and all(item.amount.value is not None for item in (*found.items, *found.whole)):
        lines.append(said(found.lang, "分母为0，无可计算。", "The whole is 0: there is nothing to compute."))
    return lines


def _item(item: Item, found: Explanation) -> Iterator[tuple[str, bool]]:
    lang = found.lang
    amount = "" if item.lacks else said(lang, "", ", ") + with_unit(item.kind, item.unit, item.amount, lang)
    yield f"{_label(item, lang)}{amount}{said(lang, '：', ': ')}{method(item, found)}", False
    if item.sql and item.sql != "true":
        yield item.sql, True
    for derived in item.derived:
        yield f"{derived.name} = {derived.says.of(lang)}", False
        yield derived.sql, True
    if item.lacks:
        yield said(lang, f"没有数：{item.lacks.zh}。", f"There is no number: {item.lacks.of('en')}."), False


def method(item: Item, found: Explanation | Recipe) -> str:
    """In a sentence, what is counted, added up, averaged or told apart."""
    lang, title = found.lang, found.title.of(found.lang)
    if item.kind == "office":
        return said(lang, f"office.yml 的 facts.{item.name.partition('.')[2]}。", f"facts.{item.name.partition('.')[2]} in office.yml.")
    column = item.column.of(lang) if item.column else ""
    condition = item.condition.of(lang) if item.condition and item.condition.zh != "true" else ""
    if found.part:
        condition += said(lang, "，且" if condition else "", " and " if condition else "") + _of_part(found)
    zh, en = ("列", "columns") if found.across else ("行", "rows")
    rows = said(
        lang, f"“{title}”表中{condition}的{zh}" if condition else f"“{title}”表的每一{zh}",
        f"{en} of “{title}” where {condition}" if condition else f"all {en} of “{title}”",
    )  # fmt: skip
    return {
        "count": said(lang, f"{rows}，每行计1{item.unit.zh}。", f"{rows}, one each."),
        "sum": said(lang, f"{rows}，“{column}”相加。", f"“{column}” added up over {rows}."),
        "mean": said(lang, f"{rows}，“{column}”之和除以有数的行数。", f"“{column}” added up over {rows}, divided by those that have it."),
        "distinct": said(lang, f"{rows}，不同的“{column}”有几个；为空的不计。", f"how many different “{column}” there are in {rows}; empty ones do not count."),
    }[item.kind]


def _of_part(found: Explanation | Recipe) -> str:
    assert found.part is not None
    label = found.figure.label.of(found.lang)
    return said(found.lang, f"“{found.part.zh}”为“{label}”", f"“{found.part.of('en')}” is “{label}”")


def _label(item: Item, lang: str) -> str:
    return item.label.of(lang)


def _amount(item: Item, lang: str) -> str:
    return written_amount(item.amount, "exact", lang, WHERE)


def _sum(items: Sequence[Item], lang: str, what: Callable[[Item, str], str]) -> str:
    signs = ["" if not place and item.sign > 0 else " + " if item.sign > 0 else " − " for place, item in enumerate(items)]
    return "".join(sign + what(item, lang) for sign, item in zip(signs, items, strict=True)).strip()


def _places(found: Sequence[Found], lang: str, everything: bool) -> list[str]:
    return [one.told(lang, everything) for one in found]


def _not_counted(found: Explanation, everything: bool) -> Section:
    """How many of the rows that were kept do not count, and why."""
    lang = found.lang
    zh, en = ("列", "columns") if found.across else ("行", "rows")
    section = Section(said(lang, f"采用而未计入的{zh}", f"{en.capitalize()} that were kept and do not count"))
    out = sum(number for _, number in found.out)
    if not out:
        section.say(said(lang, f"没有：采用的{found.kept}{zh}都计入。", f"None: all {found.kept} {en} that were kept count."))
        return section
    reasons = said(lang, "；", "; ").join(said(lang, f"{reason.zh}，{n}{zh}", f"{n}: {reason.of('en')}") for reason, n in found.out)
    section.say(said(lang, f"采用的{found.kept}{zh}中有{out}{zh}：{reasons}。", f"{out} of the {found.kept} {en} that were kept; {reasons}."))
    for line in _places(found.out_found, lang, everything):
        section.say(line)
    return section


def _done(found: Explanation, everything: bool) -> Section:
    """What was done to the files' rows, and what their checks say."""
    lang = found.lang
    section = Section(said(lang, "这些文件的清理和核对", "Cleaning and checks of these files"))
    for sheet in found.sheets:
        section.say(_sheet(sheet, lang, None if everything else 12))
    for doubt in found.doubts:
        places = said(lang, "；", "; ").join(_places(doubt.found, lang, everything))
        section.say(said(lang, f"{doubt.heading.zh}：{places}", f"{doubt.heading.of('en')}: {places}"))
    for correction in found.corrections:
        section.say(_correction(correction, lang))
    if found.sheets and not found.corrections:
        section.say(said(lang, "没有更正。", "No row was corrected."))
    for failure in found.failures:
        section.say(_failure(failure, lang, everything))
    if found.sheets and not found.failures:
        section.say(said(lang, "这张表的规则没有不符的。", "No rule on this table failed."))
    return section


def _sheet(sheet: Sheet, lang: str, most: int | None) -> str:
    place = f"{sheet.file} › {sheet.sheet}" if sheet.sheet else sheet.file
    rows = {"quarantined": sheet.quarantined, "duplicates": sheet.duplicates}
    told = []
    for name, words in _COUNTS.items():
        if name == "voided" and not sheet.counts.get(name):
            continue
        where = numbered(rows[name], lang, most=most) if rows.get(name) else ""
        count = f"{said(lang, *words)}{said(lang, '', ' ')}{sheet.counts[name]}"
        told.append(count + said(lang, f"（{where}）", f" ({where})") if where else count)
    return said(lang, f"{place}：{sheet.counts['physical']}行＝{'＋'.join(told)}", f"{place}: {sheet.counts['physical']} rows = {' + '.join(told)}")


def _correction(facts: Mapping[str, Any], lang: str) -> str:
    place = f"{facts['file']} › {facts['sheet']}" if facts["sheet"] else facts["file"]
    old, new = facts["old"], facts["new"]
    what = said(lang, f"“{old}”改为“{new}”", f"“{old}” to “{new}”") if old is not None else said(lang, "涉及个人，不列", "personal, not shown")
    text = said(
        lang, f"更正：{place}第{facts['row']}行“{facts['column']}”，{what}（{facts['reason']}，{facts['who']}）",
        f"Corrected: {place}, row {facts['row']}, “{facts['column']}”: {what} ({facts['reason']}, {facts['who']})",
    )  # fmt: skip
    return text if facts["counted"] else text + said(lang, "；这一行未计入", "; this row does not count")


def _failure(failure: Failure, lang: str, everything: bool) -> str:
    severity = SEVERITY[failure.severity].of(lang) + (said(lang, "，已豁免", ", waived") if failure.waived else "")
    text = said(
        lang, f"不符：{failure.says.zh}（{severity}；{failure.rule}），{failure.failed}条",
        f"Failed: {failure.says.of('en')} ({severity}; {failure.rule}), {failure.failed}",
    )  # fmt: skip
    if failure.note:
        text += said(lang, f"；{failure.note.zh}", f"; {failure.note.of('en')}")
    if not failure.found:
        return text
    places = said(lang, "；", "; ").join(_places(failure.found, lang, everything))
    return text + said(lang, f"；其中计入的：{places}", f"; of those that count: {places}")
