"""What the tests of the API share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def whole_kernel() -> str:
    """The fragment WholeKernel, which selects every field of a kernel."""
    return (Path(__file__).parent / "whole_kernel.graphql").read_text()
