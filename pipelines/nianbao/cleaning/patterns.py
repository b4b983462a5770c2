"""Numbers by which a person can be found, as they look in any text, and what tells them from other numbers."""

from __future__ import annotations

import re

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# GA 36: province and office, then five signs, or six of a vehicle of new energy; I and O are in none.
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

# What stands behind a point within a number is its decimals.
ID = re.compile(r"(?<![0-9A-Za-z])(?<!\d\.)\d{17}[0-9Xx](?![0-9A-Za-z])")
# A slip in one digit leaves it the number of a person: a region, a day of birth of one who may come to an office, three digits and a sign.
ID_SHAPE = re.compile(rf"(?<![0-9A-Za-z])(?<!\d\.)[1-8]\d{{5}}(?:19\d\d|200\d|201[0-5]){_DAY}\d{{3}}[0-9Xx](?![0-9A-Za-z])")
# The same in groups, as people write it to be read aloud.
GROUPED_ID = re.compile(rf"(?<![0-9A-Za-z])(?<!\d[.,])[1-8]\d{{5}}[ .-](?:19\d\d|200\d|201[0-5])[ .-]?{_DAY}[ .-]\d{{3}}[0-9Xx](?![0-9A-Za-z]|[.,]\d)")
OLD_ID = re.compile(rf"(?<![0-9A-Za-z])[1-9]\d{{5}}\d{{2}}{_DAY}\d{{3}}(?![0-9A-Za-z])")
# In groups of four throughout, or in none: two long numbers side by side in a table are no card.
CARD = re.compile(r"(?<![0-9A-Za-z])(?<!\d\.)(?:62|[3-5]\d)\d{2}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{1,3})?(?![0-9A-Za-z])")
PLATE = re.compile(rf"[{PROVINCES}][A-HJ-NP-Z][·・•. ]?(?:[DF][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[DF]|[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])")
# A house by its number in a village or street: only the number tells one household from the next.
_AT = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
HOUSE = re.compile(
    rf"(?<=村|庄|屯|区|园|路|街|道|巷|弄)(?:同)?(?:{_AT}(?:区|组|队|排|条|巷|弄|号楼|栋|幢|座|单元|门|号|-))*{_AT}(?:号|门|户|室)(?:院|楼)?(?![文令机井桥泵闸线令公])"
)
# Of more than 64 signs no box has its name (RFC 5321); without that bound a long text is looked through once for each of its signs.
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def is_identity_number(text: str) -> bool:
    """Whether the 18 characters end in the check digit of GB 11643."""
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, text[:17], strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_card_number(text: str) -> bool:
    """Whether its 16 to 19 digits end in the check digit of ISO/IEC 7812 (Luhn)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(reversed(digits))]
    return 16 <= len(digits) <= 19 and sum(doubled) % 10 == 0
