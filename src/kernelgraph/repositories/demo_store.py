"""A new database out of batches of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from kernelgraph.errors import DatabaseInUse, DatabaseUnavailable
from kernelgraph.models import Base, KernelRow
from kernelgraph.repositories.database import lacks_file, sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import URL, Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from kernelgraph.demo import Batch


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
        """Create the tables and insert the rows, all or nothing; the number of rows.

        Raises DatabaseInUse if there are kernels already.
        """
        if await self.is_filled():
            raise DatabaseInUse(
                f"{self._name()} has kernels already: choose another with --database-url,"
                " or leave it as it is with --if-missing"
            )
        try:
            _make_directory(self.engine.url)
            async with self.engine.begin() as connection:
                return await connection.run_sync(_fill, batches)
        except (SQLAlchemyError, OSError) as error:
            raise self._unavailable(error) from error

    def _name(self) -> str:
        return self.engine.url.render_as_string(hide_password=True)

    def _unavailable(self, error: Exception) -> DatabaseUnavailable:
        cause = getattr(error, "orig", None) or error
        return DatabaseUnavailable(f"cannot write to {self._name()}: {cause}")


def _make_directory(url: URL) -> None:
    path = sqlite_file(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)


def _has_kernels(connection: Connection) -> bool:
    if not inspect(connection).has_table(KernelRow.__tablename__):
        return False
    return connection.execute(select(KernelRow.id).limit(1)).first() is not None


def _fill(connection: Connection, batches: Iterable[Batch]) -> int:
    Base.metadata.create_all(connection)
    count = 0
    for batch in batches:
        if batch.rows:
            connection.execute(insert(Base.metadata.tables[batch.table]), batch.rows)
            count += len(batch.rows)
    connection.execute(text("ANALYZE"))
    return count
