"""Changes in words: in a line, on the first page of a new edition, and in full."""

from __future__ import annotations

from datetime import date

from nianbao.checking import outcome_word
from nianbao.figures import Amount, Figure
from nianbao.publishing.changes import Changes, CheckChange, FigureChange
from nianbao.publishing.editions import Edition, day_name, edition_name
from nianbao.review.telling import with_unit
from nianbao.words import Words, listed, said

_NAMED_ON_FIRST_PAGE = 6
_SOURCES = {
    "added": Words(zh="新增", en="added"), "removed": Words(zh="删去", en="removed"), "changed": Words(zh="改动", en="changed"),
}  # fmt: skip


def in_short(changes: Changes, lang: str) -> str:
    """`3项数据、2段文字`, or that nothing the reader is told has changed."""
    counted = (
        (len(changes.changed_figures), Words(zh="项数据", en="figures")), (len(changes.sentences), Words(zh="段文字", en="paragraphs")),
        (len(changes.checks), Words(zh="项核对结果", en="checks")),
    )  # fmt: skip
    told = [said(lang, f"{count}{word.zh}", _counted(count, word.en)) for count, word in counted if count]
    if told:
        return listed(told, lang)
    if changes.sources:
        count = len(changes.sources)
        return said(lang, f"数据、文字和核对结果未变，原始文件或设定{count}项有变", f"no figure, sentence or check, but {_counted(count, 'sources')}")
    return said(lang, "数据、文字和核对结果未变", "no figure, sentence or check")


def notice(changes: Changes, before: Edition, number: int, on: date, reason: str, lang: str) -> dict[str, str]:
    """What a later edition says of itself on its first page: `mark` and `sentence`, and the day `on` which it is published."""
    day = day_name(on, lang)
    told = [
        said(lang, f"：{day}发布，代替{day_name(before.published_on, lang)}发布的{edition_name(before.number, lang)}。",
             f". Published on {day} in place of {edition_name(before.number, lang).lower()} of {day_name(before.published_on, lang)}."),
        said(lang, f"修订原因：{reason.rstrip('。.')}。", f" Reason: {reason.rstrip('。.')}."),
        _against(changes, before, lang),
    ]  # fmt: skip
    return {"mark": edition_name(number, lang), "sentence": "".join(told), "on": on.isoformat()}


def in_full(changes: Changes, lang: str) -> list[str]:
    """Every change, a line each, under headings."""
    lines: list[str] = []
    if changes.figures:
        lines.append(said(lang, f"数据（{len(changes.changed_figures)}项）", f"Figures ({len(changes.changed_figures)})"))
        lines += [f"  {moved(change, lang)}  [{change.name}]" for change in changes.figures]
    if changes.sentences:
        lines.append(said(lang, f"文字（{len(changes.sentences)}段）", f"Text ({_counted(len(changes.sentences), 'paragraphs')})"))
        marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
        for change in changes.sentences:
            text = "".join(marks[kind].format(piece) for kind, piece in change.pieces)
            lines.append(f"  {section_name(change.section, lang)}{said(lang, '：', ': ')}{text}")
    if changes.checks:
        lines.append(said(lang, f"核对（{len(changes.checks)}项）", f"Checks ({len(changes.checks)})"))
        lines += [f"  {checked(change, lang)}  [{change.rule}]" for change in changes.checks]
    if changes.sources:
        lines.append(said(lang, "原始文件和设定", "Raw files and settings"))
        lines += [f"  {_SOURCES[kind].of(lang)}{said(lang, '：', ': ')}{name}" for name, kind in changes.sources]
    return lines


def moved(change: FigureChange, lang: str) -> str:
    """`办结信访件：427件→428件`; two rates that read the same are told by what they are made of."""
    old, new = (_amount(change.figure, amount, lang) for amount in (change.old, change.new))
    if old == new and change.old and change.new:
        old, new = (f"{text}{_made_of(amount, lang)}" for text, amount in ((old, change.old), (new, change.new)))
    return f"{change.label.of(lang)}{said(lang, '：', ': ')}{old}{_arrow(lang)}{new}"


def checked(change: CheckChange, lang: str) -> str:
    """`求决类信访事项自受理之日起60日内办结：不通过（2条）→通过`."""
    says = (change.new or change.old or {})["says"][lang]
    return f"{says}{said(lang, '：', ': ')}{_outcome(change.old, lang)}{_arrow(lang)}{_outcome(change.new, lang)}"


def section_name(heading: str, lang: str) -> str:
    """The section's heading; what stands before the first is the summary."""
    return heading or said(lang, "开篇", "Opening")


def _against(changes: Changes, before: Edition, lang: str) -> str:
    """`与第1版相比，办结信访件：427件→428件；另有2段文字有变化。`"""
    own = [change for change in changes.figures if not change.part]
    rest = len(changes.changed_figures) - len(own[:_NAMED_ON_FIRST_PAGE])
    counted = (
        (rest, Words(zh="项数据", en="figures")), (len(changes.sentences), Words(zh="段文字", en="paragraphs")),
        (len(changes.checks), Words(zh="项核对结果", en="checks")),
    )  # fmt: skip
    others = [said(lang, f"{count}{word.zh}", _counted(count, word.en)) for count, word in counted if count > 0]
    name = edition_name(before.number, lang)
    if not own and not others:
        return said(lang, f"数据、文字和核对结果与{name}相同。", f" Figures, text and checks are those of {name.lower()}.")
    told = [moved(change, lang) for change in own[:_NAMED_ON_FIRST_PAGE]]
    others_told = listed(others, lang)
    told += [said(lang, f"{'另有' if told else ''}{others_told}有变化", f"{'also changed: ' if told else ''}{others_told}")] if others else []
    return said(lang, f"与{name}相比，{'；'.join(told)}。", f" Against {name.lower()}: {'; '.join(told)}.")


def _amount(figure: Figure, amount: Amount | None, lang: str) -> str:
    return said(lang, "无", "none") if amount is None else with_unit(figure, amount, lang)


def _made_of(amount: Amount, lang: str) -> str:
    if amount.part is None or amount.whole is None:
        return ""
    return said(lang, f"（{amount.part}/{amount.whole}）", f" ({amount.part}/{amount.whole})")


def _outcome(outcome: dict | None, lang: str) -> str:
    if outcome is None:
        return said(lang, "无此规则", "no such rule")
    failed = said(lang, f"（{outcome['failed']}条）", f" ({outcome['failed']})") if outcome["failed"] else ""
    return outcome_word(outcome).of(lang) + failed


def _arrow(lang: str) -> str:
    return said(lang, "→", " → ")


def _counted(count: int, plural: str) -> str:
    return f"{count} {plural if count != 1 else plural.removesuffix('s')}"
