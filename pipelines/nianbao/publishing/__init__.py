"""Editions of finished reviews, and the site that shows them."""

from nianbao.publishing.comparing import Comparison, compare
from nianbao.publishing.publish import Published, publish
from nianbao.publishing.site import build_site
from nianbao.publishing.verify import Proof, verify

__all__ = ["Comparison", "Proof", "Published", "build_site", "compare", "publish", "verify"]
