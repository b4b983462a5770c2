"""Writes the raw files of the sample office: `python data/raw/make_sample [folder]`.

Every person, number and case is invented from a fixed seed, so the files come out the same, byte for byte, on every
run. Only the yearly totals of 2023 are the town's own, as it published them: 427 petitions closed, all accepted in
time and nobody dissatisfied; 90 penalties, 28 + 38 + 24, with 11,850 yuan of fines; and what its report says of the
other lines of work, 余 and 以上 filled in by invented numbers.
"""

import sys
from importlib import import_module
from pathlib import Path

import penalties
import penalties_2022
import penalties_2023
import petitions
import register_2022
import register_2023
from people import Town

# Each of these modules gives the files of one line of work: path below the office's folder → content.
TABLES = (
    "crime_leads", "decisions", "disclosed_items", "disclosure", "disputes", "enforcement", "inspections", "integrity_records",
    "law_duties", "leadership", "legal_opinions", "mediation", "normative_documents", "problems_plans", "publicity",
    "reconsideration_litigation", "study", "supervision", "village_advisers",
)  # fmt: skip


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
    for table in TABLES:
        files |= import_module(table).files()
    for name, content in files.items():
        target = Path(folder, "shangcang", name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[1])
