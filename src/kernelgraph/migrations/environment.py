"""The options that revisions are applied and compared with."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, Index

from kernelgraph.models import Base

# Not Alembic's own name: other programs keep their revisions in the same database under that one.
VERSION_TABLE: Final = "kernelgraph_revision"


def options() -> dict[str, Any]:
    """The options of Alembic's context."""
    return {
        "target_metadata": Base.metadata,
        "version_table": VERSION_TABLE,
        "include_object": _can_be_compared,
        # Of SQLite too: its engine begins transactions itself, see `repositories.database`.
        "transactional_ddl": True,
        "compare_type": True,
        "compare_server_default": True,
    }


def _can_be_compared(item: object, *_: object) -> bool:
    """Whether a database tells of the object as it is declared: of an expression it does not."""
    if not isinstance(item, Index):
        return True
    return all(isinstance(each, Column) for each in item.expressions)
