"""Invented people and shops of the 41 villages, with numbers that pass their check digits and belong to nobody."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
COMMON = "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛超明霞平刚玲桂英华玉兰健建国志文斌凤素云春梅海燕永福淑珍立新德祥"
# GBK lacks the last six; of these 㛃㵪𬭎𠅤 take four bytes of GB18030, and 𬭎𠅤 lie beyond U+FFFF.
RARE = "淼堃喆犇昇璟㛃㵪䶮䴖𬭎𠅤"
SHOPS = ("副食店", "五金店", "小吃店", "建材经营部", "水果店", "汽修部", "早点铺", "农资店")
FIRMS = ("建筑工程有限公司", "商贸有限公司", "运输有限公司")

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = tuple(3**place % 31 for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Person:
    """Somebody invented; `phone` and `id_number` are text."""

    name: str
    id_number: str
    phone: str
    village: str
    address: str


@dataclass(frozen=True)
class Business:
    """A shop or firm invented, with the person who answers for it."""

    name: str
    credit_code: str
    owner: Person


def id_number(area, born, serial):
    """An 18-character identity number with its check digit (GB 11643)."""
    body = f"{area}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def credit_code_of(kind, body):
    """An 18-character unified credit code of district 120119 with both check characters (GB 32100, GB 11714)."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    code = f"{kind}120119{body}{'0123456789X'[-total % 11]}"
    total = sum(CREDIT_ALPHABET.index(char) * weight for char, weight in zip(code, CREDIT_WEIGHTS, strict=True))
    return code + CREDIT_ALPHABET[-total % 31]


def villages():
    """The 41 villages' names, as in 东郭家庄村, from the town's list of village committees."""
    with Path(__file__).with_name("villages.csv").open(encoding="utf-8", newline="") as lines:
        return [row["name"].removesuffix("委会") for row in csv.DictReader(lines)]


class Town:
    """Gives out people and businesses, no name or number twice."""

    def __init__(self, seed):
        self._random = Random(f"{seed}: people")
        self._villages = villages()
        self._names = set()
        self._phones = self._random.sample(range(10_000), 10_000)
        self._credit_codes = 0

    def person(self):
        """A new person. The area code is the district's of 2016, so that no adult was born with it."""
        random = self._random
        village = random.choice(self._villages)
        born = date(1945, 1, 1) + timedelta(days=random.randrange(58 * 365))
        return Person(
            name=self._name(),
            id_number=id_number("120119", born, random.randrange(1000)),
            phone=f"1900000{self._phones.pop():04d}",
            village=village,
            address=f"上仓镇{village}{random.randrange(1, 9)}区{random.randrange(1, 60)}号",
        )

    def business(self, kinds, code):
        """A new shop or firm; `code` is the first two characters of its credit code (91 company, 92 sole trader)."""
        owner = self.person()
        self._credit_codes += 1
        name = f"天津市蓟州区{owner.name[1:]}{self._random.choice(kinds)}"
        # Bodies are counted up from MA000001, which no register would do for one town: no real business is meant.
        return Business(name, credit_code_of(code, f"MA{self._credit_codes:06d}"), owner)

    def _name(self):
        while True:
            given = "".join(self._random.sample(COMMON + RARE, 2 if self._random.random() < 0.85 else 1))
            name = self._random.choice(SURNAMES) + given
            if name not in self._names:
                self._names.add(name)
                return name
