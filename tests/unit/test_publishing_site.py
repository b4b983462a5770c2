"""site/ is made from its editions alone: lists, figures side by side, an index to search in; what it is fed stays text."""

import json
import os
import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from tests.published import edition, figure, rate, section

from nianbao.office import Workspace
from nianbao.publishing import build_site

HOSTILE = '<script>alert("名")</script>&amp; \'镇\''


@pytest.fixture
def workspace(tmp_path):
    """Two offices, two years, two languages, a second edition."""
    site = tmp_path / "site"
    body = section("summary", "", "开头一段。") + section(
        "petitions", "信访工作", 'A 办结信访件<data value="427" data-figure="petitions.closed">427</data>件。', anchor="section-1-1"
    )
    before = {"value": 393, "part": None, "whole": None}
    figures = [figure("petitions.closed", 427, "办结信访件", previous=before), rate("petitions.closing_rate", 427, 427, "办结率")]
    edition(site, 1, body=body, figures=figures)
    edition(site, 2, "2024-05-06", "补报一件", body=body.replace("427", "428"), figures=[figure("petitions.closed", 428, "办结信访件", previous=before)])
    edition(site, 1, year=2024, figures=[figure("petitions.closed", 500, "办结信访件")])
    edition(site, 1, office="another#镇", name={"zh": HOSTILE, "en": HOSTILE}, synthetic=True,
            figures=[figure("petitions.closed", 9, "办结信访件", "人次")])  # fmt: skip
    edition(site, 1, parameters={"as_of": "2023-12-31", "lang": "en"}, body=body)
    return Workspace(tmp_path)


