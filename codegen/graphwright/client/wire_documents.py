"""The text of each operation as it is sent: as written, with the fragments that it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    NameNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    is_abstract_type,
    print_ast,
    visit,
)

from graphwright.client.documents import operation_name
from graphwright.client.selections import TYPENAME, named_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.client.documents import Documents
    from graphwright.memory import Memory


def wire_texts(schema: GraphQLSchema, documents: Documents, memory: Memory) -> Mapping[str, str]:
    """Each operation and its fragments, with `__typename` wherever objects may differ, by name."""
    info = TypeInfo(schema)
    texts = {id(node): _text(node, info, memory) for node in documents.definitions}
    spread = {name: _spread_names(node) for name, node in documents.fragments.items()}
    return {
        operation_name(operation): "\n\n".join(
            [
                texts[id(operation)],
                *(
                    texts[id(documents.fragments[name])]
                    for name in sorted(set(_used(_spread_names(operation), spread)))
                ),
            ]
        )
        for operation in documents.operations
    }


def _text(
    node: OperationDefinitionNode | FragmentDefinitionNode, info: TypeInfo, memory: Memory
) -> str:
    assert node.name is not None
    sent = visit(node, TypeInfoVisitor(info, _AddTypename(info)))
    return memory.recall(f"{node.kind} {node.name.value}", print_ast, sent)


def _used(names: Iterable[str], spread: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The fragments of these names, and those that they spread."""
    for name in names:
        yield name
        yield from _used(spread[name], spread)


def _spread_names(node: Node) -> tuple[str, ...]:
    visitor = _Spreads()
    visit(node, visitor)
    return tuple(visitor.names)


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        self.names.append(node.name.value)


class _AddTypename(Visitor):
    """Adds `__typename` to selections on an interface or a union that do not ask for it."""

    def __init__(self, info: Any) -> None:
        super().__init__()
        self._info = info

    def enter_field(self, node: FieldNode, *_: Any) -> FieldNode | None:
        if node.selection_set is None or not is_abstract_type(named_type(self._info.get_type())):
            return None
        selections = node.selection_set.selections
        if any(_is_typename(selection) for selection in selections):
            return None
        typename = FieldNode(name=NameNode(value=TYPENAME), arguments=(), directives=())
        return FieldNode(
            alias=node.alias,
            name=node.name,
            arguments=node.arguments,
            directives=node.directives,
            selection_set=SelectionSetNode(selections=(typename, *selections)),
            loc=node.loc,
        )


def _is_typename(node: Node) -> bool:
    return (
        isinstance(node, FieldNode)
        and node.name.value == TYPENAME
        and node.alias is None
        and not node.directives
    )
