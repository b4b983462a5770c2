"""The sections of the page: what is wrong, the records, the year before, the arithmetic, the tables, every claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from nianbao.auditing.audit import Audit
from nianbao.auditing.findings import Identity
from nianbao.auditing.issues import SEVERITIES, places_of
from nianbao.auditing.moves import Moves
from nianbao.auditing.pairing import Move
from nianbao.auditing.telling.marking import Group, Tag, where
from nianbao.auditing.telling.naming import SIGNS, amount, arithmetic, naming, outcome, sentence, sides
from nianbao.auditing.telling.sentences import against_records, by_how_much, excerpt, percent_copied, since_before
from nianbao.claims import Claim
from nianbao.markup import EMPTY, Cell, Column, element, items, joined, table
from nianbao.words import said


def section(name: str, heading: Cell, body: Cell) -> Markup:
    return Markup('<section id="{}"><h2>{}</h2>{}</section>').format(name, heading, body)


def folded(title: str, body: Cell, long: bool = False) -> Markup:
    """What need not be seen at once; on paper it stands open, but a `long` list of what is well is left out."""
    return Markup("<details{}><summary>{}</summary>{}</details>").format(Markup(' class="long"') if long else "", title, body)


def heading_of(severity: str, count: int, lang: str) -> Markup:
    """`× 不可能正确（1）`."""
    name = naming().severities[severity].of(lang)
    return Markup('<span aria-hidden="true">{} </span>{}').format(SIGNS[severity], name + said(lang, f"（{count}）", f" ({count})"))


def issues(tags: Sequence[Tag], audit: Audit, lang: str) -> Iterator[Markup]:
    """A section for each severity that there is, the gravest first."""
    for severity in SEVERITIES:
        some = [tag for tag in tags if tag.issue.severity == severity]
        if some:
            entries = joined(_entry(tag, audit, lang) for tag in some)
            body = Markup('<ol class="issues {}">{}</ol>').format(severity, entries)
            yield section(f"{severity}s", heading_of(severity, len(some), lang), body)


def _entry(tag: Tag, audit: Audit, lang: str) -> Markup:
    finding = tag.issue.finding
    lines = [element("p", sentence(finding.message, lang), "why")]
    if tag.issue.identity is not None:
        lines.append(_sum(audit.identities[tag.issue.identity], lang))
    if where(tag):
        lines.insert(0, joined(_place(tag, start, end, audit, lang) for start, end in _apart(tag)))
    if finding.law:
        lines.append(element("p", said(lang, "依据：", "Law: ") + finding.law, "law"))
    if finding.look_up:
        lines.append(element("p", said(lang, "查阅：", "Look up: ") + finding.look_up.of(lang).rstrip("。."), "look-up"))
    return Markup('<li id="{}" tabindex="-1">{}</li>').format(tag.id, joined(lines))


def _apart(tag: Tag) -> list[tuple[int, int]]:
    """The finding's own stretch, and the places beyond it."""
    finding = tag.issue.finding
    return [(finding.start, finding.end), *(place for place in tag.issue.places if place[0] >= finding.end)]


def _place(tag: Tag, start: int, end: int, audit: Audit, lang: str) -> Markup:
    found = excerpt(audit.document, start, end)
    line = said(lang, f"第{found.line}行", f"Line {found.line}")
    link = Markup('<a href="#at-{}">{}</a>').format(tag.id, line) if start == tag.issue.finding.start else line
    return Markup('<p class="place">{}{}<span class="quoted">{}<strong>{}</strong>{}</span></p>').format(
        link, said(lang, "　", " "), found.before, found.quote, found.after
    )


def _sum(identity: Identity, lang: str) -> Markup:
    told = sides(identity, lang)
    return element("p", arithmetic(identity) + (said(lang, f"（{told}）", f" ({told})") if told else ""), "sum")


