"""GraphQL operations compiled to Python, a stand-in for graphql-core's executor."""

from __future__ import annotations

from .attached import engine_of, execute, execute_sync, subscribe
from .engine import Engine
from .execution import CompiledExecution, compiled_execution
from .explain import explain
from .operations import Limits
from .response import Call, Response
from .statistics import Statistics

__all__ = [
    "Call",
    "CompiledExecution",
    "Engine",
    "Limits",
    "Response",
    "Statistics",
    "compiled_execution",
    "engine_of",
    "execute",
    "execute_sync",
    "explain",
    "subscribe",
]
