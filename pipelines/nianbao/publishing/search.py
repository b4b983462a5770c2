"""The index that the site's search reads: offices, titles, headings, names of figures and prose of every newest edition."""

from __future__ import annotations

import json
import re
from typing import Any

from nianbao.publishing.pages import file_name
from nianbao.publishing.year_page import folder

Facts = dict[str, Any]
_CHINESE = re.compile("[一-鿿]")


def index_name(lang: str) -> str:
    """`search-index.js`, in English `search-index.en.js`."""
    return file_name("search-index", lang).removesuffix("html") + "js"


def index(shown: list[Facts]) -> bytes:
    """A script that hands the index over: as a script, unlike as data, a page opened from a folder may load it."""
    found = json.dumps([_review(facts) for facts in shown], ensure_ascii=False, separators=(",", ":"))
    # As text of a script: nothing in it may end it, or a line of it.
    for sign in "<>\u2028\u2029":
        found = found.replace(sign, f"\\u{ord(sign):04x}")
    return f"self.nianbaoIndex={found};\n".encode()


def _review(facts: Facts) -> Facts:
    """`o` office, `y` year, `t` title, `u` address, `k` how it is typed, `s` sections: anchor, heading, text, labels, typed."""
    lang = facts["lang"]
    return {
        "o": facts["name"][lang], "y": facts["year"], "t": facts["title"], "u": f"{folder(facts)}/{facts['newest']}/review.html",
        "k": typed(facts["name"]["zh"]),
        "s": [
            [section["id"], section["heading"], section["text"], "\n".join(section["labels"]), typed(section["heading"])]
            for section in facts["sections"] if section["text"] or section["labels"]
        ],
    }  # fmt: skip


def typed(text: str) -> str:
    """Chinese as it is typed: in full and by first letters, `xinfanggongzuo xfgz`; empty for other text."""
    from pypinyin import lazy_pinyin

    if not _CHINESE.search(text):
        return ""
    syllables = lazy_pinyin(text, errors="ignore")
    return f"{''.join(syllables)} {''.join(syllable[0] for syllable in syllables)}"
