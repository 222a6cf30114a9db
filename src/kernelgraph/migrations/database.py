"""The tables of a database, brought to a revision and compared with the one that is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from kernelgraph.errors import DatabaseUnavailable, RevisionMismatch
from kernelgraph.migrations.revisions import (
    HEAD,
    current_revision,
    has_unrecorded_tables,
    known_revisions,
    migrate,
)
from kernelgraph.repositories.database import make_directory

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from kernelgraph.migrations.revisions import Move


@dataclass(frozen=True, slots=True)
class DatabaseRevision:
    """The revision of the database that an engine connects to."""

    engine: AsyncEngine

    async def migrate(self, to: str = HEAD, *, adopt: bool = False) -> Move:
        """Bring the tables to the revision, all the way or not at all; see `revisions.migrate`.

        Raises RevisionMismatch for tables of which nobody knows the revision, unless adopted.
        """
        try:
            make_directory(self.engine.url)
            async with self.engine.begin() as connection:
                if not adopt and await connection.run_sync(has_unrecorded_tables):
                    raise RevisionMismatch(self._unrecorded())
                return await connection.run_sync(migrate, to, adopt=adopt)
        except (SQLAlchemyError, OSError) as error:
            cause = getattr(error, "orig", None) or error
            raise DatabaseUnavailable(f"cannot migrate {self._name()}: {cause}") from error

    async def require_latest(self) -> None:
        """Raise RevisionMismatch, with the way out, unless the tables are those of the models."""
        async with self.engine.connect() as connection:
            found = await connection.run_sync(current_revision)
        known = known_revisions()
        if found == known[-1]:
            return
        if found is None:
            raise RevisionMismatch(self._unrecorded())
        if found not in known:
            raise RevisionMismatch(
                f"{self._name()} is at revision {found}, which this version of kernelgraph does"
                f" not know; its own is {known[-1]}: install the version that migrated the"
                " database, or go back with that version's kernelgraph migrate --to"
                f" {known[-1]}"
            )
        raise RevisionMismatch(
            f"{self._name()} is at revision {found}, this version of kernelgraph needs"
            f" {known[-1]}: {self._command()}"
        )

    def _unrecorded(self) -> str:
        return (
            f"{self._name()} has tables, but no revision of them on record: if they are those of"
            f" kernelgraph, {self._command()} --adopt"
        )

    def _command(self) -> str:
        return f'kernelgraph migrate --database-url "{self._name()}"'

    def _name(self) -> str:
        return self.engine.url.render_as_string(hide_password=True)
