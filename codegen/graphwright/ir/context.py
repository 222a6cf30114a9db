"""What the passes of the IR share: the schema, the names of classes, the types of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

from graphwright.ir.classify import data_fields, is_root
from graphwright.ir.expressions import Named, Symbol, TypeExpr, builtin, optional, sequence, union
from graphwright.ir.names import (
    CLASS_BODY_NAMES,
    PACKAGE_NAMES,
    allocate,
    attribute_name,
    class_name,
    free_name,
    member_name,
)
from graphwright.ir.pins import Pins
from graphwright.ir.scalars import bind_scalars
from graphwright.ir.shapes import Shapes, recognise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import GraphQLArgument, GraphQLInputField

    from graphwright.config import Config
    from graphwright.ir.model import ScalarBinding
    from graphwright.ir.own_models import OwnModels

K = TypeVar("K", bound=GraphQLNamedType)
_Typed: TypeAlias = "GraphQLField | GraphQLArgument | GraphQLInputField"

_BUILT_IN_SCALARS: Mapping[str, TypeExpr] = {
    "String": builtin("str"),
    "ID": builtin("str"),
    "Int": builtin("int"),
    "Float": builtin("float"),
    "Boolean": builtin("bool"),
}


@dataclass(frozen=True, slots=True)
class Context:
    """A schema seen from Python.

    `classes` are the classes by GraphQL name, emitted or the project's `own`; `pins` are names
    that the configuration decides.
    """

    schema: GraphQLSchema
    sqlalchemy: bool
    shapes: Shapes
    scalars: Mapping[str, ScalarBinding]
    classes: Mapping[str, Symbol]
    own: OwnModels
    pins: Pins

    def types(self, kind: type[K]) -> Iterator[K]:
        """The types of one kind that the schema defines, by name."""
        for name in sorted(self.classes):
            found = self.schema.type_map[name]
            if isinstance(found, kind):
                yield found

    def data_fields(self, kind: GraphQLObjectType) -> Mapping[str, GraphQLField]:
        """The fields that an instance of the type holds itself."""
        own = self.own.objects.get(kind.name)
        if own is not None:
            return {name: field for name, field in kind.fields.items() if name in own.reads}
        return data_fields(kind, self.schema, self.shapes)

    def is_emitted(self, name: str) -> bool:
        """Whether the class of the type is one of the package."""
        return name not in self.own

    def members(self, kind: GraphQLEnumType) -> Mapping[str, str]:
        """The names of an enum's members in Python."""
        own = self.own.enums.get(kind.name)
        if own is not None:
            return own.members
        pinned = self.pins.members(kind.name, kind.values)
        return allocate(kind.values, member_name, pinned=pinned)

    def input_names(self, kind: GraphQLInputObjectType) -> Mapping[str, str]:
        """The names of an input's fields in Python."""
        own = self.own.inputs.get(kind.name)
        if own is not None:
            return {name: take.name for name, take in own.takes.items()}
        hidden = self.hidden_by(kind.fields.values())
        for field in kind.fields.values():
            target = get_named_type(field.type)
            # The columns of a filter have the types that its operators compare with.
            if isinstance(target, GraphQLInputObjectType):
                hidden |= self.hidden_by(target.fields.values())
        return self._attributes(kind, kind.fields, hidden)

    def field_names(
        self, kind: GraphQLObjectType, fields: Iterable[str], reserved: Iterable[str] = ()
    ) -> Mapping[str, str]:
        """The names in Python of some fields of an object type."""
        used = [*kind.fields.values()]
        arguments = [argument for field in used for argument in field.args.values()]
        hidden = self.hidden_by([*used, *arguments]) | {self.name_of(kind)}
        return self._attributes(kind, fields, hidden.union(reserved))

    def argument_names(
        self, owner: str, arguments: Mapping[str, GraphQLArgument], reserved: Iterable[str]
    ) -> Mapping[str, str]:
        """The names in Python of arguments of the owner, a field's coordinate or a directive."""
        pinned = self.pins.arguments(owner, arguments)
        return allocate(arguments, attribute_name, reserved, pinned)

    def hidden_by(self, elements: Iterable[_Typed]) -> frozenset[str]:
        """Names of types in the annotations of a class, which an attribute would hide from them."""
        named = {get_named_type(element.type).name for element in elements}
        scalars = {self.scalars[name].python.symbol.name for name in named & self.scalars.keys()}
        classes = {self.classes[name].name for name in named & self.classes.keys()}
        return CLASS_BODY_NAMES | scalars | classes

    def name_of(self, kind: GraphQLNamedType) -> str:
        """The name of a type in Python, even if no class is emitted for it."""
        if kind.name in self.classes and self.is_emitted(kind.name):
            return self.classes[kind.name].name
        return self.pins.types([kind.name]).get(kind.name) or class_name(kind.name)

    def _attributes(
        self, kind: GraphQLNamedType, fields: Iterable[str], reserved: Iterable[str]
    ) -> Mapping[str, str]:
        names = list(fields)
        return allocate(names, attribute_name, reserved, self.pins.members(kind.name, names))

    def type_of(self, kind: GraphQLOutputType | GraphQLInputType) -> TypeExpr:
        """The Python type of a value, with None where null may stand."""
        if isinstance(kind, GraphQLNonNull):
            return self.required_type_of(kind.of_type)
        return optional(self.required_type_of(kind))

    def required_type_of(self, kind: GraphQLOutputType | GraphQLInputType) -> TypeExpr:
        """The Python type of a value that is not null."""
        if isinstance(kind, GraphQLNonNull):
            kind = kind.of_type
        if isinstance(kind, GraphQLList):
            return sequence(self.type_of(kind.of_type))
        name = get_named_type(kind).name
        if name in _BUILT_IN_SCALARS:
            return _BUILT_IN_SCALARS[name]
        if name in self.scalars:
            return self.scalars[name].python
        return Named(self.classes[name])

    def own_type_of(self, kind: GraphQLOutputType) -> TypeExpr:
        """The type that an attribute of an own class needs: like `type_of`, but an id may be an int."""
        if isinstance(kind, GraphQLNonNull):
            return self._required_own_type_of(kind.of_type)
        return optional(self._required_own_type_of(kind))

    def _required_own_type_of(self, kind: GraphQLOutputType) -> TypeExpr:
        if isinstance(kind, GraphQLList):
            return sequence(self.own_type_of(kind.of_type))
        if get_named_type(kind).name == "ID":
            return union(builtin("str"), builtin("int"))
        return self.required_type_of(kind)

    def derived_name(self, wanted: str) -> str:
        """A class name of graphwright's own making that no GraphQL type has."""
        return free_name(wanted, self.class_names())

    def class_names(self) -> frozenset[str]:
        """The names of the classes of GraphQL types, and names that the package gives itself."""
        return PACKAGE_NAMES | {symbol.name for symbol in self.classes.values()}


