"""What a town of bad will hands up is left out by name or is text: it stops no roll-up, renames nothing, and leads nowhere."""

import json
import os

import pytest
from tests.hostile.district import FIGURE, FORGED, TEXTS, district, hand_up, of_the_west
from tests.hostile.payloads import ALL


def test_forged_figures_are_left_out_by_name_and_the_others_added_up(tmp_path):
    found = district(tmp_path)
    for name, content in FORGED.items():
        hand_up(found, content)
        assert of_the_west(found) == ("its figures.json holds no figures of these tables", 3), name


def test_what_is_called_otherwise_below_goes_by_the_name_of_the_level_above(tmp_path):
    found = district(tmp_path)
    hand_up(found, TEXTS)
    (found.root / "data" / "raw" / "east" / "office.yml").unlink()
    done = found.roll_up()
    figure = done.figures["visits.held"]
    assert (figure.label.zh, figure.unit.zh, "held_on" in figure.condition) == ("走访", "次", True)
    assert [part.label.zh for part in figure.by["village"]] == list(ALL)


def test_an_honest_town_is_added(tmp_path):
    found = district(tmp_path)
    hand_up(found, json.dumps([FIGURE]))
    assert of_the_west(found) == ("", 3 + 3)


@pytest.mark.parametrize("name", ["figures.json", "manifest.json"])
@pytest.mark.parametrize("way", ["link", "pipe", "folder"])
def test_a_file_that_is_none_of_the_folder_s_is_not_read(tmp_path, name, way):
    found = district(tmp_path)
    path = hand_up(found, json.dumps([FIGURE])) / name
    outside = path.rename(tmp_path / name)
    {"link": lambda: path.symlink_to(outside), "pipe": lambda: os.mkfifo(path), "folder": path.mkdir}[way]()
    assert of_the_west(found) == ("files of its review are missing", 3)


def test_a_manifest_s_texts_are_not_told(tmp_path):
    found = district(tmp_path)
    for manifest, said in (
        ({"parameters": {"as_of": ["x" * 1_000_000]}}, "its figures are as of ?"), ({"tables": {"<b>" * 1_000_000: "0"}}, "made by another version of tables (?)"),
    ):  # fmt: skip
        hand_up(found, json.dumps([FIGURE]), **manifest)
        assert of_the_west(found) == (said, 3)
