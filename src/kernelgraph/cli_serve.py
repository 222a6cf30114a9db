"""What `kernelgraph serve` runs."""

from __future__ import annotations

import asyncio
import gc
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from kernelgraph.bootstrap import build_app, open_streams
from kernelgraph.bootstrap_database import check_database
from kernelgraph.bootstrap_live_stats import opened_source
from kernelgraph.bootstrap_tokens import demo_tokens
from kernelgraph.server import Server
from kernelgraph.termination import cancelled_by_sigterm

if TYPE_CHECKING:
    from kernelgraph.settings import Settings

_OBJECTS_BETWEEN_COLLECTIONS: Final = 100_000


def serve_until_interrupted(settings: Settings) -> None:
    """Log to standard error, print where the server is, and serve."""
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    # At "info" it logs whole URLs.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    await check_database(settings)
    with cancelled_by_sigterm():
        await _serve_from_source(settings)


async def _serve_from_source(settings: Settings) -> None:
    async with opened_source(settings) as place:
        streams = open_streams(settings)
        app = build_app(replace(settings, live_stat_source=place), streams=streams)
        server = Server(app, settings, streams.hang_up)
        tokens = await demo_tokens(settings)
        click.echo(f"Kernelgraph explorer: {server.url}")
        token = f" --token {tokens[0].token}" if tokens else ""
        click.echo(
            f"Example client: .venv/bin/python examples/print_kernels.py --url {server.url}{token}"
        )
        for issued in tokens:
            click.echo(f"Token of {issued.holder}: {issued.token}")
        click.echo(f"Live statistics: {app.state.live_stat_source}")
        _collect_less_often()
        await server.run()


def _collect_less_often() -> None:
    """Set up garbage collection for a server; as it is, it would take a third of the time.

    What the server is made of stays and is not looked through again, and a large answer or some
    at once, all of which is in use until it is sent, do not set off one collection after the other.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
