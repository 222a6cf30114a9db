"""Subjects of the benchmark, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

CODEGEN = Path(__file__).resolve().parents[3] / "codegen"
SIZES = {20: 20, 100: 8, 1000: 2}
"""For each size of a page, how many answers make a round."""
DEPTHS = (0, 12, 25, 50)


@dataclass
class Subject:
    """A process that answers, and what it took."""

    label: str
    process: subprocess.Popen[str]
    facts: dict[str, Any]
    times: dict[int, list[float]] = field(default_factory=dict[int, list[float]])

    @property
    def digests(self) -> str:
        """What tells its answers from others."""
        return json.dumps(self.facts["digests"])

    @property
    def memory(self) -> int:
        """Bytes at the peak of a page of 100."""
        peak: int = self.facts["memory"]
        return peak

    def measure(self, size: int) -> float:
        """Add the median of one round, in milliseconds, and return it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{size} {SIZES[size]}\n")
        self.process.stdin.flush()
        took: float = median(json.loads(self.process.stdout.readline())) / 1e6
        self.times.setdefault(size, []).append(took)
        return took

    def ratio(self, other: Subject, size: int) -> float:
        """How many times as long as another subject it took, in the middle of all rounds."""
        pairs = zip(self.times[size], other.times[size], strict=True)
        return median(mine / theirs for mine, theirs in pairs)

    def stop(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def start(python: str, name: str, label: str, depth: int = 0) -> Subject:
    """A process for one subject, ready to answer; the label may have versions of packages."""
    process = subprocess.Popen(
        [python, "-W", "ignore", "-m", "tests.benchmarks.engine.worker", name, str(depth)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CODEGEN)},
    )
    assert process.stdout is not None
    facts = json.loads(process.stdout.readline())
    return Subject(label.format_map(facts["versions"]), process, facts)


def start_at_best_depth(python: str, name: str, label: str) -> Subject:
    """A process for one subject at the depth of the stack where it is fastest."""
    subjects = [start(python, name, label, depth) for depth in DEPTHS]
    took = dict.fromkeys(range(len(subjects)), 0.0)
    for _ in range(3):
        for number, subject in enumerate(subjects):
            took[number] += subject.measure(100)
    best = min(took, key=lambda number: took[number])
    for number, subject in enumerate(subjects):
        if number != best:
            subject.stop()
    subjects[best].times.clear()
    return subjects[best]
