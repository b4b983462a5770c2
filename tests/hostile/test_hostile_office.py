"""A whole office whose every text is hostile runs to its end, and of what it leaves nothing runs, is read, is fetched or is a formula."""

import csv
import io
import json

import pytest
from tests.depth import DEEP
from tests.hostile.office import FILES, NAME, OFFICE, YEAR, hostile_office
from tests.hostile.outputs import faults, made, page_faults, steering, text_of, traces
from tests.hostile.payloads import ALL, PAYLOADS
from tests.places import Place

from nianbao.checking import read_waivers
from nianbao.cleaning import read_corrections
from nianbao.errors import LeadsOutside
from nianbao.office import Workspace
from nianbao.reading import raw_files
from nianbao.review.sections import own_text
from nianbao.steering import escaped, unsteered
from nianbao.tables import tables_of
from nianbao.work import open_work

deep = pytest.mark.skipif(not DEEP, reason="runs the office some times more: make hostile")
SOME = [text for texts in PAYLOADS.values() for text in texts[:2]]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Place:
    """The office, run once with texts of every kind, in a deep run with all of them."""
    found = hostile_office(tmp_path_factory.mktemp("hostile"), ALL if DEEP else SOME)
    done = found.nianbao("run", OFFICE, YEAR)
    assert (done.code, done.err) == (0, ""), done
    assert steering(done.out) == []
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> tuple[Place, dict]:
    """The office published and published again, with what every command about it said; without texts that an audit takes for places left open."""
    texts = [text for text in ALL if not any(sign in text for sign in "{}$%[]") and text.count("(") == text.count(")")]
    found = hostile_office(tmp_path_factory.mktemp("published"), texts)
    (found.raw / "text" / "visits.md").write_text("## x\n\n{{office}}{{year}}{{visits.made}}\n", "utf-8")
    said = {"run": found.nianbao("run", OFFICE, YEAR), "publish": found.nianbao("publish", OFFICE, YEAR, "--on", "2024-03-15")}
    (found.raw / "text" / "visits.md").write_text("## x\n\n{{office}}{{year}}{{visits.made}}<b>\n", "utf-8")
    said["again"] = found.nianbao("run", OFFICE, YEAR)
    said["revise"] = found.nianbao("publish", OFFICE, YEAR, "--revise", NAME, "--on", "2024-05-06")
    for name, words in {
        "diff": ("diff", OFFICE, YEAR, "--from", 1, "--to", 2), "explain": ("explain", "visits.made", OFFICE, YEAR, "--all"), "status": ("status", YEAR, "--page"),
        "batch": ("batch", YEAR, "--all", "--workers", 1, "--force"), "offices": ("offices",), "runs": ("runs", OFFICE, YEAR), "tables": ("tables", "visits"),
        "english": ("run", OFFICE, YEAR, "--lang", "en"), "audit": ("audit", found.review / "review.docx", "--page", found.root / "audit.html", "--office", OFFICE, "--year", YEAR),
    }.items():  # fmt: skip
        said[name] = found.nianbao(*words)
    return found, said


def test_nothing_that_the_run_leaves_runs_reads_fetches_or_is_a_formula(place, chromium):
    files = made(place.root)
    assert {path.name for path in files} >= {"review.html", "review.pdf", "review.docx", "tables.xlsx", "checks.html", "quarantine.csv", "figures.json"}
    assert [fault for path in files for fault in faults(chromium, path)] == []


def test_nothing_has_run_and_nothing_lies_elsewhere(place, home):
    assert traces(place.root.parent, home) == []
    assert sorted(path.name for path in place.root.parent.iterdir()) == ["hostile-secret.txt", "w"]


def test_the_texts_are_there_as_texts(place):
    """A guard that leaves them out would pass all of this."""
    for name in ("review.html", "review.pdf", "review.docx"):
        text = text_of(place.review / name).replace("&lt;", "<").replace("&quot;", '"').replace("&#34;", '"').replace("&gt;", ">")
        bare = "".join(text.split()).replace("\u2060", "").replace("\u200b", "")
        assert '#read("/etc/passwd")' in bare, name
        assert "<script>ran=1</script>" in bare.replace("</w:t></w:r>", ""), name


