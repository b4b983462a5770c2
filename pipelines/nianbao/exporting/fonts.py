"""The typefaces of the PDF: the package's own, the same on every machine, or the machine's 仿宋, 小标宋, 黑体, 楷体."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from nianbao.errors import NoFont
from nianbao.review.typeface import FAMILY, font_file
from nianbao.words import Words

# A subset of Noto Serif CJK SC: the 8,105 characters of 通用规范汉字表, Latin, punctuation and signs. tools/body_font.py makes it.
BODY = "Nianbao Serif SC"
_PACKAGE = {"body": [BODY], "title": [BODY], "black": [FAMILY], "kai": [FAMILY]}
# What the kinds of type that GB/T 9704 asks for are called in font files.
_SYSTEM = {
    "body": (Words(zh="仿宋", en="FangSong"), ["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋"]),
    "title": (
        Words(zh="小标宋", en="XiaoBiaoSong"),
        ["FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "FZXiaoBiaoSong_GBK"],
    ),
    "black": (Words(zh="黑体", en="SimHei"), ["SimHei", "黑体", "STHeiti", "Heiti SC", "华文黑体"]),
    "kai": (Words(zh="楷体", en="KaiTi"), ["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Kaiti SC", "华文楷体"]),
}  # fmt: skip


@dataclass(frozen=True)
class Faces:
    """`families` of each kind of type (body, title, black, kai), the first that has a character setting it; the characters
    that any of them has; and the fonts as Typst loaded them. `drawn_bold`: heavier type is drawn, not a typeface of its own."""

    families: dict[str, list[str]]
    covered: frozenset[str]
    loaded: Any
    drawn_bold: bool


@cache
def faces_of(fonts: str) -> Faces:
    """The typefaces that office.yml asks for by `fonts`, "package" or "system". Raises NoFont."""
    import typst

    folders = [str(body_file().parent), str(font_file().parent)]
    system = fonts == "system"
    loaded = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=folders)
    chosen = {kind: [_found(kind, loaded.families())] for kind in _SYSTEM} if system else _PACKAGE
    # What the first lacks is set in the others, and the rarest characters in the typeface of the charts.
    families = {kind: list(dict.fromkeys([*first, *chosen["body"], BODY, FAMILY])) for kind, first in chosen.items()}
    used = {family for names in families.values() for family in names}
    covered = _covered((info.path, info.index) for info in loaded.fonts() if info.family in used)
    return Faces(families, covered, loaded, not system)


def body_file() -> Path:
    """The body's font file in the package."""
    return Path(str(resources.files("nianbao"))) / "fonts" / "NianbaoSerifSC-Regular.otf"


def _found(kind: str, there: Iterable[str]) -> str:
    named, names = _SYSTEM[kind]
    known = {family.casefold(): family for family in there}
    found = next((known[name.casefold()] for name in names if name.casefold() in known), None)
    if found is None:
        raise NoFont(kind=named, names=names)
    return found


def _covered(files: Iterable[tuple[str, int]]) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for path, number in sorted(set(files)):
        with TTFont(path, fontNumber=number, lazy=True) as font:
            covered |= font.getBestCmap().keys()
    return frozenset(map(chr, covered))


def system_state() -> list[list[object]]:
    """Which typefaces the machine has: family, file, its size and when it was changed; what `fonts: system` sets with hangs on it."""
    import typst

    found = {(info.family, str(info.path)) for info in typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()}
    stats = {path: Path(path).stat() for _, path in found}
    return [[family, path, stats[path].st_size, stats[path].st_mtime_ns] for family, path in sorted(found)]
