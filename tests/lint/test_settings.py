"""What pyproject.toml says to the lint."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphwright.errors import DiagnosticsError
from graphwright.lint.rule import Severity
from graphwright.lint.settings import Settings, load_settings, read_settings

_HEAD = '[tool.graphwright]\nschema = ["schema/*.graphql"]\nserver = "api"\n'


def test_reads_what_is_set() -> None:
    """Rules by their names, patterns from the tables of the generator."""
    settings = read_settings(
        Path("/project/pyproject.toml"),
        f'{_HEAD}[tool.graphwright.client]\noperations = ["ops/*.graphql"]\n'
        '[tool.graphwright.lint]\nfield-name = "off"\nboolean-argument = "error"\n',
    )
    assert settings == Settings(
        Path("/project"),
        ("schema/*.graphql",),
        ("ops/*.graphql",),
        {"field-name": Severity.OFF, "boolean-argument": Severity.ERROR},
    )


def test_a_project_without_a_table_has_the_defaults(tmp_path: Path) -> None:
    """The lint works on files anywhere."""
    assert load_settings(tmp_path) == Settings(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('field-nam = "off"', "There is no rule 'field-nam'. Did you mean 'field-name'"),
        ('field-name = "never"', '\'field-name\' must be "error", "warning" or "off".'),
        ("field-name = [1]", '\'field-name\' must be "error", "warning" or "off".'),
    ],
)
def test_a_mistake_is_an_error_at_its_line(line: str, message: str) -> None:
    """The place is that of the key."""
    with pytest.raises(DiagnosticsError) as caught:
        read_settings(Path("pyproject.toml"), f"{_HEAD}[tool.graphwright.lint]\n{line}\n")
    assert f"pyproject.toml:5:1: GW701 {message}" in str(caught.value)


def test_the_table_has_to_be_one() -> None:
    """Anything else is an error, too."""
    with pytest.raises(DiagnosticsError, match="GW701 'lint' must be a table"):
        read_settings(Path("pyproject.toml"), f"{_HEAD}lint = 1\n")
