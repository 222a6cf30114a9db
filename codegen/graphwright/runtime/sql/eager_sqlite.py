"""SQLite's async driver, with one hop to its thread for a statement and all its rows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import aiosqlite as adapted

if TYPE_CHECKING:
    from collections.abc import Sequence


def sqlite_driver() -> Any:
    """Returns what to pass to `create_async_engine` as `module` for a `sqlite+aiosqlite` URL.

    SQLAlchemy itself hops to the thread of a connection four times a statement: to make a
    cursor, to execute, to fetch and to close; and when a task is cancelled, its statement goes on
    to its end, where here it is interrupted. Cursors that stream are left as they are.
    """
    plain: Any = adapted.dialect.import_dbapi()
    return _Driver(plain.aiosqlite, plain.sqlite)


class _Driver(adapted.AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arguments: Any, **named: Any) -> Any:
        opened: Any = super().connect(*arguments, **named)
        return _Connection(self, opened.driver_connection)


class _EagerCursor:
    """What SQLAlchemy takes for a cursor of aiosqlite's; only executing it takes a hop."""

    arraysize = 1

    def __init__(self, connection: Any) -> None:
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self._is_cancelled = False

    async def __aenter__(self) -> _EagerCursor:
        return self

    async def execute(self, operation: str, parameters: Any = ()) -> None:
        """Execute a statement and fetch its rows."""
        await self._hop("execute", operation, parameters)

    async def executemany(self, operation: str, parameters: Any) -> None:
        """Execute a statement that has no rows with each of the parameters."""
        await self._hop("executemany", operation, parameters)

    async def fetchall(self) -> Sequence[Any]:
        """The rows, fetched already."""
        return self._rows

    def close(self) -> None:
        """Nothing is left to close."""

    async def _hop(self, method: str, operation: str, parameters: Any) -> None:
        try:
            await self._connection._execute(self._run, method, operation, parameters)
        except asyncio.CancelledError:
            self._is_cancelled = True
            self._connection._conn.interrupt()
            raise

    def _run(self, method: str, operation: str, parameters: Any) -> None:
        """Run in the thread of the connection."""
        if self._is_cancelled:
            return
        cursor: Any = self._connection._conn.cursor()
        try:
            getattr(cursor, method)(operation, parameters)
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            self.description = cursor.description
            self._rows = cursor.fetchall() if cursor.description else ()
        finally:
            cursor.close()


class _Cursor(adapted.AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()

    _awaitable_cursor_close = False

    def _make_new_cursor(self, connection: Any) -> Any:
        return _EagerCursor(connection)


class _Connection(adapted.AsyncAdapt_aiosqlite_connection):
    __slots__ = ()

    _cursor_cls = _Cursor
