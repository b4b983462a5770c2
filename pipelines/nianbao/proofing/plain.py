"""A text as it reads, however it is spelt: wide and narrow signs are one, what nobody sees is gone."""

from __future__ import annotations

import re
import unicodedata

# Marks without width, of direction and of variants, the soft hyphen: a value that holds one reads the same without it.
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\uff0d]")
# NFKC would make digits and letters of these, and join them to the number beside them.
_SIGNS = re.compile("[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2100-\u218f\u2460-\u24ff\u2776-\u2793\u3200-\u33ff\U0001f100-\U0001f1ff]")
_RADICAL = re.compile("[\u2e80-\u2fdf]")

HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_DOTS = "·•‧∙⋅・･.。_*"
_APART = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
_PARTED = re.compile(rf"(?<=[{HAN}])[\s{re.escape(_DOTS)}-]{{1,3}}(?=[{HAN}])")
_BETWEEN = re.compile(rf"[\s{re.escape(_DOTS)}()-]+")


def plain(text: str) -> str:
    """The text with full-width signs and compatibility forms as what they stand for, one kind of dash, nothing unseen."""
    if text.isascii():
        return text
    text = _SIGNS.sub(" ", _UNSEEN.sub("", text))
    if _RADICAL.search(text):
        from nianbao.reading import text_of

        text = _RADICAL.sub(lambda found: text_of(found[0]), text)
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text))


def joined(text: str) -> str:
    """A plain text without the blanks between Chinese characters."""
    return _APART.sub("", text)


def undotted(text: str) -> str:
    """A plain text without dots and dashes between Chinese characters either."""
    return _PARTED.sub("", text)


def bare(text: str) -> str:
    """A plain text without blanks, dots, dashes and brackets: by it two spellings of one value are told to be one."""
    return _BETWEEN.sub("", text)


def spelt(value: str) -> re.Pattern[str]:
    """What finds the value in a plain text, whatever parts its characters."""
    between = rf"[\s{re.escape(_DOTS)}()-]*"
    return re.compile(between.join(map(re.escape, bare(value))), re.IGNORECASE)
