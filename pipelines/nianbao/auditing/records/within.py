"""The marked numbers of a page of ours against themselves: each text and its `value`, and the same figure wherever it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from nianbao.auditing.document import Document, Mark
from nianbao.auditing.findings import Finding
from nianbao.claims import Claim, bare_numbers
from nianbao.review.marks import exact
from nianbao.words import Words

_LOOK_UP = Words(zh="用 nianbao verify 核对文件；重新运行 nianbao run 可重新生成。", en="nianbao verify checks the file; nianbao run generates it again")


def marks_apart(document: Document) -> Iterator[Finding]:
    """Every marked number whose text is not its `value`, whose `value` is not what the page says of it elsewhere, or is not its part over its whole."""
    told = _told(document)
    for mark in document.marks:
        text, value = document.quote(mark.start, mark.end), mark.attributes.get("value", "")
        usual, times = told[_name(mark)].most_common(1)[0]
        if not _is_of(text, value, mark):
            yield _finding(document, mark, f"显示“{text}”，value 是“{value}”", f"it shows “{text}”, its value is “{value}”")
        elif value != usual and times > 1:
            yield _finding(document, mark, f"value 是“{value}”，别处是“{usual}”", f"its value is “{value}”, elsewhere “{usual}”")
        elif (quotient := _quotient(mark, told)) is not None and value != quotient:
            yield _finding(document, mark, f"value 是“{value}”，分子除以分母是“{quotient}”", f"its value is “{value}”, part over whole is “{quotient}”")


def _told(document: Document) -> dict[tuple[str, ...], Counter[str]]:
    """What the page gives as the value of each figure, and how often."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for mark in document.marks:
        found.setdefault(_name(mark), Counter())[mark.attributes.get("value", "")] += 1
    return found


def _name(mark: Mark, of: str | None = None) -> tuple[str, ...]:
    told = [mark.attributes.get(name, "") for name in ("data-figure", "data-by", "data-key", "data-office")]
    return (*told, mark.attributes.get("data-of", "") if of is None else of)


def _is_of(text: str, value: str, mark: Mark) -> bool:
    """Whether the text can stand for the number; words (若干, 无可计算) stand for none."""
    claim = next(bare_numbers(text), None)
    if claim is None or not value:
        return not value and claim is None
    try:
        number = abs(Decimal(value))
    except InvalidOperation:
        return False
    percent = claim.unit == "%"
    steps = {number, number * 100} if mark.attributes.get("data-of") == "change" else {number}  # of a rate in percent points
    return any(_holds(claim, one) for one in ({number * 100} if percent else steps))


def _holds(claim: Claim, number: Decimal) -> bool:
    """Whether the claim is true of it, or of it where it is known to be at least that; what has a fraction is printed with
    one digit of it at most."""
    if claim.sense != "exact":
        return claim.holds(number) or (claim.sense in ("more", "over") and claim.value == number)
    return claim.value == number or (number % 1 != 0 and abs(claim.value - number) * 20 <= 1)


def _quotient(mark: Mark, told: dict[tuple[str, ...], Counter[str]]) -> str | None:
    """Of a rate its part over its whole, where the page prints both."""
    of = mark.attributes.get("data-of", "")
    if of not in ("", "previous"):
        return None
    numbers = [told.get(_name(mark, f"{of}-{piece}" if of else piece)) for piece in ("part", "whole")]
    if not all(numbers):
        return None
    part, whole = (Decimal(one.most_common(1)[0][0]) for one in numbers if one)
    return exact(part / whole) if whole else None  # type: ignore[arg-type]


def _finding(document: Document, mark: Mark, zh: str, en: str) -> Finding:
    name = mark.attributes.get("data-figure", "")
    message = Words(zh=f"页面上的数与它自己的标记不一致（{name}）：{zh}。", en=f"A number on the page does not match its own markup ({name}): {en}.")
    return Finding("tampered", "error", document.quote(mark.start, mark.end), mark.start, mark.end, message, _LOOK_UP)
