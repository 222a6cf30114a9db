"""Large schemas."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from click.testing import CliRunner
from tests.diff.test_speed import large_schema

from graphwright.lint.command import lint_command

if TYPE_CHECKING:
    from pathlib import Path


def test_looks_at_60_000_lines_in_less_than_3_seconds(tmp_path: Path) -> None:
    """Of processor time, from the file to the report, with thousands of findings."""
    path = tmp_path / "schema.graphql"
    path.write_text(large_schema(changed=False).replace("What is", "what is"))
    start = time.process_time()
    result = CliRunner().invoke(lint_command, [str(path)])
    assert time.process_time() - start < 3
    assert "1 error and 3801 warnings" in result.output.splitlines()[-1]
