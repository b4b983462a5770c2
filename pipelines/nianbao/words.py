"""What is said twice: once in Chinese, once in English."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from pydantic import BaseModel, ConfigDict

Lang = Literal["zh", "en"]


class Words(BaseModel):
    """A text in Chinese (`zh`) and English (`en`); an empty English falls back on the Chinese."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str = ""

    def of(self, lang: str) -> str:
        """The text in `lang`, "zh" or "en"."""
        return self.en if lang == "en" and self.en else self.zh

    def __str__(self) -> str:
        return self.of(message_language())

    def json(self) -> dict[str, str]:
        """`{"zh": …, "en": …}`, English filled in."""
        return {"zh": self.zh, "en": self.of("en")}


def said(lang: str, zh: str, en: str) -> str:
    """The one of the two that is of the language."""
    return zh if lang == "zh" else en


def message_language() -> Lang:
    """The language of messages: NIANBAO_LANG, else English where the locale says so, else Chinese."""
    told = os.environ.get("NIANBAO_LANG", "")
    if told in ("zh", "en"):
        return told
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if locale.startswith("en") else "zh"


def listed(items: Iterable[object], lang: str) -> str:
    """The items in a row, as `lang` strings them together; a word for none."""
    text = ("、" if lang == "zh" else ", ").join(str(item) for item in items)
    return text or ("（无）" if lang == "zh" else "(none)")


def one(unit: str) -> str:
    """An English unit as it stands beside 1: petitions → petition, penalties → penalty, people → person."""
    if unit == "people":
        return "person"
    if unit.endswith("ies"):
        return unit[:-3] + "y"
    return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit


# What is longer is no slip of a name, and takes minutes to compare.
_LONGEST_NAME = 200


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None where none is near."""
    if len(name) > _LONGEST_NAME:
        return None
    found = get_close_matches(name, [one for one in known if len(one) <= _LONGEST_NAME], 1, 0.5)
    return found[0] if found else None
