"""The one place that builds the application from the settings."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from prometheus_client import CollectorRegistry

from graphwright.engine import engine_of
from graphwright.engine.ariadne_http import compiled_options
from graphwright.runtime import CursorCodec, OperationLimit, PageLimits
from kernelgraph.app import AppParts, create_app
from kernelgraph.auth.guard import authorize
from kernelgraph.auth.identity import SignIn
from kernelgraph.auth.tokens import TokenVerifier
from kernelgraph.bootstrap_auth import token_trust
from kernelgraph.bootstrap_live_stats import live_statistics
from kernelgraph.livestat.feed import Ticker
from kernelgraph.metrics import DegradationCollector, EngineCollector, watch_streams
from kernelgraph.repositories.database import DatabaseOptions, create_engine, database_url
from kernelgraph.repositories.readiness import DatabaseReadiness
from kernelgraph.resolvers import ResolverParts, build_resolvers
from kernelgraph.settings import GRAPHQL_CORE
from kernelgraph.stored.degradation import Degradations
from kernelgraph.subscriptions.open_streams import OpenStreams, StreamLimits
from kernelgraph_api import build_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLSchema
    from starlette.applications import Starlette

    from kernelgraph.livestat.service import LiveStats
    from kernelgraph.settings import Settings

# Changes are rare: a pool of their own leaves the other to the reads.
_WRITING_POOL_SIZE: Final = 2


def build_app(
    settings: Settings,
    degradations: Degradations | None = None,
    streams: OpenStreams | None = None,
    ticker: Ticker | None = None,
) -> Starlette:
    """The application over the database of the settings, which it connects to when asked.

    What it reads in a stored value that is damaged is counted in `degradations`. Its streams are
    among `streams`, for whoever has to end them before the application; subscriptions tick by
    `ticker`.

    Its state has the name of the source of live statistics.

    Raises DatabaseUrlError, AuthSettingsError, SourceUrlError, RecordingError, CertificateError
    and LiveStatSettingsError.
    """
    trust = token_trust(settings)
    degradations = degradations or Degradations()
    registry = CollectorRegistry()
    registry.register(DegradationCollector(degradations))
    streams = open_streams(settings) if streams is None else streams
    watch_streams(streams, registry)
    source = live_statistics(settings, registry)
    parts = _resolver_parts(settings, degradations, source.live_stats, ticker or Ticker())

    async def close() -> None:
        await source.live_stats.aclose()
        await parts.engine.dispose()
        await parts.writing_engine.dispose()

    schema = _build_schema(parts, settings)
    app = create_app(
        AppParts(
            schema=schema,
            execution=_execution(schema, settings, registry),
            context=SignIn(TokenVerifier(trust.keys, trust.rules)).context,
            readiness=DatabaseReadiness(parts.engine),
            close=close,
            streams=streams,
            registry=registry,
            maximum_message_bytes=settings.maximum_message_bytes,
            has_explorer=settings.explorer,
        )
    )
    app.state.live_stat_source = source.source_name
    return app


def open_streams(settings: Settings) -> OpenStreams:
    """Room for the streams of an application with the settings."""
    return OpenStreams(
        StreamLimits(streams=settings.maximum_streams, operations=settings.maximum_operations)
    )


def _resolver_parts(
    settings: Settings, degradations: Degradations, live_stats: LiveStats, ticker: Ticker
) -> ResolverParts:
    engine = create_engine(
        database_url(settings.database_url),
        DatabaseOptions(
            pool_size=settings.database_pool_size,
            statement_timeout=settings.statement_timeout,
            is_read_only=True,
        ),
    )
    options = DatabaseOptions(
        pool_size=_WRITING_POOL_SIZE, statement_timeout=settings.statement_timeout
    )
    return ResolverParts(
        engine=engine,
        writing_engine=create_engine(engine.url, options),
        codec=CursorCodec(settings.cursor_secret),
        degradations=degradations,
        now=partial(datetime.now, UTC),
        live_statistics=live_stats,
        ticker=ticker,
        hide_agents=settings.hide_agents,
    )


def _build_schema(parts: ResolverParts, settings: Settings) -> GraphQLSchema:
    limits = _page_limits(settings)
    return build_schema(build_resolvers(parts), authorize=authorize, page_limits=limits)


def _page_limits(settings: Settings) -> PageLimits:
    return PageLimits(default=settings.default_page_size, maximum=settings.maximum_page_size)


def _execution(
    schema: GraphQLSchema, settings: Settings, registry: CollectorRegistry
) -> Mapping[str, Any]:
    limit = OperationLimit(
        schema=schema, nodes=settings.maximum_nodes, pages=_page_limits(settings)
    )
    options = {"validation_rules": limit}
    if settings.engine == GRAPHQL_CORE:
        return options
    registry.register(EngineCollector(engine_of(schema).statistics))
    return {**options, **compiled_options(schema)}
