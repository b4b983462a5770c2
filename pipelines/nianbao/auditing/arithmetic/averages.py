"""An average of money against the total and the count before it: 处罚90起，罚款11850元，平均每起131.67元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.auditing.arithmetic.amounts import digits, identity, plain, rounds_to, scaled, spread, united, written
from nianbao.auditing.arithmetic.sentences import Sentence
from nianbao.auditing.arithmetic.wording import wording
from nianbao.auditing.findings import Identity
from nianbao.words import Words

_LOOK_UP = Words(zh="总额、件数（人数、户数）与平均数的口径", en="what the total, the count and the average each cover")
_PLAIN = re.compile("约|达到?|为|是")


def averages(sentence: Sentence) -> Iterator[Identity]:
    """Each average of money whose sentence has one total and one count of what it is per before it."""
    for place, one in enumerate(sentence.stated):
        average = wording().averages.search(one.lead) if one.measure == "元" else None
        if not average:
            continue
        earlier = [other for other in sentence.stated[:place] if other.counted and not other.claim.approximate]
        totals = [other for other in earlier if other.measure == "元"]
        per = next((char for char in ("人", "户", "件", "起", "宗", "次", "场", "案") if char in average[0]), "")
        counts = [other for other in earlier if other.measure == wording().measure(per)] if per else [other for other in earlier if other.measure != "元"]
        kind = _PLAIN.sub("", one.lead[average.start() :].removeprefix(average[1]))
        if len(totals) != 1 or len(counts) != 1 or not counts[0].claim.value or kind not in totals[0].label:
            continue
        scale = scaled(sentence, [totals[0], one])
        value = totals[0].claim.value / counts[0].claim.value
        low, high = (end / counts[0].claim.value for end in spread(sentence, totals, [totals[0], one]) if end is not None)
        holds = rounds_to(low, high, one, digits(sentence, one))
        lhs, rhs = value / scale, one.claim.value / scale
        message = Words(zh="平均数与总额、件数相符", en="the average agrees with the total and the count")
        if not holds:
            message = Words(zh=f"算得平均{united(round(lhs, 2), one, scale)}，写作{united(rhs, one, scale)}", en=f"the average works out as {plain(round(lhs, 2))}, but is given as {plain(rhs)}")
        expr = f"{written(totals[0], scale)}/{written(counts[0])}≈{written(one, scale)}"
        yield identity("ratio", expr, holds, lhs, rhs, [totals[0], counts[0], one], message, "error", None if holds else _LOOK_UP)
