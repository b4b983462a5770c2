"""The sentences that terminal and page have in common: the verdict, what was counted, where something stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.auditing.audit import Audit
from nianbao.auditing.document import Document
from nianbao.auditing.issues import SEVERITIES
from nianbao.auditing.moves import Moves
from nianbao.auditing.pairing import Move
from nianbao.auditing.telling.naming import amount, naming, number
from nianbao.words import said

_LONGEST = 90  # code points of a quote that are shown whole; of a longer one its beginning and its end
_ENDS = "。！？!?；;\n"
_CUT = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])(?<![。！？；])[ \t]*\n[ \t]*(?=[\u3000-\u9fff\uff00-\uffef\d])|(?<=\d)\n(?=[\u3001-\u9fff])")  # within a sentence: a cut line


@dataclass(frozen=True)
class Excerpt:
    """A place in its surroundings: the text before it in its sentence, itself, and after. `line` counts from 1."""

    line: int
    before: str
    quote: str
    after: str


def excerpt(document: Document, start: int, end: int, around: int = 24) -> Excerpt:
    """No further than the sentence goes."""
    text = document.text
    low = max((text.rfind(mark, max(start - around, 0), start) + 1 for mark in _ENDS), default=0)
    first = max(low, start - around)
    high = min((place for mark in _ENDS if (place := text.find(mark, end, end + around)) >= 0), default=min(end + around, len(text)))
    cut = first > 0 and low <= start - around
    longer = high == end + around and high < len(text)
    quote = text[start:end] if end - start <= _LONGEST else f"{text[start : start + _LONGEST // 2]}……{text[end - _LONGEST // 3 : end]}"
    return Excerpt(
        text.count("\n", 0, start) + 1, ("…" if cut else "") + text[first:start].lstrip(), " ".join(_CUT.sub("", quote).split()),
        text[end:high].rstrip() + ("…" if longer else ""),
    )  # fmt: skip


def verdict(audit: Audit, lang: str) -> str:
    """`不可能正确1处，很可能有误2处，请核对3处。`"""
    counts = Counter(issue.severity for issue in audit.issues)
    if not counts:
        return said(lang, "没有发现问题。", "Nothing wrong was found.")
    if lang == "zh":
        told = [f"{naming().severities[name].zh}{counts[name]}处" for name in SEVERITIES if counts[name]]
        return ("" if counts["error"] else "没有发现不可能正确的地方；") + "，".join(told) + "。"
    told = [f"{counts[name]} {_ENGLISH[name][counts[name] != 1]}" for name in SEVERITIES if counts[name]]
    told[0] = told[0].replace(" ", " place " if told[0].startswith("1 ") else " places ", 1)
    return ("" if counts["error"] else "Nothing was found that cannot be right; ") + ", ".join(told) + "."


# Of one place, of several.
_ENGLISH = {
    "error": ("cannot be right", "cannot be right"), "warn": ("is probably wrong", "are probably wrong"), "check": ("should be checked", "should be checked"),
}  # fmt: skip


def counted(audit: Audit, lang: str) -> str:
    """`共有数据63项：数量50、比率5；核对算式12个，成立11个。`"""
    counts = Counter(claim.kind for claim in audit.claims)
    own = [(naming().claims[kind], n) for kind, n in counts.most_common() if kind not in ("plan", "table")]
    beside = [(naming().claims[kind], counts[kind]) for kind in ("plan", "table") if counts[kind]]
    total, held, holding = sum(n for _, n in own), len(audit.identities), sum(one.holds for one in audit.identities)
    if lang == "zh":
        parts = f"（{'、'.join(f'{name.zh}{n}' for name, n in own)}）" if own else ""
        more = f"，另有{'、'.join(f'{name.zh}{n}项' for name, n in beside)}" if beside else ""
        return f"共有数据{total}项{parts}{more}；核对算式{held}个，成立{holding}个。"
    parts = f" ({', '.join(f'{name.en}: {n}' for name, n in own)})" if own else ""
    more = f", apart from those in {' and '.join(f'{name.en} ({n})' for name, n in beside)}" if beside else ""
    return f"{total} claim{'' if total == 1 else 's'}{parts}{more}; {held} calculation{'' if held == 1 else 's'} checked, of which {holding} hold{'s' if holding == 1 else ''}."


def against_records(audit: Audit, lang: str) -> str:
    """How many claims the records bear out."""
    counts = Counter(match.verdict for match in audit.matches or ())
    names = naming().verdicts
    if lang == "zh":
        return "，".join(f"{names[name].zh}{counts[name]}项" for name in names) + "。"
    return ", ".join(f"{names[name].en.lower()}: {counts[name]}" for name in names) + "."


def since_before(moves: Moves, lang: str) -> str:
    """What moved, and how much was copied."""
    names, counts = naming().moves, moves.counts
    exact = sum(sentence.exact for sentence in moves.copied)
    year = said(lang, f"{moves.year}年的", f" of {moves.year}") if moves.year else ""
    if lang == "zh":
        told = "，".join(f"{names[name].zh}{counts[name]}项" for name in names)
        return f"与{year}报告（{moves.before.path.name}）相比：数据{told}；一字不差的句子{exact}句，只改了数字的{len(moves.copied) - exact}句。"
    told = ", ".join(f"{names[name].en.lower()}: {counts[name]}" for name in names)
    again = f"sentences copied word for word: {exact}, with only the numbers changed: {len(moves.copied) - exact}"
    return f"Compared with the report{year} ({moves.before.path.name}): claims {told}; {again}."


def moved(move: Move, lang: str) -> str:
    """`信访件：400件 → 427件（+27，+6.8%）`."""
    colon, name = said(lang, "：", ": "), move.claim.indicator or move.claim.quote
    if move.now is None or move.before is None:
        return name + colon + amount(move.claim, lang)
    text = f"{name}{colon}{amount(move.before, lang)} → {amount(move.now, lang)}"
    told = by_how_much(move, lang)
    return text + (said(lang, f"（{told}）", f" ({told})") if told else "")


def by_how_much(move: Move, lang: str) -> str:
    """`+27，+6.8%`; of a rate `+2个百分点`; "" where the number is the same."""
    if not move.change or move.now is None or move.before is None:
        return ""
    points = said(lang, "个百分点", " points") if move.claim.kind in ("rate", "growth", "points") and move.claim.unit == "%" else ""
    told = [_signed(number(move.change)) + points]
    if move.percent is not None:
        told.append(_signed(number(move.percent)) + "%")
    about = said(lang, "约", "about ") if move.now.approximate or move.before.approximate else ""
    return about + said(lang, "，", ", ").join(told)


def _signed(text: str) -> str:
    return text if text.startswith("−") else f"+{text}"


def percent_copied(moves: Moves, text: str) -> int:
    """How much of the text, in per cent, stands word for word in the year before's."""
    return _percent((sentence.end - sentence.start for sentence in moves.copied if sentence.exact), len(text))


def _percent(parts: Iterable[int], whole: int) -> int:
    return round(sum(parts) * 100 / whole) if whole else 0
