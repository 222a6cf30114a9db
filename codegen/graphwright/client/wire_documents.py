"""The text of each operation as it is sent: as written, with the fragments that it uses."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLSchema,
    InlineFragmentNode,
    NameNode,
    SelectionNode,
    SelectionSetNode,
    is_abstract_type,
    print_ast,
)

from graphwright.client.documents import operation_name
from graphwright.client.selections import (
    TYPENAME,
    composite_type,
    definition_type,
    named_field_type,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import FragmentDefinitionNode, OperationDefinitionNode

    from graphwright.client.documents import Documents
    from graphwright.memory import Memory


def wire_texts(schema: GraphQLSchema, documents: Documents, memory: Memory) -> Mapping[str, str]:
    """Each operation and its fragments, with `__typename` wherever objects may differ, by name."""
    texts = {id(node): _text(node, schema, memory) for node in documents.definitions}
    return {
        operation_name(operation): "\n\n".join(
            texts[id(node)] for node in (operation, *_fragments(operation, documents))
        )
        for operation in documents.operations
    }


def _text(
    node: OperationDefinitionNode | FragmentDefinitionNode, schema: GraphQLSchema, memory: Memory
) -> str:
    assert node.name is not None
    sent = copy(node)
    sent.selection_set = _with_typename(node.selection_set, definition_type(schema, node), schema)
    return memory.recall(f"{node.kind} {node.name.value}", print_ast, sent)


def _fragments(
    operation: OperationDefinitionNode, documents: Documents
) -> Iterator[FragmentDefinitionNode]:
    """The fragments that an operation uses, sorted by name."""
    names: set[str] = set()
    pending = [operation.selection_set]
    while pending:
        new = set(_spread(pending.pop())) - names
        names |= new
        pending += (documents.fragments[name].selection_set for name in new)
    yield from (documents.fragments[name] for name in sorted(names))


def _spread(selections: SelectionSetNode) -> Iterator[str]:
    """The names of the fragments that are spread somewhere in the selections."""
    for node in selections.selections:
        if isinstance(node, FragmentSpreadNode):
            yield node.name.value
        elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set is not None:
            yield from _spread(node.selection_set)


def _with_typename(
    selections: SelectionSetNode, parent: GraphQLCompositeType, schema: GraphQLSchema
) -> SelectionSetNode:
    """The selections, asking fields of an interface or a union for `__typename` if they do not."""
    return SelectionSetNode(
        selections=tuple(_asking(node, parent, schema) for node in selections.selections)
    )


def _asking(
    node: SelectionNode, parent: GraphQLCompositeType, schema: GraphQLSchema
) -> SelectionNode:
    if not isinstance(node, FieldNode | InlineFragmentNode) or node.selection_set is None:
        return node
    if isinstance(node, FieldNode):
        inner = composite_type(schema, named_field_type(parent, node).name)
    else:
        condition = node.type_condition
        inner = composite_type(schema, condition.name.value) if condition else parent
    asking = copy(node)
    asking.selection_set = _with_typename(node.selection_set, inner, schema)
    if isinstance(node, FieldNode) and is_abstract_type(inner):
        asking.selection_set.selections = tuple(_first_typename(asking.selection_set.selections))
    return asking


def _first_typename(selections: Iterable[SelectionNode]) -> Iterator[SelectionNode]:
    """The selections, after `__typename` if it is not among them."""
    selections = tuple(selections)
    if not any(_is_typename(node) for node in selections):
        yield FieldNode(name=NameNode(value=TYPENAME), arguments=(), directives=())
    yield from selections


def _is_typename(node: SelectionNode) -> bool:
    return (
        isinstance(node, FieldNode)
        and node.name.value == TYPENAME
        and node.alias is None
        and not node.directives
    )
