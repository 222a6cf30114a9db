"""How a field gets its value."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Final

from graphql import GraphQLField, TypeNameMetaFieldDef, default_field_resolver

from graphwright.runtime.batch import BatchResolver
from graphwright.runtime.resolvers import (
    AttributeResolver,
    EventResolver,
    KeyResolver,
    ParentResolver,
    RootResolver,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Typename:
    """The name of the object type, known when the operation is compiled."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of the parent, always; dots lead to attributes of attributes."""

    name: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the parent, always a mapping."""

    name: str


@dataclass(frozen=True, slots=True)
class Parent:
    """The parent itself."""


@dataclass(frozen=True, slots=True)
class Default:
    """A key of a mapping or an attribute of anything else, called when it can be."""


DEFAULT: Final = Default()


@dataclass(frozen=True, slots=True)
class Call:
    """A resolver, called with the parent, GraphQLResolveInfo and the arguments."""

    function: Callable[..., Any]

    @property
    def is_coroutine_function(self) -> bool:
        """Whether what it returns always has to be awaited."""
        function: Any = self.function
        if isinstance(function, RootResolver | ParentResolver):
            function = function.method
        return iscoroutinefunction(function)


@dataclass(frozen=True, slots=True)
class Batch:
    """A method of the project, called once for all parents of a level."""

    resolver: BatchResolver


Source = Typename | Attribute | Key | Parent | Default | Call | Batch


def source_of(definition: GraphQLField, field_resolver: Callable[..., Any] | None) -> Source:
    """How a field gets its value when `field_resolver` stands in for missing resolvers."""
    if definition is TypeNameMetaFieldDef:
        return Typename()
    resolver = definition.resolve or field_resolver or default_field_resolver
    if isinstance(resolver, BatchResolver):
        return Batch(resolver)
    return Call(resolver) if definition.args else _without_arguments(resolver)


def _without_arguments(resolver: Callable[..., Any]) -> Source:
    if resolver is default_field_resolver:
        return DEFAULT
    if isinstance(resolver, AttributeResolver):
        return Attribute(resolver.attribute)
    if isinstance(resolver, KeyResolver):
        return Key(resolver.key)
    return Parent() if isinstance(resolver, EventResolver) else Call(resolver)
