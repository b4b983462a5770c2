"""Writes the raw files of the sample office: `python data/raw/make_sample [folder]`.

Every person, number and case is invented from a fixed seed, so the files come out the same, byte for byte, on every
run. Only the yearly totals of 2023 are the town's own, as it published them: 427 petitions closed, all accepted in
time and nobody dissatisfied; 90 penalties, 28 + 38 + 24, with 11,850 yuan of fines.
"""

import sys
from pathlib import Path

import penalties
import penalties_2022
import penalties_2023
import petitions
import register_2022
import register_2023
from people import Town


def main(folder):
    """Write the sample office's files below `folder`, which is data/raw in the repository."""
    town = Town("shangcang")
    years = petitions.invent(town)
    files = {
        "2022/2022年信访登记台账.xlsx": register_2022.write(years.register_2022),
        "2022/2022年行政处罚台账.csv": penalties_2022.write(penalties.invent(town, 2022)),
        "2023/2023年信访件登记表.xlsx": register_2023.write(years.register_2023, years.unreadable),
        "2023/行政处罚双公示2023.csv": penalties_2023.write(penalties.invent(town, 2023)),
    }
    for name, content in files.items():
        target = Path(folder, "shangcang", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[1])
