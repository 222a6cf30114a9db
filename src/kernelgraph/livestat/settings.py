"""What an operator can choose about live statistics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kernelgraph.livestat.promql import QuerySettings

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsSettings:
    """How the server at the other end is verified, and what it is shown."""

    verify: bool = True
    authorities: Path | None = None
    """A PEM file of the authorities to trust instead of the system's."""
    certificate: Path | None = None
    """A PEM file with our own certificate, and the key if `key` is not given."""
    key: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrometheusSettings:
    """Where Prometheus, or what speaks its HTTP API, is; times in seconds."""

    url: str
    """The base, with any prefix of the path: `http://HOST:9090`, `https://HOST/prometheus`."""
    username: str | None = None
    password: str = field(default="", repr=False)
    bearer_token: str | None = field(default=None, repr=False)
    tenant: str | None = None
    """Sent as `X-Scope-OrgID`."""
    tls: TlsSettings = field(default_factory=TlsSettings)
    connect_timeout: float = 1.0
    read_timeout: float = 3.0
    """The longest silence within an answer."""
    batch_timeout: float = 5.0
    """For everything that one batch takes, retries and waiting for a turn included.

    A batch has as much time again for each 1,000 kernels that were answered.
    """
    retry_delay: float = 0.1
    """The mean pause before the one retry; the actual one differs by up to a half."""
    max_answer_bytes: int = 32 * 2**20
    concurrency: int = 4
    """How many queries may be under way in this process."""
    query: QuerySettings = field(default_factory=QuerySettings)

    def __post_init__(self) -> None:
        if self.username is not None and self.bearer_token is not None:
            raise ValueError("username and bearer_token exclude each other")
        if not self.url.startswith(("http://", "https://")):
            raise ValueError("the URL of Prometheus must begin with http:// or https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacySettings:
    """Where the Valkey or Redis is that agents wrote to before; times in seconds."""

    url: str
    timeout: float = 2.0
    """For everything that one batch takes."""
    max_keys: int = 500
    """The most keys in one command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatcherSettings:
    """How requests share what is asked of the source; times in seconds."""

    freshness: float = 3.0
    """For how long an answer serves later requests; 0 for not at all."""
    linger: float = 0.002
    """How long a batch waits for more kernels of the same request."""
    failures: int = 3
    """How many batches in a row must fail before the source is left alone."""
    pause: float = 10.0
    """For how long it is left alone, before one batch tries it again."""
