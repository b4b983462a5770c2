"""Names in code for what a file calls in Chinese: by pinyin, in small Latin letters, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from nianbao.errors import BadCondition
from nianbao.reading import bare_name
from nianbao.tables import condition

_LONGEST = 40
_YEARS = re.compile(r"(?:19|20)\d{2}\s*(?:年度|年|[-/.](?:19|20)?\d{2})?|第?[一二三四1-4]季度|(?:上|下)半年|\d{1,2}\s*月份?|[(〔\[【][^)〕\]】]*[)〕\]】]|副本|最终版?|\d+")
_GENERAL = re.compile(r"(?:登记表|登记簿|登记|汇总表|明细表|统计表|一览表|台账|台帐|清单|名册|记录表?|信息表|导出|表)$")


def pinyin_name(text: str, otherwise: str = "item") -> str:
    """信访编号（省） → xin_fang_bian_hao: small letters, digits and underscores, a letter first."""
    from pypinyin import lazy_pinyin

    plain = unicodedata.normalize("NFKC", bare_name(text) or text)
    syllables = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(plain)).lower())
    name = ""
    for syllable in syllables:
        if name and len(name) + len(syllable) >= _LONGEST:
            break
        name = f"{name}_{syllable}" if name else syllable
    if not name:
        return otherwise
    return name[:_LONGEST] if name[0].isalpha() else f"{otherwise}_{name}"[:_LONGEST]


def once(name: str, taken: Collection[str]) -> str:
    """The name, with a number where it is taken already."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def is_free_word(name: str) -> bool:
    """Whether YAML and conditions can name the column: `true` and `order` are words of their own."""
    if name in ("null", "true", "false"):
        return False
    try:
        condition(f"{name} is null", {name}, name)
    except BadCondition:
        return False
    return True


def file_words(file: str) -> str:
    """A file's name without what changes from year to year: 2023年走访_台账（最终版）.xlsx → 走访 台账."""
    stem = unicodedata.normalize("NFKC", file).rpartition(".")[0] or unicodedata.normalize("NFKC", file)
    return " ".join(re.sub(r"[-_.\s]+", " ", _YEARS.sub(" ", stem)).split()) or stem


def file_pattern(words: str) -> str:
    """The pattern of files whose names hold the words in this order."""
    return f"*{'*'.join(words.replace('[', '?').split())}*"


def title_words(words: str) -> str:
    """走访台账 → 走访: what the records are of."""
    shorter = _GENERAL.sub("", words)
    return shorter if len(shorter) >= 2 else words
