"""The types of a reference in groups, as its first page lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphwright.docs.reference import Reference, TypePage

#: The group of connections and their edges, which come with the types that they list.
CONNECTION = "connection"

_TITLES = {
    "object": "Objects",
    "interface": "Interfaces",
    "union": "Unions",
    "enum": "Enums",
    "input": "Inputs",
    "scalar": "Scalars",
    CONNECTION: "Connections",
}
_SHAPES = (frozenset({"edges", "pageInfo"}), frozenset({"node", "cursor"}))


def kind_of(page: TypePage) -> str:
    """The kind of the type in one word: the operation for a root, `connection` for its edges too."""
    if page.root:
        return page.root
    kind = page.kind.value.partition(" ")[0]
    names = {field.name for field in page.fields}
    is_connection = kind == "object" and any(shape <= names for shape in _SHAPES)
    return CONNECTION if is_connection else kind


def groups_of(reference: Reference) -> tuple[tuple[str, tuple[TypePage, ...]], ...]:
    """The title of each kind and its types; roots, and kinds without types, are left out."""
    groups = (
        (title, tuple(page for page in reference.types if kind_of(page) == kind))
        for kind, title in _TITLES.items()
    )
    return tuple((title, pages) for title, pages in groups if pages)
