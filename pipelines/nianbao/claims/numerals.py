"""Numerals as they are written in Chinese prose: 1,234 · 20 000 · １２ · 1.2万余 · 两万余 · 十七 · 百分之三."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.claims.model import Span

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
_CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
_MOST = 15  # digits of a quantity; longer rows of them are numbers of accounts, codes or rubbish
_LONGEST = 30  # characters of one: 九千九百九十九万九千九百九十九亿…
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]"  # what takes no room on a page: 1\u00ad0 is 10
_MORE = "(?:[余多几+]|来(?![访信电函自源]))"
# Full-width digits and signs, each in its place, so that offsets stay what they are.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？（）"} | {0x3000: 0x20, 0xA0: 0x20, 0x2009: 0x20, 0x202F: 0x20}
_RUBBISH = re.compile(rf"[\d０-９.,]{{400,}}|{_CHINESE}{{100,}}")  # a table that a page has glued together is shorter
_COMMA = re.compile(r"[,;](?=[ ]?[\u4e00-\u9fff“《（(])|(?<=[\u4e00-\u9fff”》）)%％])[,;]")

_ARABIC = re.compile(
    r"(?<![\dA-Za-z_#/])(?<![\d.]\.)(?<!\d[,.\-])(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?! ?\d)|"
    rf"\d+(?:{_UNSEEN}+\d+)*)(?P<fraction>\.\d+)?"
    rf"(?:\s?(?P<scale>百万|千万|百亿|千亿|万亿|百(?!分|户|姓)|千(?![克米瓦卡伏])|[万亿]))?(?P<more>\s?{_MORE})?(?P<late>[万亿])?"
)
_CHINESE_NUMERAL = re.compile(
    rf"(?P<cent_arabic>[百千万]分之)(?P<digits>\d+(?:\.\d+)?)"
    rf"|(?P<cent>[百千万]分之)?(?<![\d.])(?P<number>{_CHINESE}+(?:点[零〇一二三四五六七八九]+)?)(?P<more>[余多来几])?(?P<late>[万亿])?"
)
# 超九成, 六成以上: only where a word makes the tenths a share, as 一成不变 and 统一成立 are none.
_TENTHS = re.compile(r"(?<=[超近约逾占达过到])(?P<first>[一二三四五六七八九])成(?P<half>半)?(?=[，。；、！）的以左多\s]|$)|(?P<other>[一二三四五六七八九])成(?=以上|左右|多)")
_CENTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}


@dataclass(frozen=True)
class Numeral:
    """A number as written: its value, one of its last digit that is not a nought, whether 余 or 多 follows it, and how it is written."""

    span: Span
    value: Decimal
    step: Decimal
    more: str = ""
    chinese: bool = False
    percent: bool = False  # 百分之三 is 3 percent points


def narrow(text: str) -> str:
    """The text with full-width digits, letters and signs as narrow ones and with Chinese commas, each in its place."""
    return widened(text.translate(_NARROW))


def widened(text: str) -> str:
    """The text with `，` and `；` for the narrow ones beside Chinese words, as which some pages write them, and with § for
    rows of digits so long that they say nothing: what looks for numbers would look at each of them from each of its places."""
    text = _RUBBISH.sub(lambda found: "§" * len(found[0]), text)
    return _COMMA.sub(lambda found: "，" if found[0] == "," else "；", text)


def numerals(text: str, counting: re.Pattern[str] = re.compile("")) -> Iterator[Numeral]:
    """Every numeral of a narrow text that is written as one, in digits first, then in characters; of those only what a word of
    `counting` follows, as 一 and 三 are in half of all sentences; shares in tenths last."""
    yield from filter(None, map(_arabic, _ARABIC.finditer(text)))
    for found in _CHINESE_NUMERAL.finditer(text):
        if (found["cent"] or found["cent_arabic"] or counting.match(text, found.end())) and (numeral := _chinese(found)):
            yield numeral
    for found in _TENTHS.finditer(text):
        tenths = Decimal(_DIGITS[found["first"] or found["other"]] * 10 + (5 if found["half"] else 0))
        yield Numeral(found.span(), tenths, _step(tenths), chinese=True, percent=True)


def chinese_value(text: str) -> int | None:
    """`十七` → 17, `两万三千` → 23000, `二〇二三` → 2023; None where the characters are no number: 千万百, 万一."""
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text)) if len(text) != 2 or "零" in text or "〇" in text else None
    for name in ("亿", "万"):
        before, scale, after = text.rpartition(name)
        if scale:
            high, low = chinese_value(before) if before else 1, _low(after, _SCALES[name])
            return None if high is None or low is None else high * _SCALES[name] + low
    return _below_ten_thousand(text)


def _low(text: str, scale: int) -> int | None:
    """What follows 万 or 亿: nothing, a number, or one digit that stands for thousands (一万二)."""
    if not text:
        return 0
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text] * scale // 10
    return chinese_value(text.lstrip("零〇"))


def _below_ten_thousand(text: str) -> int | None:
    """Up to 千; a last digit with no 零 before it stands for the next lower place: 两千三 is 2300."""
    total, digit, last, nought = 0, None, 10**4, False
    for sign in text:
        if sign in _TENS:
            if _TENS[sign] >= last or (digit is None and (total or sign != "十") and text[0] not in "百千"):
                return None
            last, nought = _TENS[sign], False
            total, digit = total + (1 if digit is None else digit) * last, None
        elif digit is not None:
            return None
        elif _DIGITS[sign] == 0:
            nought = True
        else:
            digit = _DIGITS[sign]
    return total + (digit or 0) * (1 if nought or last > 1000 else last // 10)


def _arabic(found: re.Match[str]) -> Numeral | None:
    if len(found["digits"]) > 1 and found["digits"][0] == "0":  # the glued noughts of a table, or a number of a file
        return None
    digits = re.sub(r"\D", "", found["digits"])
    if len(digits) + len(found["fraction"] or "") > _MOST:
        return None
    value = Decimal(digits + (found["fraction"] or ""))
    scale = Decimal(1)
    for sign in (found["scale"] or "") + (found["late"] or ""):
        scale *= _TENS.get(sign) or _SCALES[sign]
    end = found.end()
    more = (found["more"] or "").strip()
    return Numeral((found.start(), end), value * scale, _step(value) * scale, more)


def _chinese(found: re.Match[str]) -> Numeral | None:
    if len(found[0]) > _LONGEST:
        return None
    if found["digits"]:
        value = Decimal(found["digits"])
        return Numeral(found.span(), value * _CENTS[found["cent_arabic"][0]], _step(value), chinese=True, percent=True)
    whole, _, fraction = found["number"].partition("点")
    # 百 and 万 alone are numbers only behind a word that makes them one: 近百, 上万.
    if whole[0] in "百千万亿" and not found["more"] and found.string[max(found.start() - 1, 0) : found.start()] not in tuple("近上逾超过成达"):
        return None
    number = chinese_value(whole)
    if number is None:
        return None
    value = Decimal(number)
    if fraction:
        value += Decimal("0." + "".join(str(_DIGITS[sign]) for sign in fraction))
    scale = _SCALES[found["late"]] if found["late"] else 1
    cent = _CENTS[found["cent"][0]] if found["cent"] else Decimal(1)
    return Numeral(found.span(), value * scale * cent, _step(value) * scale, found["more"] or "", chinese=True, percent=bool(found["cent"]))


def _step(value: Decimal) -> Decimal:
    """One of the last digit that is not a nought: 400 → 100, 1.2 → 0.1."""
    if value == 0:
        return Decimal(1)
    exponent = int(value.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(exponent if exponent < 0 or value % 10 == 0 else 0)
