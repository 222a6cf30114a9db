"""The ports of the bindings over SQLAlchemy: the only place with queries."""

from __future__ import annotations
