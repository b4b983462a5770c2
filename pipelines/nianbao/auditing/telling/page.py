"""An audit as a page of its own: the report with its claims marked, what is wrong first. It fetches nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from nianbao.auditing.audit import Audit
from nianbao.auditing.issues import SEVERITIES
from nianbao.auditing.masthead import masthead
from nianbao.auditing.telling import parts
from nianbao.auditing.telling.marking import Marked, Tag
from nianbao.auditing.telling.naming import sentence
from nianbao.auditing.telling.sentences import counted, verdict
from nianbao.auditing.telling.tables import read_tables
from nianbao.markup import Cell, element, items, joined, stylesheet
from nianbao.steering import unsteered
from nianbao.words import said

_LONGEST_TITLE = 60
_TEMPLATES = Path(__file__).parent / "templates"


def as_page(audit: Audit, lang: str) -> str:
    """The whole page as HTML, in `lang`; the report's own words stay as they are."""
    marked = Marked(audit, lang)
    text = marked.html()
    title = _title(audit)
    found = joined([
        joined(parts.issues(marked.tags, audit, lang)), parts.records(audit, lang), parts.before(audit.moves, audit.document.text, lang),
        _text(text, lang), parts.identities(audit, lang), joined(parts.section(*one) for one in read_tables(audit, lang)), parts.every_claim(audit, lang),
    ])  # fmt: skip
    popovers = joined(parts.popover(group, audit, lang) for group in marked.groups)
    body = Markup('{}{}<main id="main" tabindex="-1">{}</main><div class="sources">{}</div>').format(
        _opening(audit, title, lang), _contents(marked.tags, audit, lang), found, popovers
    )
    return unsteered(_page(said(lang, f"核对：{title}", f"Audit: {title}"), lang, body))


def _title(audit: Audit) -> str:
    document = audit.document
    lines = [line.strip() for line in document.text.lstrip().split("\n\n")[0].splitlines()]
    first = "".join(lines[:2]) if len("".join(lines)) <= _LONGEST_TITLE else lines[0]
    return masthead(document.text).title or document.title or (first if len(first) <= _LONGEST_TITLE else document.path.name)


def _opening(audit: Audit, title: str, lang: str) -> Markup:
    about = [audit.document.path.name]
    if audit.year:
        about.append(said(lang, f"{audit.year}年", str(audit.year)))
    return Markup('<header><p class="office">{}</p><h1>{}</h1><p class="as-of">{}</p>{}<p class="verdict {}">{}</p><p>{}</p></header>').format(
        said(lang, "核对", "Audit"), title, said(lang, "　", " · ").join(about), joined(_notes(audit, lang)), "clean" if audit.clean else "fail", verdict(audit, lang),
        counted(audit, lang),
    )  # fmt: skip


def _notes(audit: Audit, lang: str) -> Iterator[Cell]:
    yield from (element("p", said(lang, "注意：", "Note: ") + sentence(note, lang), "note") for note in audit.notes)


def _text(text: Markup, lang: str) -> Markup:
    legend = said(
        lang,
        "下划线是数据，虚线是计划或表格里的数据，点按可看读作什么、与哪些数有关；× ! ? 后的数字是上面问题的编号。",
        "Claims are underlined (dashed for plans and tables); press one to see how it was read and which calculations use it. A number after ×, ! or ? refers to a finding above.",
    )
    quoted = Markup('<div class="report" lang="zh-CN">{}</div>').format(text)
    return parts.section("text", said(lang, "报告全文", "The report"), joined([element("p", legend, "legend"), quoted]))


def _contents(tags: Sequence[Tag], audit: Audit, lang: str) -> Markup:
    """Links to the sections, and to every error."""
    name = said(lang, "目录", "Contents")
    return Markup('<nav class="contents" aria-label="{}"><p>{}</p>{}</nav>').format(name, name, items(_links(tags, audit, lang)))


def _links(tags: Sequence[Tag], audit: Audit, lang: str) -> Iterator[Cell]:
    link = Markup('<a href="#{}">{}</a>')
    for severity in SEVERITIES:
        count = sum(tag.issue.severity == severity for tag in tags)
        if count:
            yield link.format(f"{severity}s", parts.heading_of(severity, count, lang))
    if audit.matches is not None:
        yield link.format("records", said(lang, "与记录核对", "Compared with the records"))
    if audit.moves is not None:
        yield link.format("before", parts.beside(audit.moves, lang))
    yield link.format("text", said(lang, "报告全文", "The report"))
    if audit.identities:
        yield link.format("identities", said(lang, "核对的算式", "Arithmetic"))
    for name, title, _ in read_tables(audit, lang):
        yield link.format(name, title)
    if audit.claims:
        yield link.format("claims", said(lang, "数据清单", "Claims"))


def _page(title: str, lang: str, body: Markup) -> str:
    script = (_TEMPLATES / "audit.js").read_text("utf-8")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return Markup(
        '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'sha256-{digest}\'; style-src \'unsafe-inline\'; '
        "img-src data:; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n<link rel="icon" href="data:,">\n<style>\n{style}</style>\n</head>\n'
        '<body class="audit">\n<a class="skip" href="#main">{skip}</a>\n{body}\n<script>{script}</script>\n</body>\n</html>\n'
    ).format(
        lang="zh-CN" if lang == "zh" else lang, digest=digest, title=title, style=Markup(stylesheet() + (_TEMPLATES / "audit.css").read_text("utf-8")),
        skip=said(lang, "跳到正文", "Skip to the text"), body=body, script=Markup(script),
    )  # fmt: skip
