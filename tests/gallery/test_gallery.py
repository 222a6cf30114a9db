"""What docs/mistakes says that graphwright answers is what it answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.gallery.page import PAGES, answer, entries, page_names, rewritten

if TYPE_CHECKING:
    from pathlib import Path

MEND = "If the change is meant: make golden"


@pytest.mark.parametrize("page", page_names())
def test_every_answer_of_a_page_is_the_one_that_is_given(
    page: str, tmp_path: Path, update_golden: bool, mypy_cache: Path
) -> None:
    """Word for word, with the exit code."""
    answers: dict[str, str] = {}
    for number, entry in enumerate(entries(page)):
        directory = tmp_path / str(number)
        directory.mkdir()
        answers[entry.title] = answer(entry, directory, mypy_cache)
    path = PAGES / f"{page}.md"
    text = rewritten(page, answers)
    if update_golden:
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text, MEND


@pytest.mark.parametrize("page", page_names())
def test_every_entry_ends_in_a_failure(page: str) -> None:
    """Or it would be no mistake."""
    text = (PAGES / f"{page}.md").read_text("utf-8")
    for entry in text.split("\n## ")[1:]:
        title = entry.partition("\n")[0]
        assert re.search(r"^\[exit code [12]\]$", entry, re.MULTILINE), title


def test_the_gallery_is_worth_leafing_through() -> None:
    """It has many entries, no two of one name on a page, and every page is in the list."""
    titles = {page: [entry.title for entry in entries(page)] for page in page_names()}
    assert sum(map(len, titles.values())) >= 60
    for page, named in titles.items():
        assert len(set(named)) == len(named), page
    listed = re.findall(r"\]\((\w+)\.md\)", (PAGES / "README.md").read_text("utf-8"))
    assert sorted(listed) == page_names()
