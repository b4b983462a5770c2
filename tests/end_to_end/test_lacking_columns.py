"""An export without a column the shipped tables know: what rests on it is left out, and the review is made all the same."""

from __future__ import annotations

from bs4 import BeautifulSoup
from tests.places import Place


def test_a_review_without_kinds_of_violation_and_without_channels(tmp_path):
    place = Place(tmp_path)
    raw = tmp_path / "data/raw/town/2023"
    raw.mkdir(parents=True)
    (raw.parent / "office.yml").write_text("name: {zh: 某镇}\n", "utf-8")
    (raw / "处罚.csv").write_text("决定书文号,决定日期,罚款金额(元)\nD1,2023-03-01,200\nD2,2023-04-01,\n", "utf-8")
    (raw / "信访.csv").write_text("信访件编号,登记时间,受理日期\nP1,2023-03-01,2023-03-02\n", "utf-8")
    done = place.nianbao("run", "town", 2023)
    assert done.code == 0, done.err
    page = BeautifulSoup((tmp_path / "reviews/town/2023/review.html").read_text("utf-8"), "html.parser")
    assert {mark["data-figure"] for mark in page.select("data")} >= {"penalties.fines", "petitions.received"}
    assert "非法焚烧" not in page.select_one("section[data-section=penalties]").get_text()
    assert not page.select("[id^=chart-petitions-received-channel]")
    (heading,) = (heading for heading in page.select("main h3") if "本年没有记录的事项" in heading.get_text())
    lacking = heading.find_next("p").get_text()
    assert "行政检查" in lacking and "学法用法" in lacking
    assert "信访件" not in lacking and "行政处罚" not in lacking
