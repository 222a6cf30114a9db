"""Classes of a project's own in the place of emitted ones: looked at, compared, bound."""

from __future__ import annotations
