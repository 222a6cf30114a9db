"""Prints kernels of a Kernelgraph server as a table, through the generated client.

A superadmin's token gets all of them, any other those that its user owns.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from kernelgraph_client import (
    Client,
    ClientError,
    GraphQLResponseError,
    KernelV2Filter,
    KernelV2Status,
)
from kernelgraph_client.inputs import KernelV2StatusFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kernelgraph_client import (
        KernelSummary,
        ListKernelsAdminKernelsV2,
        ListMyKernelsMyKernelsV2,
    )

HEADINGS = ("KERNEL", "SESSION", "HOST", "STATUS", "AGENT", "ALLOCATED")


def main() -> int:
    """Print as many kernels as asked; return the exit code."""
    options = arguments()
    status = None
    if options.status is not None:
        status = KernelV2StatusFilter(equals=KernelV2Status(options.status))
    try:
        with Client(options.url, token=options.token) as client:
            kernels = open_kernels(client, KernelV2Filter(status=status), options.limit)
    except ClientError as error:
        print(f"{options.url}: {error}", file=sys.stderr)
        return 1
    print_table([HEADINGS, *(row(kernel) for kernel in kernels)])
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql", help="the server")
    parser.add_argument(
        "--token",
        default=os.environ.get("KERNELGRAPH_TOKEN"),
        help="a bearer token (default: the variable KERNELGRAPH_TOKEN)",
    )
    parser.add_argument("--limit", type=int, default=20, help="how many kernels (default: 20)")
    parser.add_argument("--status", choices=[each.value for each in KernelV2Status])
    return parser.parse_args()


def open_kernels(client: Client, which: KernelV2Filter, limit: int) -> list[KernelSummary]:
    """The first kernels that match, of all or, if those are not open to the token, of its user."""
    try:
        return list(kernels_of(client, which, limit, own=False))
    except GraphQLResponseError as error:
        if error.codes != {"FORBIDDEN"}:
            raise
    return list(kernels_of(client, which, limit, own=True))


def kernels_of(
    client: Client, which: KernelV2Filter, limit: int, *, own: bool
) -> Iterator[KernelSummary]:
    """The first kernels that match, read page by page."""
    after: str | None = None
    while limit > 0:
        size = min(limit, 100)
        page: ListKernelsAdminKernelsV2 | ListMyKernelsMyKernelsV2 | None
        if own:
            page = client.list_my_kernels(filter=which, first=size, after=after).my_kernels_v2
        else:
            page = client.list_kernels(filter=which, first=size, after=after).admin_kernels_v2
        if page is None:
            return
        yield from (edge.node for edge in page.edges)
        limit -= len(page.edges)
        after = page.page_info.end_cursor
        if not page.page_info.has_next_page:
            return


def row(kernel: KernelSummary) -> tuple[str, ...]:
    allocated = ", ".join(
        f"{entry.resource_type}={entry.quantity}"
        for entry in kernel.resource_allocation.requested.entries
    )
    return (
        str(kernel.row_id),
        kernel.session_info.name or "-",
        kernel.cluster.cluster_hostname,
        kernel.lifecycle.status.value,
        kernel.resource.agent_id or "-",
        allocated or "-",
    )


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for each in rows:
        cells = (cell.ljust(width) for cell, width in zip(each, widths, strict=True))
        print("  ".join(cells).rstrip())


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on, as in `… | head`: what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
