"""A finished review becomes an edition: proved whole, put on the site under its number, and locked."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nianbao.checking import gate_closed, public_checks, read_checks, today
from nianbao.errors import (
    ExpiredWaiver,
    MissingStep,
    NeedsReason,
    OnlyADraft,
    Publishing,
    Running,
    StaleReview,
    WrongParameter,
)
from nianbao.folders import sweep, whole
from nianbao.lock import locked
from nianbao.package import package
from nianbao.proofing import executed_page, require_private, require_read_back
from nianbao.publishing.audited import require_right
from nianbao.publishing.changes import Changes, changes
from nianbao.publishing.editions import MANIFEST, Edition, command, edition_name, editions, read_manifest
from nianbao.publishing.proof import inputs_proof, require_whole
from nianbao.publishing.telling import in_short, notice
from nianbao.rolling import is_rolled_up
from nianbao.running import decisions, export, hashes
from nianbao.words import Words
from nianbao.work import Work, open_work


@dataclass(frozen=True)
class Published:
    """The newest edition after publishing, whether it is new, and what there is to say of it."""

    edition: Edition
    is_new: bool
    told: Words


def publish(work: Work, reason: str = "", on: date | None = None) -> Published:
    """Makes the next edition of the work's finished review; where the newest says the same already, nothing.

    `reason` is why a later edition is made, `on` the day of publication. Raises OnlyADraft, MissingStep, NotProved,
    StaleReview, StaleChecks, GateClosed, ExpiredWaiver, NotFitToPublish, NeedsReason, Publishing, Running, RenderFailed, CannotWrite.
    """
    what = f"{work.office.id} {work.year}"
    with (
        locked(work.runs / "publish.lock", lambda who: Publishing(what=what, who=who)),
        locked(work.runs / "run.lock", lambda who: Running(what=what, who=who)),  # what is being made anew is not fit to publish
    ):
        sweep(work.published)
        work, facts = publishable(work)
        earlier = editions(work.published)
        if not earlier:
            return _first(work, facts, on)
        newest = earlier[-1]
        found = changes(newest.folder, work.review)
        reviewed = _public(facts["outputs"])
        if reviewed == newest.facts["edition"]["review"] or (not found and not reason):
            return _nothing_new(newest, reviewed == newest.facts["edition"]["review"])
        if not reason:
            told = Words(zh=in_short(found, "zh"), en=in_short(found, "en"))
            see = command("diff", work, "--from", str(newest.number))
            raise NeedsReason(office=work.office.id, year=work.year, edition=newest.number, changes=told, step=see)
        return _later(work, facts, newest, found, reason, on or today())


def publishable(work: Work) -> tuple[Work, dict[str, Any]]:
    """The work at the reference date of its finished review, and that review's manifest, once it may be published.

    It must be no draft, whole by its manifest, made from the records, decisions and program as they are now, and its checks
    the latest, with the gate open today.
    """
    path = work.review / MANIFEST
    draft = work.review.with_name(f"{work.review.name}-draft")
    if not path.exists():
        missing = OnlyADraft(folder=work.review.parent, draft=draft.name, step=command(_made_by(work), work))
        raise missing if draft.exists() else MissingStep(file=path, step=command(_made_by(work), work))
    facts = read_manifest(path)
    if facts.get("draft") is not False:
        raise OnlyADraft(folder=work.review.parent, draft=work.review.name, step=command(_made_by(work), work))
    require_whole(work.review, facts, path)
    work = open_work(work.office.id, work.year, facts["parameters"]["as_of"], work.lang, workspace=work.workspace)
    _require_current(work, facts)
    _require_open(work)
    return work, facts


def _made_by(work: Work) -> str:
    """The command that makes the review."""
    return "rollup" if is_rolled_up(work) else "run"


def _require_current(work: Work, facts: dict[str, Any]) -> None:
    """Nothing that the review rests on has changed since it was made."""
    checks = public_checks(work)
    old = json.loads((work.review / "checks.json").read_text("utf-8"))
    changed = [state.name for state in inputs_proof(work, facts) if state.outcome != "ok"]
    now = decisions(work)
    changed += sorted(name for name in {*now, *facts["decisions"]} if now.get(name) != facts["decisions"].get(name))
    if changed:
        reason = Words(zh=f"生成之后改动了 {'、'.join(changed)}", en=f"what it was made from has changed since: {', '.join(changed)}")
    elif old != checks:
        reason = Words(zh="它依据的不是最近一次核对", en="it does not rest on the latest checks")
    elif facts["package"] != package():
        reason = Words(zh="它是用另一个版本的程序生成的", en="another version of the program made it")
    else:
        return
    raise StaleReview(folder=work.review, reason=reason, step=command(_made_by(work), work))


def _require_open(work: Work) -> None:
    """The gate is open, by waivers that still hold today where it is by waivers."""
    checks = read_checks(work)
    if not checks["gate"]["open"]:
        raise gate_closed(work, checks)
    for waiver in checks["waivers"]:
        if date.fromisoformat(waiver["until"]) < today():
            raise ExpiredWaiver(file="waivers.yml", rule=waiver["rule"], who=waiver["who"], until=waiver["until"])


def _first(work: Work, facts: dict[str, Any], on: date | None) -> Published:
    planned = work.office.file.editions.get(work.year)
    on = on or (planned and planned.published_on) or today()
    with whole(work.published / "1") as folder:
        _copy(work.review, folder, _public(facts["outputs"]))
        require_read_back(folder, executed_page(work.review))
        require_right(work, folder)
        _seal(work, folder, facts, 1, on, "", Changes())
    return _new(editions(work.published)[-1])


def _later(work: Work, facts: dict[str, Any], before: Edition, found: Changes, reason: str, on: date) -> Published:
    """An edition that says on its first page what it changes: rendered anew, since its pages say so."""
    if on < before.published_on:
        expected = Words(
            zh=f"不早于上一版的发布日期 {before.published_on}", en=f"no earlier than the edition before, {before.published_on}"
        )
        raise WrongParameter(name="on", expected=expected, got=on, kind="date")
    number = before.number + 1
    with whole(work.published / str(number)) as folder:
        _copy(work.review, folder, _public(facts["outputs"]))
        shown = executed_page(work.review, notice(found, before, number, on, reason, work.lang))
        export(shown, folder)
        require_read_back(folder, shown)
        require_right(work, folder)
        told = json.dumps(found.json(), ensure_ascii=False, indent=1) + "\n"
        (folder / "changes.json").write_text(told, "utf-8")
        _seal(work, folder, facts, number, on, reason, found)
    return _new(editions(work.published)[-1])


def _seal(work: Work, folder: Path, facts: dict[str, Any], number: int, on: date, reason: str, found: Changes) -> None:
    """The manifest, the last look for what is personal, and the lock: from here on nothing writes to these files."""
    told = {
        "number": number, "published_on": on.isoformat(), "reason": reason or None, "review": _public(facts["outputs"]),
        "changes": {"figures": len(found.changed_figures), "sentences": len(found.sentences), "checks": len(found.checks)},
    }  # fmt: skip
    sealed = {**facts, "edition": told, "outputs": hashes(folder)}
    (folder / MANIFEST).write_text(json.dumps(sealed, ensure_ascii=False, indent=1) + "\n", "utf-8")
    require_private(work, folder, reason)
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)


def _public(outputs: dict[str, str]) -> dict[str, str]:
    """What of a review's files is published: all but the notebooks, with their hashes."""
    return {name: digest for name, digest in outputs.items() if "/" not in name}


def _copy(source: Path, folder: Path, names: dict[str, str]) -> None:
    for name in names:
        shutil.copyfile(source / name, folder / name)


def _new(edition: Edition) -> Published:
    page = edition.folder / "review.html"
    told = Words(
        zh=f"已发布{edition_name(edition.number, 'zh')}（{edition.published_on}）：{page}",
        en=f"published {edition_name(edition.number, 'en').lower()} ({edition.published_on}): {page}",
    )
    return Published(edition, True, told)


def _nothing_new(newest: Edition, same_files: bool) -> Published:
    zh, en = edition_name(newest.number, "zh"), edition_name(newest.number, "en").lower()
    if same_files:
        told = Words(zh=f"与已发布的{zh}完全相同，没有新版。", en=f"nothing has changed since {en}: there is no new edition.")
    else:
        told = Words(
            zh=f"数据、文字和核对结果与已发布的{zh}相同，只有版式或程序不同，没有新版；确要出新版，请加 --revise “修订原因”。",
            en=f"figures, text and checks are those of {en}, only layout or program differ: there is no new edition; "
            f"for one all the same give --revise “the reason”.",
        )
    return Published(newest, False, told)
