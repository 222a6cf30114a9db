"""The operation that is explained, from files.

| code  | found here                                                                  |
|-------|-----------------------------------------------------------------------------|
| GW551 | syntax error                                                                |
| GW552 | GraphQL's own validation against the schema                                 |
| GW553 | no operation, or several where none of them is named                        |
| GW554 | no operation of the name                                                    |
| GW555 | a variable that the operation does not take, or that is missing             |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    Node,
    OperationDefinitionNode,
    Source,
    Visitor,
    parse,
    validate,
    visit,
)
from graphql.execution.values import get_variable_values

from graphwright.errors import Diagnostic, DiagnosticsError, did_you_mean
from graphwright.sdl.hints import hint_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Chosen:
    """An operation with the fragments that it uses, valid against the schema."""

    document: DocumentNode
    operation: OperationDefinitionNode


def choose(schema: GraphQLSchema, sources: Sequence[Source], name: str | None) -> Chosen:
    """The operation of that name, or the only one; raises DiagnosticsError with every mistake."""
    definitions = [definition for source in sources for definition in _parse(source)]
    operation = _operation(definitions, sources[0], name)
    fragments = {
        node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)
    }
    document = DocumentNode(definitions=(operation, *_used(operation, fragments)))
    errors = validate(schema, document)
    if errors:
        raise DiagnosticsError(_diagnostic(operation, error, "GW552") for error in errors)
    return Chosen(document, operation)


def check_variables(schema: GraphQLSchema, chosen: Chosen, variables: Mapping[str, Any]) -> None:
    """Raises DiagnosticsError for values that the operation does not accept."""
    operation = chosen.operation
    definitions = operation.variable_definitions or ()
    declared = [each.variable.name.value for each in definitions]
    diagnostics = [
        Diagnostic.at_node(
            operation,
            "GW555",
            f"The operation has no variable '${name}'.",
            did_you_mean(name, declared),
        )
        for name in variables
        if name not in declared
    ]
    coerced: Any = get_variable_values(schema, definitions, dict(variables))
    if isinstance(coerced, list):
        diagnostics += [_diagnostic(operation, error, "GW555") for error in coerced]
    if diagnostics:
        raise DiagnosticsError(diagnostics)


def _parse(source: Source) -> Sequence[DefinitionNode]:
    try:
        return parse(source).definitions
    except GraphQLSyntaxError as error:
        offset = next(iter(error.positions or ()), 0)
        message = f"Syntax error: {error.message.removeprefix('Syntax Error: ')}"
        raise DiagnosticsError(
            [Diagnostic.at_offset(source, offset, "GW551", message, hint_of(message))]
        ) from None


def _operation(
    definitions: Iterable[DefinitionNode], source: Source, name: str | None
) -> OperationDefinitionNode:
    operations = [node for node in definitions if isinstance(node, OperationDefinitionNode)]
    named = {node.name.value: node for node in operations if node.name}
    if name is not None and name in named:
        return named[name]
    if name is not None:
        message = f"There is no operation called '{name}'."
        diagnostic = Diagnostic.at_offset(source, 0, "GW554", message, did_you_mean(name, named))
    elif not operations:
        diagnostic = Diagnostic.at_offset(source, 0, "GW553", "There is no operation.")
    elif len(operations) == 1:
        return operations[0]
    else:
        message = f"There are {len(operations)} operations."
        hint = f"Name one with --operation: {', '.join(sorted(named))}."
        diagnostic = Diagnostic.at_node(operations[1], "GW553", message, hint)
    raise DiagnosticsError([diagnostic])


def _used(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> list[FragmentDefinitionNode]:
    """The fragments that an operation uses, directly or through others."""
    used: dict[str, FragmentDefinitionNode] = {}
    pending: list[Node] = [operation]
    while pending:
        names: list[str] = []
        visit(pending.pop(), _Spreads(names))
        for name in names:
            if name in fragments and name not in used:
                used[name] = fragments[name]
                pending.append(fragments[name])
    return list(used.values())


class _Spreads(Visitor):
    """Notes the names of the fragments that are spread."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_others: object) -> None:
        """Note one."""
        self.names.append(node.name.value)


def _diagnostic(operation: OperationDefinitionNode, error: GraphQLError, code: str) -> Diagnostic:
    node = error.nodes[0] if error.nodes else operation
    return Diagnostic.at_node(node, code, error.message)
