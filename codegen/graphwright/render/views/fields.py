"""Fields of dataclasses as ready text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.model import Argument, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphwright.render.imports import Imports


@dataclass(frozen=True, slots=True)
class FieldView:
    """`name: annotation = default`, and the docstring below; `default` is empty without one."""

    name: str
    annotation: str
    default: str
    doc: str


def field_views(fields: Iterable[Field | Argument], imports: Imports) -> tuple[FieldView, ...]:
    """The fields of a class, in order."""
    return tuple(
        FieldView(
            name=field.name,
            annotation=imports.type(field.type),
            default=_default(field, imports),
            doc=field.doc,
        )
        for field in fields
    )


def _default(field: Field | Argument, imports: Imports) -> str:
    if isinstance(field, Argument) or field.default is None:
        return ""
    return f" = {imports.code(field.default)}"
