"""What is personal leaves here: columns about people become keyed pseudonyms, patterns in other text are masked."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from collections.abc import Callable
from glob import escape
from pathlib import Path

from nianbao.cleaning.patterns import (
    CARD,
    EMAIL,
    GROUPED_ID,
    HOUSE,
    ID,
    ID_SHAPE,
    OLD_ID,
    PLATE,
    PROVINCES,
    is_card_number,
    is_identity_number,
)
from nianbao.errors import BadKey, CannotWrite, KeyNotPrivate
from nianbao.errors.system import reason
from nianbao.folders import make_way, sweep, to_disk
from nianbao.reading.cells import PLAIN_SIGNS

HIDDEN = "（个人信息）"
# The same as `text_of` gives it, of a record that was masked before.
_HIDDEN_BEFORE = "(个人信息)"

_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:(?:[- ]?\d{4}){2}|(?:\.\d{4}){2})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[- ]?\d{7,8}(?!\d)")
# What no number of a person but a plate and a house's is without.
_TEN_DIGITS = re.compile(r"\d(?:\D{0,2}\d){9}")
# Sign for sign: what is masked in the narrow text is masked at the same place in the text itself.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "} | dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Of texts as `text_of` gives them, what every one has in which `masked` finds something, as RE2 reads it: ten digits near one
# another, a sign of e-mail, a plate's beginning, a house behind its street; or a sign out of the common, to be looked at.
HINT = (
    rf"[^ {PLAIN_SIGNS}]|@|[0-9](?:[^0-9]{{0,2}}[0-9]){{9}}"
    rf"|[{PROVINCES}][A-HJ-NP-Z]|[村庄屯区园路街道巷弄]同?[0-9一二三四五六七八九十]|个人信息"
)
# The same of a record's number, which is itself many digits: in a row eleven, or fifteen and more, or some in groups.
HINT_OF_NUMBERS = (
    rf"[^ {PLAIN_SIGNS}]|@|(?:^|[^0-9])(?:86)?[01][0-9]{{9,11}}(?:[^0-9]|$)|(?:^|[^0-9A-Za-z])[0-9]{{15,19}}(?:[^0-9A-WYZa-wyz]|$)"
    rf"|[0-9]{{2}}[^0-9A-Za-z]{{1,2}}[0-9]{{3,8}}[^0-9A-Za-z]{{0,2}}[0-9]{{3}}|[{PROVINCES}][A-HJ-NP-Z]|[村庄屯区园路街道巷弄]同?[0-9一二三四五六七八九十]|个人信息"
)
# What a number, a date or an amount is written with; other words in such a cell have slipped there from beside it.
_OF_NUMBERS = re.compile(
    r"[\d\W_]|[年月日号时分秒旬初中底末周季度上下半第至到元角圆整万亿千百十〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖拾佰仟廿余约多近以左右超过不足件次人起个名户份条场项户米亩吨天"
    r"未待定办结无缺有填写明暂定合计共约大概平均级类等甲乙丙丁]|(?<![A-Za-z])[A-Za-z]{1,3}(?![A-Za-z])"
)


def pseudonym(kind: str, value: str, key: bytes) -> str:
    """Sixteen hex digits that stand for the value: the same for the same value, and without the key not to be undone."""
    plain = "".join(value.split()).upper()
    return hmac.digest(key, f"{kind}\0{plain}".encode(), "sha256").hex()[:16]


def masked(text: str) -> str:
    """The text with the numbers masked by which people are found: identity numbers (with a slip in them too), bank
    cards, telephones, plates, e-mail addresses, and the numbers of houses.

    A name has no look of its own, and stays: what may hold names is marked as personal in the table.
    """
    text = text.replace(_HIDDEN_BEFORE, HIDDEN)
    if not any(sign.isdigit() or sign in "@＠一二三四五六七八九十" for sign in text):
        return text
    text = _UNSEEN.sub("", text)
    narrow = text if text.isascii() else text.translate(_NARROW)
    if _TEN_DIGITS.search(narrow):
        text = _without(text, ID, is_identity_number)
        text = _without(text, CARD, is_card_number)
        for pattern in (ID_SHAPE, GROUPED_ID, OLD_ID, _MOBILE, _LANDLINE):
            text = _without(text, pattern)
    for pattern in (PLATE, HOUSE, EMAIL):
        text = _without(text, pattern)
    return text


def numbered(text: str, key: bytes) -> str:
    """A record's own number. Where a person's stands in its place it becomes one that tells it from others and nothing of the person."""
    text = text.replace(_HIDDEN_BEFORE, HIDDEN)
    return text if masked(text) == text else f"{HIDDEN}{pseudonym('record', text, key)}"


def _without(text: str, pattern: re.Pattern[str], check: Callable[[str], bool] | None = None) -> str:
    parts, end = [], 0
    for found in pattern.finditer(text if text.isascii() else text.translate(_NARROW)):
        if check is None or check(found[0]):
            parts += [text[end : found.start()], HIDDEN]
            end = found.end()
    return "".join([*parts, text[end:]])


def masked_cell(text: str, kind: str) -> str:
    """What quarantine shows of a cell that cannot be read as a `kind` of column: nothing, where words stand among numbers."""
    if kind in ("text", "category") or not _OF_NUMBERS.sub("", text):
        return masked(text)
    return HIDDEN


def key_file() -> Path:
    """Where the key lies: NIANBAO_KEY_FILE, else in the user's own configuration folder, never in a workspace."""
    from platformdirs import user_config_path

    told = os.environ.get("NIANBAO_KEY_FILE")
    return Path(told) if told else user_config_path("nianbao") / "pseudonym.key"


def key_fingerprint() -> str:
    """Sixteen hex digits that tell one key from another and nothing of either. Raises CannotWrite, BadKey."""
    return pseudonym("key", "fingerprint", read_key(key_file()))


def read_key(path: Path) -> bytes:
    """The key of this user, made on first use and readable by its owner only. Raises CannotWrite, BadKey, KeyNotPrivate."""
    try:
        if not path.exists():
            _make_key(path)
        _require_private(path)
        key = bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise CannotWrite(path=path, problem=reason(error)) from None
    except ValueError:
        raise BadKey(path=path) from None
    if not key:  # pseudonyms made without one could be undone by anybody
        raise BadKey(path=path)
    return key


def _require_private(path: Path) -> None:
    """Whoever reads the key can tell who a pseudonym is; whoever may write beside it can put another in its place. Raises KeyNotPrivate."""
    if os.name != "posix":
        return
    found, folder = path.stat(), stat.S_IMODE(path.parent.stat().st_mode)
    file = stat.S_IMODE(found.st_mode)
    # A secret that a cluster has put there belongs to root, and to us by its group alone.
    if file & (0o077 if found.st_uid == os.geteuid() else 0o027):
        raise KeyNotPrivate(path=path, mode=f"{file:04o}", command=f"chmod 600 {path}")
    if folder & 0o022 and not folder & stat.S_ISVTX:
        raise KeyNotPrivate(path=path.parent, mode=f"{folder:04o}", command=f"chmod 700 {path.parent}")


def _make_key(path: Path) -> None:
    above = make_way(path.parent)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    sweep(path.parent, escape(path.name))
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        to_disk(new)
        # A link never replaces: of two first runs at once, both go on with the key of one.
        os.link(new, path)
    except FileExistsError:
        pass
    finally:
        new.unlink(missing_ok=True)
    # Pseudonyms made with a key that a loss of power took would never meet those made with the next.
    to_disk(path.parent, path.parent.parent, *above)
