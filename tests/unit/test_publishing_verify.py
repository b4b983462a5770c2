"""A folder, or a downloaded file, is what its manifest says, or it is said what is not."""

import json
import shutil

import pytest
from tests.published import edition, figure, review

from nianbao.errors import BadManifest, NoManifest, NoSuchFile, NotProved
from nianbao.publishing import verify


@pytest.fixture
def place(tmp_path):
    """A workspace with two editions."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    edition(tmp_path / "site")
    edition(tmp_path / "site", 2, "2024-05-06", "补报", figures=[figure("petitions.closed", 428)])
    return tmp_path


def states(proof):
    return {state.name: state.outcome for state in proof.files}


def test_a_whole_folder_is_proved(place):
    proof = verify(place / "site" / "town" / "2023" / "2")
    assert set(states(proof).values()) == {"ok"} and len(proof.files) == 3
    assert proof.inputs is None and proof.newer is None
    proof.require()
    assert "第2版" in proof.text("zh") and "Edition 2".lower() in proof.text("en")


def test_each_way_of_being_wrong_has_its_word(place):
    folder = place / "site" / "town" / "2023" / "2"
    (folder / "review.html").write_text("别的", "utf-8")
    (folder / "checks.json").unlink()
    (folder / "more.txt").write_text("多出", "utf-8")
    proof = verify(folder)
    assert states(proof) == {"checks.json": "missing", "figures.json": "ok", "more.txt": "extra", "review.html": "changed"}
    with pytest.raises(NotProved) as error:
        proof.require()
    assert "review.html（被改动）" in error.value.say("zh") and error.value.exit_code == 7


def test_a_downloaded_file_is_found_by_its_content_whatever_it_is_called(place, tmp_path_factory):
    away = tmp_path_factory.mktemp("away") / "下载 (1).html"
    shutil.copyfile(place / "site" / "town" / "2023" / "1" / "figures.json", away)
    proof = verify(away, workspace=place)
    proof.require()
    assert (proof.known_as, proof.facts["edition"]["number"], proof.newer.number) == ("figures.json", 1, 2)
    assert "第1版" in proof.text("zh") and "第2版" in proof.text("zh")


def test_a_changed_download_is_not_proved(place, tmp_path_factory):
    away = tmp_path_factory.mktemp("away") / "figures.json"
    away.write_text("[]", "utf-8")
    with pytest.raises(NoManifest):
        verify(away, workspace=place)
    proof = verify(away, place / "site" / "town" / "2023" / "1" / "manifest.json", place)
    assert states(proof) == {"figures.json": "changed"}
    with pytest.raises(NotProved):
        proof.require()


def test_raw_files_are_looked_at_where_the_workspace_has_them(place):
    raw = place / "data" / "raw" / "town"
    (raw / "2023").mkdir(parents=True)
    (raw / "office.yml").write_text("name: {zh: 某镇}\n", "utf-8")
    (raw / "2023" / "信访.csv").write_text("a\n", "utf-8")
    digest = "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"  # of "a\n"
    folder = review(place / "reviews" / "town" / "2023", [], inputs={"信访.csv": digest, "处罚.csv": digest})
    assert {state.name: state.outcome for state in verify(folder).inputs} == {"信访.csv": "ok", "处罚.csv": "missing"}
    with pytest.raises(NotProved, match="处罚"):
        verify(folder).require()


def test_the_manifests_own_hash_is_told_to_be_compared_elsewhere(place):
    folder = place / "site" / "town" / "2023" / "1"
    (folder / "manifest.json").write_text((folder / "manifest.json").read_text("utf-8") + " ", "utf-8")
    honest = verify(place / "site" / "town" / "2023" / "2").text("zh")
    assert "不能证明" in honest and "SHA-256" in honest
    assert verify(folder).text("zh").splitlines()[-2] != honest.splitlines()[-2]


@pytest.mark.parametrize("text", ["", "[]", '{"outputs": []}', '{"outputs": {"a": 1}}'])
def test_what_is_no_manifest_is_said_to_be_none(place, text):
    path = place / "site" / "town" / "2023" / "1" / "manifest.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BadManifest):
        verify(path.parent)


def test_what_is_not_there_is_said_not_to_be(place):
    with pytest.raises(NoSuchFile):
        verify(place / "nothing.pdf")
    with pytest.raises(NoManifest):
        verify(place / "data", workspace=place)


def test_a_manifest_cannot_make_us_look_elsewhere(place):
    path = place / "site" / "town" / "2023" / "1" / "manifest.json"
    facts = json.loads(path.read_text("utf-8"))
    facts["outputs"]["../2/review.html"] = "0" * 64
    path.write_text(json.dumps(facts), "utf-8")
    assert states(verify(path.parent))["../2/review.html"] == "missing"
