"""Serves a peer under uvicorn; its arguments are name, SQLite file, kind, port and depth.

The event loop starts at a call depth, on which the speed of CPython 3.11 depends: a request whose
frames do not fit into what is left of a chunk of the stack has a new chunk mapped and unmapped.
Tuned, a peer has caches, a faster JSON writer and fewer garbage collections.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any

import uvicorn


def deeper(depth: int, app: Any, port: int) -> None:
    """Serve from so many calls further down."""
    if depth:
        deeper(depth - 1, app, port)
    else:
        uvicorn.run(app, port=port, access_log=False, log_level="error")


def main(name: str, path: str, kind: str, port: str, depth: str) -> None:
    """Serve until terminated."""
    module: Any = import_module(f"tests.benchmarks.http.peers.{name}_app")
    app = module.make_app(path, is_tuned=kind == "tuned")
    if kind == "tuned":  # as Kernelgraph does
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000)
    deeper(int(depth), app, int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
