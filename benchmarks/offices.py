"""A district of made offices: each keeps the sample's tables, with petitions and penalties of its own."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
_SAMPLE = REPO / "data" / "raw" / "shangcang"
# What the petitions' and penalties' part of an office is: the rest of the sample is left out.
_SMALL = ("petitions", "penalties")
_INVENTED = 16  # registers that differ; a large district repeats them
_OWN = ("信访登记台账", "信访件登记表", "行政处罚")


def district(root: Path, number: int, small: bool = False) -> Path:
    """A workspace with `number` offices, town-0001 onwards; a small one keeps two tables of the 22 (about 590 rows of 1,765)."""
    for place in range(1, number + 1):
        folder = root / "data" / "raw" / f"town-{place:04d}"
        if not folder.exists():
            _office(folder, place, small)
    return root


def environment(root: Path, **more: str) -> dict[str, str]:
    """What the commands of a benchmark see: their own workspace and key, and bytecode that is kept, for ours and theirs alike."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "NIANBAO_LANG")}
    return env | {"NIANBAO_WORKSPACE": str(root), "NIANBAO_KEY_FILE": str(root / "key"), "NIANBAO_LANG": "en", **more}


def _office(folder: Path, place: int, small: bool) -> None:
    for path in _SAMPLE.glob("20*/*"):
        if not path.name.startswith(".") and (not small or any(part in path.name for part in _OWN)):
            target = folder / path.relative_to(_SAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    for name, content in _records(place % _INVENTED).items():
        (folder / name).write_bytes(content)
    text = (_SAMPLE / "office.yml").read_text("utf-8")
    text = text.replace("上仓镇人民政府", f"第{place}镇人民政府").replace("Shangcang Town", f"Town {place}").replace("120119109", f"{120119000 + place}")
    if small:
        kept = ", ".join(_SMALL)
        text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("required:")) + f"tables: [{kept}]\n"
    (folder / "office.yml").write_text(text, "utf-8")


@cache
def _records(seed: int) -> dict[str, bytes]:
    """Petitions and penalties of both years, invented from a seed."""
    made = str(REPO / "data" / "raw" / "make_sample")
    if made not in sys.path:
        sys.path.append(made)
    import penalties
    import penalties_2022
    import penalties_2023
    import petitions
    import register_2022
    import register_2023
    from people import Town

    town = Town(f"town-{seed}")
    years = petitions.invent(town)
    return {
        "2022/2022年信访登记台账.xlsx": register_2022.write(years.register_2022),
        "2022/2022年行政处罚台账.csv": penalties_2022.write(penalties.invent(town, 2022)),
        "2023/2023年信访件登记表.xlsx": register_2023.write(years.register_2023, years.unreadable),
        "2023/行政处罚双公示2023.csv": penalties_2023.write(penalties.invent(town, 2023)),
    }
