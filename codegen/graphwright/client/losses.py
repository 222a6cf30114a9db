"""Whether the emitted models have all that the operations ask for, and nothing else.

| code  | found here                                                              |
|-------|-------------------------------------------------------------------------|
| GW510 | a field that its class lacks, or an object without a class of its own   |
| GW511 | fragments that Python cannot make base classes of one class             |

The models come from a generator that names the class of an object after the path to it, and that
takes the first class of a name for every object that comes to the same name. So what was emitted
is compared with the operations as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    is_composite_type,
)

from graphwright.client.clashes import class_name
from graphwright.client.documents import Documents, operation_name
from graphwright.client.selections import (
    TYPENAME,
    composite_type,
    fragment_applies,
    named_field_type,
    possible_types,
    response_name,
    root_type,
)
from graphwright.errors import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphwright.client.emitted import EmittedClass

_HINT = "Give this field, or one around it, another alias."


def check_losses(
    schema: GraphQLSchema,
    documents: Documents,
    modules: Mapping[str, str],
    classes: Mapping[str, Mapping[str, EmittedClass]],
) -> Iterator[Diagnostic]:
    """Every field that a result would lack or have by mistake.

    `modules` has the module of each operation, `classes` the classes of each module.
    """
    for operation in documents.operations:
        own = classes[modules[operation_name(operation)]]
        comparison = _Comparison(schema, documents, {**classes.get("fragments", {}), **own})
        yield from comparison.of_operation(operation, class_name(operation))
        yield from comparison.of_bases(operation, own)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares an operation with the classes of its module and those of fragments."""

    schema: GraphQLSchema
    documents: Documents
    classes: Mapping[str, EmittedClass]

    def of_operation(
        self, operation: OperationDefinitionNode, class_name: str
    ) -> Iterator[Diagnostic]:
        root = root_type(self.schema, operation)
        yield from self._object([operation.selection_set], root, class_name, operation)

    def of_bases(
        self, operation: OperationDefinitionNode, own: Mapping[str, EmittedClass]
    ) -> Iterator[Diagnostic]:
        """Every class of the operation whose bases contradict each other."""
        for name, emitted in own.items():
            if not self._has_order(emitted):
                yield Diagnostic.at_node(
                    operation,
                    "GW511",
                    f"Python finds no order for the fragments that '{name}' is made from.",
                    "Write out the fields of one of them.",
                )

    def _object(
        self,
        parts: Sequence[SelectionSetNode],
        parent: GraphQLObjectType,
        class_name: str,
        place: FieldNode | OperationDefinitionNode,
    ) -> Iterator[Diagnostic]:
        asked: dict[str, list[FieldNode]] = {}
        for part in parts:
            self._collect(part, parent, asked)
        emitted = self._fields(class_name)
        if emitted.keys() - asked.keys() - {TYPENAME}:
            yield Diagnostic.at_node(
                place,
                "GW510",
                f"The class '{class_name}' would stand for two different objects.",
                _HINT,
            )
        for name, nodes in asked.items():
            if name not in emitted:
                yield Diagnostic.at_node(
                    nodes[0],
                    "GW510",
                    f"'{name}' would be lost: the class '{class_name}' is made from another "
                    "selection.",
                    _HINT,
                )
            else:
                yield from self._field(nodes, parent, emitted[name])

    def _field(
        self, nodes: Sequence[FieldNode], parent: GraphQLObjectType, names: frozenset[str]
    ) -> Iterator[Diagnostic]:
        named = named_field_type(parent, nodes[0])
        if not is_composite_type(named):
            return
        parts = [node.selection_set for node in nodes if node.selection_set is not None]
        composite = composite_type(self.schema, named.name)
        classes = [self.classes[name] for name in sorted(names & self.classes.keys())]
        for possible in possible_types(self.schema, composite):
            found = _class_for(possible, composite, classes)
            if found is None:
                yield Diagnostic.at_node(
                    nodes[0],
                    "GW510",
                    f"Objects of type '{possible.name}' would be lost: no class is made for them.",
                    _HINT,
                )
            else:
                yield from self._object(parts, possible, found.name, nodes[0])

    def _collect(
        self,
        selection_set: SelectionSetNode,
        parent: GraphQLObjectType,
        asked: dict[str, list[FieldNode]],
    ) -> None:
        for node in selection_set.selections:
            if isinstance(node, FieldNode):
                asked.setdefault(response_name(node), []).append(node)
                continue
            fragment = self._fragment(node)
            if fragment_applies(self.schema, fragment.type_condition, parent):
                self._collect(fragment.selection_set, parent, asked)

    def _fragment(self, node: SelectionNode) -> FragmentDefinitionNode | InlineFragmentNode:
        if isinstance(node, FragmentSpreadNode):
            return self.documents.fragments[node.name.value]
        assert isinstance(node, InlineFragmentNode)
        return node

    def _has_order(self, emitted: EmittedClass) -> bool:
        try:
            self._stand_in(emitted.name, {})
        except TypeError:
            return False
        return True

    def _stand_in(self, name: str, made: dict[str, type]) -> type:
        """A class with the same bases, without fields; TypeError if they cannot be its bases."""
        if name not in made:
            bases = self.classes[name].bases if name in self.classes else ()
            made[name] = type(name, tuple(self._stand_in(base, made) for base in bases), {})
        return made[name]

    def _fields(self, class_name: str) -> dict[str, frozenset[str]]:
        """The fields of a class with those that it inherits."""
        fields: dict[str, frozenset[str]] = {}
        emitted = self.classes.get(class_name)
        if emitted is not None:
            for base in emitted.bases:
                fields |= self._fields(base)
            fields |= emitted.fields
        return fields


def _class_for(
    possible: GraphQLObjectType, composite: GraphQLCompositeType, classes: Sequence[EmittedClass]
) -> EmittedClass | None:
    if composite is possible:
        return classes[0] if classes else None
    return next((found for found in classes if possible.name in found.typenames), None)
