"""A reference of a small schema with everything in it, as pages on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser import only_window, window
from tests.diff.conftest import golden
from tests.docs.library import OPERATIONS, SCHEMA, reference_of

from graphwright.docs.html_pages import html_pages
from graphwright.docs.output import write_files

if TYPE_CHECKING:
    from pathlib import Path

    from graphwright.docs.reference import Reference

__all__ = ["golden", "only_window", "window"]


@pytest.fixture(scope="session")
def library() -> Reference:
    """The reference of the library."""
    return reference_of(SCHEMA, OPERATIONS)


@pytest.fixture(scope="session")
def site(library: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its HTML pages."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    write_files(folder, dict(html_pages(library)))
    return folder
