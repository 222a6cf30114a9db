"""The cases of the generator: a directory with a project, and what comes out of it."""

from __future__ import annotations

import os

import pytest

UPDATE = "--update-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that `make golden` gives."""
    parser.addoption(UPDATE, action="store_true", help="rewrite the expected output of the cases")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten; refused in CI."""
    update: bool = request.config.getoption(UPDATE, default=False)
    if update and os.environ.get("CI"):
        pytest.fail(f"{UPDATE} is refused in CI: expected output is reviewed, then committed")
    return update
