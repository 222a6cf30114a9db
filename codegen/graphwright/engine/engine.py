"""The engine of a schema."""

from __future__ import annotations

from collections.abc import Awaitable, Collection, Mapping
from inspect import isawaitable, iscoroutine
from typing import Any

from graphql import (
    ASTValidationRule,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    assert_valid_schema,
)
from graphql.language import DocumentNode, OperationDefinitionNode
from graphql.pyutils import is_awaitable

from . import core, subscriptions
from .conditions import NotCompiledError
from .documents import Documents
from .operations import Fragments, Limits, Operation, Operations, select
from .options import EXECUTE, EXECUTE_SYNC, SUBSCRIBE, not_compiled
from .response import Call, Response, response_of
from .run import Request
from .statistics import Statistics
from .variables import as_they_are

Options = Mapping[str, Any]
INCREMENTAL = ("defer", "stream")


class Engine:
    """Executes the operations of one schema, compiled to Python.

    The schema must not change once operations have been compiled: resolvers and types are part of
    the compiled functions. A predicate passed as `is_awaitable` has to answer alike for all values
    of a class.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits | None = None,
        rules: Collection[type[ASTValidationRule]] | None = None,
    ) -> None:
        self.schema = schema
        self.limits = limits or Limits()
        self.statistics = Statistics()
        self.operations = Operations(schema, self.limits, self.statistics)
        self.documents = Documents(schema, self.limits.characters, self.statistics)
        self._rules = rules
        self._is_valid = False
        # graphql-core 3.3 refuses such schemas in its own words.
        self._incremental = next(
            (f"@{name} in the schema" for name in INCREMENTAL if schema.get_directive(name)), None
        )

    def execute(
        self, document: DocumentNode, *positional: Any, **named: Any
    ) -> ExecutionResult | Awaitable[ExecutionResult]:
        """The result of an operation, or an awaitable of it when a value has to be awaited.

        The arguments are those of graphql-core's `execute` after the schema.
        """
        options = EXECUTE.bind(positional, named)
        result = self._execute(document, options, is_sync=False)
        return self._delegate(EXECUTE.function, document, options) if result is None else result

    def execute_sync(
        self, document: DocumentNode, *positional: Any, **named: Any
    ) -> ExecutionResult:
        """The result of an operation none of whose values has to be awaited.

        The arguments are those of graphql-core's `execute_sync` after the schema.
        """
        options = EXECUTE_SYNC.bind(positional, named)
        result = self._execute(document, options, is_sync=not options.get("check_sync"))
        if result is None:
            result = self._delegate(EXECUTE_SYNC.function, document, options)
        if isinstance(result, ExecutionResult):
            return result
        if iscoroutine(result):
            result.close()
        raise RuntimeError("GraphQL execution failed to complete synchronously.")

    def subscribe(self, document: DocumentNode, *positional: Any, **named: Any) -> Any:
        """The stream of results of a subscription, an error result, or an awaitable of either.

        The arguments are those of graphql-core's `subscribe` after the schema.
        """
        options = SUBSCRIBE.bind(positional, named)
        if self._is_delegated(options):
            return self._delegate(SUBSCRIBE.function, document, options)
        return subscriptions.subscribe(self, document, options)

    async def respond(self, call: Call) -> Response:
        """The response to a request as JSON; a text seen before is neither parsed nor compiled."""
        result = self._start(call)
        return response_of(await result if isawaitable(result) else result, call.format_error)

    def respond_sync(self, call: Call) -> Response:
        """The response to a request none of whose values has to be awaited."""
        result = self._start(call, is_sync=True)
        assert isinstance(result, ExecutionResult)
        return response_of(result, call.format_error)

    def _start(
        self, call: Call, *, is_sync: bool = False
    ) -> ExecutionResult | Awaitable[ExecutionResult]:
        try:
            document = self.documents.parse(call.query)
        except GraphQLError as error:
            return ExecutionResult(None, [error])
        errors = self.documents.validate(document, self._rules)
        if errors:
            return ExecutionResult(None, errors)
        options: dict[str, Any] = {
            "root_value": call.root_value,
            "context_value": call.context_value,
            "variable_values": call.variables,
            "operation_name": call.operation_name,
        }
        result = self._execute(document, options, is_sync=is_sync, shares_lists=True)
        if result is not None:
            return result
        signature = EXECUTE_SYNC if is_sync else EXECUTE
        delegated: ExecutionResult | Awaitable[ExecutionResult] = self._delegate(
            signature.function, document, options
        )
        return delegated

    def run(
        self,
        node: OperationDefinitionNode,
        fragments: Fragments,
        request: Request,
        options: Options,
    ) -> ExecutionResult | Awaitable[ExecutionResult] | None:
        """The result of an operation whose variables are coerced, or None if it is not compiled."""
        return self._run(self.operations.find(node, fragments), request, options)

    def _run(
        self, operation: Operation, request: Request, options: Options
    ) -> ExecutionResult | Awaitable[ExecutionResult] | None:
        try:
            program = self.operations.program(
                operation, request.variables, options.get("field_resolver")
            )
        except NotCompiledError as reason:
            self.statistics.delegated[str(reason)] += 1
            return None
        self.statistics.executed += 1
        return program.execute(request)

    def _execute(
        self,
        document: DocumentNode,
        options: Options,
        *,
        is_sync: bool,
        shares_lists: bool = False,
    ) -> ExecutionResult | Awaitable[ExecutionResult] | None:
        """The result, or None when graphql-core has to execute or to refuse the request."""
        selected = _select(document, options)
        if selected is None or self._is_delegated(options):
            return None
        if not self._is_valid:
            assert_valid_schema(self.schema)
            self._is_valid = True
        operation = self.operations.find(*selected)
        variables = self._variables(operation, options)
        if core.are_errors(variables):
            return ExecutionResult(None, variables)
        request = Request(
            root_value=options.get("root_value"),
            context_value=options.get("context_value"),
            variables=variables,
            is_awaitable=_never if is_sync else options.get("is_awaitable") or is_awaitable,
            is_sync=is_sync,
            type_resolver=options.get("type_resolver"),
            hide_suggestions=options.get("hide_suggestions", False),
            shares_lists=shares_lists,
        )
        return self._run(operation, request, options)

    def _variables(self, operation: Operation, options: Options) -> Any:
        """Coerced variables, or a list of errors."""
        inputs = options.get("variable_values") or {}
        if operation.variables is not None:
            variables = as_they_are(operation.variables, inputs)
            if variables is not None:
                return variables
        return core.variable_values(
            self.schema,
            operation.node,
            inputs,
            options.get("max_coercion_errors", 50),
            options.get("hide_suggestions", False),
        )

    def _is_delegated(self, options: Options) -> bool:
        """Whether graphql-core has to execute a request with these options, and count it."""
        reason = not_compiled(options) or self._incremental
        if reason:
            self.statistics.delegated[reason] += 1
        return bool(reason)

    def _delegate(self, function: Any, document: DocumentNode, options: Options) -> Any:
        return function(self.schema, document, **options)

    def __reduce__(self) -> tuple[Any, ...]:
        """An engine is copied without what it compiled."""
        return Engine, (self.schema, self.limits, self._rules)


def _select(
    document: DocumentNode, options: Options
) -> tuple[OperationDefinitionNode, Fragments] | None:
    variables = options.get("variable_values")
    if not _is_document(document) or not (variables is None or isinstance(variables, dict)):
        return None
    return select(document, options.get("operation_name"))


def _is_document(value: object) -> bool:
    return isinstance(value, DocumentNode)


def _never(_value: Any) -> bool:
    """What takes the place of `is_awaitable` when nothing is awaited."""
    return False
