"""Options of the command line that stand for settings."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import click

from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

_DEFAULTS = Settings()


def option(name: str, *, shown: str | None = None, **attributes: Any) -> Callable[[Any], Any]:
    """An option whose default is the setting's and whose variable is named after it.

    `shown` is what it is called where its own name would say too much.
    """
    setting = name.removeprefix("--").partition("/")[0].replace("-", "_")
    attributes.setdefault("show_default", True)
    return click.option(
        shown or name,
        setting,
        default=getattr(_DEFAULTS, setting),
        envvar=f"KERNELGRAPH_{setting.upper()}",
        show_envvar=True,
        **attributes,
    )


def auth_options(command: Any) -> Any:
    """The command with the options that say how tokens are checked."""
    options = (
        option(
            "--auth-secret-file",
            metavar="PATH",
            help="A file with the secret that tokens are signed with (HS256, 32 bytes or more).",
        ),
        option(
            "--auth-secret",
            metavar="TEXT",
            help="The secret itself; as an option it shows in the list of processes.",
        ),
        option(
            "--auth-jwks",
            metavar="PATH|URL",
            help="Instead of a secret: the public keys of whoever signs tokens.",
        ),
        option(
            "--auth-audience", metavar="TEXT", help="What tokens have to name as their audience."
        ),
        option("--auth-issuer", metavar="TEXT", help="What tokens have to name as their issuer."),
        option(
            "--auth-leeway",
            type=click.FloatRange(0, 600),
            help="How many seconds the clocks of issuers may be off.",
        ),
    )
    return _with(options, command)


def stream_options(command: Any) -> Any:
    """The command with the options that bound what subscribers may ask of a server."""
    options = (
        option(
            "--maximum-streams",
            type=click.IntRange(1),
            help="How many WebSockets and event streams may be open.",
        ),
        option(
            "--maximum-operations",
            type=click.IntRange(1),
            help="How many operations one WebSocket may have under way.",
        ),
        option(
            "--maximum-message-bytes",
            type=click.IntRange(1024),
            help="The longest request, over HTTP or a WebSocket.",
        ),
    )
    return _with(options, command)


def live_stat_options(command: Any) -> Any:
    """The command with the options that say where live statistics come from, and how."""
    return _with((*_source_options(), *_prometheus_options("--prometheus-")), command)


def inspection_options(command: Any) -> Any:
    """The command with the options that say how sources are asked, Prometheus above all."""
    options = (
        option(
            "--live-stat-window",
            shown="--window",
            type=click.IntRange(1, 86_400),
            help="Seconds over which rates and statistics go.",
        ),
        option(
            "--live-stat-timeout",
            shown="--timeout",
            type=click.FloatRange(0.01, 300),
            help="Seconds after which a source is given up; longer for thousands of kernels.",
        ),
    )
    return _with((*options, *_prometheus_options("--")), command)


def _source_options() -> tuple[Callable[[Any], Any], ...]:
    return (
        option(
            "--live-stat-source",
            metavar="SOURCE",
            help="http://HOST:9090 (Prometheus), redis:// or valkey:// (legacy), a recorded file, or"
            ' "demo" for made-up ones; without it only ended kernels have statistics.',
        ),
        option(
            "--live-stat-window",
            type=click.IntRange(1, 86_400),
            help="Seconds over which rates and statistics go.",
        ),
        option(
            "--live-stat-timeout",
            type=click.FloatRange(0.01, 300),
            help="Seconds after which a batch of statistics is given up.",
        ),
        option(
            "--live-stat-freshness",
            type=click.FloatRange(0, 3600),
            help="Seconds for which an answer serves later requests; 0 for not at all.",
        ),
        option(
            "--live-stat-linger",
            type=click.FloatRange(0, 1),
            help="Seconds that a batch waits for more kernels.",
        ),
        option(
            "--live-stat-failures",
            type=click.IntRange(1),
            help="How many batches in a row must fail before the source is left alone.",
        ),
        option(
            "--live-stat-pause",
            type=click.FloatRange(0, 3600),
            help="Seconds for which it is left alone.",
        ),
    )


def _prometheus_options(prefix: str) -> tuple[Callable[[Any], Any], ...]:
    """The options that say how Prometheus is asked, whose names begin with the prefix."""

    def named(name: str, **attributes: Any) -> Callable[[Any], Any]:
        shown = "/".join(prefix + each for each in name.split("/"))
        return option(f"--prometheus-{name}", shown=shown, **attributes)

    return (
        named("username", metavar="TEXT", help="For basic authentication."),
        named(
            "password",
            metavar="TEXT",
            help="Goes with it; as an option it shows in the list of processes.",
        ),
        named("bearer-token", metavar="TEXT", help="Instead of both; likewise."),
        named("tenant", metavar="TEXT", help="Sent as X-Scope-OrgID."),
        named(
            "connect-timeout",
            type=click.FloatRange(0.01, 300),
            help="Seconds until a connection has to be there.",
        ),
        named(
            "read-timeout",
            type=click.FloatRange(0.01, 300),
            help="The longest silence within an answer, in seconds.",
        ),
        named(
            "max-answer-bytes",
            type=click.IntRange(1),
            help="The longest answer that is read.",
        ),
        named(
            "concurrency",
            type=click.IntRange(1, 1000),
            help="How many queries may be under way.",
        ),
        named(
            "verify/no-verify",
            help="Whether the certificate of an https:// source is checked.",
        ),
        named("ca-file", metavar="PATH", help="Authorities to trust, not the system's."),
        named("certificate-file", metavar="PATH", help="The certificate to show to it."),
        named("key-file", metavar="PATH", help="Its key, if in a file of its own."),
    )


def _with(options: tuple[Callable[[Any], Any], ...], command: Any) -> Any:
    return reduce(lambda wrapped, each: each(wrapped), reversed(options), command)
