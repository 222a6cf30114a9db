"""The part of bootstrap that makes, fills and checks the tables of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kernelgraph.auth.demo_secret import make_demo_secret
from kernelgraph.demo import demo_batches
from kernelgraph.errors import DatabaseUnavailable
from kernelgraph.migrations.database import DatabaseRevision
from kernelgraph.migrations.revisions import migration_sql
from kernelgraph.repositories.database import (
    DatabaseOptions,
    create_engine,
    database_url,
    sqlite_file,
)
from kernelgraph.repositories.demo_store import DemoStore
from kernelgraph.repositories.readiness import DatabaseReadiness

if TYPE_CHECKING:
    from sqlalchemy import URL

    from kernelgraph.migrations.revisions import Move
    from kernelgraph.settings import Settings


async def check_database(settings: Settings) -> None:
    """Raise DatabaseUnavailable or RevisionMismatch unless the server can read the database."""
    options = DatabaseOptions(pool_size=1, is_read_only=True)
    engine = create_engine(database_url(settings.database_url), options)
    try:
        await DatabaseReadiness(engine).require()
        await DatabaseRevision(engine).require_latest()
    finally:
        await engine.dispose()


async def migrate_database(url: str, to: str, *, adopt: bool) -> Move:
    """From which revision the database came to which one.

    Raises DatabaseUrlError, DatabaseUnavailable, RevisionMismatch and UnknownRevision.
    """
    engine = create_engine(database_url(url), DatabaseOptions(pool_size=1))
    try:
        return await DatabaseRevision(engine).migrate(to, adopt=adopt)
    finally:
        await engine.dispose()


def migration_script(url: str, to: str) -> str:
    """The SQL that makes the tables of the revision in an empty database like that of the URL.

    Raises DatabaseUrlError and UnknownRevision.
    """
    return migration_sql(database_url(url).get_backend_name(), to)


async def fill_demo(url: str, kernels: int, *, if_missing: bool) -> int | None:
    """The number of rows put into the database; null if it has kernels and may be left so.

    A SQLite database has a secret for its tokens afterwards.
    Raises DatabaseUrlError, DatabaseUnavailable and DatabaseInUse.
    """
    engine = create_engine(database_url(url), DatabaseOptions(pool_size=1))
    store = DemoStore(engine)
    try:
        if if_missing and await store.is_filled():
            _give_secret(engine.url, is_new=False)
            return None
        rows = await store.fill(demo_batches(kernels))
        _give_secret(engine.url, is_new=True)
        return rows
    finally:
        await engine.dispose()


def _give_secret(url: URL, *, is_new: bool) -> None:
    file = sqlite_file(url)
    if file is None or not file.exists():
        return
    try:
        make_demo_secret(file, is_new=is_new)
    except OSError as error:
        raise DatabaseUnavailable(f"cannot write the secret beside {file}: {error}") from error
