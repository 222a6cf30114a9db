"""A new database out of batches of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from kernelgraph.errors import DatabaseInUse, DatabaseUnavailable
from kernelgraph.migrations.revisions import migrate
from kernelgraph.models import Base, KernelRow, ResourceSlotTypeRow
from kernelgraph.repositories.database import lacks_file, make_directory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from kernelgraph.demo import Batch, Row


@dataclass(frozen=True, slots=True)
class DemoStore:
    """The database that demo data go into."""

    engine: AsyncEngine

    async def is_filled(self) -> bool:
        """Whether the database has kernels; a SQLite file is not created by asking."""
        if lacks_file(self.engine.url):
            return False
        try:
            async with self.engine.connect() as connection:
                return await connection.run_sync(_has_kernels)
        except (SQLAlchemyError, OSError) as error:
            raise self._unavailable(error) from error

    async def fill(self, batches: Iterable[Batch]) -> int:
        """Migrate to the latest tables and insert the rows, all or nothing; the number of rows.

        Raises DatabaseInUse if there are kernels already.
        """
        if await self.is_filled():
            raise DatabaseInUse(
                f"{self._name()} has kernels already: choose another with --database-url,"
                " or leave it as it is with --if-missing"
            )
        try:
            make_directory(self.engine.url)
            async with self.engine.begin() as connection:
                return await connection.run_sync(_fill, batches)
        except (SQLAlchemyError, OSError) as error:
            raise self._unavailable(error) from error

    def _name(self) -> str:
        return self.engine.url.render_as_string(hide_password=True)

    def _unavailable(self, error: Exception) -> DatabaseUnavailable:
        cause = getattr(error, "orig", None) or error
        return DatabaseUnavailable(f"cannot write to {self._name()}: {cause}")


def _has_kernels(connection: Connection) -> bool:
    if not inspect(connection).has_table(KernelRow.__tablename__):
        return False
    return connection.execute(select(KernelRow.id).limit(1)).first() is not None


def _fill(connection: Connection, batches: Iterable[Batch]) -> int:
    migrate(connection)
    count = 0
    for batch in batches:
        rows = _not_there(connection, batch)
        if rows:
            connection.execute(insert(Base.metadata.tables[batch.table]), rows)
            count += len(rows)
    connection.execute(text("ANALYZE"))
    return count


def _not_there(connection: Connection, batch: Batch) -> list[Row]:
    """The rows of the batch without the slot types that every database is made with."""
    if batch.table != ResourceSlotTypeRow.__tablename__:
        return batch.rows
    found = set(connection.execute(select(ResourceSlotTypeRow.slot_name)).scalars())
    return [row for row in batch.rows if row["slot_name"] not in found]
