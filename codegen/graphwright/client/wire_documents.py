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

from graphwright.client.selections import TYPENAME, named_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.client.documents import Documents


def wire_text(
    schema: GraphQLSchema, operation: OperationDefinitionNode, documents: Documents
) -> str:
    """The operation and its fragments by name, with `__typename` wherever objects may differ."""
    fragments = sorted(set(_fragments(operation, documents.fragments)))
    definitions = [operation, *(documents.fragments[name] for name in fragments)]
    info = TypeInfo(schema)
    return "\n\n".join(
        print_ast(visit(definition, TypeInfoVisitor(info, _AddTypename(info))))
        for definition in definitions
    )


def _fragments(
    node: OperationDefinitionNode | FragmentDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
) -> Iterator[str]:
    for name in _spread_names(node):
        yield name
        yield from _fragments(fragments[name], fragments)


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