def records(audit: Audit, lang: str) -> Markup:
    """Each claim beside the figure of the records; those that differ first, what the records do not know folded away."""
    if audit.matches is None:
        return EMPTY
    heads = [
        Column(said(lang, "报告", "The report")), Column(said(lang, "记录", "The records")), Column(said(lang, "数据名", "Figure")),
        Column(said(lang, "来源", "From")),
    ]  # fmt: skip
    parts: list[Cell] = [element("p", against_records(audit, lang))]
    for verdict, name in naming().verdicts.items():
        some = [match for match in audit.matches if match.verdict == verdict]
        if not some:
            continue
        caption = name.of(lang) + said(lang, f"（{len(some)}）", f" ({len(some)})")
        if verdict == "no record":
            parts.append(folded(caption, items((match.claim.quote for match in some), "quotes"), long=True))
            continue
        rows = [[_to(match.claim), match.record, match.figure, match.source.of(lang)] for match in some]
        shown = table(caption, heads, rows, css="stacked")
        parts.append(folded(caption, shown, long=True) if verdict == "matched" else shown)
    return section("records", said(lang, "与记录核对", "Compared with the records"), joined(parts))


def _to(claim: Claim) -> Markup:
    """A claim as a link to its place; the id is that of the numeral's mark."""
    return Markup('<a href="#text-{}">{}</a>').format(claim.number[0], claim.quote)


def before(moves: Moves | None, text: str, lang: str) -> Markup:
    """What moved since the year before, and what was copied from it."""
    if moves is None:
        return EMPTY
    heads = [
        Column(said(lang, "数据", "Claim")), Column(moves.beside.name.of(lang), True), Column(said(lang, "本报告", "This report"), True),
        Column(said(lang, "变化", "Change"), True),
    ]  # fmt: skip
    parts: list[Cell] = [element("p", since_before(moves, lang))]
    for status in ("moved", "same", "appeared", "gone"):
        some = moves.of(status)
        if not some:
            continue
        caption = naming().moves[status].of(lang) + said(lang, f"（{len(some)}）", f" ({len(some)})")
        if status == "moved":
            parts.append(table(caption, heads, (_move(move, lang) for move in some), css="stacked"))
        else:
            parts.append(folded(caption, items((_alone(move) for move in some), "quotes"), long=status == "same"))
    parts += _copied(moves, text, lang)
    return section("before", beside(moves, lang), joined(parts))


def beside(moves: Moves, lang: str) -> str:
    """`与上年报告相比`; the other's year, where it is not the one right before."""
    name = moves.beside.name
    return said(lang, f"与{name.zh}相比", f"Compared with {name.of('en')}")


def _move(move: Move, lang: str) -> list[Cell]:
    assert move.now is not None and move.before is not None
    return [_to(move.now), amount(move.before, lang), amount(move.now, lang), by_how_much(move, lang)]


def _alone(move: Move) -> Cell:
    return _to(move.now) if move.now else move.claim.quote


def _copied(moves: Moves, text: str, lang: str) -> Iterator[Markup]:
    for exact in (True, False):
        some = [copied for copied in moves.copied if copied.exact is exact]
        if some:
            share = percent_copied(moves, text)
            title = (
                said(lang, f"一字不差的句子（{len(some)}句，占全文{share}%）", f"Copied word for word ({len(some)} sentences, {share}% of the text)")
                if exact else said(lang, f"只改了数字的句子（{len(some)}句）", f"Only the numbers changed ({len(some)} sentences)")
            )  # fmt: skip
            yield folded(title, items((one.quote for one in some), "quotes"))


def identities(audit: Audit, lang: str) -> Markup:
    """The arithmetic, written out; what does not hold first, what holds folded away."""
    if not audit.identities:
        return EMPTY
    failing = [identity for identity in audit.identities if not identity.holds]
    holding = [identity for identity in audit.identities if identity.holds]
    parts: list[Cell] = []
    if failing:
        parts.append(_identities(said(lang, f"不相符（{len(failing)}）", f"Does not agree ({len(failing)})"), failing, audit, lang))
    if holding:
        caption = said(lang, f"成立（{len(holding)}）", f"Holds ({len(holding)})")
        parts.append(folded(caption, _identities(caption, holding, audit, lang)))
    return section("identities", said(lang, "核对的算式", "Arithmetic"), joined(parts))


