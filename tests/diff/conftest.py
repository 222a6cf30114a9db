"""The fixture that compares with golden files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_UPDATE = "UPDATE_GOLDEN"
_TESTS = Path(__file__).parents[1]


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compares a text with a file, or writes the file when UPDATE_GOLDEN=1 is set, but not in CI."""
    return _compare


def _compare(path: Path, text: str) -> None:
    if os.environ.get(_UPDATE) == "1":
        assert os.environ.get("CI") != "true", "golden files are not written in CI"
        path.write_text(text, "utf-8")
    expected = path.read_text("utf-8") if path.is_file() else ""
    suite = path.relative_to(_TESTS).parts[0]
    hint = f"{path} differs; mend it with {_UPDATE}=1 python -m pytest tests/{suite}"
    assert text == expected, hint
