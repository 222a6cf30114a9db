"""The settings of the server, checked as a whole before anything is built."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

DEFAULT_DATABASE_URL: Final = "sqlite:///var/kernelgraph.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can choose; the command line documents each of them."""

    database_url: str = DEFAULT_DATABASE_URL
    database_pool_size: int = 10
    statement_timeout: float = 30.0
    host: str = "127.0.0.1"
    port: int = 8000
    default_page_size: int = 10
    maximum_page_size: int = 1000
    cursor_key: str = "kernelgraph"
    explorer: bool = True
    log_level: str = "info"

    @property
    def cursor_secret(self) -> bytes:
        """The cursor key at the length that signing wants, whatever the operator's text."""
        return blake2b(self.cursor_key.encode(), digest_size=32).digest()
