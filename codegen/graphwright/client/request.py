"""What a client is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphwright.header import header

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class OperationFile:
    """A file with operations and fragments; `path` is what diagnostics call it."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ClientRequest:
    """Schema, operations and what the distribution is called.

    `schema_sdl` are texts of definitions in which there are no mistakes, perhaps of the part alone that
    the operations reach.
    `package` is the name under which the client is imported. `scalars` names the Python type of
    each custom scalar: `{"DateTime": "datetime.datetime", "JSON": "object"}`. `header` is the
    comment at the top of every file. `names` are those in Python that are decided, by schema
    coordinate.
    """

    schema_sdl: tuple[str, ...]
    operations: tuple[OperationFile, ...]
    package: str
    distribution: str
    version: str
    description: str
    scalars: Mapping[str, str]
    header: str = header(("schema/*.graphql",))
    names: Mapping[str, str] = field(default_factory=dict)
