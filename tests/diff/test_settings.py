"""What pyproject.toml says to the diff."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.diff.schemas import version

from graphwright.diff.change import Level
from graphwright.diff.settings import Settings, load_settings, read_settings
from graphwright.errors import DiagnosticsError

_HEAD = '[tool.graphwright]\nschema = ["schema/*.graphql"]\nserver = "api"\n'


def test_reads_what_is_set() -> None:
    """Every key of the table has its place."""
    settings = read_settings(
        Path("/project/pyproject.toml"),
        f'{_HEAD}[tool.graphwright.client]\noperations = ["ops/*.graphql"]\n'
        '[tool.graphwright.diff]\nfail_on = "dangerous"\nnext_version = "26.4.0"\n'
        'acknowledged = "ack.toml"\nmain = "trunk"\ndeprecation_releases = false\n'
        'deprecation_days = 90\nharmless_directives = ["@cost"]\n',
    )
    assert settings.root == Path("/project")
    assert settings.schema == ("schema/*.graphql",)
    assert settings.operations == ("ops/*.graphql",)
    assert settings.fail_on is Level.DANGEROUS
    assert settings.next_version == version("26.4.0")
    assert settings.acknowledged == "ack.toml"
    assert settings.main == "trunk"
    assert settings.policy.deprecation_releases is None
    assert settings.policy.deprecation_days == 90
    assert settings.policy.harmless_directives >= {"cost", "resolver", "data"}


def test_a_project_without_a_table_has_the_defaults(tmp_path: Path) -> None:
    """The diff works on two files anywhere."""
    assert load_settings(tmp_path) == Settings(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('fail_on = "never"', "'fail_on' must be breaking or dangerous."),
        ("fail_on = 1", "'fail_on' must be a string."),
        ('next_version = "soon"', "'soon' is not a version."),
        ("deprecation_days = true", "'deprecation_days' must be a number, or false."),
        ("deprecation_days = -1", "'deprecation_days' must be a number, or false."),
        ('harmless_directives = "cost"', "'harmless_directives' must be a list of strings."),
        ('fail_no = "breaking"', "Unknown key 'fail_no' in [tool.graphwright.diff]. Did you mean"),
    ],
)
def test_a_mistake_is_an_error_at_its_line(line: str, message: str) -> None:
    """The place is that of the key."""
    with pytest.raises(DiagnosticsError) as caught:
        read_settings(Path("pyproject.toml"), f"{_HEAD}[tool.graphwright.diff]\n{line}\n")
    assert f"pyproject.toml:5:1: GW603 {message}" in str(caught.value)


def test_the_table_has_to_be_one() -> None:
    """Anything else is an error, too."""
    with pytest.raises(DiagnosticsError, match="GW603 'diff' must be a table"):
        read_settings(Path("pyproject.toml"), f"{_HEAD}diff = 1\n")
