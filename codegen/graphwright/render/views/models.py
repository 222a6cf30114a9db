"""View of models.py, in which type checkers compare own classes with the schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import Named, Symbol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.ir.model import Package
    from graphwright.ir.own_classes import OwnField, OwnInput, OwnObject, OwnParameter
    from graphwright.render.imports import Imports


@dataclass(frozen=True, slots=True)
class ReaderView:
    """`def name(value: owner) -> result`, which returns what it reads."""

    name: str
    owner: str
    result: str
    doc: str
    read: str


@dataclass(frozen=True, slots=True)
class MakerView:
    """`def name(parameters) -> owner`, which passes each parameter on under its name."""

    name: str
    owner: str
    doc: str
    parameters: str
    arguments: str


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
        ],
        "makers": [_maker(own, imports) for own in package.own_inputs if own.maker],
    }


def has_own_classes(package: Package) -> bool:
    """Whether there is anything to compare."""
    read = any(field.type for own in package.own_objects for field in own.fields)
    return read or any(own.maker for own in package.own_inputs)


def _maker(own: OwnInput, imports: Imports) -> MakerView:
    return MakerView(
        name=own.maker,
        owner=imports.use(own.symbol),
        doc=own.graphql_name,
        parameters=", ".join(f"{each.name}: {_taken(each, imports)}" for each in own.fields),
        arguments=", ".join(f"{each.name}={each.name}" for each in own.fields),
    )


def _taken(field: OwnParameter, imports: Imports) -> str:
    return imports.type(field.type or Named(Symbol("typing", "Any")))


def _read(own: OwnObject, field: OwnField) -> str:
    if not own.keys:
        return f"value.{field.name}"
    return f'value["{field.name}"]' if field.required else f'value.get("{field.name}")'
