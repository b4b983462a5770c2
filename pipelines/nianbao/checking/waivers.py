"""waivers.yml: who lets which failure pass, why, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel, StringConstraints

from nianbao import yamlfile
from nianbao.cleaning import masked
from nianbao.errors import BadYaml, ExpiredWaiver, UnknownWaiver
from nianbao.folders import own_file
from nianbao.words import Words, nearest

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Read with numbers hidden by which people are found: what is told of a waiver stands in checks, logs and the review.
Told = Annotated[Text, AfterValidator(masked)]


class Waiver(BaseModel):
    """One waiver: the rule, the reason, the person who answers for it, and its last day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Text
    reason: Told
    who: Told
    until: date

    def json(self) -> dict[str, str]:
        return {"rule": self.rule, "reason": self.reason, "who": self.who, "until": self.until.isoformat()}


class WaiverFile(RootModel[list[Waiver]]):
    """waivers.yml as a whole."""


def read_waivers(folder: Path, rules: Iterable[str]) -> tuple[Waiver, ...]:
    """The waivers of a year's raw folder, each known and in force today; none where the file is missing.

    Raises BadYaml, LeadsOutside, UnknownWaiver, ExpiredWaiver.
    """
    path = own_file(folder / "waivers.yml", folder)
    if not path.exists():
        return ()
    waivers = yamlfile.load(path, WaiverFile).root
    known = list(rules)
    for position, waiver in enumerate(waivers):
        if waiver.rule in [other.rule for other in waivers[:position]]:
            problem = Words(zh=f"规则 {waiver.rule} 豁免了两次", en=f"the rule {waiver.rule} is waived twice")
            raise BadYaml(file=path.name, line=yamlfile.line_of(yamlfile.parse(path), (position,)), problem=problem)
        if waiver.rule not in known:
            raise UnknownWaiver(file=path.name, got=waiver.rule, near=nearest(waiver.rule, known))
        if waiver.until < today():
            raise ExpiredWaiver(file=path.name, rule=waiver.rule, who=waiver.who, until=waiver.until)
    return tuple(waivers)


def today() -> date:
    """The day of the run: only the expiry of waivers asks for it, and nothing in a review shows it."""
    return datetime.now(UTC).astimezone().date()
