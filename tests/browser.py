"""A window of a real browser, and what its pages did that they should not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.missing import missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page


class Window:
    """Opens pages from disk, one after the other.

    One window for all tests of a module: the browser takes a tenth of a second for another page in
    it, and several for another window.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._complaints: list[str] = []
        self._requests: list[str] = []
        page.on("console", lambda message: self._complaints.append(message.text))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("requestfailed", lambda request: self._complaints.append(request.url))
        page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self._requests.append(url)

    def open(self, path: Path, *, width: int = 1280, dark: bool = False) -> Page:
        """The page of a file, in a window of that width."""
        self._page.emulate_media(color_scheme="dark" if dark else "light")
        self._page.set_viewport_size({"width": width, "height": 800})
        self._page.goto(path.as_uri())
        return self._page

    def check(self) -> None:
        """Fail if a page complained, or asked the network for anything."""
        assert (self._complaints, self._requests) == ([], [])

    def forget(self) -> None:
        """Leave nothing of what was open, nor of what it stored."""
        if self._page.url.startswith("file:"):
            self._page.evaluate("localStorage.clear()")
        self._page.goto("about:blank")
        self._complaints.clear()
        self._requests.clear()


@pytest.fixture(scope="module")
def only_window() -> Iterator[Window]:
    """A window of a headless Chromium, the one that is installed.

    Only for a module: as long as it is there, no other event loop can run in this thread.
    """
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        missing("There is no Chromium on the PATH.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield Window(browser.new_page())
        browser.close()


@pytest.fixture
def window(only_window: Window) -> Iterator[Window]:
    """The window, nothing open in it yet."""
    yield only_window
    only_window.forget()
