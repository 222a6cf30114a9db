"""One version of a schema: every element with its place, extensions folded in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.elements.type_ref import TypeRef


class Kind(Enum):
    """The kind of an element, as a word for messages and reports."""

    SCHEMA = "schema"
    SCALAR = "scalar"
    OBJECT = "object type"
    INTERFACE = "interface"
    UNION = "union"
    ENUM = "enum"
    INPUT = "input object"
    FIELD = "field"
    ARGUMENT = "argument"
    INPUT_FIELD = "input field"
    ENUM_VALUE = "enum value"
    UNION_MEMBER = "union member"
    IMPLEMENTATION = "implementation"
    ROOT = "root type"
    DIRECTIVE = "directive"
    DIRECTIVE_ARGUMENT = "directive argument"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: its own lines and those of the definition around it.

    Lines and columns count from 1. `exact` is false when the lines are those of SDL that was printed
    from an introspection result, so that no file has them.
    """

    path: str
    line: int
    column: int
    last_line: int
    block: tuple[int, int]
    exact: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.exact else self.path


@dataclass(frozen=True, slots=True)
class Usage:
    """A directive on an element; `text` is how it is written, arguments sorted."""

    name: str
    arguments: Mapping[str, str]
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Anything of a schema that can change; `coordinate` names it within the schema.

    `parent` is the coordinate of the element that it belongs to, empty for the outermost.
    """

    kind: Kind
    name: str
    coordinate: str
    parent: str
    place: Place
    description: str | None = None
    usages: tuple[Usage, ...] = ()

    def usage(self, name: str) -> Usage | None:
        """The first use of the directive on this element."""
        return next((usage for usage in self.usages if usage.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputValue(Element):
    """An argument or an input field; `default` is written in one way however the SDL writes it."""

    type: TypeRef
    default: str | None

    @property
    def required(self) -> bool:
        """Whether a value has to be given: `Int!` is required, `Int! = 2` is not."""
        return self.type.non_null and self.default is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Element):
    """A field of an object type or an interface."""

    type: TypeRef
    arguments: Mapping[str, InputValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeDefinition(Element):
    """A named type.

    `blocks` are the places of its definition and its extensions, `text` is their SDL: types of equal
    texts have no changes.
    """

    fields: Mapping[str, Field]
    input_fields: Mapping[str, InputValue]
    values: Mapping[str, Element]
    members: Mapping[str, Element]
    interfaces: Mapping[str, Element]
    blocks: tuple[Place, ...]
    text: tuple[str, ...]

    @property
    def parts(self) -> Iterator[Element]:
        """Every element below the type, outermost first."""
        for field in self.fields.values():
            yield field
            yield from field.arguments.values()
        for group in (self.input_fields, self.values, self.members, self.interfaces):
            yield from group.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveDefinition(Element):
    """The definition of a directive."""

    arguments: Mapping[str, InputValue]
    locations: tuple[str, ...]
    repeatable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Root(Element):
    """The type of an operation: `name` is query, mutation or subscription."""

    type_name: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of a schema.

    `files` are the lines of its SDL by path. `shows_directives` is false for introspection, which
    tells only of deprecation, specification URLs and `@oneOf`.
    """

    label: str
    schema: Element
    roots: Mapping[str, Root]
    types: Mapping[str, TypeDefinition]
    directives: Mapping[str, DirectiveDefinition]
    standard_scalars: frozenset[str]
    files: Mapping[str, tuple[str, ...]]
    shows_directives: bool = True

    def find(self, coordinate: str) -> Element | None:
        """The definition, field, argument or value of that coordinate."""
        if coordinate.startswith("@"):
            return self.directives.get(coordinate.removeprefix("@"))
        if coordinate == "schema":
            return self.schema
        outer, _, argument = coordinate.removesuffix(":)").partition("(")
        if argument:
            field = self.find(outer)
            return field.arguments.get(argument) if isinstance(field, Field) else None
        type_name, _, member = coordinate.partition(".")
        definition = self.types.get(type_name)
        if definition is None or not member:
            return definition
        return (
            definition.fields.get(member)
            or definition.input_fields.get(member)
            or definition.values.get(member)
        )

    def nearest(self, coordinate: str, path: str) -> Place | None:
        """Where the element stands, or else what it would belong to, if possible in that file."""
        element = self.find(coordinate)
        if isinstance(element, TypeDefinition):
            blocks = element.blocks
            return next((place for place in blocks if place.path == path), blocks[0])
        if element is not None:
            return element.place
        outer = coordinate.partition(".")[0]
        return self.nearest(outer, path) if outer != coordinate else None