def read(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def pages(root):
    return [path for path in root.rglob("*.html") if path.name != "review.html"]


def rows(table):
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tr")]


def test_every_page_is_there(workspace):
    root = build_site(workspace).parent
    assert {path.relative_to(root).as_posix() for path in pages(root)} == {
        "index.html", "index.en.html", "published.html", "published.en.html", "figures-2023.html", "figures-2023.en.html", "figures-2024.html", "figures-2024.en.html",
        "town/index.html", "town/index.en.html", "another#镇/index.html", "another#镇/index.en.html",
        "town/2023/index.html", "town/2023/en/index.html", "town/2024/index.html", "another#镇/2023/index.html",
    }  # fmt: skip
    assert (root / "town" / "2023" / "figures.json").read_bytes() == (root / "town" / "2023" / "2" / "figures.json").read_bytes()


def test_every_link_is_relative_and_leads_to_something(workspace):
    root = build_site(workspace).parent
    for path in pages(root):
        for link in read(path).select("[href], [src]"):
            address = link.get("href") or link["src"]
            assert not re.match(r"[a-z]+:|/", address), address
            file, _, anchor = address.partition("#")
            target = path.parent / unquote(file) if file else path
            assert target.is_file(), (path, address)
            assert not anchor or read(target).find(id=unquote(anchor)), (path, address)


def test_the_list_tells_edition_date_and_checks_newest_year_first(workspace):
    page = read(build_site(workspace))
    assert [heading.get_text() for heading in page.select("h2")] == ["2024年", "2023年"]
    (_, first), (_, hostile, town) = (rows(table) for table in page.select("table"))
    assert first[0] == "某镇" and first[2:] == ["第1版", "2024年3月15日", "1项中1项通过"]
    assert hostile[0] == f"{HOSTILE}（示例数据）"
    assert town[2:] == ["第2版", "2024年5月6日", "1项中1项通过"]


def test_the_english_list_says_what_is_in_chinese_alone(workspace):
    build_site(workspace)
    page = read(workspace.root / "site" / "index.en.html")
    cells = {tuple(row[::2]) for table in page.select("table") for row in rows(table)[1:]}
    assert ("Some Town", "Edition 1", "1 of 1 passed") in cells
    assert ("Some Town", "Edition 1 (in Chinese)", "1 of 1 passed") in cells


def test_hostile_names_stay_text(workspace):
    root = build_site(workspace).parent
    for path in pages(root):
        assert not [script for script in read(path).select("script") if script.get_text()]
        assert "<script>alert" not in path.read_text("utf-8")
    index = (root / "search-index.js").read_text("utf-8")
    assert "<" not in index
    assert HOSTILE in [found["o"] for found in json.loads(index.removeprefix("self.nianbaoIndex=").rstrip(";\n"))]


def test_figures_of_an_office_stand_side_by_side_over_the_years(workspace):
    page = read(build_site(workspace).parent / "town" / "index.html")
    assert rows(page.find("caption", string="信访件").find_parent("table")) == [
        ["数据", "2022年", "2023年", "2024年"], ["办结信访件（件）", "393", "428", "500"],
    ]  # fmt: skip
    assert "2022年没有发布年报" in page.get_text()


def test_figures_of_a_year_stand_side_by_side_over_offices_and_another_unit_is_named(workspace):
    page = read(build_site(workspace).parent / "figures-2023.html")
    assert rows(page.find("caption", string="信访件").find_parent("table")) == [
        ["单位", "办结信访件（件）"], [f"{HOSTILE}（示例数据）", "9人次"], ["某镇", "428"],
    ]  # fmt: skip


def test_a_hidden_number_is_a_star_on_every_page_and_in_diff(tmp_path):
    hidden = figure("petitions.closed", None, "办结信访件", hidden=True)
    edition(tmp_path / "site", 1, figures=[figure("petitions.closed", 4, "办结信访件")])
    edition(tmp_path / "site", 2, "2024-05-06", "隐去", figures=[hidden])
    root = build_site(Workspace(tmp_path)).parent
    for name in ("town/index.html", "figures-2023.html"):
        assert rows(read(root / name).find("caption", string="信访件").find_parent("table"))[1][1] == "＊"
    assert "办结信访件：4件→＊" in (root / "town" / "2023" / "index.html").read_text("utf-8")


def test_the_page_of_a_year_lists_every_edition_with_its_manifests_hash(workspace):
    page = read(build_site(workspace).parent / "town" / "2023" / "index.html")
    second, first = rows(page.select_one(".editions-table table"))[1:]
    assert second[:2] == ["第2版", "2024年5月6日"] and "补报一件" in second[2] and "办结信访件：427件→428件" in second[2]
    assert first[:3] == ["第1版", "2024年3月15日", "首次发布"]
    assert re.search(r"SHA-256：[0-9a-f]{64}", first[3])


def test_the_index_holds_headings_prose_labels_and_how_they_are_typed(workspace):
    build_site(workspace)
    text = (workspace.root / "site" / "search-index.js").read_text("utf-8")
    town = [found for found in json.loads(text.removeprefix("self.nianbaoIndex=").rstrip(";\n")) if found["y"] == 2023 and found["o"] == "某镇"]
    assert [found["u"] for found in town] == ["town/2023/2/review.html"]
    assert town[0]["k"] == "mouzhen mz"
    assert town[0]["s"][1] == ["section-1-1", "信访工作", "A 办结信访件428件。", "办结信访件", "xinfanggongzuo xfgz"]


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_site_is_made_anew_from_its_editions_byte_for_byte(workspace):
    root = build_site(workspace).parent
    before = files(root)
    for path in root.rglob("*"):
        if path.is_file() and not path.parent.name.isdecimal() | path.name.startswith("review"):
            path.unlink()
    for path in (root / "town" / "2023").glob("*.*"):
        path.unlink()
    build_site(workspace)
    assert files(root) == before


def test_what_is_as_it_was_is_not_written_again(workspace):
    root = build_site(workspace).parent
    for path in pages(root):
        os.utime(path, (1, 1))
    build_site(workspace)
    assert {path.stat().st_mtime for path in pages(root)} == {1}


def test_pages_allow_no_script_but_the_first_its_own(workspace):
    root = build_site(workspace).parent
    for path in pages(root):
        policy = read(path).select_one("meta[http-equiv]")["content"]
        assert policy.startswith("default-src 'none'")
        assert ("script-src" in policy) == (path.parent == root and path.name.startswith("index")), path


def test_a_site_without_editions_says_so_by_its_numbers(tmp_path):
    assert "0个单位，0份年报" in build_site(Workspace(tmp_path)).read_text("utf-8")


def test_a_page_says_when_each_was_first_published_and_whether_in_time(workspace):
    edition(workspace.root / "site", 1, on="2025-04-03", office="late", year=2024)
    root = build_site(workspace).parent
    page = read(root / "published.html")
    newest, before = (rows(table)[1:] for table in page.select("table"))
    assert [row[2:] for row in newest] == [["2025年4月3日", "2025年3月31日", "逾期3天"], ["2024年3月15日", "2025年3月31日", "按时"]]
    assert ["某镇", "第2版", "2024年3月15日", "2024年3月31日", "按时"] in before  # by the first edition, not the second
    assert "第二十四条" in page.get_text() and read(root / "index.html").select('a[href="published.html"]')
