"""A database with the tables of the shop, and the statements that it receives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, event, insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool
from tests.runtime.rows import Base

from graphwright.runtime.sql import register_sqlite_functions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Database:
    """A connection inside a transaction that is rolled back, and a record of its statements."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.statements: list[str] = []
        self._parameters: list[Any] = []
        event.listen(connection.sync_connection, "before_cursor_execute", self._note)

    @property
    def is_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    async def insert(self, row_type: type[Base], *rows: dict[str, Any]) -> None:
        """Inserts the rows and forgets the statement."""
        if rows:
            await self.connection.execute(insert(row_type), list(rows))
        self.forget()

    async def refill(self, row_type: type[Base], *rows: dict[str, Any]) -> None:
        """Replaces all rows of a table."""
        await self.connection.execute(delete(row_type))
        await self.insert(row_type, *rows)

    def forget(self) -> None:
        """Starts the record of statements anew."""
        self.statements.clear()
        self._parameters.clear()

    async def explain(self, index: int) -> str:
        """How the database runs a statement of the record."""
        prefix = "EXPLAIN QUERY PLAN " if self.is_sqlite else "EXPLAIN "
        rows = await self.connection.exec_driver_sql(
            prefix + self.statements[index], tuple(self._parameters[index])
        )
        return "\n".join(str(row[-1]) for row in rows)

    def _note(
        self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any
    ) -> None:
        self.statements.append(statement)
        self._parameters.append(parameters)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The empty shop on SQLite and on PostgreSQL."""
    engine = create_async_engine(database_url, poolclass=NullPool)
    register_sqlite_functions(engine)
    async with engine.connect() as connection:
        await connection.run_sync(Base.metadata.create_all)
        yield Database(connection)
        await connection.rollback()
    await engine.dispose()
