"""What graphwright needs of a schema on top of what GraphQL does.

| code  | what is wrong                                            |
|-------|----------------------------------------------------------|
| GW401 | a scalar without a Python type                           |
"""

from __future__ import annotations

from collections.abc import Iterator

from graphwright.config import Config
from graphwright.errors import Diagnostic
from graphwright.sdl.schema import LoadedSchema


def check_schema(loaded: LoadedSchema, config: Config) -> Iterator[Diagnostic]:
    """Every mistake, in no order."""
    yield from ()
