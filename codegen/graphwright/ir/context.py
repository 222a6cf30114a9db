"""What the passes of the IR share: the schema, the names of classes, the types of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

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
from graphwright.ir.scalars import bind_scalars
from graphwright.ir.shapes import Shapes, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.config import Config
    from graphwright.ir.model import ScalarBinding
    from graphwright.ir.own_models import OwnModels

K = TypeVar("K", bound=GraphQLNamedType)

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

    `classes` are the classes by GraphQL name, emitted or the project's `own`; `hidden_names` are
    names of types, which a field of the same name would hide from the annotations in its class.
    """

    schema: GraphQLSchema
    sqlalchemy: bool
    shapes: Shapes
    scalars: Mapping[str, ScalarBinding]
    classes: Mapping[str, Symbol]
    hidden_names: frozenset[str]
    own: OwnModels

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
        return name not in self.own.objects and name not in self.own.enums

    def members(self, kind: GraphQLEnumType) -> Mapping[str, str]:
        """The names of an enum's members in Python."""
        own = self.own.enums.get(kind.name)
        return own.members if own is not None else allocate(kind.values, member_name)

    def input_names(self, kind: GraphQLInputObjectType) -> Mapping[str, str]:
        """The names of an input's fields in Python."""
        return allocate(kind.fields, attribute_name, self.hidden_names)

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
            if isinstance(kind.of_type, GraphQLList):
                return sequence(self.own_type_of(kind.of_type.of_type))
            if get_named_type(kind).name == "ID":
                return union(builtin("str"), builtin("int"))
            return self.required_type_of(kind)
        return optional(self.own_type_of(GraphQLNonNull(kind)))

    def derived_name(self, wanted: str) -> str:
        """A class name of graphwright's own making that no GraphQL type has."""
        return free_name(wanted, self.class_names())

    def class_names(self) -> frozenset[str]:
        """The names of the classes of GraphQL types, and names that the package gives itself."""
        return PACKAGE_NAMES | {symbol.name for symbol in self.classes.values()}


def build_context(schema: GraphQLSchema, config: Config, own: OwnModels) -> Context:
    """The context for a schema that has passed all checks, with the project's own classes."""
    shapes = recognise(schema)
    scalars = bind_scalars(schema, config.scalars)
    kinds = {kind.name: kind for kind in _emitted_types(schema)}
    classes = {
        name: Symbol(_module(kinds[name], shapes), python)
        for name, python in allocate(kinds, class_name, PACKAGE_NAMES).items()
    }
    for each in (own.objects, own.enums):
        classes.update({name: bound.symbol for name, bound in each.items()})
    named = [binding.python.symbol for binding in scalars.values()]
    hidden = {symbol.name for symbol in (*named, *classes.values())}
    return Context(
        schema=schema,
        sqlalchemy=config.sqlalchemy,
        shapes=shapes,
        scalars=scalars,
        classes=classes,
        hidden_names=frozenset(hidden | CLASS_BODY_NAMES),
        own=own,
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
