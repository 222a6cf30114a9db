"""The command line: the only place that prints and that ends the process.

What a command needs beside its options is imported when it runs: it takes long, and help or a
mistake in the options should not.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from kernelgraph.cli_live_stats import livestat
from kernelgraph.cli_options import auth_options, live_stat_options, option, stream_options
from kernelgraph.errors import KernelgraphError
from kernelgraph.settings import ENGINES, Settings

if TYPE_CHECKING:
    from uuid import UUID

_database_url = option(
    "--database-url",
    metavar="URL",
    help="sqlite:///PATH or postgresql://USER:PASSWORD@HOST/DATABASE.",
)


class _Group(click.Group):
    """A group that shows a KernelgraphError as a sentence; anything else is a bug."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KernelgraphError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kernelgraph")
def main() -> None:
    """The GraphQL API of compute kernels on a GPU cluster.

    Every option can be given as the environment variable that its help names.
    """


@main.command()
@_database_url
@option(
    "--database-pool-size",
    type=click.IntRange(1, 1000),
    help="How many connections to the database may be open.",
)
@option(
    "--statement-timeout",
    type=click.FloatRange(0.001, 3600),
    help="Seconds after which PostgreSQL gives up on a query.",
)
@option("--host", help="The address to listen at.")
@option("--port", type=click.IntRange(0, 65535), help="The port to listen at; 0 takes a free one.")
@option(
    "--default-page-size",
    type=click.IntRange(1),
    help="The size of a page when a query names none.",
)
@option(
    "--maximum-page-size", type=click.IntRange(1), help="The largest page that can be asked for."
)
@option(
    "--maximum-nodes",
    type=click.IntRange(1),
    help="How many nodes an operation may have if all its pages, nested ones too, were full.",
)
@option(
    "--cursor-key",
    metavar="TEXT",
    show_default=False,
    help="Signs cursors; the same on all servers behind one address.",
)
@auth_options
@stream_options
@live_stat_options
@option(
    "--hide-agents/--show-agents",
    help="Whether superadmins alone see where kernels run.",
)
@option(
    "--engine",
    type=click.Choice(ENGINES),
    help="What executes operations: Graphwright's engine, which compiles them, or graphql-core.",
)
@option("--explorer/--no-explorer", help="Whether browsers get an explorer at /graphql.")
@option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"], case_sensitive=False),
    help="What is logged to standard error.",
)
def serve(**options: Any) -> None:
    """Serve the API until interrupted."""
    settings = Settings(**options)
    if settings.default_page_size > settings.maximum_page_size:
        raise click.UsageError("--default-page-size is larger than --maximum-page-size")
    from kernelgraph.cli_serve import serve_until_interrupted

    serve_until_interrupted(settings)


@main.command()
@_database_url
@click.option(
    "--kernels",
    type=click.IntRange(1, 10_000_000),
    default=500,
    show_default=True,
    envvar="KERNELGRAPH_KERNELS",
    show_envvar=True,
    help="How many kernels to make up.",
)
@click.option(
    "--if-missing",
    is_flag=True,
    envvar="KERNELGRAPH_IF_MISSING",
    show_envvar=True,
    help="Leave a database that has kernels as it is.",
)
def demo(database_url: str, kernels: int, if_missing: bool) -> None:
    """Fill a new database with a made-up cluster, dirty rows included."""
    from kernelgraph.bootstrap_database import fill_demo

    rows = asyncio.run(fill_demo(database_url, kernels, if_missing=if_missing))
    if rows is None:
        click.echo("The database has kernels; it stays as it is.")
    else:
        click.echo(f"Demo data: {kernels} kernels, {rows} rows in all.")


@main.command()
@_database_url
@auth_options
@click.option(
    "--project",
    "projects",
    multiple=True,
    type=click.UUID,
    envvar="KERNELGRAPH_PROJECT",
    show_envvar=True,
    help="A project that the user administers; can be given more than once.",
)
@click.option(
    "--days",
    type=click.FloatRange(min=0, max=3650, min_open=True),
    default=7,
    show_default=True,
    envvar="KERNELGRAPH_DAYS",
    show_envvar=True,
    help="For how long it is good.",
)
@click.argument("user")
def token(user: str, projects: tuple[UUID, ...], days: float, **options: Any) -> None:
    """Print a token for USER, an email address or a UUID.

    It is signed with the secret of a server whose database and secret are the same.
    """
    from kernelgraph.bootstrap_tokens import token_of

    lifetime = timedelta(days=days)
    issued = asyncio.run(token_of(Settings(**options), user, projects=projects, lifetime=lifetime))
    click.echo(issued.token)


@main.command()
@_database_url
@click.option(
    "--to",
    default="head",
    show_default=True,
    metavar="REVISION",
    envvar="KERNELGRAPH_TO",
    show_envvar=True,
    help="A revision, earlier or later; `head` is the last one, `base` drops all tables.",
)
@click.option(
    "--adopt",
    is_flag=True,
    envvar="KERNELGRAPH_ADOPT",
    show_envvar=True,
    help="Take over tables that something else has made: they count as revision 0001.",
)
@click.option(
    "--sql",
    is_flag=True,
    envvar="KERNELGRAPH_SQL",
    show_envvar=True,
    help="Print the SQL for an empty database instead, and connect to none.",
)
def migrate(database_url: str, to: str, adopt: bool, sql: bool) -> None:
    """Bring the tables of a database, new or not, to a revision."""
    from kernelgraph.bootstrap_database import migrate_database, migration_script

    if sql:
        click.echo(migration_script(database_url, to), nl=False)
        return
    move = asyncio.run(migrate_database(database_url, to, adopt=adopt))
    if move.before == move.after:
        click.echo(f"The database is at revision {move.after or 'base'} already.")
    else:
        click.echo(f"From revision {move.before or 'base'} to {move.after or 'base'}.")


main.add_command(livestat)
