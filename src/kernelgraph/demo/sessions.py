"""Made-up sessions: one kernel most of the time, a cluster of kernels now and then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from kernelgraph.demo.rows import EPOCH, make_uuid
from kernelgraph.demo.states import STATES, State

if TYPE_CHECKING:
    from random import Random
    from uuid import UUID

    from kernelgraph.demo.rows import Row
    from kernelgraph.demo.world import World

_NAMES: Final = ("notebook", "train", "serve", "Übung", "100%_done", "sweep\\a")
_SESSION_TYPES: Final = ("INTERACTIVE", "BATCH", "INFERENCE", "SYSTEM")
_CLUSTER_SIZES: Final = (1, 2, 3, 4, 8)
_STATE_WEIGHTS: Final = [state.weight for state in STATES]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSession:
    """A session before it becomes rows."""

    id: UUID
    number: int
    size: int
    creation_id: str | None
    name: str | None
    session_type: str
    result: str
    resource_group: str
    user: Row
    project: Row
    state: State
    created_at: datetime
    terminated_at: datetime | None

    @property
    def cluster_mode(self) -> str:
        """How its kernels are spread over the nodes."""
        return "single-node" if self.size < 3 else "multi-node"


def make_session(random: Random, world: World, number: int, room: int) -> DemoSession:
    """The session of this number, with at most `room` kernels."""
    user = world.users[random.randrange(len(world.users))]
    projects = [row for row in world.projects if row["domain_name"] == user["domain_name"]]
    session_type = random.choices(_SESSION_TYPES, (60, 25, 12, 3))[0]
    state = random.choices(STATES, _STATE_WEIGHTS)[0]
    created_at = EPOCH + timedelta(minutes=number, microseconds=random.randrange(10**6))
    lifetime = timedelta(seconds=random.randrange(600, 10**6), microseconds=random.randrange(10**6))
    return DemoSession(
        id=make_uuid(random),
        number=number,
        size=min(room, random.choices(_CLUSTER_SIZES, (75, 8, 5, 10, 2))[0]),
        creation_id=f"{random.getrandbits(88):022x}" if number % 11 else None,
        name=f"{_NAMES[number % len(_NAMES)]}-{number:04d}" if number % 13 else None,
        session_type=session_type,
        result=_result(random, state),
        resource_group=world.resource_groups[random.randrange(3)]["name"],
        user=user,
        project=projects[random.randrange(len(projects))],
        state=state,
        created_at=created_at,
        terminated_at=created_at + lifetime if state.is_ended else None,
    )


def _result(random: Random, state: State) -> str:
    if state.is_failed:
        return "FAILURE"
    if not (state.is_ended and state.is_created):
        return "UNDEFINED"
    return random.choices(("SUCCESS", "FAILURE"), (5, 1))[0]


def session_row(session: DemoSession) -> Row:
    """The row of `sessions`."""
    return {
        "id": session.id,
        "creation_id": session.creation_id,
        "name": session.name,
        "session_type": session.session_type,
        "result": session.result,
        "cluster_mode": session.cluster_mode,
        "cluster_size": session.size,
        "domain_name": session.user["domain_name"],
        "group_id": session.project["id"],
        "user_uuid": session.user["uuid"],
        "access_key": access_key(session.user),
        "created_at": session.created_at,
        "terminated_at": session.terminated_at,
    }


def access_key(user: Row) -> str:
    """The access key of a user."""
    return f"AKIA{user['uuid'].int & 0xFFFF_FFFF_FFFF_FFFF:016X}"
