"""`python -m kernelgraph` is the command line."""

from __future__ import annotations

from kernelgraph.cli import main

main(prog_name="kernelgraph")
