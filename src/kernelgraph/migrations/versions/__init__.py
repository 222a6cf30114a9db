"""One module a revision, each with what leads to it and what leads back."""

from __future__ import annotations
