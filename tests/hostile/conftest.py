"""The browser, for what must not run in it."""

from tests.browser.conftest import chromium  # noqa: F401
