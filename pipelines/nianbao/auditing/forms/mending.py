"""What is wrong with the forms of a report but for its sums: one that is missing, a fixed word misspelt, digits that are glued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Finding
from nianbao.auditing.forms.blueprint import headings, laid_out
from nianbao.auditing.forms.equations import plain, within
from nianbao.auditing.forms.form import Doubt, Form
from nianbao.auditing.forms.spelling import is_slip, nearest_part
from nianbao.auditing.forms.squeezed import squeezed
from nianbao.claims.model import Claim
from nianbao.words import Words

_NUMERAL = re.compile(r"(?:第?[一二三四五六七八九](?:部分)?[、，,.．:：]|[一二三四五六七八九]\s)\s*(?=[\u4e00-\u9fff])")
_YEAR = re.compile(r"(20\d\d)[ ]*年")
_CASES = re.compile("复议|诉讼|应诉")
_HEADING = 34  # characters behind a numeral among which a heading stands
_PREFACE = 200  # characters of a report in which it says what it is
_MOST_OPTIONS = 4
_MOST_ROWS = 6


def form_findings(forms: Sequence[Form], document: Document, claims: Sequence[Claim]) -> list[Finding]:
    """Statutory tables that are missing or left blank, fixed headings and labels that are misspelt, digits nobody can tell apart,
    reconsiderations and suits of which the prose says nothing."""
    found = [one for form in forms for one in (*_labels(form, document), *_digits(form, document), *_order(form, document), *_untold(form, document, claims))]
    if is_disclosure_report(document):
        found += [*_headings(document), *_missing(forms, document)]
    return sorted(found, key=lambda one: (one.start, one.end))


def is_disclosure_report(document: Document) -> bool:
    """Whether a document is a 政府信息公开工作年度报告, by its title or its first words."""
    return any(re.search(headings().reports, words) and "法治政府" not in words for words in (document.title, document.text[:_PREFACE]))


def _missing(forms: Sequence[Form], document: Document) -> Iterator[Finding]:
    told_year = _YEAR.search(document.title or document.text[:_PREFACE])
    if (not forms and not _NUMERAL.search(document.text)) or (told_year and int(told_year[1]) < headings().since):
        return
    read = {form.kind for form in forms}
    told = {blueprint.form: blueprint for blueprint in reversed(laid_out())}
    for kind, blueprint in sorted(told.items(), key=lambda item: [one.form for one in laid_out()].index(item[0])):
        title = blueprint.title
        if kind not in read:
            message = Words(zh=f"缺“{title.zh}”的表格（或表格是图片、附件，未能读出）", en=f"The table “{title.en}” is missing (or is in a picture or an attachment that could not be read)")
        elif next(form for form in forms if form.kind == kind).empty:
            message = Words(zh=f"“{title.zh}”的表格没有填数；没有的应填0", en=f"The table “{title.en}” has not been filled in; where there is nothing to report, write 0")
        else:
            continue
        form = next((form for form in forms if form.kind == kind), None)
        start, end = (form.start, form.end) if form else (0, min(len(document.text), len(document.title) or 0))
        look_up = Words(zh=f"按{blueprint.law}补上", en=f"Add it as prescribed: {blueprint.law}")
        yield Finding("table_missing", "warn" if form is None else "check", document.quote(start, end), start, end, message, look_up, blueprint.law)


def _labels(form: Form, document: Document) -> Iterator[Finding]:
    for one in form.misspelt:
        yield _misspelt(document, one.start, one.end, one.fixed, form.law)


def _misspelt(document: Document, start: int, end: int, fixed: str, law: str) -> Finding:
    quote = document.quote(start, end)
    message = Words(zh=f"“{quote}”有错字，格式规定的文字是“{fixed}”", en=f"“{quote}” is misspelt; the prescribed wording is “{fixed}”")
    return Finding("typo", "error", quote, start, end, message, Words(zh=f"改为“{fixed}”", en=f"Write “{fixed}”"), law)


def _headings(document: Document) -> Iterator[Finding]:
    """Numbered headings that are a fixed one but for a slip."""
    data = headings()
    joining = re.compile("|".join(sorted(map(re.escape, data.joining), key=len, reverse=True)))
    for numeral in _NUMERAL.finditer(document.text):
        behind = squeezed(document.text, numeral.end(), min(len(document.text), numeral.end() + 2 * _HEADING))
        kept = [at for at in range(min(len(behind.text), _HEADING)) if not joining.match(behind.text[at])]
        text = "".join(behind.text[at] for at in kept)
        for fixed in data.headings:
            bare = joining.sub("", fixed)  # without 、 和 与 及, of which each report has its own
            if len(bare) < 8 or text.startswith(bare):
                continue
            near = nearest_part(bare, text[: len(bare) + 1], 1)
            if near is None or near[0] > 0 or not is_slip(bare, text[: near[1]], data.harmless, data.words):
                continue
            start, end = behind.places[kept[0]], behind.places[kept[near[1] - 1]] + 1
            yield _misspelt(document, start, end, fixed, data.law)


def _digits(form: Form, document: Document) -> Iterator[Finding]:
    """One finding of all rows whose columns are not plain, one of all whose digits are glued."""
    rows = {*form.cells, *(doubt.row for doubt in form.doubts)}
    blueprint = max((one for one in laid_out() if one.form == form.kind), key=lambda one: sum(one.row_name(row) != row for row in rows), default=None)
    name = blueprint.row_name if blueprint else str
    blanks = [doubt for doubt in form.doubts if doubt.blanks]
    if blanks:
        zh = f"空格没有留下痕迹，分不清{'、'.join(f'“{name(doubt.row)}”' for doubt in blanks)}的数字各在哪一列"
        en = f"Blank cells have left no trace, so it is unclear which columns the numbers of {len(blanks)} row(s) belong to"
        yield _unclear("blank_cells", document, form, blanks, Words(zh=zh, en=en))
    glued = [doubt for doubt in form.doubts if not doubt.blanks]
    if glued:
        told = [_cut(name(doubt.row), document.quote(doubt.start, doubt.end), doubt, _MOST_OPTIONS if len(glued) == 1 else 2) for doubt in glued[:_MOST_ROWS]]
        more = len(glued) - len(told)
        zh = f"各格的数字连在一起：{'；'.join(one.zh for one in told)}{f'；另有{more}行' if more else ''}"
        en = f"The digits of neighbouring cells have run together: {'; '.join(one.en for one in told)}{f'; {more} more in other rows' if more else ''}"
        yield _unclear("glued_digits", document, form, glued, Words(zh=zh, en=en))
    if not form.solved and all(one.holds for one in within(form)):
        zh, en = f"“{form.name.zh}”的数字怎样断开都不符合表内勾稽关系，表中必有错", f"However the digits of “{form.name.en}” are split, its totals do not add up, so something in the table is wrong"
        yield Finding("table_wrong", "error", document.quote(form.start, form.end), form.start, form.end, Words(zh=zh, en=en), None, form.law)


def _unclear(kind: str, document: Document, form: Form, doubts: Sequence[Doubt], message: Words) -> Finding:
    start, end = min(doubt.start for doubt in doubts), max(doubt.end for doubt in doubts)
    return Finding(kind, "check", document.quote(start, end), start, end, message, Words(zh="看原表", en="Look at the original table"), form.law)


def _cut(name: str, quote: str, doubt: Doubt, most: int) -> Words:
    """How the digits of a row can be told apart."""
    ways = ["/".join(plain(value) for value in option) for option in doubt.options[:most]]
    if not ways:
        return Words(zh=f"“{name}”{quote}断不开", en=f"“{name}” {quote} cannot be split")
    if len(doubt.options) == 1:
        return Words(zh=f"“{name}”{quote}，按正文和各数的大小应为{ways[0]}", en=f"“{name}” {quote}: going by the text and the size of the numbers, this should be {ways[0]}")
    more = "等" if len(doubt.options) > most else ""
    return Words(zh=f"“{name}”{quote}可以是{'或'.join(ways)}{more}", en=f"“{name}” {quote} may be {' or '.join(ways)}")


def _untold(form: Form, document: Document, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Cases over disclosure that the table counts and no claim of the prose."""
    if form.kind != "suits" or form.empty:
        return
    totals = [form.value(block, "total") for block in ("review", "suit_direct", "suit_after")]
    if not any(totals) or any(_CASES.search(claim.indicator + claim.quote) for claim in claims if not form.start <= claim.start < form.end):
        return
    reviews, suits = totals[0] or 0, (totals[1] or 0) + (totals[2] or 0)
    zh = f"表中{'、'.join(f'{name}{plain(Decimal(number))}件' for name, number in (('行政复议', reviews), ('行政诉讼', suits)) if number)}，正文没有提到"
    told = [f"{plain(Decimal(number))} {name if number == 1 else name + 's'}" for name, number in (("reconsideration", reviews), ("lawsuit", suits)) if number]
    en = f"The table counts {' and '.join(told)}, which the text does not mention"
    yield Finding("omitted_in_text", "check", document.quote(form.start, form.end), form.start, form.end, Words(zh=zh, en=en), None, form.law)


def _order(form: Form, document: Document) -> Iterator[Finding]:
    """More suits after reconsideration than reconsiderations: possible only where they follow those of earlier years."""
    reviews, suits = form.value("review", "total"), form.value("suit_after", "total")
    if reviews is None or suits is None or suits <= reviews:
        return
    start, end = form.place("suit_after", "total")
    zh = f"复议后起诉{plain(suits)}件，多于当年行政复议{plain(reviews)}件；只有往年复议的案件当年起诉才有可能"
    en = f"{plain(suits)} lawsuits after reconsideration, but only {plain(reviews)} reconsiderations in the year: possible only if some of the lawsuits follow reconsiderations of earlier years"
    yield Finding("more_suits_than_reviews", "check", document.quote(start, end), start, end, Words(zh=zh, en=en), None, form.law)
