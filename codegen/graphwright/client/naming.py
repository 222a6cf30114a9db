"""The Python names of the client, allocated by the rules of the whole generator.

Besides them, a field may not hide what pydantic keeps on its models or what an annotation in its
class names, and a method may not hide what the client without operations has. What the
configuration decides goes before the rules; an alias in an operation goes before both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type

from graphwright.client.exports import own_names
from graphwright.ir.names import (
    CLIENT_MODEL_NAMES,
    allocate,
    attribute_name,
    class_name,
    member_name,
)
from graphwright.ir.pins import Pins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphql import (
        GraphQLField,
        GraphQLInputField,
        GraphQLNamedType,
        GraphQLObjectType,
        GraphQLSchema,
    )

#: The attribute that holds `__typename`, by which objects of an abstract type are told apart.
TYPENAME_ATTRIBUTE = "typename__"

#: Modules that every client has, whatever its operations.
FIXED_MODULES = frozenset(
    {
        "async_base_client",
        "async_client",
        "base_client",
        "base_model",
        "client",
        "enums",
        "event_stream",
        "exceptions",
        "fragments",
        "inputs",
        "operations",
        "wire",
    }
)

#: What the clients have besides their operations.
_CLIENT_ATTRIBUTES = frozenset(
    {"close", "execute", "get_data", "get_result", "get_results", "subscribe"}
)

#: Builtins that annotations in the body of a class name.
_ANNOTATIONS = frozenset({"bool", "float", "int", "list", "object", "str"})


@dataclass(frozen=True, slots=True)
class Names:
    """Allocates names; `types` are those of scalars, enums and inputs in annotations.

    `classes` are the classes of enums and inputs by GraphQL name, `origins` is the way back;
    `pins` is what the configuration decides.
    """

    types: Mapping[str, str]
    classes: Mapping[str, str]
    origins: Mapping[str, str]
    pins: Pins

    @classmethod
    def of(
        cls, schema: GraphQLSchema, scalars: Mapping[str, str], decided: Mapping[str, str]
    ) -> Names:
        """Names for a schema whose scalars have these Python types; some are decided."""
        pins = Pins(decided)
        kinds = [
            name
            for name, kind in schema.type_map.items()
            if isinstance(kind, GraphQLEnumType | GraphQLInputObjectType)
            and not name.startswith("__")
        ]
        own = own_names(scalars.values())
        classes = allocate(kinds, class_name, own, pins.types(kinds))
        types = {name: python.rpartition(".")[2] for name, python in scalars.items()}
        return cls(
            {**types, **classes}, classes, {python: name for name, python in classes.items()}, pins
        )

    def attribute(self, owner: GraphQLNamedType, response: str, field: str) -> str:
        """The attribute that a model of the type wants for a field of the answer."""
        return self._decided(owner, {response: field}).get(response) or attribute_name(response)

    def attributes(
        self, owner: GraphQLObjectType, fields: Mapping[str, str], beside: Iterable[str] = ()
    ) -> Mapping[str, str]:
        """The attributes of a model of the type by response name; `fields` has the field of each.

        No name `beside` them gets one of theirs.
        """
        named = _named(owner.fields[name] for name in fields.values() if name in owner.fields)
        hidden = {self.types[name] for name in named & self.types.keys()}
        return self._attributes([*beside, *fields], hidden, self._decided(owner, fields))

    def input_attributes(self, kind: GraphQLInputObjectType) -> Mapping[str, str]:
        """The attributes of an input, which is called as its class, by GraphQL name."""
        pinned = self.pins.members(self.origins[kind.name], kind.fields)
        named = _named(kind.fields.values())
        hidden = {name if name in self.origins else self.types.get(name, name) for name in named}
        return self._attributes(kind.fields, hidden, pinned)

    def members(self, kind: GraphQLEnumType) -> Mapping[str, str]:
        """The members of an enum, which is called as its class, by their values."""
        pinned = self.pins.members(self.origins[kind.name], kind.values)
        return allocate(kind.values, member_name, pinned=pinned)

    def operations(self, names: Iterable[str]) -> Mapping[str, str]:
        """The methods of the clients, and the modules of their results, by operation."""
        reserved = FIXED_MODULES | _CLIENT_ATTRIBUTES | _ANNOTATIONS | {*self.types.values()}
        return allocate(names, attribute_name, reserved)

    def parameters(self, names: Iterable[str]) -> Mapping[str, str]:
        """The parameters of a method by the variables of its operation."""
        return allocate(names, attribute_name, {"self"})

    def _attributes(
        self, names: Iterable[str], hidden: Iterable[str], pinned: Mapping[str, str]
    ) -> Mapping[str, str]:
        """Names of attributes; those that would be `hidden` are types in annotations beside them."""
        return allocate(names, attribute_name, CLIENT_MODEL_NAMES.union(hidden), pinned)

    def _decided(self, owner: GraphQLNamedType, fields: Mapping[str, str]) -> Mapping[str, str]:
        """The decided names of those fields that have no alias."""
        decided = self.pins.members(owner.name, fields.values())
        return {
            response: decided[field]
            for response, field in fields.items()
            if response == field and field in decided
        }


def _named(fields: Iterable[GraphQLField | GraphQLInputField]) -> frozenset[str]:
    return frozenset(get_named_type(field.type).name for field in fields)
