"""What was done to a returned draft, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from nianbao.proofing.returned import ChangedFigure, ChangedSentence, Returned
from nianbao.words import Words, said

_HEADS = {
    "contradicts": Words(zh="与记录不符的数据", en="Figures that the records do not bear out"),
    "moved": Words(zh="发出以后记录已变的数据", en="Figures that have moved since the draft went out"),
    "unclear": Words(zh="改成了读不出数的写法", en="Figures written so that no number can be read"),
    "agrees": Words(zh="写法不同、与记录相符的数据", en="Figures written otherwise, and right"),
}
_AROUND = 30


def as_text(found: Returned, lang: str) -> str:
    """The report, in lines."""
    count = len(found.figures), len(found.sentences), len(found.comments)
    head = said(
        lang,
        f"与 {found.compared_with} 相比：数据有出入 {count[0]} 项，改动文字 {count[1]} 句，批注 {count[2]} 条。",
        f"Against {found.compared_with}: {count[0]} figures differ, {count[1]} sentences were changed, {count[2]} comments.",
    )
    authors = [said(lang, "修订者：", "Tracked changes by ") + said(lang, "、", ", ").join(found.authors)] if found.authors else []
    return "\n".join([head, *authors, *_figures(found.figures, lang), *_sentences(found.sentences, lang), *_comments(found, lang)])


def _figures(figures: Sequence[ChangedFigure], lang: str) -> Iterator[str]:
    for verdict, title in _HEADS.items():
        some = [figure for figure in figures if figure.verdict == verdict]
        if not some:
            continue
        yield from ("", title.of(lang))
        for one in some:
            now = one.now or said(lang, "（空）", "(nothing)")
            yield said(lang, f"  {one.label}（{one.name}）{_of(one, lang)}：{one.was} → {now}，记录为 {one.records}",
                       f"  {one.label} ({one.name}){_of(one, lang)}: {one.was} → {now}; the records say {one.records}")  # fmt: skip
            yield f"      {_around(one.paragraph, one.now)}"
            if verdict != "agrees":
                yield f"      {_what_to_do(one, lang)}"


def _of(figure: ChangedFigure, lang: str) -> str:
    """What of the figure it is, where it is not this year's amount."""
    names = {
        "previous": Words(zh="上年", en="the year before"), "change": Words(zh="与上年相比", en="change"),
        "part": Words(zh="分子", en="part"), "whole": Words(zh="分母", en="whole"),
        "previous-part": Words(zh="上年分子", en="part, the year before"), "previous-whole": Words(zh="上年分母", en="whole, the year before"),
    }  # fmt: skip
    return said(lang, "", ", ") + names[figure.of].of(lang) if figure.of in names else ""


def _what_to_do(figure: ChangedFigure, lang: str) -> str:
    if figure.verdict == "moved":
        return said(lang, "重新生成年报即用新数。", "Make the review again, and it takes the new number.")
    if figure.file:
        return said(
            lang, f"记录对，则不必改；记录错，在 corrections.csv 更正；另有来源，在 {figure.file} 写明。",
            f"Where the records are right, leave it; where they are wrong, correct them in corrections.csv; another source is named in {figure.file}.",
        )  # fmt: skip
    return said(
        lang, "这个数由记录生成：记录错，在 corrections.csv 更正。",
        "This number is made from the records: where they are wrong, correct them in corrections.csv.",
    )  # fmt: skip


def _sentences(changed: Sequence[ChangedSentence], lang: str) -> Iterator[str]:
    if changed:
        yield from ("", said(lang, "改动的文字（[-删去-]，{+加上+}）", "Changed text ([-taken out-], {+put in+})"))
    for file, some in groupby(changed, key=lambda sentence: sentence.file):
        by_records = said(lang, "由记录生成的部分（不能在 text/ 中改）", "Made from the records (not to be changed in text/)")
        yield f"  {file or by_records}"
        for one in some:
            yield f"    {_how(one, lang)}{_marked(one)}"
            yield from (f"      {_quantity(quantity.text, quantity.figures, lang)}" for quantity in one.quantities)


def _how(sentence: ChangedSentence, lang: str) -> str:
    how = Words(zh="增", en="added") if not sentence.was else Words(zh="删", en="taken out") if not sentence.now else Words(zh="改", en="changed")
    tracked = Words(zh="，修订", en=", tracked") if sentence.tracked else Words(zh="，未用修订", en=", not tracked")
    return how.of(lang) + tracked.of(lang) + said(lang, "：", ": ")


def _marked(sentence: ChangedSentence) -> str:
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    if not (sentence.was and sentence.now):
        return sentence.was or sentence.now
    return "".join(signs[sign].format(text) for sign, text in sentence.changes)


def _quantity(text: str, figures: Sequence[str], lang: str) -> str:
    if not figures:
        return said(lang, f"{text}：记录中没有这个数", f"{text}: the records have no such number")
    names = said(lang, "、", ", ").join(f"{{{{{name}}}}}" for name in figures)
    return said(lang, f"{text}：可写作 {names}", f"{text}: may be written as {names}")


def _comments(found: Returned, lang: str) -> Iterator[str]:
    if found.comments:
        yield from ("", said(lang, "批注", "Comments"))
    for one in found.comments:
        about = said(lang, f"“{one.about}”", f"“{one.about}”") if one.about else ""
        yield f"  {one.author}{about}{said(lang, '：', ': ')}{one.text}"


def _around(text: str, number: str) -> str:
    place = text.find(number) if number else 0
    start, end = max(place - _AROUND, 0), place + len(number) + _AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
