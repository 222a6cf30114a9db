"""The connection pool of the database, set up for SQLite or for PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from typing import TYPE_CHECKING, Any, Final

import orjson
from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from graphwright.runtime.sql import register_sqlite_functions, sqlite_driver
from kernelgraph.errors import DatabaseUrlError
from kernelgraph.stored.json_text import load_json

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

_DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_BUSY_MILLISECONDS: Final = 5000
# Two milliseconds or three; a page of a hundred rows takes a fifth of them.
_QUICK_STEPS: Final = 20_000
# A read needs no transaction around it, which would cost two round trips, and two more around the
# check that the connection still works.
_READING: Final = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseOptions:
    """How connections are made; times are in seconds."""

    pool_size: int = 10
    pool_timeout: float = 10.0
    """How long to wait for a connection when all of them are in use."""
    connect_timeout: float = 5.0
    statement_timeout: float | None = None
    is_read_only: bool = False


def database_url(text: str) -> URL:
    """The URL with the driver that the server uses.

    Raises DatabaseUrlError, without the password, for a URL of another database.
    """
    examples = "use sqlite:///PATH or postgresql://USER:PASSWORD@HOST/DATABASE"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise DatabaseUrlError(f"the database URL is not a URL: {examples}") from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise DatabaseUrlError(f"databases of type {url.drivername!r} are not known: {examples}")
    if not url.database:
        raise DatabaseUrlError(f"the database URL names no database: {examples}")
    return url.set(drivername=driver)


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; null for any other."""
    is_sqlite = url.get_backend_name() == "sqlite"
    return Path(url.database) if is_sqlite and url.database else None


def lacks_file(url: URL) -> bool:
    """Whether the URL is that of a SQLite file which does not exist; connecting would create it."""
    path = sqlite_file(url)
    return path is not None and not path.exists()


def make_directory(url: URL) -> None:
    """Make the directories to the file of a SQLite database; OSError if that cannot be done."""
    path = sqlite_file(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)


def create_engine(url: URL, options: DatabaseOptions) -> AsyncEngine:
    """The engine for a URL from `database_url`; it connects when first used."""
    is_sqlite = url.get_backend_name() == "sqlite"
    engine = create_async_engine(
        url,
        connect_args={} if is_sqlite else _postgresql_arguments(options),
        json_serializer=_dump_json,
        json_deserializer=load_json,
        pool_size=options.pool_size,
        max_overflow=0,
        pool_timeout=options.pool_timeout,
        pool_pre_ping=not is_sqlite,
        **(_READING if options.is_read_only else {}),
        **({"module": _sqlite_driver(options)} if is_sqlite else {}),
    )
    if is_sqlite:
        register_sqlite_functions(engine)
        _set_pragmas(engine, options)
    if is_sqlite and not options.is_read_only:
        _begin_transactions(engine)
    return engine


def _sqlite_driver(options: DatabaseOptions) -> Any:
    return sqlite_driver(quick_steps=_QUICK_STEPS if options.is_read_only else 0)


def _dump_json(value: object) -> str:
    return orjson.dumps(value).decode()


def _postgresql_arguments(options: DatabaseOptions) -> dict[str, Any]:
    # How a page is best read depends on its size and on how common a value is: on the parameters,
    # which a plan made once for all of them does not know.
    settings = {
        "application_name": "kernelgraph",
        "jit": "off",
        "plan_cache_mode": "force_custom_plan",
    }
    if options.statement_timeout is not None:
        settings["statement_timeout"] = str(round(options.statement_timeout * 1000))
    if options.is_read_only:
        settings["default_transaction_read_only"] = "on"
    return {"timeout": options.connect_timeout, "server_settings": settings}


def _set_pragmas(engine: AsyncEngine, options: DatabaseOptions) -> None:
    pragmas = [f"busy_timeout = {_BUSY_MILLISECONDS}", "foreign_keys = ON"]
    if options.is_read_only:
        pragmas.append("query_only = ON")

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        if not options.is_read_only:
            _write_ahead(cursor)
        cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Have a SQLite file written so that readers do not wait; it stays so."""
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except OperationalError as error:
        # Another connection has just made the file, and does the same: SQLite does not wait here.
        if error.sqlite_errorcode != SQLITE_BUSY:
            raise


def _begin_transactions(engine: AsyncEngine) -> None:
    """Let transactions begin with the first statement of any kind.

    The driver by itself begins them before INSERT, UPDATE and DELETE only, so that a migration
    that fails would leave half of its tables behind.
    """

    @event.listens_for(engine.sync_engine, "connect")
    def leave_it_to_us(connection: Any, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # At once as the one that writes: one that has read already could not wait for another.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
