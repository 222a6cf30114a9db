"""The methods of the clients, one an operation, in the words of Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    GraphQLSchema,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    Token,
    TokenKind,
    TypeNode,
    VariableDefinitionNode,
)

from graphwright.client.clashes import class_name
from graphwright.client.documents import Documents, operation_name
from graphwright.client.wire_documents import wire_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.client.naming import Names
    from graphwright.memory import Memory

_BUILTIN_SCALARS = {"Boolean": "bool", "Float": "float", "ID": "str", "Int": "int", "String": "str"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of an operation; one that is optional is UNSET unless given."""

    name: str
    variable: str
    annotation: str
    is_optional: bool


@dataclass(frozen=True, slots=True)
class ClientMethod:
    """An operation: the method that sends it, the constant with its text, the class it returns.

    That of a subscription returns one for each event.
    """

    name: str
    constant: str
    operation: str
    text: str
    doc: str
    result: str
    is_subscription: bool
    parameters: tuple[Parameter, ...]


def client_methods(
    schema: GraphQLSchema,
    documents: Documents,
    names: Names,
    modules: Mapping[str, str],
    scalars: Mapping[str, str],
    memory: Memory,
) -> tuple[ClientMethod, ...]:
    """A method for each operation, sorted by name; `modules` has the names."""
    python = {name: scalars[name].rpartition(".")[2] for name in scalars}
    types = {**_BUILTIN_SCALARS, **python, **names.classes}
    texts = wire_texts(schema, documents, memory)
    return tuple(
        ClientMethod(
            name=modules[operation_name(operation)],
            constant=modules[operation_name(operation)].upper(),
            operation=operation_name(operation),
            text=texts[operation_name(operation)],
            doc=_doc(operation),
            result=class_name(operation),
            is_subscription=operation.operation is OperationType.SUBSCRIPTION,
            parameters=tuple(_parameters(operation, names, types)),
        )
        for operation in documents.operations
    )


def _parameters(
    operation: OperationDefinitionNode, names: Names, types: Mapping[str, str]
) -> Iterator[Parameter]:
    variables = operation.variable_definitions
    parameters = names.parameters(node.variable.name.value for node in variables)
    for node in variables:
        variable = node.variable.name.value
        is_optional = _is_optional(node)
        annotation = _annotation(node.type, types)
        yield Parameter(
            name=parameters[variable],
            variable=variable,
            annotation=f"{annotation} | UnsetType" if is_optional else annotation,
            is_optional=is_optional,
        )


def _is_optional(node: VariableDefinitionNode) -> bool:
    return node.default_value is not None or not isinstance(node.type, NonNullTypeNode)


def _annotation(node: TypeNode, types: Mapping[str, str]) -> str:
    if isinstance(node, NonNullTypeNode):
        return _not_null(node.type, types)
    return f"{_not_null(node, types)} | None"


def _not_null(node: TypeNode, types: Mapping[str, str]) -> str:
    if isinstance(node, ListTypeNode):
        return f"Sequence[{_annotation(node.type, types)}]"
    assert isinstance(node, NamedTypeNode)
    return types[node.name.value]


def _doc(operation: OperationDefinitionNode) -> str:
    """The comment above the operation, or else what it is."""
    lines: list[str] = []
    token = operation.loc.start_token if operation.loc else None
    while token is not None and (above := _comment_above(token)) is not None:
        lines.insert(0, (above.value or "").strip())
        token = above
    answer = "Each" if operation.operation is OperationType.SUBSCRIPTION else "The"
    kind = f"{operation.operation.value} `{operation_name(operation)}`"
    return "\n".join(lines).strip() or f"{answer} answer to the {kind}."


def _comment_above(token: Token) -> Token | None:
    above = token.prev
    if above is None or above.kind is not TokenKind.COMMENT or above.line != token.line - 1:
        return None
    return above
