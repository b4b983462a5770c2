"""What is not published, and what is asked of a site that has it not."""

from __future__ import annotations

import json
from datetime import date

from tests.messages.ground import REGISTER, Ground
from tests.messages.provoking import Cases
from tests.published import edition, figure

from nianbao.lock import locked
from nianbao.publishing import publish
from nianbao.rolling.offices import OFFICES, read_offices

CASES = Cases()


def published(at: Ground) -> Ground:
    """A finished review as its first edition."""
    publish(at.reviewed().work(), on=date(2024, 3, 15))
    return at


def made_anew(at: Ground, file: str, **facts: object) -> Ground:
    """The finished review with these facts in one of its files, and the manifest to fit: as another program might have left it."""
    import hashlib

    path, manifest = at.reviewed().review / file, at.review / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | facts), "utf-8")
    told = json.loads(manifest.read_text("utf-8"))
    if path != manifest:
        told["outputs"][file] = hashlib.sha256(path.read_bytes()).hexdigest()
        manifest.write_text(json.dumps(told), "utf-8")
    return at


@CASES
def not_run_yet(at: Ground) -> None:
    at.nianbao("publish", "town", 2023)


@CASES
def only_a_draft(at: Ground) -> None:
    at.reviewed().review.rename(at.review.with_name("2023-draft"))
    at.nianbao("publish", "town", 2023)


@CASES
def a_draft_in_its_place(at: Ground) -> None:
    made_anew(at, "manifest.json", draft=True).nianbao("publish", "town", 2023)


@CASES
def not_whole(at: Ground) -> None:
    at.reviewed()
    (at.review / "review.html").write_text("", "utf-8")
    (at.review / "review.pdf").unlink()
    (at.review / "more.txt").write_text("", "utf-8")
    at.nianbao("publish", "town", 2023)


@CASES
def stale_by_a_decision(at: Ground) -> None:
    at.reviewed().put("waivers.yml", "- {rule: petitions.number-unique, reason: 系统合并, who: 王主任, until: 2099-12-31}\n")
    at.nianbao("publish", "town", 2023)


@CASES
def stale_by_later_checks(at: Ground) -> None:
    made_anew(at, "checks.json", counts={}).nianbao("publish", "town", 2023)


@CASES
def stale_by_another_program(at: Ground) -> None:
    made_anew(at, "manifest.json", package={"version": "0"}).nianbao("publish", "town", 2023)


@CASES
def stale_checks(at: Ground) -> None:
    at.reviewed()
    (at.root / "data/clean/town/2023/clean.json").write_text("{}", "utf-8")
    at.nianbao("publish", "town", 2023)


@CASES
def gate_closed(at: Ground) -> None:
    at.petitions(REGISTER.replace("P2 ", "P1 "))
    from nianbao.checking import require_open

    found = at.check(engine="duckdb")
    require_open(found.work, found.checked)


@CASES
def not_fit(at: Ground) -> None:
    from nianbao.publishing.audited import require_right

    at.reviewed().write("data/raw/town/2023/text/summary.md", "x")
    page = at.review / "review.html"
    page.write_text(page.read_text("utf-8").replace("件</span>。</p>", "件</span>。共收到信访件500件，其中来信100件、来访200件、来电300件。</p>", 1), "utf-8")
    require_right(at.work(), at.review)


def changed(at: Ground) -> Ground:
    """A finished review that says otherwise than its first edition."""
    folder = published(at).root / "site" / "town" / "2023" / "1"
    for name in ("manifest.json", "figures.json"):
        (folder / name).chmod(0o644)
    manifest, figures = (json.loads((folder / name).read_text("utf-8")) for name in ("manifest.json", "figures.json"))
    manifest["edition"]["review"] = {}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    next(one for one in figures if one["name"] == "petitions.closed")["value"] = 1
    (folder / "figures.json").write_text(json.dumps(figures), "utf-8")
    return at


@CASES
def changed_without_a_reason(at: Ground) -> None:
    changed(at).nianbao("publish", "town", 2023)


@CASES
def revised_before_the_last(at: Ground) -> None:
    changed(at).nianbao("publish", "town", 2023, "--revise", "另有来源", "--on", "2024-03-01")


@CASES
def nothing_published(at: Ground) -> None:
    at.nianbao("diff", "town", 2023)


@CASES
def unknown_edition(at: Ground) -> None:
    edition(at.root / "site")
    at.nianbao("diff", "town", 2023, "--from", 3)


@CASES
def nothing_to_compare_with(at: Ground) -> None:
    edition(at.root / "site")
    at.nianbao("diff", "town", 2023)


@CASES
def not_proved(at: Ground) -> None:
    folder = edition(at.root / "site", figures=[figure("petitions.closed", 2)])
    (folder / "review.html").write_text("", "utf-8")
    (folder / "checks.json").unlink()
    (folder / "more.txt").write_text("", "utf-8")
    at.nianbao("verify", "site/town/2023/1")


@CASES
def no_manifest_of_a_folder(at: Ground) -> None:
    at.nianbao("verify", "data")


@CASES
def no_manifest_of_a_file(at: Ground) -> None:
    edition(at.root / "site")
    at.nianbao("verify", at.write("下载.html"))


CASES.each(
    "bad_manifest",
    {"no_json": "{", "no_hashes": '{"outputs": []}'},
    lambda at, text: (at.write("x/manifest.json", text), at.nianbao("verify", "x")),
)


@CASES
def being_published(at: Ground) -> None:
    with locked(at.work().runs / "publish.lock"):
        at.nianbao("publish", "town", 2023)


@CASES
def being_run(at: Ground) -> None:
    with locked(at.work().runs / "run.lock"):
        at.nianbao("publish", "town", 2023)


@CASES
def no_roll_up_yet(at: Ground) -> None:
    read_offices(at.work().checked / OFFICES)
