"""The sources of live statistics: Prometheus, the legacy store, a recorded file."""

from __future__ import annotations
