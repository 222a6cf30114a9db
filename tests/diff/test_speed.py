"""Large schemas."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from click.testing import CliRunner

from graphwright.diff.command import diff_command

if TYPE_CHECKING:
    from pathlib import Path

_TYPES = 950
_FIELDS = "\n".join(
    f'''  """
  What is behind number {number}.
  """
  field{number}(
    """
    How many of them, at most 100.
    """
    first: Int = 10

    """
    The cursor behind which they begin.
    """
    after: String
  ): [Type{{next}}!]! @deprecated(reason: "Since 1.{number}.")
'''
    for number in range(4)
)


def large_schema(*, changed: bool) -> str:
    """A schema with about as many words a line as those of large public APIs."""
    types: list[str] = []
    for number in range(_TYPES):
        fields = _FIELDS.replace("{next}", str((number + 1) % _TYPES))
        if changed and number % 9 == 0:
            fields = fields.replace("first: Int = 10", "first: Int!")
        types.append(f'"""\nNumber {number}.\n"""\ntype Type{number} {{\n{fields}}}\n')
    return "type Query {\n  start: Type0\n}\n\n" + "\n".join(types)


def test_compares_60_000_lines_in_less_than_4_seconds(tmp_path: Path) -> None:
    """Of processor time, from the files to the reports, with hundreds of changes."""
    old, new = tmp_path / "old.graphql", tmp_path / "new.graphql"
    old.write_text(large_schema(changed=False))
    new.write_text(large_schema(changed=True))
    assert old.read_text().count("\n") >= 60_000
    start = time.process_time()
    reports = [f"--report={name}={tmp_path / name}" for name in ("markdown", "json")]
    result = CliRunner().invoke(diff_command, [str(old), str(new), *reports])
    assert time.process_time() - start < 4
    assert "424 changes to approve." in result.stdout
