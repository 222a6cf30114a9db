"""Leftovers of graphql-core stay in the test that caused them."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Coroutines that graphql-core 3.2 never awaits warn while the test still ignores it."""
    yield
    gc.collect()
