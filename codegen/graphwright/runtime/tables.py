"""The tables of a generated schema module: what its types and fields are bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphwright.runtime.scalars import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import Enum


@dataclass(frozen=True, slots=True)
class EnumBinding:
    """An enum type and its Python enum.

    `members` has the member of each GraphQL name; without it, those are the members' values.
    """

    type_name: str
    python_type: type[Enum]
    members: Mapping[str, Enum] = field(default_factory=dict[str, "Enum"])


@dataclass(frozen=True, slots=True)
class InputFields:
    """An input type, its Python class, and the parameter of each of its fields."""

    type_name: str
    python_type: Callable[..., object]
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ObjectFields:
    """An object type, its Python class, and the attribute of each of its data fields."""

    type_name: str
    python_type: type[Any]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MappingFields:
    """An object type whose values are mappings, and the key of each of its data fields.

    The key `typename` has the name of the type, for values below an interface or a union.
    """

    type_name: str
    keys: Mapping[str, str]
    typename: str | None = None


@dataclass(frozen=True, slots=True)
class ResolverField:
    """A field that a method resolves.

    `arguments` maps GraphQL arguments to parameters; with `paged` the pagination arguments
    are left out of it and come as one `page`. `arguments_type` bundles all of them. A field
    below the root is called for all parents of a level when `batched`, else for each.
    """

    graphql_name: str
    name: str
    arguments: Mapping[str, str] = field(default_factory=dict[str, str])
    paged: bool = False
    batched: bool = False
    arguments_type: Callable[..., object] | None = None


@dataclass(frozen=True, slots=True)
class ResolverGroup:
    """The fields of a type that one protocol covers, and where the resolvers have it."""

    type_name: str
    attribute: str
    protocol_name: str
    source: str
    fields: tuple[ResolverField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaTables:
    """All that a schema is bound to, besides the methods of its resolvers.

    `abstract` names the interfaces and unions; the type of their objects is told by the
    Python class, as listed in `objects`, or by a key, as listed in `mappings`. `guards` has what `@auth` requires, by type and field.
    """

    scalars: Mapping[str, Scalar[Any]] = field(default_factory=dict[str, Scalar[Any]])
    enums: tuple[EnumBinding, ...] = ()
    inputs: tuple[InputFields, ...] = ()
    objects: tuple[ObjectFields, ...] = ()
    mappings: tuple[MappingFields, ...] = ()
    abstract: tuple[str, ...] = ()
    groups: tuple[ResolverGroup, ...] = ()
    guards: Mapping[str, Mapping[str, object]] = field(default_factory=dict[str, Any])
