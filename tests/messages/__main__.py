"""Writes goldens/*.yml anew from what the program says now, to be read before it is committed: python -m tests.messages [FAMILY]…"""

import sys
import tempfile
import traceback
from dataclasses import asdict
from pathlib import Path

import yaml
from tests.messages.provoking import FAMILIES, GOLDENS, all_cases, tell

wanted = sys.argv[1:] or FAMILIES
for family in wanted:
    found = {}
    for case in (case for case in all_cases() if case.family == family):
        with tempfile.TemporaryDirectory() as folder:
            try:
                found[case.name] = asdict(tell(case, Path(folder)))
            except Exception:
                sys.stderr.write(f"--- {case}\n{traceback.format_exc(limit=-4)}")
    (GOLDENS / f"{family}.yml").write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
