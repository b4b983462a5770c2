"""Claims of a text: each numeral with what it counts, unless it is a date, a name, a limit or an ordinal."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from nianbao.claims.implied import implied
from nianbao.claims.model import Claim, Kind, Sense, Span, Zones
from nianbao.claims.numerals import Numeral, narrow, numerals
from nianbao.claims.phrases import Sentences, indicator, named_behind
from nianbao.claims.words import Vocabulary, shapes, vocabulary

_LARGE = 1000
_MOST_LISTED, _MOST_STEPS = 50, 12  # numbers that share a unit; numbers that share the words before the first of them
_SMALL, _OFTEN = 10, 31  # how often something has to be done is said in small numbers: 每月1次
_QUOTED = re.compile(r"“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|\"[^\"\n]{0,40}\"")
_LISTED = re.compile(r"(?P<number>(?<![\d.])\d+(?:\.\d+)?(?:[万亿])?(?:[余多])?%?)\s?(?:、|，|,|和|及|与|;|；)\s?(?:以及)?$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})\s?[-—~－–至到]\s?(\d{1,2})月")


def find_claims(text: str, zones: Zones | None = None, year: int | None = None) -> list[Claim]:
    """The claims of the text, in the order of their place. A period that is the whole of `year` is left unsaid."""
    return sorted(_Reading(text, zones or Zones(), year).claims(), key=lambda claim: (claim.start, claim.number, claim.indicator))


class Spans:
    """Spans that may overlap; asked whether a place lies in one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.merged: list[list[int]] = []
        for start, end in sorted(spans):
            if self.merged and start <= self.merged[-1][1]:
                self.merged[-1][1] = max(end, self.merged[-1][1])
            else:
                self.merged.append([start, end])
        self.starts = [span[0] for span in self.merged]

    def touch(self, start: int, end: int) -> bool:
        """Whether any span shares a character with the one asked for."""
        place = bisect_right(self.starts, max(end - 1, start)) - 1
        return place >= 0 and self.merged[place][1] > start


