"""The HTML report in a real browser, opened from disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser import Window, only_window, window
from tests.diff.test_reports import full_review

from graphwright.diff.reports.formats import FORMATS

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["only_window", "window"]

VIEW = Path(__file__).parent / "reviewers_view/report.html"


def _shown(page: Page) -> list[str]:
    """The kinds of the changes that are shown."""
    return page.locator(".change:visible code.code").all_text_contents()


def test_it_loads_without_complaint_and_without_the_network(window: Window, tmp_path: Path) -> None:
    """Light and dark, and with everything that a report can show."""
    everything = tmp_path / "report.html"
    everything.write_text(FORMATS["html"](full_review()), "utf-8")
    for path in (VIEW, everything):
        for dark in (False, True):
            page = window.open(path, dark=dark)
            assert page.locator("h1").inner_text() == "Schema changes"
    window.check()


def test_both_sides_stand_next_to_each_other(window: Window) -> None:
    """The line as it was on the left, as it is on the right, in one row."""
    page = window.open(VIEW, width=1440)
    row = page.locator("#change-1 tr", has_text="orderBy:")
    old, new = row.locator("pre").all()
    assert (old.inner_text().strip(), new.inner_text().strip()) == (
        "orderBy: [KernelV2OrderBy!]",
        "orderBy: [KernelV2OrderBy!]!",
    )
    left, right = old.bounding_box(), new.bounding_box()
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    assert new.locator("mark").inner_text() == "!"
    window.check()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("imageId", ["FIELD_REMOVED"]),
        ("listkernels", ["ARGUMENT_BECAME_REQUIRED"]),
        ("KernelQueries", ["ARGUMENT_BECAME_REQUIRED"]),
        ("enum", ["ENUM_VALUE_ADDED"]),
        ("field removed", ["FIELD_REMOVED", "FIELD_REMOVED"]),
        ("nothing of that name", []),
    ],
)
def test_the_search_finds_elements_operations_and_resolvers(
    query: str, codes: list[str], window: Window
) -> None:
    """From the keyboard; Escape shows all again."""
    page = window.open(VIEW)
    page.keyboard.press("/")
    page.keyboard.type(query)
    assert _shown(page) == codes
    assert page.locator("nav li:visible").count() == len(codes)
    assert page.locator("#nothing").is_visible() == (not codes)
    page.keyboard.press("Escape")
    assert len(_shown(page)) == 5
    window.check()


def test_levels_can_be_left_out_and_changes_opened(window: Window) -> None:
    """Breaking ones are open from the start; a link opens the one that it leads to."""
    page = window.open(VIEW)
    assert page.locator(".change[open]").count() == 2
    page.locator("nav a", has_text="KernelV2Status.LOST").click()
    assert page.locator("#change-4").get_attribute("open") is not None
    page.locator("button.filter.breaking").click()
    assert "ARGUMENT_BECAME_REQUIRED" not in _shown(page)
    page.click("#fold")
    assert page.locator(".change[open]:visible").count() == 3
    window.check()


def test_a_phone_has_nothing_wider_than_its_window(window: Window) -> None:
    """The sides scroll by themselves."""
    page = window.open(VIEW, width=360)
    page.click("#fold")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    window.check()
