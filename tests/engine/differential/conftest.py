"""Leftovers of graphql-core stay in the test that caused them."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Coroutines that graphql-core 3.2 never awaits warn while the test still ignores it."""
    yield
    gc.collect()
