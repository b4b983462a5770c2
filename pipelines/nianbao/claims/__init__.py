"""The quantitative claims of a Chinese text: what each says, of what, how exactly, and where it stands."""

from nianbao.claims.bare import bare_numbers
from nianbao.claims.finding import find_claims
from nianbao.claims.model import Claim, Zones
from nianbao.claims.numerals import widened

__all__ = ["Claim", "Zones", "bare_numbers", "find_claims", "widened"]
