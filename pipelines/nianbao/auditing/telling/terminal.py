"""An audit as text for a terminal: what cannot be right first, each with its place, its reason and its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.auditing.audit import Audit
from nianbao.auditing.issues import SEVERITIES, Issue
from nianbao.auditing.telling.naming import SIGNS, arithmetic, naming, sentence, sides
from nianbao.auditing.telling.sentences import (
    against_records,
    counted,
    excerpt,
    moved,
    percent_copied,
    since_before,
    verdict,
)
from nianbao.dictionary import wrapped
from nianbao.words import Words, said

_SHOWN_COPIED = 10


def as_text(audit: Audit, lang: str, width: int = 100) -> str:
    """The report in lines of at most `width` columns; a Chinese character takes two."""
    lines = [_title(audit, lang), *_notes(audit, lang, width), verdict(audit, lang)]
    for severity in SEVERITIES:
        some = [issue for issue in audit.issues if issue.severity == severity]
        if some:
            name = naming().severities[severity].of(lang)
            lines += ["", f"{SIGNS[severity]} {name}{said(lang, f'（{len(some)}）', f' ({len(some)})')}"]
        for place, issue in enumerate(some, 1):
            lines += ["", *_issue(place, issue, audit, lang, width)]
    for part in (_records(audit, lang, width), _before(audit, lang, width)):
        lines += part
    return "\n".join([*lines, "", *wrapped(counted(audit, lang), width)])


def _title(audit: Audit, lang: str) -> str:
    year = said(lang, f"（{audit.year}年）", f" ({audit.year})") if audit.year else ""
    return f"{audit.document.path}{year}"


def _notes(audit: Audit, lang: str, width: int) -> Iterator[str]:
    for note in audit.notes:
        yield from wrapped(said(lang, "注意：", "Note: ") + sentence(note, lang), width)


def _issue(place: int, issue: Issue, audit: Audit, lang: str, width: int) -> Iterator[str]:
    finding = issue.finding
    indent = " " * 5
    first = f"{place:>3}. "
    if finding.end > finding.start:
        for start, end in [(finding.start, finding.end), *(one for one in issue.places if one[0] >= finding.end)]:
            yield from wrapped(_quoted(audit, start, end, lang), width, first, indent)
            first = indent
    yield from wrapped(sentence(finding.message, lang), width, first, indent)
    if issue.identity is not None:
        identity = audit.identities[issue.identity]
        told = sides(identity, lang)
        yield from wrapped(arithmetic(identity) + (said(lang, f"（{told}）", f" ({told})") if told else ""), width, indent, indent)
    if finding.law:
        yield from wrapped(said(lang, "依据：", "Law: ") + finding.law, width, indent, indent)
    if finding.look_up:
        yield from wrapped(said(lang, "查阅：", "Look up: ") + finding.look_up.of(lang).rstrip("。."), width, indent, indent)


def _quoted(audit: Audit, start: int, end: int, lang: str) -> str:
    """`第3行：…共开展【检查2000余次】，其中…`."""
    found = excerpt(audit.document, start, end)
    line = said(lang, f"第{found.line}行：", f"Line {found.line}: ")
    return f"{line}{found.before}【{found.quote}】{found.after}"


def _records(audit: Audit, lang: str, width: int) -> Iterator[str]:
    if audit.matches is None:
        return
    yield ""
    yield from wrapped(said(lang, "与记录核对：", "Compared with the records: ") + against_records(audit, lang), width)
    for match in audit.matches:
        if match.verdict == "differs":
            line = excerpt(audit.document, match.claim.start, match.claim.end).line
            told = Words(
                zh=f"第{line}行 {match.claim.quote}：记录是{match.record}（{match.figure}，{match.source.zh}）",
                en=f"Line {line}, {match.claim.quote}: the records say {match.record} ({match.figure}, {match.source.of('en')})",
            )
            yield from wrapped(told.of(lang), width, "  ", "    ")


def _before(audit: Audit, lang: str, width: int) -> Iterator[str]:
    moves = audit.moves
    if moves is None:
        return
    yield ""
    yield from wrapped(since_before(moves, lang), width)
    if some := moves.of("moved"):
        yield f"  {naming().moves['moved'].of(lang)}"
        for move in some:
            yield from wrapped(moved(move, lang), width, "    ", "      ")
    for status in ("appeared", "gone"):
        if some := moves.of(status):
            told = said(lang, "；", "; ").join(moved(move, lang) for move in some)
            yield from wrapped(naming().moves[status].of(lang) + said(lang, "：", ": ") + told, width, "  ", "    ")
    exact = [copied for copied in moves.copied if copied.exact]
    if exact:
        share = percent_copied(moves, audit.document.text)
        yield said(lang, f"  一字不差的句子（占全文{share}%）", f"  Copied word for word ({share}% of the text)")
    for copied in exact[:_SHOWN_COPIED]:
        found = excerpt(audit.document, copied.start, copied.end, 0)
        yield from wrapped(said(lang, f"第{found.line}行：{found.quote}", f"Line {found.line}: {found.quote}"), width, "    ", "      ")
    if (more := len(exact) - _SHOWN_COPIED) > 0:
        yield said(lang, f"    另有{more}句，见 --page 或 --json。", f"    {more} more: see --page or --json.")
