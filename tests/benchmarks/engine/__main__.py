"""Executor and JSON: pages of kernels on the engine, its peers and the limit, interleaved.

Times are of the processor, so that other work on the machine disturbs them less.

    python -m tests.benchmarks.engine [--peers PYTHON] [--rounds 7] [--write DOCUMENT]

The peers (Ariadne, Strawberry, and Strawberry on the engine) run under the interpreter given,
which needs `ariadne`, `strawberry-graphql` and `orjson`; without one they are left out. Prints
tables in Markdown, and puts them into a document that has markers for them.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.engine.cold import cold
from tests.benchmarks.engine.shapes import compared, shapes
from tests.benchmarks.engine.subject import SIZES, Subject, start, start_at_best_depth
from tests.benchmarks.report import heading, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = {
    "limit": "written by hand, orjson",
    "engine_rows": "**engine**, rows",
    "engine_objects": "**engine**, objects",
    "engine_mappings": "**engine**, mappings",
}
CORE = {"core": "graphql-core {graphql-core}, orjson"}
PEERS = {
    "ariadne_peer": "Ariadne {ariadne}",
    "strawberry_peer": "Strawberry {strawberry-graphql}",
    "strawberry_engine": "Strawberry {strawberry-graphql} on the **engine**",
}
LIMIT, ENGINE = 0, 1
COMMAND = "make bench-engine"


def pages(peers: str | None, rounds: int) -> list[Subject]:
    """All subjects, measured in turns."""
    own = sys.executable
    subjects = [start(own, name, label) for name, label in OWN.items()]
    subjects += [start_at_best_depth(own, name, label) for name, label in CORE.items()]
    if peers:
        subjects += [start_at_best_depth(peers, name, label) for name, label in PEERS.items()]
    assert len({subject.digests for subject in subjects}) == 1, "subjects do not answer alike"
    for number in range(rounds):
        for subject in subjects if number % 2 == 0 else subjects[::-1]:
            for size in SIZES:
                subject.measure(size)
    for subject in subjects:
        subject.stop()
    return subjects


def page_table(subjects: list[Subject]) -> Iterator[str]:
    """Milliseconds, and ratios of times measured in the same round."""
    sizes = " | ".join(f"{size}: ms | x limit | x engine" for size in SIZES)
    yield f"| page of | {sizes} | peak kB |"
    yield "|---" + "|---:" * (3 * len(SIZES) + 1) + "|"
    limit, engine = subjects[LIMIT], subjects[ENGINE]
    for subject in subjects:
        cells: list[str] = []
        for size in SIZES:
            cells += [
                f"{median(subject.times[size]):.2f}",
                f"{subject.ratio(limit, size):.2f}",
                f"{subject.ratio(engine, size):.1f}",
            ]
        yield f"| {subject.label} | {' | '.join(cells)} | {subject.memory / 1000:.0f} |"


async def shape_table(rounds: int) -> list[str]:
    """Milliseconds of graphql-core and the engine for every shape."""
    lines = ["| shape | graphql-core: ms | engine: ms | times faster |", "|---|---:|---:|---:|"]
    for shape in shapes():
        core, engine = await compared(shape, rounds)
        cells = f"{core * 1e3:.3f} | {engine * 1e3:.3f} | {core / engine:.1f}"
        lines.append(f"| {shape.name} | {cells} |")
    return lines


def report(peers: str | None, rounds: int) -> str:
    """Everything that is measured, as Markdown."""
    subjects = pages(peers, rounds)
    parsed, first = asyncio.run(cold(3 * rounds))
    lines = [
        heading(COMMAND),
        "",
        *page_table(subjects),
        "",
        *asyncio.run(shape_table(3 * rounds)),
        "",
        f"A cold operation, the one above: parse and validate {parsed * 1e3:.1f} ms; its first response"
        f" takes {first * 1e3:.1f} ms more than the second, {first / parsed:.2f} times as much.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure everything and publish the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", help="interpreter of an environment with the peers")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", type=Path, metavar="DOCUMENT", help="where the tables go")
    options = parser.parse_args()
    publish(report(options.peers, options.rounds), "bench-engine", options.write)


if __name__ == "__main__":
    main()
