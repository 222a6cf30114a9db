"""A cluster made up for demonstration and tests: the same rows every time, dirty ones included."""

from __future__ import annotations

from kernelgraph.demo.batches import Batch, demo_batches
from kernelgraph.demo.rows import EPOCH, Row

__all__ = ["EPOCH", "Batch", "Row", "demo_batches"]
