"""The made-up cluster as batches of rows, in an order that satisfies foreign keys."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Final

from kernelgraph.demo.allocations import allocation_rows
from kernelgraph.demo.dirt import soil
from kernelgraph.demo.kernels import kernel_row
from kernelgraph.demo.sessions import make_session, session_row
from kernelgraph.demo.slot_types import slot_type_rows
from kernelgraph.demo.world import World, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kernelgraph.demo.rows import Row
    from kernelgraph.demo.sessions import DemoSession

_SEED: Final = 20260201
_BATCH: Final = 2000


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table, all with the same columns."""

    table: str
    rows: list[Row]


def demo_batches(kernels: int) -> Iterator[Batch]:
    """So many kernels and all that they point to, the same ones every time."""
    random = Random(_SEED)
    world = make_world(random, kernels)
    yield from _world_batches(world)
    sessions = _sessions(random, world, kernels)
    made = 0
    while made < kernels:
        batches = (Batch("sessions", []), Batch("kernels", []), Batch("resource_allocations", []))
        made = _fill(batches, sessions, random, world, made)
        yield from batches


def _sessions(random: Random, world: World, kernels: int) -> Iterator[DemoSession]:
    """Sessions with so many kernels in all."""
    room = kernels
    for number in count():
        if room == 0:
            return
        session = make_session(random, world, number, room)
        room -= session.size
        yield session


def _fill(
    batches: tuple[Batch, Batch, Batch],
    sessions: Iterator[DemoSession],
    random: Random,
    world: World,
    made: int,
) -> int:
    """Put rows of the next sessions into the batches; the number of kernels made until now."""
    session_rows, kernel_rows, allocations = (batch.rows for batch in batches)
    for session in sessions:
        session_rows.append(session_row(session))
        for rank in range(session.size):
            row = kernel_row(random, world, session, rank)
            allocations.extend(allocation_rows(row, session))
            soil(row, made)
            kernel_rows.append(row)
            made += 1
        if len(kernel_rows) >= _BATCH:
            break
    return made


def _world_batches(world: World) -> Iterator[Batch]:
    yield Batch("resource_slot_types", slot_type_rows())
    yield Batch("domains", world.domains)
    yield Batch("scaling_groups", world.resource_groups)
    yield Batch("users", world.users)
    yield Batch("groups", world.projects)
    yield Batch("images", world.images)
    yield Batch("agents", world.agents)
    yield Batch("agent_resources", world.agent_resources)
