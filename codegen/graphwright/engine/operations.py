"""Operations and the programs compiled for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql.language import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode

from . import core
from .cache import BoundedCache
from .classes import Classes
from .conditions import Conditions, NotCompiledError, conditions_of
from .planner import Planner
from .program import Program
from .variables import Variable, variables_of

if TYPE_CHECKING:
    from graphql import GraphQLSchema

    from .statistics import Statistics

Fragments = Mapping[str, FragmentDefinitionNode]
UNKNOWN_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what an engine keeps and compiles."""

    characters: int = 2_000_000
    """Characters of the texts whose documents are kept, and of those whose operations are."""
    fields: int = 50_000
    """Fields of the programs that are kept. An operation has a program for each way in which its
    conditions fall, so this bounds what a client can fill memory with."""
    selections: int = 5000
    """Fields and fragments of a document that is compiled; graphql-core runs larger ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One operation of a document; its conditions, or why it is not compiled; its variables."""

    node: OperationDefinitionNode
    fragments: Fragments
    conditions: Conditions | str
    variables: tuple[Variable, ...] | None

    @property
    def weight(self) -> int:
        """Characters of the document."""
        return len(self.node.loc.source.body) if self.node.loc else UNKNOWN_LENGTH


class Operations:
    """The operations that an engine has seen.

    They are found by identity of their nodes. Where every request is parsed anew they are found by
    text and then compared, since a document can have been changed after it was parsed.
    """

    __slots__ = (
        *("_by_identity", "_by_text", "_programs", "classes"),
        *("limits", "schema", "statistics"),
    )

    def __init__(self, schema: GraphQLSchema, limits: Limits, statistics: Statistics) -> None:
        self.schema = schema
        self.limits = limits
        self.statistics = statistics
        self.classes = Classes()
        self._by_identity: BoundedCache[int, Operation] = BoundedCache(limits.characters)
        self._by_text: BoundedCache[tuple[str, int], Operation] = BoundedCache(limits.characters)

        self._programs: BoundedCache[Any, Program] = BoundedCache(limits.fields)

    def program(
        self, operation: Operation, variables: Any, field_resolver: Callable[..., Any] | None
    ) -> Program:
        """The program of an operation under these variables, or raises NotCompiledError."""
        conditions = operation.conditions
        if isinstance(conditions, str):
            raise NotCompiledError(conditions)
        values = conditions.values(core.coerced(variables)) if conditions.variables else ()
        key = (operation, values, field_resolver)
        program = self._programs.get(key)
        if program is None:
            by_name = dict(zip(conditions.variables, values, strict=True))
            node, fragments = operation.node, operation.fragments
            program = self.compile(Planner(self.schema, node, fragments, by_name, field_resolver))
            self._programs.put(key, program, program.weight)
        return program

    def find(self, node: OperationDefinitionNode, fragments: Fragments) -> Operation:
        """The operation of a node and the fragments of its document."""
        operation = self._by_identity.get(id(node))
        if operation is not None and operation.node is node:
            known = operation.fragments
            if len(known) == len(fragments) and (
                not known
                or all(known.get(name) is fragment for name, fragment in fragments.items())
            ):
                return operation
        operation = self._find_by_text(node, fragments)
        self._by_identity.put(id(operation.node), operation, operation.weight)
        return operation

    def _find_by_text(self, node: OperationDefinitionNode, fragments: Fragments) -> Operation:
        key = (node.loc.source.body, node.loc.start) if node.loc else None
        operation = self._by_text.get(key) if key else None
        if operation and operation.node == node and operation.fragments == fragments:
            return operation
        conditions: Conditions | str
        try:
            conditions = conditions_of(node, fragments, self.limits.selections)
        except NotCompiledError as reason:
            conditions = str(reason)
        variables = variables_of(self.schema, node.variable_definitions or ())
        operation = Operation(node, fragments, conditions, variables)
        if key:
            self._by_text.put(key, operation, operation.weight)
        return operation

    def compile(self, planner: Planner) -> Program:
        """A new program, or raises NotCompiledError."""
        root_type = self.schema.get_root_type(planner.operation.operation)
        if root_type is None:
            raise NotCompiledError("no root type")
        try:
            program = Program(planner, root_type, self.classes)
        except RecursionError:
            # Python's own compiler has a limit for nesting as well.
            raise NotCompiledError("operation is too deep") from None
        self.statistics.compiled += 1
        return program


def select(
    document: DocumentNode, name: str | None
) -> tuple[OperationDefinitionNode, Fragments] | None:
    """The operation to execute and the fragments of its document.

    None when there is none or the choice is not clear; graphql-core words the error.
    """
    chosen: OperationDefinitionNode | None = None
    fragments: dict[str, FragmentDefinitionNode] = {}
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            fragments[definition.name.value] = definition
        elif isinstance(definition, OperationDefinitionNode):
            if name is None:
                if chosen is not None:
                    return None
                chosen = definition
            elif definition.name and definition.name.value == name:
                chosen = definition
    return None if chosen is None else (chosen, fragments)
