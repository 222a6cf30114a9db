"""The secret of a demo database, in a file beside that of the database.

Every database that is made gets a new one, and tokens name the database as their audience, so
that a token of one is worth nothing at another.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DemoSecret:
    """What signs the tokens of one database."""

    audience: str
    secret: str = field(repr=False)


def demo_secret(database: Path) -> DemoSecret | None:
    """The secret of the SQLite database in the file; null if it has none.

    Raises OSError if there is a file that cannot be read.
    """
    try:
        secret = _file(database).read_text("ascii").strip()
    except FileNotFoundError:
        return None
    return DemoSecret(f"sqlite:///{database.resolve()}", secret)


def make_demo_secret(database: Path, *, is_new: bool) -> None:
    """Give the database a secret that only the owner of the file can read.

    A database that is not new keeps the secret that it has. Raises OSError.
    """
    file = _file(database)
    if is_new:
        file.unlink(missing_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(32) + "\n")


def _file(database: Path) -> Path:
    return database.with_name(f"{database.name}.secret")
