"""What an engine did so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Statistics:
    """Counts since the engine was made."""

    parsed: int = 0
    """Texts parsed, because the cache did not have them."""
    validated: int = 0
    """Documents validated, because the cache did not have the answer."""
    compiled: int = 0
    """Operations compiled."""
    executed: int = 0
    """Executions of compiled operations."""
    delegated: Counter[str] = field(default_factory=Counter[str])
    """Executions that graphql-core did, by the reason why the operation is not compiled."""
