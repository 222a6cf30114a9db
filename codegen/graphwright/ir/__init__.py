"""The intermediate representation: what is emitted, in Python's words, frozen."""

from __future__ import annotations
