"""Where the pages of a reference are, and what leads to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphwright.docs.reference import Link, TypeText
from graphwright.elements.snapshot import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphwright.elements.snapshot import Snapshot, TypeDefinition
    from graphwright.elements.type_ref import TypeRef

_UNSAFE = re.compile(r"\W+", re.ASCII)


class Links:
    """The links to everything that has a page, or a place on one."""

    def __init__(self, schema: Snapshot, operations: Iterable[str]) -> None:
        types = sorted({*schema.types, *schema.standard_scalars})
        self._types = {name: Link(name, page) for name, page in _pages("types", types).items()}
        self._directives = {
            name: Link(f"@{name}", page)
            for name, page in _pages("directives", sorted(schema.directives)).items()
        }
        self._operations = {
            name: Link(name, page)
            for name, page in _pages("operations", sorted(set(operations))).items()
        }
        self.by_coordinate: Mapping[str, Link] = dict(self._elements(schema))

    def to(self, coordinate: str) -> Link:
        """The link to the element of that coordinate; one without a page if the schema lacks it."""
        return self.by_coordinate.get(coordinate) or Link(coordinate, "")

    def operation(self, name: str) -> Link:
        """The link to an operation."""
        return self._operations[name]

    def type_text(self, type_ref: TypeRef) -> TypeText:
        """The type as SDL writes it."""
        before, name, after = str(type_ref).partition(type_ref.name)
        return TypeText(before, self.to(name), after)

    def _elements(self, schema: Snapshot) -> Iterator[tuple[str, Link]]:
        for name, link in self._types.items():
            yield name, link
            definition = schema.types.get(name)
            if definition is not None:
                yield from self._parts(definition, link.page)
        for name, link in self._directives.items():
            yield f"@{name}", link
            for argument in schema.directives[name].arguments.values():
                yield argument.coordinate, Link(argument.coordinate, link.page, argument.name)

    def _parts(self, definition: TypeDefinition, page: str) -> Iterator[tuple[str, Link]]:
        for group in (definition.fields, definition.input_fields, definition.values):
            for part in group.values():
                yield part.coordinate, Link(part.coordinate, page, part.name)
                if isinstance(part, Field):
                    for argument in part.arguments.values():
                        anchor = f"{part.name}.{argument.name}"
                        yield argument.coordinate, Link(argument.coordinate, page, anchor)


def _pages(folder: str, names: Iterable[str]) -> dict[str, str]:
    """A page for each name; those that differ in case only get pages whose names differ in more."""
    pages: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        stem = _UNSAFE.sub("-", name)
        page, number = stem, 1
        while page.lower() in taken:
            number += 1
            page = f"{stem}-{number}"
        taken.add(page.lower())
        pages[name] = f"{folder}/{page}"
    return pages
