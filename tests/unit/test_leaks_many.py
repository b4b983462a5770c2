"""Many personal values that begin alike: each is found where it stands, once, whatever else begins as it does."""

import pytest

from nianbao.proofing.known import Known, Origin
from nianbao.proofing.leaks import Search

PLACES = ["上仓镇程家庄村", "上仓镇程家庄村东头", "上仓镇程家庄", "上仓镇王庄村", "上仓镇程家庄村3区12号", "上仓镇程家庄村3区13号"]


@pytest.fixture(scope="module")
def search():
    return Search(Known({place: Origin("address", f"{number}.xlsx", "登记表", number) for number, place in enumerate(PLACES)}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("住上仓镇王庄村", ["上仓镇王庄村"]),
        ("住上仓镇程家庄村", ["上仓镇程家庄", "上仓镇程家庄村"]),
        ("住上仓镇程家庄村东头的人", ["上仓镇程家庄", "上仓镇程家庄村", "上仓镇程家庄村东头"]),
        ("住上仓镇程家庄村3区13号", ["上仓镇程家庄", "上仓镇程家庄村", "上仓镇程家庄村3区13号"]),
        ("上仓镇人民政府和上仓镇司法所", []),
    ],
)
def test_each_is_found_once(search, text, found):
    assert sorted(value for _, _, value in search.within(text)) == sorted(found)
    assert all(origin == search.known.values[value] for _, origin, value in search.within(text))
