"""What the tests of access share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.kernelgraph.access.world import PERSONAS, World, make_world

if TYPE_CHECKING:
    from kernelgraph.demo import Row


@pytest.fixture(scope="session")
def world(demo_rows: dict[str, list[Row]]) -> World:
    """The made-up cluster and those who ask for it."""
    return make_world(demo_rows)


@pytest.fixture(params=PERSONAS)
def persona(request: pytest.FixtureRequest) -> str:
    """Each of those who are signed in."""
    name: str = request.param
    return name
