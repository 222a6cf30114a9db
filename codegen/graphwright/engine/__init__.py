"""GraphQL operations compiled to Python, a stand-in for graphql-core's executor.

Plain graphql-core, with `execution_context_class` for 3.2 and `executor_class` for 3.3:

    await graphql(schema, text, execution_context_class=CompiledExecution)

Ariadne:

    app = graphwright.engine.ariadne_http.compiled_app(schema)

Strawberry, whose own class makes the `info` of its resolvers:

    Schema(Query, execution_context_class=compiled_execution(StrawberryGraphQLCoreExecutionContext))

An `Engine` answers requests as JSON, with caches of texts, documents and operations:

    response = await Engine(schema).respond(Call(text, variables, context_value=context))
"""

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
