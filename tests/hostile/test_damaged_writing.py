"""What people write and hand in, damaged: taken, or refused by one error that says what and where."""

import pytest
from tests.depth import DEEP
from tests.hostile.damaged import whole
from tests.hostile.damaged_writing import contents, writings
from tests.spec.drawn import PETITIONS, Office

from nianbao.errors import NianbaoError

MOST_SIGNS = 1000
WRITINGS = ("corrections.csv", "waivers.yml", "office.yml", "expectations", "text", "split", "returned")
SLOW = {"expectations"}


def taken_or_refused(office, what, content):
    path, read = writings(office)[what]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        read()
    except NianbaoError as error:
        return [error.say(lang) for lang in ("zh", "en")]
    return []


@pytest.mark.parametrize("what", WRITINGS)
def test_damaged_writing_is_taken_or_refused(what, tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_KEY_FILE", str(tmp_path / "key"))
    for number, (name, content) in enumerate(contents(what)):
        if what in SLOW and number % 4 and not DEEP:
            continue
        office = Office(tmp_path / str(number))
        office.settings('name: {zh: 试验镇}\ncode: "120119101"\n')
        office.put(PETITIONS, whole("xlsx"))
        for said in taken_or_refused(office, what, content):
            assert 0 < len(said) <= MOST_SIGNS, (name, said[:200])
