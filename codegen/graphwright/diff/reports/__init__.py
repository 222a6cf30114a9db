"""Reviews as reports: one function a format, each from a review to text."""

from __future__ import annotations
