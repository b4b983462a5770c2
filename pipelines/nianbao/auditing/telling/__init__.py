"""An audit told: for a terminal, and as a page."""

from nianbao.auditing.telling.page import as_page
from nianbao.auditing.telling.terminal import as_text

__all__ = ["as_page", "as_text"]
