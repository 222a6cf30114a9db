"""Prints the kernels of a session that the caller may see, with their agents and allocations.

Every list is read page by page, also the allocations below each kernel, so that it does not
matter how many there are. With `--json` each kernel is a line for another program.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kernelgraph_client import Client, ClientError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kernelgraph_client.fragments import AllocationPage
    from kernelgraph_client.walk_session import WalkSessionSessionKernelsV2EdgesNode


@dataclass(frozen=True, slots=True)
class Kernel:
    """A kernel of the session, as far as this program is concerned."""

    id: str
    hostname: str
    status: str
    agent: str | None
    region: str | None
    allocations: dict[str, str]
    """What it asked for, by slot."""


def main() -> int:
    """Print the kernels; return the exit code."""
    options = arguments()
    try:
        with Client(options.url, token=options.token) as client:
            for kernel in walk(client, options.session, options.page):
                print(json.dumps(asdict(kernel)) if options.json else line(kernel))
    except ClientError as error:
        print(f"{options.url}: {error}", file=sys.stderr)
        return 1
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("session", type=UUID, help="the UUID of the session")
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql", help="the server")
    parser.add_argument(
        "--token",
        default=os.environ.get("KERNELGRAPH_TOKEN"),
        help="a bearer token (default: the variable KERNELGRAPH_TOKEN)",
    )
    parser.add_argument("--page", type=int, default=50, help="rows a page (default: 50)")
    parser.add_argument("--json", action="store_true", help="a JSON object a line")
    return parser.parse_args()


def walk(client: Client, session_id: UUID, size: int) -> Iterator[Kernel]:
    """Every kernel of the session that the caller may see, in the order of the cluster."""
    after: str | None = None
    while True:
        answer = client.walk_session(
            session_id=session_id, first=size, after=after, allocations=size
        )
        page = answer.session_kernels_v2
        if page is None:
            return
        for edge in page.edges:
            yield kernel_of(client, edge.node, size)
        if not page.page_info.has_next_page:
            return
        after = page.page_info.end_cursor


def kernel_of(client: Client, node: WalkSessionSessionKernelsV2EdgesNode, size: int) -> Kernel:
    return Kernel(
        id=str(node.row_id),
        hostname=node.cluster.cluster_hostname,
        status=node.lifecycle.status.value,
        agent=node.agent.row_id if node.agent else None,
        region=node.agent.region if node.agent else None,
        allocations=dict(allocations(client, node.row_id, node.resource_allocations, size)),
    )


def allocations(
    client: Client, kernel_id: UUID, page: AllocationPage | None, size: int
) -> Iterator[tuple[str, str]]:
    """The slots and quantities of a kernel whose first page has come with it."""
    while page is not None:
        for edge in page.edges:
            yield edge.node.slot_name, f"{edge.node.requested:f}"
        if not page.page_info.has_next_page:
            return
        after = page.page_info.end_cursor
        kernel = client.list_allocations(kernel_id=kernel_id, first=size, after=after).kernel_v2
        page = kernel.resource_allocations if kernel else None


def line(kernel: Kernel) -> str:
    slots = ", ".join(f"{slot}={quantity}" for slot, quantity in kernel.allocations.items())
    return f"{kernel.id}  {kernel.hostname:10}  {kernel.status:11}  {kernel.agent or '-'}  {slots}"


if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Nobody reads on, as in `… | head`: what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
