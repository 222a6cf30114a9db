"""Versions and their order."""

from __future__ import annotations

import pytest
from tests.diff.schemas import version

from graphwright.elements.versions import Version, releases_after


def test_versions_are_ordered_by_their_numbers() -> None:
    """Not by their letters, and what is not final comes before what is."""
    texts = ["v9.1", "26.2.0rc1", "26.2.0", "26.10.0"]
    assert sorted(texts, key=version) == texts


def test_trailing_zeros_do_not_count() -> None:
    """26.2 is 26.2.0."""
    assert version("26.2") == version("26.2.0")


@pytest.mark.parametrize("text", ["", "soon", "1..2", "1.2 3"])
def test_other_texts_are_no_versions(text: str) -> None:
    """Such as words."""
    assert Version.parse(text) is None


def test_counts_the_releases_after_one() -> None:
    """Up to the next, each once."""
    known = [version(text) for text in ("1.0", "1.1", "1.1.0", "1.2", "2.0")]
    assert releases_after(version("1.0"), known, version("1.2")) == 2
    assert releases_after(version("1.0"), known, None) == 3