def build_context(schema: GraphQLSchema, config: Config, own: OwnModels) -> Context:
    """The context for a schema that has passed all checks, with the project's own classes."""
    pins = Pins(config.names)
    shapes = recognise(schema)
    scalars = bind_scalars(schema, config.scalars)
    kinds = {kind.name: kind for kind in _emitted_types(schema)}
    classes = {
        name: Symbol(_module(kinds[name], shapes), python)
        for name, python in allocate(kinds, class_name, PACKAGE_NAMES, pins.types(kinds)).items()
    }
    classes.update(own.symbols)
    return Context(
        schema=schema,
        sqlalchemy=config.sqlalchemy,
        shapes=shapes,
        scalars=scalars,
        classes=classes,
        own=own,
        pins=pins,
    )


def _emitted_types(schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    """Enums, inputs and composite types; a root type only where a value can be one."""
    given: set[str] = set()
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            given.update(get_named_type(field.type).name for field in kind.fields.values())
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            given.update(member.name for member in schema.get_possible_types(kind))
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLScalarType) or kind.name.startswith("__"):
            continue
        root = isinstance(kind, GraphQLObjectType) and is_root(kind, schema)
        if not root or kind.name in given:
            yield kind


def _module(kind: GraphQLNamedType, shapes: Shapes) -> str:
    """The module of the package that holds the class of a type."""
    if isinstance(kind, GraphQLEnumType):
        return ".enums"
    if isinstance(kind, GraphQLInputObjectType):
        return ".inputs"
    return ".connections" if shapes.is_page_part(kind.name) else ".types"
