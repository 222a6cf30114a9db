"""The part of bootstrap that says how Prometheus is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kernelgraph.errors import LiveStatSettingsError
from kernelgraph.livestat.promql import QuerySettings
from kernelgraph.livestat.settings import PrometheusSettings, TlsSettings

if TYPE_CHECKING:
    from kernelgraph.settings import Settings

_ANY_URL: Final = "http://unused"


def prometheus_settings(settings: Settings) -> PrometheusSettings:
    """The settings of Prometheus beside its URL, which is that of the source.

    Raises LiveStatSettingsError.
    """
    if settings.prometheus_username is not None and settings.prometheus_bearer_token is not None:
        raise LiveStatSettingsError(
            "a username and a bearer token for Prometheus exclude each other: give one of them"
        )
    return PrometheusSettings(
        url=_ANY_URL,
        username=settings.prometheus_username,
        password=settings.prometheus_password,
        bearer_token=settings.prometheus_bearer_token,
        tenant=settings.prometheus_tenant,
        tls=TlsSettings(
            verify=settings.prometheus_verify,
            authorities=_path(settings.prometheus_ca_file),
            certificate=_path(settings.prometheus_certificate_file),
            key=_path(settings.prometheus_key_file),
        ),
        connect_timeout=settings.prometheus_connect_timeout,
        read_timeout=settings.prometheus_read_timeout,
        batch_timeout=settings.live_stat_timeout,
        max_answer_bytes=settings.prometheus_max_answer_bytes,
        concurrency=settings.prometheus_concurrency,
        query=QuerySettings(window=settings.live_stat_window),
    )


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
