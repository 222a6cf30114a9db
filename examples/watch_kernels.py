"""Prints what kernels use, again after each interval, through the generated client.

It goes on while the source of the statistics fails, begins anew when the connection breaks or the
server stops, and ends when the server refuses it, such as without a token.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from contextlib import aclosing
from typing import TYPE_CHECKING
from uuid import UUID

from kernelgraph_client import AsyncClient, ClientError, GraphQLResponseError, TransportError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from kernelgraph_client import AsyncEventStream, WatchKernelLiveStats


async def main() -> int:
    """Print as many states as asked; return the exit code."""
    options = arguments()
    shown = 0
    try:
        async with (
            AsyncClient(options.url, token=options.token) as client,
            aclosing(states(client, options.kernels, options.every)) as following,
        ):
            async for state in following:
                show(state)
                shown += 1
                if shown == options.states:
                    break
    except ClientError as error:
        print(f"{options.url}: {error}", file=sys.stderr)
        return 1
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kernels", type=UUID, nargs="+", help="the UUIDs of kernels")
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql", help="the server")
    parser.add_argument(
        "--token",
        default=os.environ.get("KERNELGRAPH_TOKEN"),
        help="a bearer token (default: the variable KERNELGRAPH_TOKEN)",
    )
    parser.add_argument("--every", type=int, default=5, help="seconds in between (default: 5)")
    parser.add_argument("--states", type=int, help="how many states (default: without end)")
    return parser.parse_args()


async def states(
    client: AsyncClient, kernels: Sequence[UUID], every: int
) -> AsyncGenerator[WatchKernelLiveStats]:
    """Each state, over as many subscriptions as it takes."""
    while True:
        subscription = client.watch_kernel_live_stats(ids=kernels, interval_seconds=every)
        try:
            async with subscription, aclosing(measured(subscription)) as following:
                async for state in following:
                    yield state
        except TransportError as error:
            print(f"{str(error).removesuffix('.')}. Trying again.", file=sys.stderr)
        await asyncio.sleep(every)


async def measured(
    subscription: AsyncEventStream[WatchKernelLiveStats],
) -> AsyncGenerator[WatchKernelLiveStats]:
    """The states of a subscription, without those for which the source had no answer."""
    while True:
        try:
            async for state in subscription:
                yield state
            return
        except GraphQLResponseError as error:
            if error.codes != {"LIVE_STAT_UNAVAILABLE"}:
                raise
            print("The statistics are not available at the moment.", file=sys.stderr)


def show(state: WatchKernelLiveStats) -> None:
    """Print a line for each kernel."""
    for kernel in state.kernel_live_stats:
        metrics = kernel.live_metrics or ()
        used = ", ".join(f"{metric.name}={metric.current}" for metric in metrics)
        print(f"{kernel.kernel_id}  {used or '-'}", flush=True)


if __name__ == "__main__":
    try:
        code = asyncio.run(main())
    except KeyboardInterrupt:
        code = 0
    except BrokenPipeError:
        # Nobody reads on, as in `… | head`: what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
