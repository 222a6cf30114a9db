"""A schema as its reference shows it: pages, and what stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.elements.snapshot import Kind, Place


@dataclass(frozen=True, slots=True)
class Link:
    """A name, and the page that it leads to: without the ending, relative to the first page.

    `anchor` is the place on the page, empty for its top. What the schema does not define has no page.
    """

    name: str
    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class TypeText:
    """A type as SDL writes it: the link to the named type, and the wrapping around it."""

    before: str
    link: Link
    after: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What directives say of an element: None where there is no such directive.

    `deprecated` is the reason. `others` are directives of the project's own, as they are written.
    """

    since: str | None = None
    deprecated: str | None = None
    auth: str | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class User:
    """An operation that uses an element, with the line where; `carried` if a variable may hold it."""

    link: Link
    carried: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Anything with a name, a description and marks of its own."""

    name: str
    coordinate: str
    anchor: str
    description: str
    marks: Marks
    place: Place | None
    users: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueEntry(Entry):
    """An argument or an input field."""

    type: TypeText
    default: str | None
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEntry(Entry):
    """A field of an object type or an interface; `example` is an operation that selects it."""

    type: TypeText
    arguments: tuple[ValueEntry, ...]
    example: Operation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypePage(Entry):
    """A named type; `root` is query, mutation or subscription for the type of such operations."""

    kind: Kind
    page: str
    root: str | None = None
    fields: tuple[FieldEntry, ...] = ()
    input_fields: tuple[ValueEntry, ...] = ()
    values: tuple[Entry, ...] = ()
    interfaces: tuple[Link, ...] = ()
    implementers: tuple[Link, ...] = ()
    members: tuple[Link, ...] = ()
    unions: tuple[Link, ...] = ()
    returned_by: tuple[Link, ...] = ()
    taken_by: tuple[Link, ...] = ()
    specified_by: str | None = None
    one_of: bool = False
    sdl: str = ""
    example: Operation | None = None

    @property
    def is_specified_online(self) -> bool:
        """Whether the specification may be linked: a schema can name any URL, scripts too."""
        return (self.specified_by or "").startswith(("https://", "http://"))

    @property
    def parts(self) -> Iterator[Entry]:
        """The fields, input fields and values."""
        yield from self.fields
        yield from self.input_fields
        yield from self.values


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectivePage(Entry):
    """A directive."""

    page: str
    arguments: tuple[ValueEntry, ...]
    locations: tuple[str, ...]
    repeatable: bool
    sdl: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a file of operations, from `first` on."""

    path: str
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a client: its text, then those of the fragments that it needs.

    `links` are what its names lead to, by file, line and column.
    """

    name: str
    kind: str
    page: str
    description: str
    excerpts: tuple[Excerpt, ...]
    variables: tuple[tuple[str, TypeText, str | None], ...]
    links: Mapping[tuple[str, int, int], Link]

    @property
    def size(self) -> int:
        """How many lines it has, fragments included."""
        return sum(len(excerpt.lines) for excerpt in self.excerpts)


@dataclass(frozen=True, slots=True)
class Reference:
    """All pages. `links` are those of types and of what is in them, by coordinate."""

    title: str
    description: str
    types: tuple[TypePage, ...]
    directives: tuple[DirectivePage, ...]
    operations: tuple[Operation, ...] | None
    links: Mapping[str, Link]

    @property
    def roots(self) -> tuple[TypePage, ...]:
        """The types of queries, mutations and subscriptions, in that order."""
        order = ("query", "mutation", "subscription")
        found = [page for page in self.types if page.root]
        return tuple(sorted(found, key=lambda page: order.index(page.root or "")))
