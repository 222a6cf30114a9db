"""The commands about sources of live statistics: record one, compare two."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kernelgraph.cli_options import inspection_options
from kernelgraph.livestat.numbers import parse_text
from kernelgraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal
    from uuid import UUID

_PLACE = "http://HOST:9090 (Prometheus), redis:// or valkey:// (legacy), or a recorded FILE."


def _kernels(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--kernel",
        "kernels",
        multiple=True,
        type=click.UUID,
        metavar="ID",
        help="Only this kernel; can be given several times.",
    )(command)


def _asking(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how to ask sources."""
    at = click.option(
        "--at",
        type=float,
        metavar="TIME",
        help="Unix time to ask Prometheus about; its own time if not given.",
    )
    asking: Callable[..., None] = at(inspection_options(command))
    return asking


def _percentage(context: click.Context, parameter: click.Parameter, text: str) -> Decimal:
    number = parse_text(text.removesuffix("%"))
    if number is None or not 0 <= number <= 100:
        raise click.BadParameter("must be a number from 0 to 100", context, parameter)
    return number


def _patterns(
    context: click.Context, parameter: click.Parameter, texts: Sequence[str]
) -> Sequence[tuple[str, str]]:
    pairs = [text.partition(":") for text in texts]
    if not all(metric and field for metric, _, field in pairs):
        raise click.BadParameter("must be METRIC:FIELD", context, parameter)
    return [(metric, field) for metric, _, field in pairs]


@click.group()
def livestat() -> None:
    """Record and compare sources of live statistics."""


@livestat.command()
@click.option("--from", "place", required=True, metavar="SOURCE", help=_PLACE)
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@_kernels
@_asking
def record(
    place: str, output: Path, kernels: tuple[UUID, ...], at: float | None, **options: Any
) -> None:
    """Write to a file what a source says of its kernels now."""
    from kernelgraph.cli_inspection import answer_of, inspector_of

    inspector = inspector_of(Settings(**options), at)
    recorded = answer_of(inspector.record(place, kernels, datetime.now(UTC)))
    try:
        output.write_bytes(recorded.text)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"{recorded.kernels} kernels of {recorded.source} written to {output}")


@livestat.command()
@click.option("--left", required=True, metavar="SOURCE", help=_PLACE)
@click.option("--right", required=True, metavar="SOURCE", help="Likewise.")
@_kernels
@click.option(
    "--tolerance",
    default="0",
    callback=_percentage,
    metavar="PERCENT",
    show_default=True,
    help="By how much two numbers may differ and be equal, for sources sampled moments apart.",
)
@click.option(
    "--accept",
    multiple=True,
    callback=_patterns,
    metavar="METRIC:FIELD",
    help="Differences that are fine, with * and ?; can be given several times.",
)
@click.option("--json", "is_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--hide-equal", is_flag=True, help="Leave out of the table what is equal.")
@_asking
def compare(
    left: str,
    right: str,
    kernels: tuple[UUID, ...],
    is_json: bool,
    hide_equal: bool,
    at: float | None,
    **options: Any,
) -> None:
    """Compare what two sources say of the same kernels; exit 1 if a difference is unexplained.

    Without --kernel, all kernels that both know are compared. Exit 2 means that a source did
    not answer.
    """
    from kernelgraph.cli_inspection import answer_of, inspector_of
    from kernelgraph.livestat.comparison import Leniency
    from kernelgraph.livestat.report import as_json, as_table

    leniency = Leniency(options.pop("tolerance"), options.pop("accept"))
    inspector = inspector_of(Settings(**options), at)
    report = answer_of(inspector.compare(left, right, kernels, leniency))
    click.echo(as_json(report) if is_json else as_table(report, hide_equal=hide_equal))
    if not report.is_explained:
        raise SystemExit(1)
