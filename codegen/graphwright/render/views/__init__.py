"""Views: for each target, the IR as ready text for its template."""

from __future__ import annotations
