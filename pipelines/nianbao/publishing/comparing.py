"""`nianbao diff`: two editions of a review, or the newest edition and the review as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.errors import MissingStep
from nianbao.publishing.changes import Changes, changes
from nianbao.publishing.editions import MANIFEST, Edition, command, day_name, edition_name, edition_of, published
from nianbao.publishing.telling import in_full
from nianbao.words import said
from nianbao.work import Work


@dataclass(frozen=True)
class Comparison:
    """What has changed from an edition to a later one, or (`new` is None) to the finished review."""

    old: Edition
    new: Edition | None
    changes: Changes

    def text(self, lang: str) -> str:
        """What has changed, a line each."""
        new = _named(self.new, lang) if self.new else said(lang, "现有成品（未发布）", "the finished review (not published)")
        lines = [f"{_named(self.old, lang)} → {new}"]
        if self.new and self.new.reason:
            lines.append(said(lang, f"修订原因：{self.new.reason}", f"Reason: {self.new.reason}"))
        nothing = said(lang, "数据、文字、核对结果和来源都没有变化。", "No figure, sentence, check or source has changed.")
        return "\n".join([*lines, *(in_full(self.changes, lang) or [nothing])])

    def json(self) -> dict[str, Any]:
        sides = {side: edition and edition.facts["edition"]["number"] for side, edition in (("from", self.old), ("to", self.new))}
        return {**sides, "reason": self.new.reason or None if self.new else None, **self.changes.json()}


def compare(work: Work, old: int | None = None, new: int | None = None) -> Comparison:
    """From edition `old` to edition `new`: left out, the two newest editions, or the only one and the finished review; with
    the newest as `old`, that and the finished review. Raises NothingPublished, UnknownEdition, MissingStep, BadManifest."""
    found = published(work)
    newest = found[-1].number
    if new is None and (newest > 1 if old is None else old < newest):
        new = newest
    one = edition_of(found, old if old is not None else max(new - 1, 1) if new else newest)
    other = edition_of(found, new) if new is not None else None
    return Comparison(one, other, changes(one.folder, other.folder if other else _finished(work)))


def _finished(work: Work) -> Path:
    if not (work.review / MANIFEST).exists():
        raise MissingStep(file=work.review / MANIFEST, step=command("run", work))
    return work.review


def _named(edition: Edition, lang: str) -> str:
    when = day_name(edition.published_on, lang)
    return edition_name(edition.number, lang) + said(lang, f"（{when}）", f" ({when})")
