"""A subject in a process of its own: reads `size count`, writes the nanoseconds of each answer."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import tracemalloc
from hashlib import sha256
from importlib import import_module
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
    facts = {"digests": digests, "bytes": len(bodies[100]), "memory": memory}
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


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
