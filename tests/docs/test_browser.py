"""The pages in a real browser, opened from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser import Window

#: One page of each sort.
PAGES = (
    "index.html",
    "deprecated.html",
    "versions.html",
    "types/Query.html",
    "types/Item.html",
    "types/Book.html",
    "types/Hit.html",
    "types/Genre.html",
    "types/Search.html",
    "types/ISBN.html",
    "types/Int.html",
    "directives/staff.html",
    "operations/Find.html",
)


def _search(page: Page, query: str) -> list[str]:
    """The names that the search shows, as they are written."""
    page.fill("#search-box", query)
    return page.locator("#search-hits .hit-name").all_inner_texts()


@pytest.mark.parametrize("name", PAGES)
def test_pages_load_without_complaint_and_without_the_network(
    name: str, window: Window, site: Path
) -> None:
    """Nothing in the console, nothing asked for but files; also dark and on a phone."""
    for width, dark in ((1280, False), (1280, True), (360, False)):
        page = window.open(site / name, width=width, dark=dark)
        assert page.locator("h1").is_visible()
    window.check()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(name: str, window: Window, site: Path) -> None:
    """Long lines of code scroll by themselves."""
    page = window.open(site / name)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for width in (320, 390, 800):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("query", "first", "target"),
    [
        ("isbn", "ISBN", "types/ISBN.html"),
        ("shelf", "Book.shelf", "types/Book.html#shelf"),
        ("book.title", "Book.title", "types/Book.html#title"),
        ("rename", "Mutation.rename", "types/Mutation.html#rename"),
        ("limit", "Query.search.limit", "types/Query.html#search.limit"),
        ("crime", "Genre.CRIME", "types/Genre.html#CRIME"),
        ("book title", "Book.title", "types/Book.html#title"),
        ("staff", "@staff", "directives/staff.html"),
        ("find", "Find", "operations/Find.html"),
    ],
)
def test_enter_opens_what_was_searched(
    query: str, first: str, target: str, window: Window, site: Path
) -> None:
    """From the first page, by the keyboard alone."""
    page = window.open(site / "index.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    assert page.locator("#search-hits .hit-name").first.inner_text() == first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target}")
    window.check()


def test_hits_are_walked_by_the_arrows(window: Window, site: Path) -> None:
    """The box says which is chosen; Escape closes the hits."""
    page = window.open(site / "types/Book.html")
    names = _search(page, "title")
    assert "Book.title" in names
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    box = page.locator("#search-box")
    assert box.get_attribute("aria-activedescendant") == "search-hit-1"
    assert page.locator("#search-hit-1").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.locator("#search-hits").is_hidden()
    assert _search(page, "nothing of that name") == []
    assert page.get_by_text("Nothing has that name.").is_visible()
    window.check()


def test_the_contents_lead_to_pages_that_are_there(window: Window, site: Path) -> None:
    """Every entry of every group, and the page itself is marked."""
    page = window.open(site / "types/Book.html")
    page.evaluate(
        "document.querySelectorAll('#side-groups details').forEach(e => { e.open = true })"
    )
    # All types, the fields of roots instead of these, directives and operations.
    page.wait_for_function("document.querySelectorAll('#side-groups li a').length === 23")
    links: list[str] = page.locator("#side-bar a").evaluate_all("all => all.map(a => a.href)")
    for link in links:
        path = link.removeprefix(f"{site.as_uri()}/").partition("#")[0]
        assert (site / path).is_file(), link
    assert page.locator("#side-bar a[aria-current=page]").inner_text() == "Book"
    window.check()


def _back(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_the_theme_is_that_of_the_system_until_one_is_chosen(window: Window, site: Path) -> None:
    """The choice holds on the next page."""
    page = window.open(site / "index.html")
    light = _back(page)
    page.emulate_media(color_scheme="dark")
    dark = _back(page)
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(16, 18, 22)")
    page.click("#theme-button")
    assert _back(page) == light
    page.goto((site / "types/Book.html").as_uri())
    assert _back(page) == light
    window.check()


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_background(dark: bool, window: Window, site: Path) -> None:
    """Every colour of text has a contrast of 4.5 to what is behind it, as WCAG AA asks."""
    for name in ("index.html", "types/Book.html", "operations/Find.html", "deprecated.html"):
        page = window.open(site / name, dark=dark)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        pale: list[Any] = page.evaluate(_PALE)
        assert pale == [], name


_PALE = """() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (colour) => {
    const [r, g, b] = parse(colour).map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const back = getComputedStyle(each).backgroundColor;
      if ((parse(back)[3] ?? 1) > 0) return back;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) found.push([element.className, element.textContent.trim().slice(0, 30), contrast]);
  }
  return found;
}"""


def test_a_phone_has_its_contents_behind_a_button(window: Window, site: Path) -> None:
    """They close when a page is chosen, and the search spans the window."""
    page = window.open(site / "types/Book.html", width=390)
    assert not page.locator("#side-bar").is_visible()
    page.click("#menu-button")
    assert page.locator("#side-bar").is_visible()
    page.locator("#side-bar a", has_text="Film").click()
    page.wait_for_url("**/types/Film.html")
    assert not page.locator("#side-bar").is_visible()
    assert "Book.shelf" in _search(page, "shelf")
    box = page.locator("#search-hits").bounding_box()
    assert box is not None
    assert box["width"] > 360
    window.check()


def test_an_operation_leads_to_its_fields_and_back(window: Window, site: Path) -> None:
    """From the field to the line that selects it, and from there to the field."""
    page = window.open(site / "types/Book.html")
    page.locator("#shelf .users a", has_text="Find").click()
    page.wait_for_url("**/operations/Find.html#line-14")
    assert page.locator("#line-14").inner_text().strip() == "shelf @staff"
    page.locator("#line-14 a", has_text="shelf").click()
    page.wait_for_url("**/types/Book.html#shelf")
    window.check()


def test_descriptions_cannot_run_anything(window: Window, site: Path) -> None:
    """HTML in them is text, images are links, and links that run scripts are none."""
    page = window.open(site / "types/Item.html")
    prose = page.locator(".lead")
    assert "<script>alert(1)</script>" in prose.inner_text()
    assert prose.locator("script, img").count() == 0
    links: list[str] = prose.locator("a").evaluate_all("all => all.map(each => each.href)")
    assert links == ["https://example.org/x.png"]
    assert prose.locator("table td").count() == 2
    window.check()
