"""The same records give the same bytes on two machines, whatever else differs between them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.crash.differences import ALL_AT_ONCE, DIFFERENCES, batched, left, locale, made
from tests.depth import DEEP

WARM = ""
STOCK = "No warm kernel (NIANBAO_WARM=0 is set): the stock kernel is used, which starts more slowly.\n"


@pytest.mark.parametrize("name", ["all at once", *(DIFFERENCES if DEEP else ())])
def test_what_differs_between_machines_changes_no_byte(small, tmp_path, name):
    difference = DIFFERENCES.get(name, ALL_AT_ONCE)
    done, place = made(difference, small, tmp_path)
    assert (done.code, done.err) == (0, STOCK if "NIANBAO_WARM" in difference.env else WARM)
    assert len(left(place)) == 20
    assert left(place) == left(small)


def test_what_is_typed_and_printed_stays_in_the_encoding_of_the_terminal(tmp_path):
    env = os.environ | {"NIANBAO_LANG": "zh"} | locale("zh_CN.GB18030", tmp_path / "locales")
    asked = [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"]
    encoding = subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout.strip()
    command = [sys.executable, "-m", "nianbao", "status", "上仓镇".encode(encoding)]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 2
    assert "的值“上仓镇”不对" in done.stderr.decode(encoding)


if DEEP:

    def test_any_number_of_workers_gives_the_same_bytes(small, tmp_path):
        assert batched(small, tmp_path / "one", 4, 1) == batched(small, tmp_path / "three", 4, 3)
