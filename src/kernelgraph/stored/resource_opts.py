"""Decoder of `kernels.resource_opts`."""

from __future__ import annotations

from math import isfinite
from typing import Final

from graphwright.runtime import maker_of
from kernelgraph.stored.containers import fields_of
from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph_api.types import ResourceOpts, ResourceOptsEntry

_opts: Final = maker_of(ResourceOpts)
_entry: Final = maker_of(ResourceOptsEntry)


def resource_opts(stored: object, note: Note) -> ResourceOpts | None:
    """The options in stored order; null if none are stored."""
    if stored is None:
        return None
    entries: list[ResourceOptsEntry] = []
    for name, option in fields_of(stored, Degradation.RESOURCE_OPTS_CONTAINER, note).items():
        value = option if isinstance(option, str) else _value(option)
        if value is None:
            note(Degradation.RESOURCE_OPTS_ENTRY)
        else:
            entries.append(_entry(name=name, value=value))
    return _opts(entries=entries)


def _value(stored: object) -> str | None:
    """A number or a boolean as JSON writes it; null for anything else."""
    if isinstance(stored, bool):
        return "true" if stored else "false"
    if isinstance(stored, int | float) and isfinite(stored):
        return str(stored)
    return None
