"""Executor and JSON: pages of kernels on the engine, its peers and the limit, interleaved.

Times are of the processor, so that other work on the machine disturbs them less.

    python -m tests.benchmarks.engine [--peers PYTHON] [--rounds 7]

The peers (Ariadne, Strawberry, and Strawberry on the engine) run under the interpreter given,
which needs `ariadne`, `strawberry-graphql` and `orjson`; without one they are left out. Prints
tables in Markdown.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.engine.cold import cold
from tests.benchmarks.engine.shapes import compared, shapes

OWN = ("limit", "engine_rows", "engine_objects", "engine_mappings", "core")
PEERS = ("ariadne_peer", "strawberry_peer", "strawberry_engine")
CODEGEN = Path(__file__).resolve().parents[3] / "codegen"
COUNTS = {20: 20, 100: 8, 1000: 2}


@dataclass
class Subject:
    """A process that answers, and what it took."""

    name: str
    process: subprocess.Popen[str]
    facts: dict[str, Any]
    times: dict[int, list[float]] = field(default_factory=dict[int, list[float]])

    def measure(self, size: int) -> None:
        """Add the median of one round, in milliseconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{size} {COUNTS[size]}\n")
        self.process.stdin.flush()
        times = json.loads(self.process.stdout.readline())
        self.times.setdefault(size, []).append(median(times) / 1e6)


def start(python: str, name: str) -> Subject:
    """A process for one subject, ready to answer."""
    process = subprocess.Popen(
        [python, "-W", "ignore", "-m", "tests.benchmarks.engine.worker", name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CODEGEN)},
    )
    assert process.stdout is not None
    return Subject(name, process, json.loads(process.stdout.readline()))


def pages(peers: str | None, rounds: int) -> list[Subject]:
    """All subjects, measured in turns."""
    subjects = [start(sys.executable, name) for name in OWN]
    subjects += [start(peers, name) for name in PEERS if peers]
    digests = {json.dumps(subject.facts["digests"]) for subject in subjects}
    assert len(digests) == 1, "the subjects do not answer alike"
    for number in range(rounds):
        for subject in subjects if number % 2 == 0 else subjects[::-1]:
            for size in COUNTS:
                subject.measure(size)
    for subject in subjects:
        assert subject.process.stdin is not None
        subject.process.stdin.close()
        subject.process.wait()
    return subjects


def table(subjects: list[Subject]) -> str:
    """Milliseconds, and ratios to the limit measured in the same round."""
    lines = [
        "| subject | " + " | ".join(f"{size}: ms | x limit" for size in COUNTS) + " | peak kB |",
        "|---" * (2 + 2 * len(COUNTS)) + "|",
    ]
    limit = subjects[0]
    for subject in subjects:
        cells: list[str] = []
        for size in COUNTS:
            pairs = zip(subject.times[size], limit.times[size], strict=True)
            ratio = median(mine / best for mine, best in pairs)
            cells += [f"{median(subject.times[size]):.2f}", f"{ratio:.2f}"]
        memory = f"{subject.facts['memory'] / 1000:.0f}"
        lines.append(f"| {subject.name} | {' | '.join(cells)} | {memory} |")
    return "\n".join(lines)


async def shape_table(rounds: int) -> str:
    """Milliseconds of graphql-core and the engine for every shape."""
    lines = ["| shape | graphql-core ms | engine ms | times faster |", "|---|---|---|---|"]
    for shape in shapes():
        core, engine = await compared(shape, rounds)
        cells = f"{core * 1e3:.3f} | {engine * 1e3:.3f} | {core / engine:.1f}"
        lines.append(f"| {shape.name} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", help="interpreter of an environment with the peers")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    print(table(pages(options.peers, options.rounds)), end="\n\n")
    print(asyncio.run(shape_table(3 * options.rounds)), end="\n\n")
    parsed, first = asyncio.run(cold(3 * options.rounds))
    print(
        f"Cold operation: parse and validate {parsed * 1e3:.1f} ms; the first response takes"
        f" {first * 1e3:.1f} ms more than the second, {first / parsed:.2f} times as much."
    )


if __name__ == "__main__":
    main()