def _identities(caption: str, some: Sequence[Identity], audit: Audit, lang: str) -> Markup:
    heads = [
        Column(said(lang, "种类", "Kind")), Column(said(lang, "算式", "Arithmetic")), Column(said(lang, "结果", "Outcome")),
        Column(said(lang, "出自", "From")),
    ]  # fmt: skip
    return table(caption, heads, (_identity(identity, audit, lang) for identity in some), css="identities stacked")


def _identity(identity: Identity, audit: Audit, lang: str) -> list[Cell]:
    name = naming().identities.get(identity.kind)
    told = sides(identity, lang) if not identity.holds else ""
    result = outcome(identity, lang) + (said(lang, f"：{told}", f": {told}") if told else "")
    claims = {(claim.start, claim.end): claim for claim in identity.claims}
    text = audit.document.text
    quotes = [_to(claims[place]) if place in claims else text[slice(*place)].strip()[:30] for place in places_of(identity)]
    css = "holds" if identity.holds else "fail"
    return [name.of(lang) if name else identity.kind, element("span", arithmetic(identity), "arithmetic"), element("span", result, css),
            element("span", joined(quotes, said(lang, "；", "; ")))]  # fmt: skip


def every_claim(audit: Audit, lang: str) -> Markup:
    """All claims in a table, folded away."""
    if not audit.claims:
        return EMPTY
    heads = [
        Column(said(lang, "原文", "As written")), Column(said(lang, "指标", "What is counted")), Column(said(lang, "读作", "Read as"), True),
        Column(said(lang, "种类", "Kind")),
    ]  # fmt: skip
    rows = [[_to(claim), claim.indicator, amount(claim, lang), naming().claims[claim.kind].of(lang)] for claim in audit.claims]
    title = said(lang, f"全部数据（{len(rows)}）", f"Every claim ({len(rows)})")
    return section("claims", said(lang, "数据清单", "Claims"), folded(title, table(title, heads, rows, css="stacked")))


def popover(group: Group, audit: Audit, lang: str) -> Markup:
    """What the button over a numeral opens: each claim of it, what the records say, the arithmetic that it takes part in."""
    close = Markup('<button type="button" class="close" popovertarget="{}" popovertargetaction="hide">{}</button>')
    body = joined(_about(claim, audit, lang) for claim in group.claims)
    label = group.claims[0].indicator or group.claims[0].quote
    return Markup('<div class="source" id="{0}" popover role="dialog" aria-label="{1}">{2}{3}</div>').format(
        group.id, label, body, close.format(group.id, said(lang, "关闭", "Close"))
    )


def _about(claim: Claim, audit: Audit, lang: str) -> Markup:
    kind = naming().claims[claim.kind].of(lang)
    facts: list[tuple[str, Cell]] = [(said(lang, "种类", "Kind"), kind)]
    if claim.sense != "exact" and claim.sense in naming().senses:
        facts.append((said(lang, f"“{claim.word}”", f"“{claim.word}”"), naming().senses[claim.sense].of(lang)))
    if claim.implied:
        facts.append((said(lang, "没有写数", "No numeral"), said(lang, "由文字推出", "implied by the wording")))
    if claim.period:
        facts.append((said(lang, "期间", "Period"), claim.period))
    if claim.kind == "plan":
        facts.append((said(lang, "计划", "Plan"), said(lang, "不计入本年", "not counted for this year")))
    if match := audit.figures.get(claim):
        told = naming().verdicts[match.verdict].of(lang)
        told += said(lang, f"：{match.record}（{match.figure}）", f": {match.record} ({match.figure})") if match.figure else ""
        facts.append((said(lang, "记录", "Records"), told))
    facts += [(said(lang, "算式", "Arithmetic"), f"{arithmetic(one)}　{outcome(one, lang)}") for one in audit.taking_part.get(claim, ())]
    rows = joined(Markup("<dt>{}</dt><dd>{}</dd>").format(*fact) for fact in facts)
    return Markup('<p class="source-label">{}</p><p class="source-value">{}</p><dl>{}</dl>').format(
        claim.indicator or claim.quote, amount(claim, lang), rows
    )
