"""Operations rewritten so that the models made from them lose nothing.

The generator of models takes a selection literally: of two selections of one field it keeps one,
of a fragment it makes a base class even where the operation asks for more of the same object, and
it does not see `@include` on a fragment. So what it is given has every field once in a selection,
fragments only where they can be base classes, and conditions on the fields themselves. What is
sent to the server stays as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from graphwright.client.called_as_classes import in_python
from graphwright.client.gather import Gathered, Gatherer, Occurrence, Part
from graphwright.client.selections import (
    TYPENAME,
    composite_type,
    named_field_type,
    possible_types,
    root_type,
)
from graphwright.ir.names import CLIENT_MODEL_NAMES, allocate, attribute_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.client.documents import Documents
    from graphwright.client.naming import Names

_INCLUDE = DirectiveNode(name=NameNode(value="include"), arguments=())


@dataclass(frozen=True, slots=True)
class ModelDocuments:
    """What models are made from; `attributes` has the attribute of each field node, by its id."""

    operations: tuple[OperationDefinitionNode, ...]
    fragments: tuple[FragmentDefinitionNode, ...]
    attributes: Mapping[int, str]


def model_documents(schema: GraphQLSchema, documents: Documents, names: Names) -> ModelDocuments:
    """The operations, and those fragments that are base classes, ready for models."""
    writer = _Writer(schema, documents.fragments, names)
    operations = tuple(writer.operation(node) for node in documents.operations)
    fragments: dict[str, FragmentDefinitionNode] = {}
    while missing := sorted(writer.bases - fragments.keys()):
        fragments |= {name: writer.fragment(name) for name in missing}
    in_order = tuple(fragments[name] for name in sorted(fragments))
    return ModelDocuments(operations, in_order, writer.attributes)


class _Writer:
    """Rewrites selections; collects the fragments used as bases, and the names of fields."""

    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], names: Names
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._gatherer = Gatherer(schema, fragments, names)
        self._names = names
        self.bases: set[str] = set()
        self.attributes: dict[int, str] = {}

    def operation(self, node: OperationDefinitionNode) -> OperationDefinitionNode:
        root = root_type(self._schema, node)
        return OperationDefinitionNode(
            operation=node.operation,
            name=node.name,
            variable_definitions=in_python(node.variable_definitions, self._names.classes),
            directives=(),
            selection_set=self._selections([Part(node.selection_set)], root),
        )

    def fragment(self, name: str) -> FragmentDefinitionNode:
        node = self._fragments[name]
        parent = composite_type(self._schema, node.type_condition.name.value)
        return FragmentDefinitionNode(
            name=node.name,
            type_condition=node.type_condition,
            directives=(),
            selection_set=self._selections([Part(node.selection_set)], parent),
        )

    def _selections(self, parts: list[Part], parent: GraphQLCompositeType) -> SelectionSetNode:
        if isinstance(parent, GraphQLObjectType):
            return self._object_selections(parts, parent)
        return self._abstract_selections(parts, parent)

    def _object_selections(self, parts: list[Part], parent: GraphQLObjectType) -> SelectionSetNode:
        gathered = self._gatherer.of_object(parts, parent)
        own = _without(gathered.fields, self._gatherer.inherited(gathered, parent))
        fields = gathered.names
        names = self._names.attributes(parent, {name: fields[name] for name in own})
        return SelectionSetNode(
            selections=(*self._spreads(gathered), *self._fields(own, parent, names))
        )

    def _abstract_selections(
        self, parts: list[Part], parent: GraphQLCompositeType
    ) -> SelectionSetNode:
        """`__typename` and what every object is asked for, then the rest by object type."""
        # A fragment that asks for `__typename` itself cannot be a base class here.
        parts = [*parts, Part(SelectionSetNode(selections=(_typename(),)))]
        by_type = {
            possible: self._gatherer.of_object(parts, possible)
            for possible in possible_types(self._schema, parent)
        }
        shared = _without(self._gatherer.shared(parts, parent).fields, {TYPENAME})
        if not all(
            _same(gathered.fields[name], shared[name])
            for gathered in by_type.values()
            for name in shared
        ):
            shared = {}
        names = self._attributes(by_type)
        if any(len({attributes[name] for attributes in names.values()}) > 1 for name in shared):
            shared = {}
        common = next(iter(names.values()), None)
        if common is None:
            # No object has the type: nothing is decided of its fields.
            common = allocate(shared, attribute_name, CLIENT_MODEL_NAMES)
        selections: list[SelectionNode] = [_typename(), *self._fields(shared, parent, common)]
        for possible, gathered in by_type.items():
            own = _without(gathered.fields, {TYPENAME, *shared})
            inner = (*self._spreads(gathered), *self._fields(own, possible, names[possible]))
            if inner:
                selections.append(_on(possible, inner))
        return SelectionSetNode(selections=tuple(selections))

    def _attributes(
        self, by_type: Mapping[GraphQLObjectType, Gathered]
    ) -> Mapping[GraphQLObjectType, Mapping[str, str]]:
        """The attributes by object type: where none is decided, a field has the same in each."""
        asked = dict.fromkeys(name for gathered in by_type.values() for name in gathered.fields)
        return {
            possible: self._names.attributes(possible, gathered.names, asked)
            for possible, gathered in by_type.items()
        }

    def _spreads(self, gathered: Gathered) -> Iterator[FragmentSpreadNode]:
        for base in gathered.bases:
            self.bases.add(base)
            yield FragmentSpreadNode(name=NameNode(value=base), directives=())

    def _fields(
        self,
        fields: Mapping[str, list[Occurrence]],
        parent: GraphQLCompositeType,
        names: Mapping[str, str],
    ) -> Iterator[FieldNode]:
        for name, occurrences in fields.items():
            node = self._field(occurrences, parent)
            if name != TYPENAME:
                self.attributes[id(node)] = names[name]
            yield node

    def _field(self, occurrences: list[Occurrence], parent: GraphQLCompositeType) -> FieldNode:
        """One field for all its occurrences; optional if none of them is unconditional."""
        first = occurrences[0].node
        several = len(occurrences) > 1
        parts = [
            Part(occurrence.node.selection_set, several and occurrence.conditional)
            for occurrence in occurrences
            if occurrence.node.selection_set is not None
        ]
        named = named_field_type(parent, first)
        conditional = all(occurrence.conditional for occurrence in occurrences)
        return FieldNode(
            alias=first.alias,
            name=first.name,
            arguments=(),
            directives=(_INCLUDE,) if conditional else (),
            selection_set=(
                self._selections(parts, composite_type(self._schema, named.name)) if parts else None
            ),
        )


def _without(
    fields: Mapping[str, list[Occurrence]], names: Iterable[str]
) -> dict[str, list[Occurrence]]:
    left_out = frozenset(names)
    return {name: fields[name] for name in fields if name not in left_out}


def _same(some: list[Occurrence], others: list[Occurrence]) -> bool:
    """Whether both are the same places of the document."""
    return [(id(one.node), one.conditional) for one in some] == [
        (id(other.node), other.conditional) for other in others
    ]


def _typename() -> FieldNode:
    return FieldNode(name=NameNode(value=TYPENAME), arguments=(), directives=())


def _on(parent: GraphQLObjectType, selections: tuple[SelectionNode, ...]) -> InlineFragmentNode:
    return InlineFragmentNode(
        type_condition=NamedTypeNode(name=NameNode(value=parent.name)),
        directives=(),
        selection_set=SelectionSetNode(selections=selections),
    )
