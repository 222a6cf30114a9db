"""SQLite's async driver, with one hop to its thread for a statement and all its rows."""

from __future__ import annotations

import asyncio
from sqlite3 import SQLITE_BUSY, SQLITE_INTERRUPT, SQLITE_LOCKED, OperationalError
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.dialects.sqlite import aiosqlite as adapted

if TYPE_CHECKING:
    from collections.abc import Sequence


# The lowest byte of an error code is what it is about.
_PRIMARY: Final = 0xFF
_NEEDS_TIME: Final = (SQLITE_BUSY, SQLITE_INTERRUPT, SQLITE_LOCKED)


def sqlite_driver(*, quick_steps: int = 0) -> Any:
    """Returns what to pass to `create_async_engine` as `module` for a `sqlite+aiosqlite` URL.

    With `quick_steps`, a SELECT takes no hop at all if SQLite needs no more steps of its virtual
    machine than these for it, some ten million a second: it is executed where it is awaited. One
    that needs more, or has to wait for a lock, is begun anew in the thread.

    SQLAlchemy itself hops to the thread of a connection four times a statement: to make a
    cursor, to execute, to fetch and to close; and when a task is cancelled, its statement goes on
    to its end, where here it is interrupted. Cursors that stream are left as they are.
    """
    plain: Any = adapted.dialect.import_dbapi()
    driver = _Driver(plain.aiosqlite, plain.sqlite)
    driver.quick_steps = quick_steps
    return driver


class _Driver(adapted.AsyncAdapt_aiosqlite_dbapi):
    quick_steps = 0

    def connect(self, *arguments: Any, **named: Any) -> Any:
        if self.quick_steps:
            named["check_same_thread"] = False
        opened: Any = super().connect(*arguments, **named)
        return _Connection(self, opened.driver_connection)


class _EagerCursor:
    """What SQLAlchemy takes for a cursor of aiosqlite's; only executing it takes a hop, if any."""

    arraysize = 1

    def __init__(self, connection: Any, quick_steps: int) -> None:
        self._quick_steps = quick_steps
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
        may_be_quick = (
            self._quick_steps
            and operation.startswith("SELECT ")
            # One step, however many rows there are.
            and not operation.startswith("SELECT count(")
        )
        if not (may_be_quick and self._is_quick(operation, parameters)):
            await self._hop("execute", operation, parameters)

    async def executemany(self, operation: str, parameters: Any) -> None:
        """Execute a statement that has no rows with each of the parameters."""
        await self._hop("executemany", operation, parameters)

    async def fetchall(self) -> Sequence[Any]:
        """The rows, fetched already."""
        return self._rows

    def close(self) -> None:
        """Nothing is left to close."""

    def _is_quick(self, operation: str, parameters: Any) -> bool:
        """Whether the statement has been executed, which was a matter of a few steps."""
        connection = self._connection._conn
        patience: int = connection.execute("PRAGMA busy_timeout").fetchone()[0]
        connection.execute("PRAGMA busy_timeout = 0")
        connection.set_progress_handler(_stop, self._quick_steps)
        try:
            self._run("execute", operation, parameters)
        except OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY not in _NEEDS_TIME:
                raise
            return False
        finally:
            connection.set_progress_handler(None, 0)
            connection.execute(f"PRAGMA busy_timeout = {patience}")
        return True

    async def _hop(self, method: str, operation: str, parameters: Any) -> None:
        try:
            await self._connection._execute(self._run, method, operation, parameters)
        except asyncio.CancelledError:
            self._is_cancelled = True
            self._connection._conn.interrupt()
            raise

    def _run(self, method: str, operation: str, parameters: Any) -> None:
        """Execute and fetch, in whichever thread."""
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


def _stop() -> bool:
    """What SQLite asks when the steps are used up: not to go on."""
    return True


class _Cursor(adapted.AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()

    _awaitable_cursor_close = False

    def _make_new_cursor(self, connection: Any) -> Any:
        return _EagerCursor(connection, self._adapt_connection.dbapi.quick_steps)


class _Connection(adapted.AsyncAdapt_aiosqlite_connection):
    __slots__ = ()

    _cursor_cls = _Cursor
