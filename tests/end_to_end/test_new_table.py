"""A line of work that nianbao has never seen, from a file to the published review, by commands and a text editor."""

import pytest
from bs4 import BeautifulSoup
from tests.places import Place

LEDGER = """\
2023年走访台账,,,,
走访编号,走访日期,走访人,形式,人数
Z001,2023-01-05,张建国,入户,3
Z002,2023-02-05,李秀兰,电话,2
Z003,2023-02-06,李秀兰,入户,2
Z004,2023-03-06,李秀兰,入户,2
"""


@pytest.fixture
def place(tmp_path) -> Place:
    outside = Place(tmp_path)
    assert outside.nianbao("init", "w", "--office", "town", "--year", 2023).code == 0
    (tmp_path / "w/data/raw/town/2023/走访台账2023.csv").write_text(LEDGER, "gb18030")
    return Place(tmp_path / "w")


def test_a_new_table_is_started_edited_run_and_reviewed(place):
    sample = "data/raw/town/2023/走访台账2023.csv"
    done = place.nianbao("new-table", "visits", sample, lang="en")
    assert done.code == 0, done.err
    assert "expectations/visits.yml" in done.out and "5 columns, 1 of them taken for personal" in done.out

    again = place.nianbao("new-table", "visits", sample)
    assert again.code == 2
    assert "visits.yml" in again.err and "不覆盖" in again.err and "Traceback" not in again.err

    path = place.root / "expectations/visits.yml"
    text = path.read_text("utf-8") + "  people: {label: {zh: 走访对象, en: People visited}, unit: 人, sum: %s}\n"
    path.write_text(text % next(line.split(":")[0].strip() for line in text.splitlines() if "人数" in line), "utf-8")
    dictionary = place.nianbao("tables", "visits")
    assert dictionary.code == 0, dictionary.err
    assert "走访对象  People visited  visits.people" in dictionary.out

    done = place.nianbao("run", "town", 2023)
    assert done.code == 0, done.err
    page = BeautifulSoup((place.root / "reviews/town/2023/review.html").read_text("utf-8"), "html.parser")
    (heading,) = (part for part in page.select("section h2, section h3") if part.get_text().endswith("走访"))
    assert str(3 + 2 + 2 + 2) in heading.find_parent("section").get_text()
    assert "张建国" not in page.get_text() and "李秀兰" not in page.get_text()
