"""What every page of the site has: the look of the reviews, where one is, and links that lead on from any folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from nianbao.markup import EMPTY, Cell, element, joined, stylesheet
from nianbao.steering import unsteered
from nianbao.words import said

TEMPLATES = Path(__file__).parent / "templates"
_NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# A page that is opened as a file has no origin of its own in some browsers: they know its scheme.
_OWN_SCRIPT = f"{_NO_SCRIPT}; script-src 'self' file:"


def file_name(stem: str, lang: str) -> str:
    """`index.html`, in English `index.en.html`."""
    return f"{stem}.html" if lang == "zh" else f"{stem}.{lang}.html"


def link(target: str, page: str, words: Cell, label: str = "", lang: str = "", anchor: str = "") -> Markup:
    """A link from one place of the site to another, both as paths from its root; `label` is the name it goes by where the
    words alone say too little, `lang` the language of what it leads to."""
    href = quote(os.path.relpath(target, PurePosixPath(page).parent or ".").replace(os.sep, "/")) + (f"#{quote(anchor)}" if anchor else "")
    more = Markup(' aria-label="{}"').format(label) if label else EMPTY
    more += Markup(' hreflang="{0}" lang="{0}"').format("zh-CN" if lang == "zh" else lang) if lang else EMPTY
    return Markup('<a href="{}"{}>{}</a>').format(href, more, words)


def page(title: str, lang: str, trail: Sequence[Cell], body: Cell, script: str = "") -> bytes:
    """A whole page: the way to it (`trail`), then its body; `script` is the one it may run, beside it."""
    way = joined(element("li", step) for step in trail)
    nav = Markup('<nav class="trail" aria-label="{}"><ol>{}</ol></nav>').format(said(lang, "位置", "You are here"), way) if trail else EMPTY
    text = Markup(
        '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta name="color-scheme" content="light dark">\n'
        "<title>{title}</title>\n<style>\n{style}</style>\n{script}</head>\n"
        '<body class="site">\n<a class="skip" href="#main">{skip}</a>\n{nav}\n<main id="main" tabindex="-1">\n{body}\n</main>\n</body>\n</html>\n'
    ).format(
        lang="zh-CN" if lang == "zh" else lang, policy=_OWN_SCRIPT if script else _NO_SCRIPT, title=title,
        style=Markup(stylesheet() + (TEMPLATES / "site.css").read_text("utf-8")),
        script=Markup('<script src="{}" defer></script>\n').format(script) if script else EMPTY,
        skip=said(lang, "跳到正文", "Skip to the text"), nav=nav, body=body,
    )  # fmt: skip
    return unsteered(text).encode()


def office_name(name: Cell, synthetic: bool, lang: str) -> Cell:
    """The office's name; where its records are invented, it says so wherever it stands."""
    return f"{name}{said(lang, '（示例数据）', ' (sample data)')}" if synthetic else name


def other_languages(stem: str, where: str, lang: str, spoken: list[str]) -> Cell:
    """Links to the same page in the site's other languages; `stem` is its path without ending."""
    names = {"zh": "中文", "en": "English"}
    return joined(
        element("p", link(file_name(stem, other), where, names[other], lang=other), "other-language") for other in spoken if other != lang
    )
