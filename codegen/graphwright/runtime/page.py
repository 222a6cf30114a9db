"""Pages of a connection: what was asked for, in bounds, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypedDict, TypeVar, Unpack

from graphwright.runtime.errors import InvalidPagination
from graphwright.runtime.rows import attribute_of, mapped, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

T_co = TypeVar("T_co", covariant=True)
NodeT_contra = TypeVar("NodeT_contra", contravariant=True)
EdgeT = TypeVar("EdgeT")
EdgeT_co = TypeVar("EdgeT_co", covariant=True)

PAGINATION_ARGUMENTS: Final = ("first", "after", "last", "before", "limit", "offset")

_MODES: Final = (("first", "after"), ("last", "before"), ("limit", "offset"))


class PaginationArguments(TypedDict, total=False):
    """The pagination arguments of a connection field, as they are sent."""

    first: int | None
    after: str | None
    last: int | None
    before: str | None
    limit: int | None
    offset: int | None


@dataclass(frozen=True, slots=True)
class PageLimits:
    """The size of a page that names none, and the largest that may be asked for."""

    default: int = 10
    maximum: int = 1000

    def __post_init__(self) -> None:
        if not 1 <= self.default <= self.maximum:
            raise ValueError(
                f"the default page size must be between 1 and the maximum {self.maximum},"
                f" got {self.default}"
            )


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A validated request for a page: from a cursor, forward or backward, or by offset.

    `offset` is None in the two cursor modes; `cursor` is None at an end of the connection.
    """

    size: int
    backward: bool = False
    cursor: str | None = None
    offset: int | None = None

    @classmethod
    def of(cls, limits: PageLimits, **arguments: Unpack[PaginationArguments]) -> PageRequest:
        """Returns the request that the arguments of a connection field make; null is as absent.

        Raises InvalidPagination, naming the arguments, when two modes are mixed, a size is
        out of bounds or the offset is negative.
        """
        named = [name for name in PAGINATION_ARGUMENTS if arguments.get(name) is not None]
        _refuse_mixed_modes(named)
        first, last, limit = arguments.get("first"), arguments.get("last"), arguments.get("limit")
        offset = arguments.get("offset")
        for name, size in (("first", first), ("last", last), ("limit", limit)):
            if size is not None and not 1 <= size <= limits.maximum:
                raise InvalidPagination(
                    f"{name} must be between 1 and {limits.maximum}, got {size}"
                )
        if offset is not None and offset < 0:
            raise InvalidPagination(f"offset must not be negative, got {offset}")
        if "last" in named or "before" in named:
            return cls(last or limits.default, backward=True, cursor=arguments.get("before"))
        if "limit" in named or "offset" in named:
            return cls(limit or limits.default, offset=offset or 0)
        return cls(first or limits.default, cursor=arguments.get("after"))


@dataclass(frozen=True, slots=True)
class Edge(Generic[T_co]):
    """A node of a page and its cursor; the cursor is UNSELECTED when nobody asked for it."""

    cursor: str
    node: T_co


class EdgeType(Protocol[NodeT_contra, EdgeT_co]):
    """A class whose objects hold a cursor and a node and nothing else."""

    def __call__(self, *, cursor: str, node: NodeT_contra) -> EdgeT_co:
        """Returns an object of the class."""
        ...


@dataclass(frozen=True, slots=True)
class Page(Generic[T_co]):
    """The edges of a page, always in the order of the connection.

    `count` (of the whole connection), `has_next_page` and `has_previous_page` are UNSELECTED
    when the operation did not ask for them and they were not known anyway.
    """

    edges: Sequence[Edge[T_co]]
    has_next_page: bool
    has_previous_page: bool
    count: int

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first edge; None on an empty page."""
        return attribute_of(self.edges, 0, "cursor") if self.edges else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last edge; None on an empty page."""
        return attribute_of(self.edges, -1, "cursor") if self.edges else None

    @property
    def nodes(self) -> Sequence[T_co]:
        """The nodes of the edges; those of rows are made when needed."""
        return parts_of(self.edges, "node")

    def edges_as(self, edge_type: EdgeType[T_co, EdgeT]) -> Sequence[EdgeT]:
        """Returns the edges as objects of another class; those of rows are made when needed."""
        return mapped(self.edges, lambda edge: edge_type(cursor=edge.cursor, node=edge.node))


def _refuse_mixed_modes(named: Sequence[str]) -> None:
    used = [mode for mode in _MODES if not set(mode).isdisjoint(named)]
    if len(used) < 2:
        return
    modes = ["/".join(mode) for mode in used]
    choice = f"{', '.join(modes[:-1])} or {modes[-1]}"
    excess = "not both" if len(used) == 2 else "only one of them"
    raise InvalidPagination(f"use {choice}, {excess}: got {', '.join(named)}")
