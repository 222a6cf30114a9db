"""The settings of the server, checked as a whole before anything is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

DEFAULT_DATABASE_URL: Final = "sqlite:///var/kernelgraph.db"
GRAPHQL_CORE: Final = "graphql-core"
ENGINES: Final = ("graphwright", GRAPHQL_CORE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can choose; the command line documents each of them."""

    # A representation, which may be logged, leaves out whatever holds or may hold a secret.
    database_url: str = field(default=DEFAULT_DATABASE_URL, repr=False)
    database_pool_size: int = 10
    statement_timeout: float = 30.0
    host: str = "127.0.0.1"
    port: int = 8000
    default_page_size: int = 10
    maximum_page_size: int = 1000
    maximum_nodes: int = 500_000
    cursor_key: str = field(default="kernelgraph", repr=False)
    auth_secret: str | None = field(default=None, repr=False)
    auth_secret_file: str | None = None
    auth_jwks: str | None = field(default=None, repr=False)
    """The path or the URL of a JSON Web Key Set."""
    auth_audience: str | None = None
    auth_issuer: str | None = None
    auth_leeway: float = 30.0
    hide_agents: bool = False
    maximum_streams: int = 1000
    maximum_operations: int = 50
    maximum_message_bytes: int = 2**20
    live_stat_source: str | None = field(default=None, repr=False)
    """A place as `open_source` of live statistics takes it, or "demo"; null for none."""
    live_stat_timeout: float = 5.0
    live_stat_window: int = 300
    live_stat_freshness: float = 3.0
    live_stat_linger: float = 0.002
    live_stat_failures: int = 3
    live_stat_pause: float = 10.0
    prometheus_username: str | None = None
    prometheus_password: str = field(default="", repr=False)
    prometheus_bearer_token: str | None = field(default=None, repr=False)
    prometheus_tenant: str | None = None
    prometheus_connect_timeout: float = 1.0
    prometheus_read_timeout: float = 3.0
    prometheus_max_answer_bytes: int = 32 * 2**20
    prometheus_concurrency: int = 4
    prometheus_verify: bool = True
    prometheus_ca_file: str | None = None
    prometheus_certificate_file: str | None = None
    prometheus_key_file: str | None = None
    engine: str = "graphwright"
    """What executes operations; one of ENGINES."""
    explorer: bool = True
    log_level: str = "info"

    @property
    def cursor_secret(self) -> bytes:
        """The cursor key at the length that signing wants, whatever the operator's text."""
        return blake2b(self.cursor_key.encode(), digest_size=32).digest()
