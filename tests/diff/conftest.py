"""The fixture that compares with golden files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

_TESTS = Path(__file__).parents[1]


@pytest.fixture
def golden(update_golden: bool) -> Callable[[Path, str], None]:
    """Compares a text with a file, or writes the file when golden files are to be updated."""

    def compare(path: Path, text: str) -> None:
        if update_golden:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        expected = path.read_text("utf-8") if path.is_file() else ""
        suite = path.relative_to(_TESTS).parts[0]
        command = f"python -m pytest tests/{suite} --update-golden"
        assert text == expected, f"{path} differs; mend it with {command}"

    return compare
