"""View of models.py, in which type checkers compare own classes with the schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import Named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.model import OwnField, OwnObject, Package
    from graphwright.render.imports import Imports


@dataclass(frozen=True, slots=True)
class ReaderView:
    """`def name(value: owner) -> result`, which returns what it reads."""

    name: str
    owner: str
    result: str
    doc: str
    read: str


def models_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For models.py."""
    return {
        "readers": [
            ReaderView(
                name=field.reader,
                owner=imports.type(Named(own.symbol)),
                result=imports.type(field.type),
                doc=f"{own.graphql_name}.{field.graphql_name}",
                read=_read(own, field),
            )
            for own in package.own_objects
            for field in own.fields
            if field.type is not None
        ]
    }


def has_readers(package: Package) -> bool:
    """Whether there is a field to compare."""
    return any(field.type for own in package.own_objects for field in own.fields)


def _read(own: OwnObject, field: OwnField) -> str:
    if not own.keys:
        return f"value.{field.name}"
    return f'value["{field.name}"]' if field.required else f'value.get("{field.name}")'
