"""Type system definitions to a snapshot."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from graphql import (
    DefinitionNode,
    DirectiveDefinitionNode,
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    ScalarTypeDefinitionNode,
    ScalarTypeExtensionNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    Source,
    StringValueNode,
    TypeDefinitionNode,
    TypeExtensionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
    specified_scalar_types,
)

from graphwright.elements.element_reader import ElementReader, description_of, root_of
from graphwright.elements.snapshot import (
    DirectiveDefinition,
    Element,
    Field,
    InputValue,
    Kind,
    Place,
    Root,
    Snapshot,
    TypeDefinition,
)
from graphwright.errors import Diagnostic, DiagnosticsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KINDS: Mapping[type[DefinitionNode], Kind] = {
    ScalarTypeDefinitionNode: Kind.SCALAR,
    ScalarTypeExtensionNode: Kind.SCALAR,
    ObjectTypeDefinitionNode: Kind.OBJECT,
    ObjectTypeExtensionNode: Kind.OBJECT,
    InterfaceTypeDefinitionNode: Kind.INTERFACE,
    InterfaceTypeExtensionNode: Kind.INTERFACE,
    UnionTypeDefinitionNode: Kind.UNION,
    UnionTypeExtensionNode: Kind.UNION,
    EnumTypeDefinitionNode: Kind.ENUM,
    EnumTypeExtensionNode: Kind.ENUM,
    InputObjectTypeDefinitionNode: Kind.INPUT,
    InputObjectTypeExtensionNode: Kind.INPUT,
}
_COMPOSITE = (
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
)
_INPUT = (InputObjectTypeDefinitionNode, InputObjectTypeExtensionNode)
_ENUM = (EnumTypeDefinitionNode, EnumTypeExtensionNode)
_UNION = (UnionTypeDefinitionNode, UnionTypeExtensionNode)
_SCHEMA = (SchemaDefinitionNode, SchemaExtensionNode)

_CONVENTIONAL_ROOTS = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}

_Element = TypeVar("_Element", bound=Element)


def read_snapshot(
    label: str,
    definitions: Iterable[DefinitionNode],
    sources: Iterable[Source],
    *,
    from_introspection: bool = False,
) -> Snapshot:
    """The version of the schema that the definitions make up.

    References to unknown types stay names, so that a part of a schema can be read as well. Raises
    DiagnosticsError for every element that is defined twice.
    """
    reader = _Reader(definitions, exact=not from_introspection)
    types = reader.types()
    directives = reader.directives()
    snapshot = Snapshot(
        label=label,
        schema=reader.schema(types),
        roots=reader.roots(types),
        types=types,
        directives=directives,
        standard_scalars=_standard_scalars(types.values(), directives.values()),
        files={source.name: tuple(source.body.split("\n")) for source in sources},
        shows_directives=not from_introspection,
    )
    if reader.diagnostics:
        raise DiagnosticsError(reader.diagnostics)
    return snapshot


def _standard_scalars(
    types: Iterable[TypeDefinition], directives: Iterable[DirectiveDefinition]
) -> frozenset[str]:
    """The scalars of the specification that are referred to; introspection itself needs two."""
    elements = chain.from_iterable(definition.parts for definition in types)
    arguments = chain.from_iterable(directive.arguments.values() for directive in directives)
    used = {
        element.type.name
        for element in chain(elements, arguments)
        if isinstance(element, Field | InputValue)
    }
    return frozenset((used | {"String", "Boolean"}) & specified_scalar_types.keys())


class _Reader:
    """Builds the elements; `diagnostics` collects what is defined twice."""

    def __init__(self, definitions: Iterable[DefinitionNode], *, exact: bool) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._schemas: list[SchemaDefinitionNode | SchemaExtensionNode] = []
        self._directives: list[DirectiveDefinitionNode] = []
        self._types: dict[str, list[DefinitionNode]] = {}
        self._elements = ElementReader(self._types, exact)
        for node in definitions:
            if isinstance(node, _SCHEMA):
                self._schemas.append(node)
            elif isinstance(node, DirectiveDefinitionNode):
                self._directives.append(node)
            elif isinstance(node, TypeDefinitionNode | TypeExtensionNode):
                self._types.setdefault(node.name.value, []).append(node)

    def types(self) -> dict[str, TypeDefinition]:
        """The named types, in the order in which they are first mentioned."""
        return {name: self._type(name, nodes) for name, nodes in self._types.items()}

    def directives(self) -> dict[str, DirectiveDefinition]:
        """The directive definitions, in order."""
        found: dict[str, DirectiveDefinition] = {}
        for node in self._directives:
            coordinate = f"@{node.name.value}"
            arguments: dict[str, InputValue] = {}
            for argument in node.arguments:
                self._keep(
                    arguments,
                    self._elements.argument(Kind.DIRECTIVE_ARGUMENT, argument, coordinate, node),
                )
            directive = DirectiveDefinition(
                kind=Kind.DIRECTIVE,
                name=node.name.value,
                coordinate=coordinate,
                parent="",
                place=self._elements.place(node, node),
                description=description_of(node.description),
                arguments=arguments,
                locations=tuple(location.value for location in node.locations),
                repeatable=node.repeatable,
            )
            self._keep(found, directive)
        return found

    def schema(self, types: Mapping[str, TypeDefinition]) -> Element:
        """The schema itself; where no file defines it, it stands at the type of queries."""
        description = None
        if self._schemas:
            place = self._elements.place(self._schemas[0], self._schemas[0])
            description = _first(getattr(node, "description", None) for node in self._schemas)
        elif "Query" in types:
            place = types["Query"].place
        else:
            place = Place("schema", 1, 1, 1, (1, 1), exact=False)
        return Element(
            kind=Kind.SCHEMA,
            name="schema",
            coordinate="schema",
            parent="",
            place=place,
            description=description,
            usages=tuple(
                chain.from_iterable(
                    self._elements.usages(node.directives, node) for node in self._schemas
                )
            ),
        )

    def roots(self, types: Mapping[str, TypeDefinition]) -> dict[str, Root]:
        """The type of each operation, as the schema says or else by the names of the types."""
        if not any(isinstance(node, SchemaDefinitionNode) for node in self._schemas):
            return {
                operation: root_of(operation, name, types[name].place)
                for operation, name in _CONVENTIONAL_ROOTS.items()
                if name in types
            }
        found: dict[str, Root] = {}
        for node in self._schemas:
            for entry in node.operation_types or ():
                self._keep(found, self._elements.root(entry, node))
        return found

    def _type(self, name: str, nodes: list[DefinitionNode]) -> TypeDefinition:
        # Extensions may stand in files that are read before that of the definition.
        nodes = sorted(nodes, key=lambda node: not isinstance(node, TypeDefinitionNode))
        described = [n for n in nodes if isinstance(n, TypeDefinitionNode)]
        first = nodes[0]
        self._check_once(described)
        parts = _Parts()
        for node in nodes:
            self._read_parts(node, name, parts)
        return TypeDefinition(
            kind=_KINDS[type(first)],
            name=name,
            coordinate=name,
            parent="",
            place=self._elements.place(first, first),
            description=_first(node.description for node in described),
            usages=tuple(
                chain.from_iterable(
                    self._elements.usages(node.directives, node)
                    for node in nodes
                    if isinstance(node, TypeDefinitionNode | TypeExtensionNode)
                )
            ),
            fields=parts.fields,
            input_fields=parts.input_fields,
            values=parts.values,
            members=parts.members,
            interfaces=parts.interfaces,
            blocks=tuple(self._elements.place(node, node) for node in nodes),
            text=tuple(map(_text, nodes)),
        )

    def _read_parts(self, node: DefinitionNode, name: str, parts: _Parts) -> None:
        read = self._elements
        if isinstance(node, _COMPOSITE):
            for field in node.fields:
                self._keep(parts.fields, read.field(field, name, node))
            for interface in node.interfaces:
                self._keep(parts.interfaces, read.interface(interface, name, node))
        elif isinstance(node, _INPUT):
            for value in node.fields:
                self._keep(parts.input_fields, read.input_field(value, name, node))
        elif isinstance(node, _ENUM):
            for member in node.values:
                self._keep(parts.values, read.enum_value(member, name, node))
        elif isinstance(node, _UNION):
            for link in node.types:
                self._keep(parts.members, read.member(link, name, node))

    def _keep(self, found: dict[str, _Element], element: _Element) -> None:
        if element.name in found:
            self._report_twice(element)
        found[element.name] = element

    def _check_once(self, nodes: list[TypeDefinitionNode]) -> None:
        for node in nodes[1:]:
            self._report_twice(
                Element(
                    kind=_KINDS[type(node)],
                    name=node.name.value,
                    coordinate=node.name.value,
                    parent="",
                    place=self._elements.place(node, node),
                )
            )

    def _report_twice(self, element: Element) -> None:
        place = element.place
        message = f"There is a second definition of '{element.coordinate}'."
        self.diagnostics.append(Diagnostic(place.path, place.line, place.column, "GW601", message))


class _Parts:
    """What stands inside the definition and the extensions of one type."""

    def __init__(self) -> None:
        self.fields: dict[str, Field] = {}
        self.input_fields: dict[str, InputValue] = {}
        self.values: dict[str, Element] = {}
        self.members: dict[str, Element] = {}
        self.interfaces: dict[str, Element] = {}


def _first(nodes: Iterable[StringValueNode | None]) -> str | None:
    return next((text for text in map(description_of, nodes) if text), None)


def _text(node: DefinitionNode) -> str:
    return node.loc.source.body[node.loc.start : node.loc.end] if node.loc else ""
