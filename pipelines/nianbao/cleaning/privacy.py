"""What is personal leaves here: columns about people become keyed pseudonyms, patterns in other text are masked."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from functools import cache
from pathlib import Path

from nianbao.errors import CannotWrite

HIDDEN = "（个人信息）"

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[- ]?\d{7,8}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def pseudonym(kind: str, value: str, key: bytes) -> str:
    """Sixteen hex digits that stand for the value: the same for the same value, and without the key not to be undone."""
    plain = "".join(value.split()).upper()
    return hmac.new(key, f"{kind}\0{plain}".encode(), hashlib.sha256).hexdigest()[:16]


def masked(text: str) -> str:
    """The text with identity numbers, telephone numbers and e-mail addresses masked."""
    if not any(sign.isdigit() or sign == "@" for sign in text):
        return text
    text = _ID.sub(lambda found: HIDDEN if is_identity_number(found[0]) else found[0], text)
    for pattern in (_OLD_ID, _MOBILE, _LANDLINE, _EMAIL):
        text = pattern.sub(HIDDEN, text)
    return text


def is_identity_number(text: str) -> bool:
    """Whether the 18 characters end in the check digit of GB 11643."""
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, text[:17], strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def key_file() -> Path:
    """Where the key lies: NIANBAO_KEY_FILE, else in the user's own configuration folder, never in a workspace."""
    from platformdirs import user_config_path

    told = os.environ.get("NIANBAO_KEY_FILE")
    return Path(told) if told else user_config_path("nianbao") / "pseudonym.key"


@cache
def read_key(path: Path) -> bytes:
    """The key of this user, made on first use and readable by its owner only. Raises CannotWrite."""
    try:
        if not path.exists():
            _make_key(path)
        return bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise CannotWrite(path=path, problem=error) from None


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
    try:
        # A link never replaces: of two first runs at once, both go on with the key of one.
        os.link(new, path)
    except FileExistsError:
        pass
    finally:
        new.unlink()
