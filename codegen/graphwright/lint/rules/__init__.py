"""The rules of the lint, one a file."""

from __future__ import annotations
