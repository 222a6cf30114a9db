"""The types of a reference in groups, as its first page lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.elements.snapshot import Kind

if TYPE_CHECKING:
    from graphwright.docs.reference import Reference, TypePage

_TITLES = {
    Kind.OBJECT: "Objects",
    Kind.INTERFACE: "Interfaces",
    Kind.UNION: "Unions",
    Kind.ENUM: "Enums",
    Kind.INPUT: "Inputs",
    Kind.SCALAR: "Scalars",
}


def groups_of(reference: Reference) -> tuple[tuple[str, tuple[TypePage, ...]], ...]:
    """The title of each kind, and its types but those of operations; kinds without types are left out."""
    groups = (
        (title, tuple(page for page in reference.types if page.kind is kind and not page.root))
        for kind, title in _TITLES.items()
    )
    return tuple((title, pages) for title, pages in groups if pages)
