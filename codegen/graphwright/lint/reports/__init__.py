"""Reports of the lint: one function a format, each from a report to text."""

from __future__ import annotations
