"""The fixture that compares with golden files."""

from __future__ import annotations

from tests.diff.conftest import golden

__all__ = ["golden"]
