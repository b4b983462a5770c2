"""Pages in the browser."""

import pytest

AS_OPENED = """() => {
    for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
    for (const part of document.querySelectorAll("details")) part.open = false;
    for (const added of document.querySelectorAll("body style")) added.remove();
    document.activeElement.blur();
    scrollTo(0, 0);
}"""


@pytest.fixture(scope="session")
def address(finished) -> str:
    return (finished.review / "review.html").as_uri()


@pytest.fixture(scope="session")
def open_page(chromium, address):
    """The finished review at a width: one page for each, loaded once, and put back to how it opened."""
    pages = {}

    def opened(width: int = 1280, scheme: str = "light", again: bool = False):
        page = pages.get(width)
        if page is None:
            pages[width] = page = listening(chromium.new_context(viewport={"width": width, "height": 900}).new_page())
            page.goto(address)
        elif again:
            page.goto(address)
        page.emulate_media(color_scheme=scheme, media="screen")
        page.evaluate(AS_OPENED)
        return page

    yield opened
    for page in pages.values():
        page.context.close()


def listening(page):
    """The page, with what it asks for in `asked` and what it says to the console in `said`."""
    page.asked, page.said = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page


def becomes(page, condition: str) -> bool:
    """Whether the condition, a line of JavaScript, holds within some seconds; the page's policy forbids Playwright's own way."""
    for _ in range(200):
        if page.evaluate(condition):
            return True
        page.wait_for_timeout(25)
    return False


def add_style(page, text):
    """A style sheet of the reader's own, which no policy of the page forbids."""
    page.evaluate("text => document.body.append(Object.assign(document.createElement('style'), {textContent: text}))", text)
