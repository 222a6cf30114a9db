"""Hand-written files are written all or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.codegen.case import read_tree

from graphwright.errors import GraphwrightError
from graphwright.files import write_all

if TYPE_CHECKING:
    from pathlib import Path


def test_files_are_made_and_replaced_with_their_directories(tmp_path: Path) -> None:
    """What may be done with a file that is replaced stays."""
    (tmp_path / "run.sh").write_text("old")
    (tmp_path / "run.sh").chmod(0o755)
    write_all(tmp_path / ".", {"run.sh": "new\r\n", "a/b/c.txt": "c"})
    assert read_tree(tmp_path) == {"run.sh": "new\r\n", "a/b/c.txt": "c"}
    assert (tmp_path / "run.sh").stat().st_mode & 0o777 == 0o755


def test_when_one_cannot_be_written_everything_is_as_it_was(tmp_path: Path) -> None:
    """Directories too."""
    (tmp_path / "run.sh").write_text("old")
    (tmp_path / "taken").mkdir()
    with pytest.raises(GraphwrightError, match="'taken' cannot be written: it is"):
        write_all(tmp_path, {"run.sh": "new", "a/b/c.txt": "c", "taken": "x"})
    assert read_tree(tmp_path) == {"run.sh": "old"}
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["taken"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_all(tmp_path, {"link.txt": "new"})
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"
