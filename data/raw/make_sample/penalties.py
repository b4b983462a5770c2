"""The penalties of two years: who was fined or warned for what, within the limits of the law."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from people import FIRMS, SHOPS, Business, Person
from working_days import working_days

PERSON, SOLE_TRADER, FIRM = "自然人", "个体工商户", "法人及非法人组织"
CIVILITY, CITYSCAPE, BURNING = "文明行为", "市容和环境卫生", "非法焚烧"

# Cases of a year by kind and party: fine in yuan → how many; 0 is a warning. Burning is fined with 500 to 2,000 yuan
# (大气污染防治法 119) or not at all; the rest of a person costs 50 to 200. 2023 comes to 28 + 38 + 24 cases and 11,850
# yuan, as the town published; 2022 to 25 + 33 + 18 and 9,100.
PLANS = {
    2022: (
        (CIVILITY, PERSON, {0: 7, 50: 9, 100: 7, 200: 2}),
        (CITYSCAPE, PERSON, {0: 6, 50: 7, 100: 9, 200: 4}),
        (CITYSCAPE, SOLE_TRADER, {0: 1, 300: 4, 500: 1}),
        (CITYSCAPE, FIRM, {500: 1}),
        (BURNING, PERSON, {0: 12, 500: 5}),
        (BURNING, SOLE_TRADER, {800: 1}),
    ),
    2023: (
        (CIVILITY, PERSON, {0: 6, 50: 10, 100: 9, 200: 3}),
        (CITYSCAPE, PERSON, {0: 4, 50: 8, 100: 11, 150: 1, 200: 5}),
        (CITYSCAPE, SOLE_TRADER, {0: 2, 300: 3, 500: 2}),
        (CITYSCAPE, FIRM, {300: 1, 500: 1}),
        (BURNING, PERSON, {0: 16, 500: 7}),
        (BURNING, SOLE_TRADER, {1000: 1}),
    ),
}

LAWS = {
    CIVILITY: "《天津市文明行为促进条例》",
    CITYSCAPE: "《天津市市容和环境卫生管理条例》",
    BURNING: "《中华人民共和国大气污染防治法》第七十七条、第一百一十九条",
}
PERSONS_DEEDS = {
    CIVILITY: ("在村口随地丢弃烟头、果皮", "遛犬未及时清理犬只粪便", "在宣传栏乱贴小广告", "乘车时向车外抛撒废弃物"),
    CITYSCAPE: ("占用主街道路堆放沙土", "将生活垃圾倾倒在投放点以外", "在便道上摆摊设点", "在公共绿地堆放柴草"),
    BURNING: ("在地头露天焚烧玉米秸秆约半亩", "在院外露天焚烧枯枝落叶", "在坑塘边露天焚烧杂草"),
}
BUSINESSES_DEEDS = {
    CITYSCAPE: ("超出门窗外墙占道经营", "店外堆放货物影响市容", "运输渣土遗撒污染路面"),
    BURNING: ("在经营场所外露天焚烧包装废料和落叶",),
}

# When burning happens: around the spring ploughing and after the autumn harvest.
MONTHS = {BURNING: (0, 4, 6, 3, 0, 3, 0, 0, 2, 7, 6, 1)}
MONTHS_OF_THE_REST = (3, 4, 6, 7, 7, 6, 5, 5, 7, 6, 5, 3)


@dataclass(frozen=True)
class Penalty:
    """One case; `fine` is in whole yuan, 0 for a warning; `filed` is None in summary procedure, which files nothing."""

    kind: str
    party_kind: str
    party: Person | Business
    deed: str
    sanction: str
    fine: int
    summary: bool
    filed: date | None
    decided: date
    number: int

    @property
    def person(self):
        """Who stands before the officers: the party, or who answers for it."""
        return self.party.owner if isinstance(self.party, Business) else self.party


def invent(town, year):
    """The year's cases in the order of their decisions, numbered from 1."""
    random = Random(f"shangcang: penalties of {year}")
    planned = [
        (_decision_day(random, year, kind), kind, party_kind, fine)
        for kind, party_kind, fines in PLANS[year]
        for fine, count in fines.items()
        for _ in range(count)
    ]
    planned.sort()
    return [_case(random, town, number, *plan) for number, plan in enumerate(planned, start=1)]


def _decision_day(random, year, kind):
    open_days = working_days(date(year, 1, 10), date(year, 12, 28))
    weights = MONTHS.get(kind, MONTHS_OF_THE_REST)
    return random.choices(open_days, [weights[day.month - 1] for day in open_days])[0]


def _case(random, town, number, decided, kind, party_kind, fine):
    # 行政处罚法 51: on the spot up to 200 yuan for a citizen, 3,000 for an organisation, or a warning.
    summary = fine <= (200 if party_kind == PERSON else 3000) and (kind != BURNING or fine == 0)
    filed = None if summary else random.choice(_days_before(decided))
    deeds = PERSONS_DEEDS if party_kind == PERSON else BUSINESSES_DEEDS
    return Penalty(
        kind=kind,
        party_kind=party_kind,
        party=_party(town, party_kind),
        deed=random.choice(deeds[kind]),
        sanction=_sanction(random, fine),
        fine=fine,
        summary=summary,
        filed=filed,
        decided=decided,
        number=number,
    )


def _days_before(decided):
    """Working days of the same year on which an ordinary case can have been filed: 5 to 70 days before its decision."""
    first = max(decided - timedelta(days=70), date(decided.year, 1, 4))
    return working_days(first, decided - timedelta(days=5))


def _party(town, party_kind):
    if party_kind == PERSON:
        return town.person()
    return town.business(SHOPS, "92") if party_kind == SOLE_TRADER else town.business(FIRMS, "91")


def _sanction(random, fine):
    if fine == 0:
        return "警告"
    return "警告;罚款" if fine >= 200 and random.random() < 0.3 else "罚款"
