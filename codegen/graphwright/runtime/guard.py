"""Guards: what `@auth` in the SDL asks for is checked before anything of the field runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from graphwright.runtime.batch import BatchResolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import GraphQLResolveInfo

    from graphwright.runtime.info import Info

Authorize: TypeAlias = Callable[[Any, Any], None]
"""Takes the context of a request and what a field requires; raises unless the request has it."""


class GuardedResolver:
    """Calls a resolver for requests that have what its field requires."""

    __slots__ = ("authorize", "requirement", "resolver")

    def __init__(
        self, resolver: Callable[..., Any], authorize: Authorize, requirement: object
    ) -> None:
        self.resolver = resolver
        self.authorize = authorize
        self.requirement = requirement

    def __call__(self, source: object, info: GraphQLResolveInfo, /, **arguments: Any) -> Any:
        """Returns what the resolver returns; raises what `authorize` raises."""
        self.authorize(info.context, self.requirement)
        return self.resolver(source, info, **arguments)


def guarded(
    resolver: Callable[..., Any], authorize: Authorize, requirement: object
) -> Callable[..., Any]:
    """Returns the resolver behind a guard; a batched one is still called once a level."""
    if not isinstance(resolver, BatchResolver):
        return GuardedResolver(resolver, authorize, requirement)
    method = resolver.method

    def guarded_method(parents: Sequence[Any], info: Info[Any], /, **arguments: Any) -> Any:
        authorize(info.context, requirement)
        return method(parents, info, **arguments)

    return BatchResolver(guarded_method, resolver.arguments, resolver.name)
