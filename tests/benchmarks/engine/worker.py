"""A subject in a process of its own: reads `size count`, writes the nanoseconds of each answer.

    python -m tests.benchmarks.engine.worker SUBJECT [DEPTH]

On CPython 3.11 the speed of what calls many functions depends on how many are on the stack when the
event loop starts, since chunks of the stack are mapped and unmapped; DEPTH puts more there.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import tracemalloc
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from time import process_time_ns
from typing import Any

SIZES = (20, 100, 1000)


async def serve(name: str) -> None:
    """Answer requests of the benchmark until there are no more."""
    subject: Any = import_module(f"tests.benchmarks.engine.subjects.{name}")
    bodies = {size: await subject.answer(size) for size in SIZES}
    digests = {size: sha256(_canonical(body)).hexdigest() for size, body in bodies.items()}
    tracemalloc.start()
    await subject.answer(100)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    gc.collect()
    gc.freeze()
    package = getattr(subject, "PACKAGE", "graphql-core")
    facts = {
        "digests": digests,
        "bytes": len(bodies[100]),
        "memory": memory,
        "versions": {name: version(name) for name in {package, "graphql-core", "orjson"}},
    }
    print(json.dumps(facts), flush=True)
    for line in sys.stdin:
        size, count = map(int, line.split())
        times = []
        for _ in range(count):
            started = process_time_ns()
            await subject.answer(size)
            times.append(process_time_ns() - started)
        print(json.dumps(times), flush=True)


def _canonical(body: bytes) -> bytes:
    """The text of a response without what serialisers may write in different ways."""
    return json.dumps(json.loads(body)).encode()


def serve_at(depth: int, name: str) -> None:
    """Answer requests with this many functions more on the stack."""
    if depth:
        serve_at(depth - 1, name)
    else:
        asyncio.run(serve(name))


if __name__ == "__main__":
    serve_at(int(sys.argv[2]) if len(sys.argv) > 2 else 0, sys.argv[1])
