"""What can be wrong with the data of a source."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeAlias


class Flaw(Enum):
    """A way in which data was left out; the value names the metric."""

    ROW = "row"
    """A series without the labels that it needs, or of no kernel."""
    SAMPLE = "sample"
    """A sample that is no finite number."""
    PAYLOAD = "payload"
    """A stored value that is no map of metrics."""
    METRIC = "metric"
    """A metric in a stored value that is no map of figures."""
    FIGURE = "figure"
    """A figure in a stored value that is no number."""


NoteFlaw: TypeAlias = Callable[[Flaw], None]
"""Takes down one flaw."""
