"""A district of three towns, one of which has handed up nothing: the files are there, the numbers are sums, the missing one is named."""

from __future__ import annotations

import hashlib
import json
import shutil

import openpyxl
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from tests.places import Place

TOWNS = {"east": 1, "west": 2}


@pytest.fixture(scope="module")
def district(tmp_path_factory, small) -> Place:
    """The small office's review stands for each town's; the second has twice its counts."""
    place = Place(tmp_path_factory.mktemp("district"))
    for office in ("district", *TOWNS, "north"):
        folder = place.root / "data" / "raw" / office
        folder.mkdir(parents=True)
        parent = "" if office == "district" else "parent: district\n"
        (folder / "office.yml").write_text(f"name: {{zh: {office}镇, en: {office.title()} Town}}\nlevel: town\n{parent}", "utf-8")
    for town, times in TOWNS.items():
        review = place.root / "reviews" / town / "2023"
        shutil.copytree(small.review, review)
        figures = [multiplied(figure, times) for figure in read(review / "figures.json")]
        content = json.dumps(figures, ensure_ascii=False, indent=1).encode()
        (review / "figures.json").write_bytes(content)
        manifest = read(review / "manifest.json")
        manifest["outputs"]["figures.json"] = hashlib.sha256(content).hexdigest()
        (review / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    done = place.nianbao("rollup", "district", 2023)
    assert done.code == 0, done.err
    assert "3 个单位，汇入 2 个" in done.out and "没有汇入：north north镇，没有年报" in done.out
    return place


def read(path):
    return json.loads(path.read_text("utf-8"))


def multiplied(figure, times):
    amounts = [figure, *([figure["previous"]] if figure["previous"] else []), *(part for parts in figure["by"].values() for part in parts)]
    for amount in amounts:
        for side in ("value", "part", "whole", "previous"):
            if isinstance(amount.get(side), int) and not (side == "value" and amount.get("part") is not None):
                amount[side] *= times
    return figure


def test_the_review_is_whole_and_its_numbers_are_the_sums(district):
    review = district.root / "reviews" / "district" / "2023"
    manifest = read(review / "manifest.json")
    there = {path.relative_to(review).as_posix() for path in review.rglob("*") if path.is_file()} - {"manifest.json"}
    assert there == manifest["outputs"].keys() == {
        "checks.json", "figures.json", "notebooks/4_rollup.ipynb", "offices.json", "review.docx", "review.html", "review.pdf", "tables.xlsx",
    }  # fmt: skip
    for town in TOWNS:
        place = f"reviews/{town}/2023/figures.json"
        assert manifest["inputs"][place] == hashlib.sha256((district.root / place).read_bytes()).hexdigest()
    assert len(manifest["inputs"]) == 2
    one, both = ({figure["name"]: figure for figure in read(district.root / "reviews" / office / "2023" / "figures.json")} for office in ("east", "district"))
    assert both["petitions.closed"]["value"] == 427 * (1 + 2)
    rate = both["petitions.satisfaction_rate"]
    assert (rate["part"], rate["whole"]) == (one["petitions.satisfaction_rate"]["part"] * 3, one["petitions.satisfaction_rate"]["whole"] * 3)
    assert [part["value"] for part in both["penalties.cases"]["by"]["month"]] == [part["value"] * 3 for part in one["penalties.cases"]["by"]["month"]]


def test_the_missing_office_is_named_in_page_and_pdf_and_the_offices_stand_side_by_side(district):
    review = district.root / "reviews" / "district" / "2023"
    page = BeautifulSoup((review / "review.html").read_text("utf-8"), "html.parser")
    opening = page.select_one(".opening").get_text()
    assert "3个单位中的2个" in opening and "north镇（没有年报）" in opening
    rows = {row.th.get_text(): [cell.get_text() for cell in row.find_all(["td", "th"])[1:]] for row in page.select(".offices-table tbody tr")}
    assert rows["west镇"][0] == str(427 * 2) and rows["east镇"][0] == "427" and set(rows["north镇"]) == {"—"}
    paper = "".join("".join(leaf.extract_text().split()) for leaf in PdfReader(review / "review.pdf").pages)
    assert "north镇没有年报" in paper and str(427 * 3) in paper
    book = openpyxl.load_workbook(review / "tables.xlsx")
    sheet = next(sheet for sheet in book if "信访" in sheet.title and "各单位" in sheet.title)
    told = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    place = next(row for row in told.values() if row[0] == "单位").index("办结信访件（件）")
    assert told["west镇"][place] == 427 * 2 and told["north镇"][place] == "[x]"


def test_the_review_audits_clean_with_the_numbers_of_every_office_below(district):
    page = district.root / "reviews" / "district" / "2023" / "review.html"
    done = district.nianbao("audit", page, "--office", "district", "--year", 2023, "--json")
    told = json.loads(done.out)
    assert (done.code, told["clean"]) == (0, True), told["issues"]
    assert "differs" not in {one["verdict"] for one in told["records"]}
    assert [one["figure"] for one in told["claims"] if one["value"] == 427 * 2] == ["petitions.closed"]  # the west's, told in a sentence


@pytest.mark.parametrize("command", ["run", "clean", "check", "review"])
def test_a_step_of_an_office_with_records_is_refused(district, command):
    before = (district.root / "reviews/district/2023/manifest.json").read_bytes()
    done = district.nianbao(command, "district", 2023)
    assert (done.code, "nianbao rollup district 2023" in done.err) == (2, True), done.err
    assert (district.root / "reviews/district/2023/manifest.json").read_bytes() == before


def test_a_batch_of_all_offices_leaves_the_roll_up_as_it_is(district):
    before = (district.root / "reviews/district/2023/manifest.json").read_bytes()
    done = district.nianbao("batch", 2023, "--all")
    states = {line["office"]: line["state"] for line in map(json.loads, done.out.splitlines())}
    assert (done.code, states) == (0, dict.fromkeys(("district", "north", *TOWNS), "absent")), done.out
    assert (district.root / "reviews/district/2023/manifest.json").read_bytes() == before


def test_it_is_published_and_proved_and_stale_once_a_town_hands_up_anew(district):
    done = district.nianbao("publish", "district", 2023, "--on", "2024-03-15")
    assert done.code == 0, done.err
    assert district.nianbao("verify", "reviews/district/2023").code == 0
    manifest = district.root / "reviews" / "west" / "2023" / "manifest.json"
    before = manifest.read_text("utf-8")
    manifest.write_text(before.replace("2023-12-31", "2023-11-30"), "utf-8")
    stale = district.nianbao("publish", "district", 2023, "--revise", "西镇改报")
    manifest.write_text(before, "utf-8")
    assert stale.code == 2 and "reviews/west/2023/figures.json" in stale.err and "nianbao rollup district 2023" in stale.err
