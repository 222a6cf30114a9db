"""What the commands about sources of live statistics run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

import click
from prometheus_client import CollectorRegistry

from kernelgraph.bootstrap_prometheus import prometheus_settings
from kernelgraph.errors import KernelgraphError, LiveStatSettingsError
from kernelgraph.livestat.catalogue import declared_metrics
from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.inspection import Inspector
from kernelgraph.livestat.instruments import Instruments

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from kernelgraph.settings import Settings

T = TypeVar("T")


class _CannotAsk(click.ClickException):
    """A source did not answer: nothing is known, which is not the same as a difference."""

    exit_code = 2


def inspector_of(settings: Settings, at: float | None) -> Inspector:
    """What looks at sources at this time, or at theirs; raises click.UsageError."""
    try:
        prometheus = prometheus_settings(settings)
    except LiveStatSettingsError as error:
        raise click.UsageError(str(error)) from error
    instruments = Instruments(CollectorRegistry())
    now = None if at is None else lambda: at
    return Inspector(declared_metrics(), prometheus, instruments, now)


def answer_of(work: Coroutine[Any, Any, T]) -> T:
    """What an inspector found; ends the command with 2 if it could not ask."""
    try:
        return asyncio.run(work)
    except (KernelgraphError, SourceError) as error:
        raise _CannotAsk(str(error)) from error
