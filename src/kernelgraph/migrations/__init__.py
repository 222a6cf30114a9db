"""The revisions of the database and how it is brought to one of them."""

from __future__ import annotations
