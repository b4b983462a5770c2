"""The petitions of two years: who asked for what, and when it was received, accepted and closed.

The clock of 信访工作条例: 15 days from receipt to acceptance; a claim is closed within 60 days of acceptance, or 90
with an extension. 2023 keeps to it throughout, as the town reported. 2022 is a little worse: 5 late acceptances,
4 claims closed too late, 9 petitioners dissatisfied, and 14 of 407 petitions open at the end of the year.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from people import Person
from topics import CHANNELS, CONTENT, MONTHS, PURPOSES, WAYS, pick, subject_of
from working_days import working_days

PLAIN, LATE, OVERDUE, EXTENDED = "plain", "accepted late", "closed late", "extended"


@dataclass(frozen=True)
class Petition:
    """One petition as the office knows it once it is closed; dates are `date`, `extended` is None for most."""

    number: str
    channel: str
    petitioner: Person
    people: int
    village: str
    topic: str
    purpose: str
    summary: str
    received: date
    accepted: date
    extended: date | None
    closed: date | None
    way: str
    satisfaction: str | None


class Registers(NamedTuple):
    """The two registers' petitions, and the one of 2023 whose date of receipt will be spoiled."""

    register_2022: list
    register_2023: list
    unreadable: Petition


def invent(town):
    """Both years' registers. The 14 petitions that 2022 leaves open are the 14 that 2023 carries in."""
    random = Random("shangcang: petitions")
    office = _Office(random, town)

    from_2021 = office.petitions(2021, 377, 9, date(2021, 11, 22), date(2021, 12, 28), closed_from=date(2022, 1, 4))
    in_2022 = office.petitions(2022, 1, 384, date(2022, 1, 4), date(2022, 12, 16),
                               courses=[LATE] * 5 + [OVERDUE] * 4 + [EXTENDED] * 5)  # fmt: skip
    left_open = office.petitions(2022, 385, 14, date(2022, 11, 21), date(2022, 12, 28),
                                 closed_from=date(2023, 1, 3), courses=[EXTENDED] * 2)  # fmt: skip
    in_2023 = office.petitions(2023, 1, 414, date(2023, 1, 3), date(2023, 12, 21), courses=[EXTENDED] * 6)
    unreadable = in_2023.pop(200)
    return Registers(
        register_2022=from_2021 + _some_dissatisfied(random, in_2022, 9) + [_still_open(one) for one in left_open],
        register_2023=left_open + in_2023,
        unreadable=unreadable,
    )


def _some_dissatisfied(random, petitions, count):
    chosen = set(random.sample(range(len(petitions)), count))
    return [replace(one, satisfaction="不满意") if at in chosen else one for at, one in enumerate(petitions)]


def _still_open(petition):
    """The petition as the register of the year before shows it: accepted, and nothing after that."""
    return replace(petition, extended=None, closed=None, satisfaction=None)


class _Office:
    """Draws petitions; some petitioners come again."""

    def __init__(self, random, town):
        self._random = random
        self._town = town
        self._known = []

    def petitions(self, year, first_number, count, first, last, closed_from=None, courses=()):
        """`count` petitions received from `first` to `last`, in the order of receipt.

        All are accepted in the year of receipt and closed by the end of the year of `closed_from`, or by the end of
        their own year where that is not given. `courses` that are not plain go to claims received early enough.
        """
        received = self._receipts(count, first, last)
        early = [at for at, day in enumerate(received) if day <= max(date(year, 8, 15), first + timedelta(days=18))]
        special = dict(zip(self._random.sample(early, len(courses)), courses, strict=True))
        return [
            self._petition(f"SCXF{year}-{first_number + at:04d}", day, special.get(at, PLAIN), closed_from or day)
            for at, day in enumerate(received)
        ]

    def _receipts(self, count, first, last):
        open_days = working_days(first, last)
        return sorted(self._random.choices(open_days, [MONTHS[day.month - 1] for day in open_days], k=count))

    def _petition(self, number, received, course, closed_from):
        random = self._random
        petitioner = self._petitioner()
        topic, wording = subject_of(random)
        accepted, extended, closed = self._dates(received, course, closed_from)
        channel = pick(random, CHANNELS)
        return Petition(
            number=number,
            channel=channel,
            petitioner=petitioner,
            people=random.randrange(2, 8) if channel == "来访" and random.random() < 0.12 else 1,
            village=petitioner.village,
            topic=topic,
            purpose="求决" if course in (OVERDUE, EXTENDED) else pick(random, PURPOSES),
            summary=self._summary(wording, petitioner),
            received=received,
            accepted=accepted,
            extended=extended,
            closed=closed,
            way=pick(random, WAYS),
            satisfaction=pick(random, CONTENT),
        )

    def _dates(self, received, course, closed_from):
        closed_by = date(closed_from.year, 12, 29)
        accepted_by = date(received.year, 12, 26 if closed_by.year == received.year else 30)
        accepted = self._day(received, 16, 22, accepted_by) if course == LATE else self._day(received, 0, 12, accepted_by)
        if course == OVERDUE:
            return accepted, None, self._day(accepted, 63, 80, closed_by)
        if course == EXTENDED:
            return accepted, self._day(accepted, 45, 58, closed_by), self._day(accepted, 63, 88, closed_by)
        start = max(1, (closed_from - accepted).days)
        return accepted, None, self._day(accepted, start, 55, closed_by)

    def _day(self, since, at_least, at_most, latest):
        """A working day so many days after `since`, and not after `latest`."""
        days_left = min(at_most, (latest - since).days)
        return self._random.choice(working_days(since + timedelta(days=at_least), since + timedelta(days=days_left)))

    def _petitioner(self):
        if self._known and self._random.random() < 0.12:
            return self._random.choice(self._known)
        self._known.append(self._town.person())
        return self._known[-1]

    def _summary(self, wording, petitioner):
        other = self._town.person() if "{other}" in wording else None
        text = wording.format(village=petitioner.village, other=other and f"{other.name}（电话{other.phone}）")
        if self._random.random() < 0.3:
            text += f"来件人{petitioner.name}留电话{petitioner.phone}，希望回复。"
        return text
