"""A text held against itself, for the tests of what an audit says of its claims."""

from pathlib import Path

from nianbao.auditing import Document, Identity
from nianbao.auditing.arithmetic import identities
from nianbao.claims import find_claims


def held(text: str, year: int | None = 2023) -> list[Identity]:
    """Every identity of the text."""
    return identities(Document(Path("report.txt"), text), find_claims(text), year)


def exprs(text: str, year: int | None = 2023) -> list[str]:
    """What holds of it, the arithmetic alone."""
    return [identity.expr for identity in held(text, year) if identity.holds]


def failing(text: str, year: int | None = 2023) -> list[tuple[str, str]]:
    """What does not hold of it: the arithmetic, and how bad it is."""
    return [(identity.expr, identity.severity) for identity in held(text, year) if not identity.holds]
