"""Chinese names in an English review: a screen reader's voice must know to read them as Chinese."""

from __future__ import annotations

import re

_TEXT = re.compile(r"(?<=>)[^<]+(?=<)")
_HAN = "〇㐀-鿿豈-﫿"
# From the first character to the last of one name, with what stands between and a number that leads: 2023年信访件（二）.
_NAME = re.compile(rf"\d*[{_HAN}](?:[\w（）《》〈〉“”、，：；。·.+-]*[{_HAN}）》〉])?")


def told_apart(html: str, lang: str) -> str:
    """The HTML with each run of Chinese in `<span lang="zh">`; a Chinese review stays as it is."""
    if lang == "zh":
        return html
    return _TEXT.sub(lambda text: _NAME.sub(r'<span lang="zh">\g<0></span>', text[0]), html)
