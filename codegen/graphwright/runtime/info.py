"""What a resolver is told about the field it resolves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from graphwright.runtime.selection import Selection

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

# Resolver protocols take the context (through Info), hence contravariant; Info gives it.
ContextT = TypeVar("ContextT", contravariant=True)
ContextT_co = TypeVar("ContextT_co", covariant=True)


class Info(Generic[ContextT_co]):
    """The context of the request and the place of the field; `graphql` has all the rest.

    In a batched resolver it is the info of the first parent: `path` and `graphql.path` are
    that parent's, everything else holds for all of them.
    """

    __slots__ = ("_selection", "graphql")

    def __init__(self, graphql: GraphQLResolveInfo, selection: Selection | None = None) -> None:
        self.graphql = graphql
        self._selection = selection

    @property
    def context(self) -> ContextT_co:
        """The context value of the request."""
        context: ContextT_co = self.graphql.context
        return context

    @property
    def selection(self) -> Selection:
        """What the operation asks for below this field."""
        if self._selection is None:
            self._selection = Selection.of(self.graphql)
        return self._selection

    @property
    def path(self) -> tuple[str | int, ...]:
        """Response keys and list indexes from the root to this field."""
        return tuple(self.graphql.path.as_list())

    @property
    def field_name(self) -> str:
        """The GraphQL name of the field."""
        return self.graphql.field_name

    @property
    def parent_type(self) -> str:
        """The GraphQL name of the type that the field belongs to."""
        return self.graphql.parent_type.name
