"""The IR to text: targets, views, templates."""

from __future__ import annotations
