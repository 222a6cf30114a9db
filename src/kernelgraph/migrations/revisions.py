"""The revisions there are, the one that a database is at, and the way from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import String, column, func, inspect, select, table

from kernelgraph.errors import UnknownRevision
from kernelgraph.migrations.environment import VERSION_TABLE
from kernelgraph.models import KernelRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD: Final = "head"
BASE: Final = "base"
"""The names of the last revision and of no revision at all."""

_FIRST: Final = "0001"
# Any number, as long as nothing else in the database locks it.
_LOCK: Final = 0x6B65726E656C73


@dataclass(frozen=True, slots=True)
class Move:
    """From which revision a database came to which one; null is that without any table."""

    before: str | None
    after: str | None


def known_revisions() -> tuple[str, ...]:
    """All revisions, the oldest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in reversed(list(scripts.walk_revisions())))


def current_revision(connection: Connection) -> str | None:
    """The revision that the database is at; null if it has none on record."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revisions = table(VERSION_TABLE, column("version_num", String))
    found: str | None = connection.execute(select(revisions)).scalar_one_or_none()
    return found


def has_unrecorded_tables(connection: Connection) -> bool:
    """Whether the database has tables like ours without a revision of them on record."""
    has_tables = inspect(connection).has_table(KernelRow.__tablename__)
    return has_tables and current_revision(connection) is None


def migrate(connection: Connection, to: str = HEAD, *, adopt: bool = False) -> Move:
    """Bring the database to the revision, forwards or backwards, in the caller's transaction.

    `adopt` takes tables that have no revision on record for those of the first one. Raises UnknownRevision, for a database as well that a newer program has migrated.
    """
    if connection.dialect.name == "postgresql":
        # Of several servers that start at the same time, one migrates and the others find it done.
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    known = known_revisions()
    before = current_revision(connection)
    target = _place(known, known[-1] if to == HEAD else None if to == BASE else to)
    config = _config()
    config.attributes["connection"] = connection
    if adopt and has_unrecorded_tables(connection):
        command.stamp(config, _FIRST)
    here = _place(known, current_revision(connection))
    if here < target:
        command.upgrade(config, to)
    elif here > target:
        command.downgrade(config, to)
    return Move(before, current_revision(connection))


def migration_sql(dialect: str, to: str = HEAD) -> str:
    """The statements that make the tables of the revision in an empty database of that name."""
    _place(known_revisions(), None if to in {HEAD, BASE} else to)
    text = StringIO()
    config = _config(text)
    config.attributes["dialect"] = dialect
    command.upgrade(config, to, sql=True)
    return text.getvalue()


def _config(output: StringIO | None = None) -> Config:
    config = Config(output_buffer=output) if output else Config()
    config.set_main_option("script_location", "kernelgraph:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _place(known: tuple[str, ...], revision: str | None) -> int:
    """The number of steps from an empty database to the revision."""
    if revision is None:
        return 0
    if revision not in known:
        raise UnknownRevision(
            f"this version of kernelgraph knows no revision {revision!r} of the tables, only"
            f" {', '.join(known)}"
        )
    return known.index(revision) + 1