def test_a_quarantined_text_is_whole_behind_its_apostrophe(place):
    """What is written is the text as it was, but for the ' in front and signs that show nothing, which are written out."""
    with (place.root / "data" / "clean" / OFFICE / str(YEAR) / "quarantine.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["file"].removeprefix("'") for row in rows}
    assert names == {escaped(name) for name in FILES.values()}
    texts = {row["text"] for row in rows}
    assert any(text.startswith("'=") for text in texts)
    assert all(text.startswith("'") or text[:1] not in "=+-@" for text in texts if text)


def test_what_is_kept_as_received_is_not_touched(place):
    """Raw files are no output: they stay as the bytes that came."""
    book = list(csv.reader(io.StringIO((place.raw / FILES["visits"]).read_bytes().decode(), newline="")))
    assert any(cell.startswith("=") for row in book for cell in row)


@deep
def test_every_command_ends_as_it_should(published):
    _, said = published
    assert {name: done.code for name, done in said.items() if done.code not in ((0, 5) if name == "audit" else (0,))} == {}, said
    assert [name for name, done in said.items() if "程序错误" in done.err or "Traceback" in done.err] == []


@deep
def test_nothing_that_is_said_steers_a_terminal(published):
    assert {name: steering(done.out + done.err) for name, done in published[1].items() if steering(done.out + done.err)} == {}


@deep
def test_a_line_of_the_batch_is_json(published):
    lines = [json.loads(line) for line in published[1]["batch"].out.splitlines()]
    assert [line["name"]["zh"] for line in lines] == [unsteered(NAME)]


@deep
def test_nothing_on_the_site_runs_reads_fetches_or_is_a_formula(published, chromium):
    files = made(published[0].root)
    assert {"search.js", "index.html", "audit.html", "summary.html", "status.html"} <= {path.name for path in files}
    assert [fault for path in files for fault in faults(chromium, path)] == []


@deep
def test_the_search_shows_what_it_finds_as_text(published, chromium):
    page = chromium.new_page()
    page.goto((published[0].root / "site" / "index.html").as_uri())
    page.locator("form.search input").fill("script")
    page.wait_for_timeout(500)
    assert page.locator(".results li").count() > 0
    assert page.evaluate("() => typeof window.ran") == "undefined" and page.locator(".results script, .results img").count() == 0
    page.close()


@deep
def test_nothing_of_what_is_published_has_run_or_lies_elsewhere(published, home):
    assert traces(published[0].root.parent, home) == []
    assert sorted(path.name for path in published[0].root.parent.iterdir()) == ["hostile-secret.txt", "w"]


def test_an_injected_script_would_be_found(place, chromium, tmp_path):
    """The watch itself: a page with a live script, and one without a policy, are told."""
    text = (place.review / "review.html").read_text("utf-8")
    for name, page in {"live": text.replace("script-src", "script-src 'unsafe-inline'").replace("'sha256-", "'none-"), "bare": text.replace("Content-Security-Policy", "x")}.items():
        path = tmp_path / f"{name}.html"
        path.write_text(page.replace("<main", "<script>ran=1</script><main", 1), "utf-8")
        assert any("ran" in fault for fault in page_faults(chromium, path)), name


@pytest.mark.parametrize("name", ["text/visits.md", "waivers.yml", "corrections.csv"])
def test_a_link_out_of_the_year_s_folder_is_not_followed(tmp_path, name):
    """A section's text, the waivers and the corrections are files of the folder itself; a link within it is as good as one."""
    place = hostile_office(tmp_path, SOME)
    work = open_work(OFFICE, YEAR, workspace=Workspace(place.root))
    read = {
        "text/visits.md": lambda: own_text(work, "visits"), "waivers.yml": lambda: read_waivers(work.raw, ["visits.number-unique"]),
        "corrections.csv": lambda: read_corrections(work.raw, raw_files(work.raw, tables_of(work.workspace, work.office))),
    }[name]  # fmt: skip
    own = place.raw / name
    own.rename(own.with_name(f".{own.name}"))
    own.symlink_to(f".{own.name}")
    assert read()
    own.unlink()
    (tmp_path / "elsewhere").write_text("x", "utf-8")
    own.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LeadsOutside) as error:
        read()
    assert error.value.exit_code == 3 and own.name in error.value.say("en")
