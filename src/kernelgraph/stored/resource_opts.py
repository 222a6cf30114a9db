"""Decoder of `kernels.resource_opts`."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from graphwright.runtime import maker_of
from graphwright.runtime.usual import Items, Parts, Usual
from kernelgraph.stored.containers import fields_of
from kernelgraph.stored.degradation import Degradation, Note, refuse
from kernelgraph_api.types import ResourceOpts, ResourceOptsEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_opts: Final = maker_of(ResourceOpts)
_entry: Final = maker_of(ResourceOptsEntry)


def resource_opts(stored: object, note: Note) -> ResourceOpts | None:
    """The options in stored order; null if none are stored."""
    if stored is None:
        return None
    return _opts(entries=[_entry(name=name, value=value) for name, value in _rows(stored, note)])


def _rows(stored: object, note: Note) -> Iterable[tuple[str, str]]:
    """Names and values of options."""
    fields: Mapping[str, Any] = fields_of(stored, Degradation.RESOURCE_OPTS_CONTAINER, note)
    for option in fields.values():
        if type(option) is not str:
            return _careful_rows(fields, note)
    return fields.items()  # as nearly all are stored


def _careful_rows(fields: Mapping[str, object], note: Note) -> Iterable[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, option in fields.items():
        value = _value(option)
        if value is None:
            note(Degradation.RESOURCE_OPTS_ENTRY)
        else:
            rows.append((name, value))
    return rows


def _value(stored: object) -> str | None:
    """A text, or a number or a boolean as JSON writes it; null for anything else."""
    if isinstance(stored, str):
        return stored
    if isinstance(stored, bool):
        return "true" if stored else "false"
    if isinstance(stored, int | float) and isfinite(stored):
        return str(stored)
    return None


USUAL_RESOURCE_OPTS: Final = Usual(
    lambda stored: None if stored is None else (_rows(stored, refuse),),
    Parts({"entries": Items(Parts({"name": None, "value": None}))}),
)
