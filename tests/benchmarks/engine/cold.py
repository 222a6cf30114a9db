"""What an operation costs the first time."""

from __future__ import annotations

from statistics import median
from time import process_time

from graphql import parse, validate
from tests.benchmarks.engine.contract import OPERATION
from tests.benchmarks.engine.subjects.engine_objects import ENGINE

from graphwright.engine import Call, Engine


async def cold(rounds: int) -> tuple[float, float]:
    """Seconds to parse and validate the operation, and what the first response costs beyond the
    second, which is parsing, validating and compiling; medians over rounds.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        started = process_time()
        assert not validate(ENGINE.schema, parse(OPERATION))
        times[0].append(process_time() - started)
        engine = Engine(ENGINE.schema)
        first, second = await _response(engine), await _response(engine)
        times[1].append(first - second)
    return median(times[0]), median(times[1])


async def _response(engine: Engine) -> float:
    started = process_time()
    await engine.respond(Call(OPERATION, {"first": 20}))
    return process_time() - started
