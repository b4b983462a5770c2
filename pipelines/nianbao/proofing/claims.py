"""Numbers that a person has written, as what they claim: 427, 400余, 近450, 98.7%, 1.2万余元, over 400, 1.2 million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from nianbao.figures import Figure
from nianbao.review.marks import printed

_BEFORE = {
    "约": "about", "大约": "about", "about ": "about", "some ": "about", "近": "near", "nearly ": "near", "almost ": "near",
    "超过": "over", "超": "over", "逾": "over", "more than ": "over", "over ": "over", "不足": "under", "不到": "under",
    "under ": "under", "fewer than ": "under", "less than ": "under", "略高于": "over", "just over ": "over",
}  # fmt: skip
_SCALES = {"万": 10**4, "亿": 10**8, " million": 10**6, " billion": 10**9, "": 1}
_CLAIM = re.compile(
    rf"(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})?(?<![\d.])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)"
    r"(?P<scale>[万亿]| million\b| billion\b)?(?P<more>[余多])?(?P<late>[万亿])?(?P<percent>\s?%)?"
    r"(?P<unit>(?:元|个|件|起|次|场|份|人次|人|条|项|户|分|名)?(?=以上|以下))?(?P<after>以上|以下)?",
    re.IGNORECASE,
)
# A year, a month, a day, an article of law, a number in a list: no quantity that a figure could have.
_NO_QUANTITY_BEFORE = re.compile(r"第\s*$|[A-Za-z_-]$")
_NO_QUANTITY_AFTER = re.compile(r"\s*(?:[年月日号]|个工作日)")
_NUMBERING = re.compile(r"[(（]?$")
_AFTER_NUMBERING = re.compile(r"[、.)）]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_QUOTES = str.maketrans("“”„‟‘’「」『』", "\"\"\"\"''\"\"\"\"")
_NEAR, _ABOUT = Decimal("0.9"), Decimal("0.05")


@dataclass(frozen=True)
class Claim:
    """A quantity as written: its digits, its value (a percentage in hundredths), how it is meant, and where in the text it stands."""

    text: str
    number: str
    value: Decimal
    sense: str  # exact, more, about, near, over, under, from
    percent: bool
    step: Decimal  # one of the last digit that is not a nought
    digits: int  # after the point
    span: tuple[int, int]

    def holds(self, truth: Decimal, percent: bool, at_least: bool = False) -> bool:
        """Whether it is true of the number; `at_least` where the number itself is only known to be at least that."""
        if self.percent != percent:
            return False
        if self.sense == "exact":
            shown = truth.quantize(Decimal(1).scaleb(-self.digits)) if percent else truth
            return self.value == truth or (percent and self.value == shown and self.value not in (0, 100))
        low_end = self.value <= truth if at_least else self.value < truth
        return {
            "more": low_end and truth < self.value + self.step, "about": abs(truth - self.value) <= self.value * _ABOUT,
            "near": self.value * _NEAR <= truth < self.value, "over": low_end, "from": self.value <= truth,
            "under": truth < self.value,
        }[self.sense]  # fmt: skip


def narrowed(text: str) -> str:
    """The text with full-width digits and signs as narrow ones, each in its place."""
    return text.translate(_FULL_WIDTH)


def tidy(text: str) -> str:
    """The text as it is compared: full-width signs narrow, quotation marks alike, no spaces between Chinese."""
    narrow = normalize("NFKC", text).translate(_QUOTES)
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|[\u200b\u2060\ufeff]", "", " ".join(narrow.split()))


def claims(text: str) -> Iterator[Claim]:
    """The quantities that a text states, years, days and the numbers of lists and articles left out."""
    text = narrowed(text)
    for found in _CLAIM.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _NO_QUANTITY_BEFORE.search(before) or _NO_QUANTITY_AFTER.match(after):
            continue
        if _NUMBERING.fullmatch(before) and _AFTER_NUMBERING.match(after):
            continue
        yield _claim(found)


def claim_of(text: str) -> Claim | None:
    """The one quantity that the text is, or None."""
    found = _CLAIM.search(tidy(text))
    return _claim(found) if found else None


def agrees(claim: Claim, figure: Figure, of: str, lang: str) -> bool:
    """Whether the claim is true of what `of` the figure: exactly, or by meaning."""
    number, text = printed(figure, lang, of, None)
    if number is None:
        return claim.text == tidy(text)
    percent = figure.kind == "rate" and of in ("", "previous")
    truth = Decimal(abs(number).numerator) / Decimal(abs(number).denominator) if not isinstance(number, Decimal) else abs(number)
    if figure.kind == "rate" and of in ("", "previous", "change"):
        truth *= 100
    if figure.unit.zh in ("万元", "亿元"):
        truth *= _SCALES[figure.unit.zh[0]]
    if tidy(text) == claim.text or claim.holds(truth, percent, figure.amount.about == "over"):
        return True
    return not percent and figure.kind in ("mean", "rate") and claim.sense == "exact" and claim.value == round(truth, claim.digits)


def _claim(found: re.Match[str]) -> Claim:
    digits = found["number"].replace(",", "")
    scale = _SCALES[(found["scale"] or "").lower()] * _SCALES[found["late"] or ""]
    after_point = len(digits.partition(".")[2])
    noughts = 0 if after_point else len(digits) - len(digits.rstrip("0"))
    sense = {"以上": "from", "以下": "under"}.get(found["after"] or "") or ("more" if found["more"] else "")
    sense = sense or _BEFORE.get((found["before"] or "").lower(), "exact")
    return Claim(
        found[0], found["number"], Decimal(digits) * scale, sense, bool(found["percent"]), Decimal(10) ** (noughts - after_point) * scale, after_point,
        found.span(),
    )  # fmt: skip
