"""A reference of a schema as pages: HTML that needs no server, or Markdown."""

from __future__ import annotations
