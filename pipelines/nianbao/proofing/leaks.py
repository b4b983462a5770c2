"""The last gate before a review is written: nothing personal stands in any output.

Looked for are the values of the raw files' personal columns, and numbers by which a person can be found. What is found is
told by kind, place and origin, never by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.cleaning.patterns import CARD, EMAIL, ID, ID_SHAPE, PLATE, is_card_number, is_identity_number
from nianbao.errors import PersonalInOutput
from nianbao.proofing.known import Known, Origin, known_of
from nianbao.proofing.pieces import Piece, pieces
from nianbao.words import Words
from nianbao.work import Work

_KINDS: dict[str, Words] = {
    "name": Words(zh="姓名", en="a name"),
    "id_number": Words(zh="证件号码", en="an identity number"),
    "phone": Words(zh="电话号码", en="a telephone number"),
    "address": Words(zh="住址", en="an address"),
    "free_text": Words(zh="涉及个人的文字", en="text about people"),
    "email": Words(zh="电子邮箱", en="an e-mail address"),
    "card": Words(zh="银行卡号", en="a bank card's number"),
    "plate": Words(zh="车牌号", en="a vehicle's plate"),
}
# In a table three numbers may stand side by side as a telephone number's parts do: only hyphens join them here.
_MOBILE = re.compile(r"(?<![0-9A-Za-z#])(?<!\d\.)(?:\+?86-?)?1[3-9]\d(?:-?\d{4}){2}(?![0-9A-Za-z]|\.\d)")
_LANDLINE = re.compile(r"(?<![0-9A-Za-z#])(?<!\d\.)(?:\(0\d{2,3}\)|0\d{2,3}-?)[2-9]\d{6,7}(?![0-9A-Za-z]|\.\d)")
_SPACED = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]\d{4}){2}(?!\d)")
_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool] | None], ...] = (
    ("id_number", ID, is_identity_number), ("id_number", ID_SHAPE, None), ("phone", _MOBILE, None), ("phone", _LANDLINE, None),
    ("email", EMAIL, None), ("card", CARD, is_card_number), ("plate", PLATE, None),
)  # fmt: skip

_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}]{{2,}}")
_SOME_HAN = re.compile(rf"[{_HAN}]")
_WORD = re.compile(r"(?<![0-9A-Za-z#])(?<!\d\.)[0-9A-Za-z][0-9A-Za-z-]{5,}[0-9A-Za-z]")
_BROKEN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
# A name of two characters is within many a word: it is one where it stands alone, or where these stand beside it.
_BEFORE = ("信访人", "当事人", "举报人", "村民", "居民", "申请人", "原告", "甲方", "乙方", "由", "经", "与", "和")
_AFTER = ("同志", "先生", "女士", "反映", "举报", "来访", "来电", "来信", "等人", "等", "与", "和", "之间", "因", "诉")
_SHOWN = 5


@dataclass(frozen=True)
class Leak:
    """One finding: what kind of value, in which output and where, and the raw row that it comes from."""

    output: str
    where: Words
    kind: str
    origin: Origin | None

    @property
    def told(self) -> Words:
        kind = _KINDS[self.kind]
        origin = self.origin.place if self.origin else None
        return Words(
            zh=f"{self.where.zh}有{kind.zh}" + (f"（与原始文件 {origin.zh} 的相同）" if origin else ""),
            en=f"{kind.of('en')} in {self.where.of('en')}" + (f" (that of {origin.of('en')})" if origin else ""),
        )


def require_private(work: Work, folder: Path) -> None:
    """Reads every file below `folder`. Raises PersonalInOutput where one holds what is personal; a draft is refused as well."""
    known = known_of(work)
    search = Search(known)
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    # What people read comes first: there the place is told by its heading.
    for own in sorted(files, key=lambda own: (len(own.parts), own)):
        name, path = own.as_posix(), files[own]
        found = list(dict.fromkeys(Leak(name, piece.where, kind, origin) for piece in pieces(path) for kind, origin in search.within(piece)))
        if found:
            told = [leak.told for leak in found[:_SHOWN]]
            more = len(found) - len(told)
            zh, en = "；".join(one.zh for one in told), "; ".join(one.of("en") for one in told)
            facts = Words(zh=zh + (f"；另有{more}处" if more else ""), en=en + (f"; and {more} more" if more else ""))
            raise PersonalInOutput(output=name, found=facts)


class Search:
    """Looks for the secrets of the raw files, all at once, and for patterns."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.long: dict[str, list[tuple[str, str, Origin]]] = {}
        self.words: dict[str, Origin] = {}
        for value, origin in known.secrets().items():
            # A value is looked for by its longest run of Chinese; what has none is a word of its own.
            runs = sorted(_RUN.findall(value), key=len)
            if runs:
                self.long.setdefault(runs[-1][:2], []).append((runs[-1], value, origin))
            elif not _SOME_HAN.search(value):
                self.words[value.replace("-", "").upper()] = origin
        self.seen: dict[str, list[tuple[str, str, Origin]]] = {}

    def within(self, piece: Piece) -> Iterator[tuple[str, Origin | None]]:
        """The kind of each finding and the raw row that it comes from."""
        text = piece.text
        for run in dict.fromkeys(_RUN.findall(_BROKEN.sub("", text))):
            for needle, value, origin in self._in(run):
                if self._stands(needle, value, run, text):
                    yield origin.kind, origin
        for word in dict.fromkeys([*_WORD.findall(text), *_SPACED.findall(text)]):
            if origin := self.words.get(re.sub(r"[ -]", "", word).upper()):
                yield origin.kind, origin
        for kind, pattern, check in _PATTERNS:
            for found in pattern.finditer(text):
                if (check is None or check(found[0])) and found[0] not in self.known.named:
                    yield kind, self.words.get(found[0].replace("-", "").upper())

    def _in(self, run: str) -> list[tuple[str, str, Origin]]:
        """The secrets whose longest run of Chinese is in this one."""
        if run not in self.seen:
            self.seen[run] = [
                secret for place in range(len(run) - 1) for secret in self.long.get(run[place : place + 2], ())
                if run.startswith(secret[0], place)
            ]  # fmt: skip
        return self.seen[run]

    def _stands(self, needle: str, value: str, run: str, text: str) -> bool:
        """Whether the whole value is there, and a short name as a name."""
        if needle != value:
            return value in "".join(text.split())
        if len(value) > 2 or run == value:
            return True
        before, _, after = run.partition(value)
        return (not before or before.endswith(_BEFORE)) and (not after or after.startswith(_AFTER))
