"""Resolvers as graphql-core calls them, over attributes and over the methods of a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from graphwright.runtime.defaults import python_value
from graphwright.runtime.info import Info
from graphwright.runtime.page import PAGINATION_ARGUMENTS, PageLimits, PageRequest

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

Method: TypeAlias = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """How the arguments of a field become the keyword arguments of its method.

    `names` maps GraphQL arguments to parameters. With `limits` the pagination arguments are
    folded into one `page`; with `bundle` all of it is handed over as one `arguments`.
    """

    names: Mapping[str, str] = field(default_factory=dict[str, str])
    limits: PageLimits | None = None
    bundle: Callable[..., object] | None = None

    def bind(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Returns the keyword arguments; None for an argument that was not sent.

        Raises InvalidPagination for pagination arguments out of bounds.
        """
        bound = {
            name: python_value(values.get(graphql_name))
            for graphql_name, name in self.names.items()
        }
        if self.limits is not None:
            asked = {name: values[name] for name in PAGINATION_ARGUMENTS if name in values}
            bound["page"] = PageRequest.of(self.limits, **asked)
        if self.bundle is not None:
            return {"arguments": self.bundle(**bound)}
        return bound


class AttributeResolver:
    """Resolves a field to an attribute of its parent."""

    __slots__ = ("_read", "attribute")

    def __init__(self, attribute: str) -> None:
        self.attribute = attribute
        self._read = attrgetter(attribute)

    def __call__(self, parent: Any, info: GraphQLResolveInfo, /, **arguments: Any) -> Any:
        """Returns the attribute."""
        return self._read(parent)


class KeyResolver:
    """Resolves a field to what its parent, a mapping, has under a key; None if it has nothing."""

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        self.key = key

    def __call__(self, parent: Any, info: GraphQLResolveInfo, /, **arguments: Any) -> Any:
        """Returns the value."""
        return parent.get(self.key)


class RootResolver:
    """Resolves a field of a root type by one call `method(info, **arguments)`."""

    __slots__ = ("arguments", "method")

    def __init__(self, method: Method, arguments: Arguments) -> None:
        self.method = method
        self.arguments = arguments

    def __call__(self, root: object, info: GraphQLResolveInfo, /, **arguments: Any) -> Any:
        """Returns what the method returns."""
        return self.method(Info(info), **self.arguments.bind(arguments))


class ParentResolver:
    """Resolves a field by one call `method(parent, info, **arguments)` for each parent."""

    __slots__ = ("arguments", "method")

    def __init__(self, method: Method, arguments: Arguments) -> None:
        self.method = method
        self.arguments = arguments

    def __call__(self, parent: object, info: GraphQLResolveInfo, /, **arguments: Any) -> Any:
        """Returns what the method returns."""
        return self.method(parent, Info(info), **self.arguments.bind(arguments))


class EventResolver:
    """Resolves a subscription field to the event itself; its source is a RootResolver."""

    __slots__ = ()

    def __call__(self, event: object, info: GraphQLResolveInfo, /, **arguments: Any) -> Any:
        """Returns the event."""
        return event
