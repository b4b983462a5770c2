"""Generated raw files: the properties of tests/property/test_raw_files.py, tried to their full depth."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

from reliability.outcome import Outcome
from reliability.page import ROOT

TITLE = ("生成的原始文件", "Generated raw files")
FILE = "tests/property/test_raw_files.py"
TESTS = {
    "test_every_row_of_a_text_is_somewhere": ("csv（utf-8、utf-8-sig、gb18030、utf-16）：每一行都有去处", "csv (utf-8, utf-8-sig, gb18030, utf-16): every row is accounted for"),
    "test_every_row_of_a_workbook_is_somewhere": ("xlsx、xls、ods，有合并单元格：每一行都有去处", "xlsx, xls, ods with merged cells: every row is accounted for"),
    "test_what_is_clean_stays_as_it_is_when_cleaned_again": ("清理过的再清理一次，不变", "what is clean, cleaned again, is the same"),
    "test_the_order_of_rows_moves_no_figure": ("行的先后不影响数据", "the order of rows changes no figure"),
    "test_figures_of_a_union_are_the_roll_up_of_its_offices": ("合在一起的数据等于各单位的汇总", "figures of a union are the roll-up of its offices"),
}
_CASES = re.compile(r"(\d+) passing, (\d+) failing")


def measure(folder: Path) -> list[Outcome]:
    """Each test in a process of its own; how many cases it tried is what Hypothesis says."""
    return [_tried(name, zh, en, folder) for name, (zh, en) in TESTS.items()]


def _tried(name: str, zh: str, en: str, folder: Path) -> Outcome:
    command = [sys.executable, "-m", "pytest", "-q", f"{FILE}::{name}", "--hypothesis-show-statistics", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"NIANBAO_DEEP": "1", "TMPDIR": str(folder)}, capture_output=True, text=True, check=False)
    counts = [(int(passing), int(failing)) for passing, failing in _CASES.findall(done.stdout)]
    held, failed = sum(passing for passing, _ in counts), sum(failing for _, failing in counts)
    ended = {"成立": held} | ({"不成立": failed} if failed else {})
    # Processes that have ended are told together: the most any has held yet.
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Outcome(zh, en, held + failed, failed or int(done.returncode != 0), ended, megabytes)