class _Reading:
    def __init__(self, text: str, zones: Zones, year: int | None) -> None:
        self.words: Vocabulary = vocabulary()
        self.shapes = shapes()
        self.original, self.text, self.year = text, narrow(text), year
        self.cut = Sentences(self.text)
        self.zones: dict[Kind, Spans] = {"plan": Spans(zones.plans), "table": Spans(zones.tables)}
        skipped = {what: [found.span() for found in pattern.finditer(self.text)] for what, pattern in self.words.skip.items()}
        names = list(self._names())
        self.named = Spans([*skipped["title of a law, plan or work"], *names])
        self.skipped = Spans([*zones.skipped, *names, *(span for spans in skipped.values() for span in spans)])
        # Found once, as a sentence may be as long as its text.
        self.years = [found for found in _YEAR.finditer(self.text) if self._is_period(found)]
        self.year_ends = [found.end() for found in self.years]
        self.months = list(_MONTHS.finditer(self.text))
        self.month_starts = [found.start() for found in self.months]

    def claims(self) -> Iterator[Claim]:
        found = [claim for numeral in numerals(self.text, self.words.counts) for claim in self._of(numeral)]
        yield from found
        yield from map(self._in_zone, self._ranks())
        yield from map(self._in_zone, implied(self.text, self.original, found, self.cut, self.skipped, self.words))

    def _names(self) -> Iterator[Span]:
        """Short quotations, and those of no unit at all."""
        for found in _QUOTED.finditer(self.text):
            if len(found[0]) - 2 <= self.words.longest_name:
                yield found.span()

    def _of(self, numeral: Numeral) -> Iterator[Claim]:
        start, end = numeral.span
        unit = self._unit(numeral)
        if unit is None or self.skipped.touch(start, end) or self._is_no_quantity(numeral, *unit):
            return
        one = self._claim(numeral, *unit)
        for each in self._several(one, numeral):
            yield self._in_zone(each)

    def _unit(self, numeral: Numeral) -> tuple[str, int] | None:
        """The unit behind the numeral, and where it ends."""
        if numeral.percent:
            return "%", numeral.span[1]
        found = self.words.unit.match(self.text, numeral.span[1])
        if found is None and not numeral.chinese and re.match(r"[，。；、！]|$", self.text[numeral.span[1] : numeral.span[1] + 1]):
            lead = self.text[max(numeral.span[0] - 16, 0) : numeral.span[0]]
            return next(((unit, numeral.span[1]) for pattern, unit in self.words.of_itself if pattern.search(lead)), None)
        if found is None or (numeral.chinese and found["unit"] not in self.words.plain_units):
            return None
        return found["unit"], found.end()

    def _is_no_quantity(self, numeral: Numeral, unit: str, end: int) -> bool:
        traps = self.words.traps
        start = numeral.span[0]
        clause = self.cut.clause(start, end)
        before, behind = self.text[clause[0] : start], self.text[end : clause[1] + 1]
        reached = bool(traps["reached"].search(before))
        if self.skipped.touch(start, end) or traps["of_the_report"].search(before) or (numeral.value <= _OFTEN and traps["frequency"].search(before)) or traps["limit_before"].search(before):
            return True
        if self.text[start - 1 : start] == "第" or traps["range_before"].search(before) or (unit in ("天", "日", "周", "个月") and re.match(r"\s?(?:内|以内|之内|期限|审结)", behind)):
            return True
        if unit != "%" and traps["limit_after"].match(behind) and not reached and not traps["side_is_said"].match(behind):
            return True
        if unit in self.words.limit_units or (unit == "日" and not numeral.chinese):
            return True
        if unit == "大" and not re.match(r"[\u4e00-\u9fff]{2}", behind):
            return True
        if unit == "分" and not re.match(r"(?:[，。；、）)！\s]|以上|的|$)", behind):
            return True
        return numeral.chinese and not numeral.percent and self._is_a_name(numeral, unit, before, behind)

    def _is_a_name(self, numeral: Numeral, unit: str, before: str, behind: str) -> bool:
        """Whether a numeral in characters belongs to a name or a way of speaking: 两个维护, 三项制度, 一起."""
        traps = self.words.traps
        if unit == "个" and re.match(r"[“\d]", behind) and numeral.value < _SMALL:  # 三个“一号工程”, 三个100%
            return True
        if numeral.value <= 1:
            return not (numeral.value == 1 and unit in ("起", "件", "宗", "例", "场", "次", "轮") and traps["one_is_counted"].search(before))
        if traps["names_before"].search(before) or traps["names_behind"].match(behind):
            return True
        lead = re.search(r"[\u4e00-\u9fff]$", before)
        return unit in ("个", "项", "类", "种", "支", "部", "级") and numeral.value < _SMALL and lead is None

    def _claim(self, numeral: Numeral, unit: str, end: int) -> Claim:
        start = numeral.span[0]
        clause = self.cut.clause(start, end)
        before = self.text[clause[0] : start]
        sense, word, behind_at = self._sense(numeral, before, end)
        kind: Kind = self.words.kinds[unit]
        value = numeral.value
        near = self.text[max(self.cut.sentence(start)[0], start - 30) : start]
        if kind in ("rate", "count", "money", "points") and self._falls(before, near) and (kind in ("rate", "points") or self.words.compared.search(near)):
            value = -value
        if kind == "rate" and (self.words.growth.search(before[-10:]) or self.shapes["grown"].search(near)) and not re.search(r"[至到为]\s?$", before):
            kind = "growth"
        quote_start = self._quote_start(clause[0], start)
        quote_end = named_behind(self.text, behind_at, clause[1])
        lead = self._lead(clause[0], start)
        return Claim(
            self.original[quote_start:quote_end], quote_start, quote_end, numeral.span, indicator(lead, self.text[behind_at : clause[1]]), value,
            "元" if kind == "money" and unit in ("元", "元整", "块钱", "元人民币") else unit, kind, sense, word, numeral.step, self._period(start),
        )  # fmt: skip

    def _falls(self, before: str, near: str) -> bool:
        """Whether the number says by how much something fell, on its own or in a list: 分别下降18.1%、10.9%; what it fell to is no fall."""
        listed = self.shapes["grown"].search(near)
        return bool(self.words.fall.search(before) and not self.shapes["fallen_to"].search(before)) or bool(listed and self.words.fall.search(listed["how"]))

    def _sense(self, numeral: Numeral, before: str, end: int) -> tuple[Sense, str, int]:
        """How the number is meant, the word that says so, and where the words about the number end."""
        after = self.words.after.match(self.text, end)
        tail = after.end() if after else end
        if numeral.more:
            return "more", numeral.more, tail
        if after:
            return self.words.senses_after[after["word"]], after["word"], tail
        found = self.words.before.search(before)
        # 上, 近 and 约 end other words as well: 线上30人, 最近3次, 签约48座.
        if found and not (len(found["word"]) == 1 and self.shapes["ends_a_word"].search(before[: found.start()])):
            if (found["word"] == "上" and self.text[numeral.span[0]] not in "百千万") or (found["word"] == "破" and numeral.value < _LARGE):
                return "exact", "", tail  # 发2起破2起
            return self.words.senses_before[found["word"]], found["word"], tail
        return "exact", "", tail

    def _quote_start(self, clause: int, start: int) -> int:
        """From where the quotation shows what is counted: the clause, but no more of it than can be read at a glance."""
        begin = max(clause, start - 16)
        lead = begin + max((found.end() for found in self.words.counted.finditer(self.text[begin:start])), default=0)
        while lead < start and self.text[lead] in " \t":
            lead += 1
        return lead

    def _lead(self, clause: int, start: int, steps: int = _MOST_STEPS) -> str:
        """The words before the number that name what it counts; where it has none of its own, those of the number before it
        (68户82人, 20场、800人次) or before a bracket (村（社区）16个)."""
        pieces = self.words.counted.split(self.text[clause:start])
        lead = pieces[-1].strip() or (pieces[0].strip() if len(pieces) > 1 else "")
        if (lead not in ("", "等") and not self.shapes["only_reached"].fullmatch(lead)) or clause < 2 or not steps:
            return lead
        mark = self.text[clause - 1]
        if mark in "）)”":
            opened = self.text.rfind({"）": "（", ")": "(", "”": "“"}[mark], max(clause - 40, 0), clause)
            return self._lead(self.cut.clause(opened, opened)[0], opened, steps - 1) if opened > 0 else lead
        if mark in "、，" and (lead not in ("", "等") or re.search(r"\d|[%人次件]$", self.text[max(clause - 8, 0) : clause - 1])):
            before = self.cut.clause(clause - 1, clause - 1)[0]
            return self._lead(before, clause - 1, steps - 1) if before < clause - 1 else lead
        return lead

    def _several(self, claim: Claim, numeral: Numeral) -> Iterator[Claim]:
        """The claim; one for each rate that shares it (受理率、办结率均为100%), and the numbers before it that share its unit (28、38、24起)."""
        start = numeral.span[0]
        head = self.text[max(self.cut.sentence(start)[0], start - 80) : start]
        if claim.unit == "%" and (found := self.shapes["shared_rates"].search(head)):
            listed = "分别" in head[found.end("rates") :]
            names = re.split(r"、|和(?=[^率度]*(?:率|度))|及(?!格|时)|与|以及", found["rates"])
            at = start - len(head) + found.start()
            if not listed:
                for name in names:
                    label = indicator(name, "")
                    if label:
                        yield replace(claim, start=at, quote=self.original[at : claim.end], indicator=label)
                return
        yield claim
        yield from self._listed(claim, start)

    def _listed(self, claim: Claim, start: int) -> Iterator[Claim]:
        """Bare numbers before the first that has a unit, where the words before them announce a list."""
        row: list[Span] = []
        place = start
        while len(row) < _MOST_LISTED and (found := _LISTED.search(self.text[max(place - 24, 0) : place])):
            begin = max(place - 24, 0) + found.start("number")
            row.append((begin, max(place - 24, 0) + found.end("number")))
            place = begin
        row = [span for span in row if not self.text[slice(*span)].endswith("%")]  # those are claims of their own
        lead = self.text[max(place - 24, 0) : place]
        if not row or not (self.shapes["list_lead"].search(lead) or len(row) > 1):
            return
        for begin, stop in row:
            of_it = next((one for one in numerals(self.text[begin:stop]) if not one.chinese), None)
            if of_it is None or self.skipped.touch(begin, stop):
                continue
            yield replace(
                claim, start=begin, end=stop, quote=self.original[begin:stop], number=(begin, stop), value=of_it.value, step=of_it.step,
                sense="more" if of_it.more else "exact", word=of_it.more,
            )  # fmt: skip

    def _ranks(self) -> Iterator[Claim]:
        for found in self.shapes["rank"].finditer(self.text):
            rank = found["rank"]
            value = next((one.value for one in numerals(rank)), None)
            if value is None:
                continue
            begin = self._quote_start(self.cut.clause(found.start(), found.end())[0], found.start())
            yield Claim(
                self.original[begin : found.end()], begin, found.end(), found.span("rank"), f"{found['where']}名次", Decimal(value), "名", "rank",
                period=self._period(found.start()),
            )  # fmt: skip

    def _in_zone(self, claim: Claim) -> Claim:
        kind = next((kind for kind, zone in self.zones.items() if zone.touch(*claim.number)), None)
        if kind is None and self.words.traps["intended"].search(self.text[max(claim.number[0] - 20, 0) : claim.number[0]]):
            kind = "plan"
        return replace(claim, kind=kind) if kind else claim

    def _period(self, place: int) -> str:
        """The period that the sentence names before the number, unless it is the whole of the report's year."""
        start = self.cut.sentence(place)[0]
        ahead = range(bisect_right(self.year_ends, place) - 1, -1, -1)
        in_sentence = takewhile(lambda found: found.start() >= start, (self.years[one] for one in ahead))
        year = next((int(found[1]) for found in in_sentence if not self.shapes["no_period_behind"].match(self.text, found.end(), place)), None)
        at = bisect_left(self.month_starts, start)
        if at < len(self.months) and self.months[at].end() <= place:
            months, whose = self.months[at], year or self.year
            return f"{whose}-{int(months[1]):02d}..{int(months[2]):02d}" if whose else f"{int(months[1]):02d}..{int(months[2]):02d}"
        return str(year) if year and year != self.year else ""

    def _is_period(self, year: re.Match[str]) -> bool:
        lead = self.text[max(year.start() - 2, 0) : year.start()]
        return not self.shapes["no_period_before"].search(lead) and not self.named.touch(*year.span())
