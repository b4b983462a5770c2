"""Which columns are about a person, told by what they are called and by what their cells look like.

Rather one too many: what is marked personal by mistake is mended by one word in the YAML, a name in a review is not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nianbao.cleaning import HIDDEN, masked
from nianbao.reading import bare_name, plain_name
from nianbao.tables.model import Personal

# By the title in full (证件号码 may stand in brackets), and by how the title without its brackets ends.
_ANYWHERE: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"电话|手机|联系方式|来电号|传真|微信|qq|邮箱|e_?mail|phone|mobile|\btel")),
    ("id_number", re.compile(r"身份证|证件号|护照|证号|银行卡|账号|卡号|车牌|passport|identity|id_?card|id_?number")),
    ("address", re.compile(r"住址|住所|居住地|户籍|门牌|地址|address")),
    ("name", re.compile(r"姓名|名单|签名|签字|surname|name$|person$")),
    ("free_text", re.compile(r"出生|生日|birth")),
)
_NAMED = re.compile(r"(?:人|员|者|户主|律师|代表|书记|主任|领导|讲师|顾问|组长|所长|镇长|户)(?:名称)?\d?$")
# What people write of a case names people.
_TOLD = re.compile(r"内容|概况|诉求|情况|事实|经过|详情|描述|摘要|备注|意见|说明|事由|案由|结果|措施|remark|note|comment|detail|summary")
# 内容分类 is of kinds, not of what was said.
_SORTS = re.compile(r"(?:类别|类型|分类|种类|类)$")

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
    "汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温庞樊兰殷施洪翟安倪季霍鲁岳齐左"
)  # fmt: skip
_DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容")
_NAME = re.compile(r"^[一-鿿]{2,3}$|^[一-鿿]+·[一-鿿·]+$")
# How places and offices end, whose names may begin with a surname.
_PLACES = tuple("村庄镇乡街道区县市省局所站办队组科室部委院校厂店路屯寨桥")
_BETWEEN = re.compile(r"[、,;/\s]+")

# Of the cells of a column, so many show what it holds; the rest are slips.
_ENOUGH = 0.3


def personal_by_title(title: str) -> Personal | None:
    """What a column of that title holds of people, as far as titles tell."""
    full = plain_name(title)
    for kind, pattern in _ANYWHERE:
        if pattern.search(full):
            return kind
    return "name" if _NAMED.search(bare_name(title)) else None


def tells_of_people(title: str) -> bool:
    """Whether a column of text under this title is likely to speak of people in its sentences."""
    return bool(_TOLD.search(plain_name(title))) and not _SORTS.search(bare_name(title))


def personal_by_look(texts: Sequence[str]) -> Personal | None:
    """What the texts of a column's filled cells are, where enough of them are numbers or names of people."""
    numbers = [text for text in texts if masked(text) == HIDDEN]
    if len(numbers) > _ENOUGH * len(texts):
        long = sum(len(text) >= 15 and "@" not in text for text in numbers)
        return "id_number" if 2 * long > len(numbers) else "phone"
    # One slip of a person's name among a few categories is still a slip, however often they stand there.
    alike = (texts, set(texts))
    return "name" if all(sum(map(is_like_a_name, some)) > _ENOUGH * len(some) for some in alike) else None


def is_like_a_name(text: str) -> bool:
    """Whether the text may be the name of a Chinese person, or several names in a row."""
    parts = names_in(text)
    return bool(parts) and all(_is_one_name(part) for part in parts)


def names_in(text: str) -> list[str]:
    """The names in a row that a cell of names holds."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return ["".join(parts)] if parts and all(len(part) == 1 for part in parts) else parts  # 张 三


def is_personal(text: str, people: Collection[str]) -> bool:
    """Whether a single cell should not be told: a number of a person stands in it, one of `people`, or it may be a name."""
    return masked(text) != text or is_like_a_name(text) or any(name in text for name in people)


def _is_one_name(text: str) -> bool:
    if text.startswith(_DOUBLE_SURNAMES):
        return len(text) in (3, 4)
    return bool(_NAME.match(text)) and ("·" in text or text[0] in _SURNAMES) and not text.endswith(_PLACES)
