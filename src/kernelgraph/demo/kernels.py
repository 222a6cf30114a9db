"""Made-up kernels of a session, as a healthy cluster would store them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from kernelgraph.demo.rows import make_uuid
from kernelgraph.demo.sessions import access_key
from kernelgraph.demo.world import GIB

if TYPE_CHECKING:
    from random import Random

    from kernelgraph.demo.rows import Row
    from kernelgraph.demo.sessions import DemoSession
    from kernelgraph.demo.states import State
    from kernelgraph.demo.world import World

_SERVICES: Final = (
    ("jupyter", "http", (8080,)),
    ("ttyd", "http", (7681,)),
    ("sshd", "tcp", (2200,)),
    ("tensorboard", "http", (6006, 6064)),
    ("desktop", "vnc", (5900,)),
    ("windows", "rdp", (3389,)),
    ("api", "preopen", (9000,)),
    ("repl", "internal", (2000, 2001)),
)


def kernel_row(random: Random, world: World, session: DemoSession, rank: int) -> Row:
    """The row of `kernels` for the kernel of this rank in its session."""
    image = world.images[random.randrange(len(world.images))]
    requested = _requested_slots(random)
    return {
        "id": make_uuid(random),
        **_of_session(session),
        **_of_cluster(session, rank),
        **_of_place(random, world, session),
        "image": f"{image['registry']}/{image['name']}:{image['tag']}",
        "image_id": image["id"] if random.random() < 0.9 else None,
        "architecture": image["architecture"],
        "registry": image["registry"],
        "tag": image["tag"],
        "requested_slots": requested,
        **_of_resources(random, session, requested),
        **_of_network(random, session.state),
        **_of_lifecycle(random, session),
    }


def _of_session(session: DemoSession) -> Row:
    return {
        "session_id": session.id,
        "session_creation_id": session.creation_id,
        "session_name": session.name,
        "session_type": session.session_type,
        "scaling_group": session.resource_group,
        "domain_name": session.user["domain_name"],
        "group_id": session.project["id"],
        "user_uuid": session.user["uuid"],
        "access_key": access_key(session.user),
        "environ": [f"SESSION_NUMBER={session.number}", "LANG=C.UTF-8"],
    }


def _of_cluster(session: DemoSession, rank: int) -> Row:
    role = "sub" if rank else "main"
    return {
        "cluster_mode": session.cluster_mode,
        "cluster_size": session.size,
        "cluster_role": role,
        "cluster_idx": rank or 1,
        "local_rank": rank,
        "cluster_hostname": f"{role}{rank or 1}",
    }


def _of_place(random: Random, world: World, session: DemoSession) -> Row:
    state = session.state
    agent = world.agents[random.randrange(len(world.agents))] if state.is_placed else None
    return {
        "agent": agent and agent["id"],
        "agent_addr": agent and agent["addr"],
        "container_id": f"{random.getrandbits(256):064x}" if state.is_created else None,
    }


def _requested_slots(random: Random) -> dict[str, str]:
    slots = {"cpu": str(random.randrange(1, 17)), "mem": str(GIB * random.randrange(1, 65))}
    accelerator = random.random()
    if accelerator < 0.3:
        slots["cuda.shares"] = f"{random.randrange(1, 40) / 10:.1f}"
    elif accelerator < 0.5:
        slots["cuda.device"] = str(random.randrange(1, 5))
    return slots


def _of_resources(random: Random, session: DemoSession, requested: dict[str, str]) -> Row:
    state = session.state
    return {
        "occupied_slots": dict(requested) if state.is_placed and not state.is_ended else {},
        "occupied_shares": {},
        "resource_opts": {"shmem": random.choice(("64m", "1g"))} if session.number % 5 else None,
        "vfolder_mounts": _mounts(random, session) if session.number % 4 else None,
        "attached_devices": _devices(random, requested) if state.is_created else None,
    }


def _mounts(random: Random, session: DemoSession) -> list[dict[str, str]]:
    return [
        {
            "name": name,
            "vfid": f"user:{session.user['uuid']}/{random.getrandbits(128):032x}",
            "vfsubpath": ".",
            "host_path": f"/host/{name}",
            "kernel_path": f"/home/work/{name}",
            "mount_perm": permission,
            "usage_mode": mode,
        }
        for name, permission, mode in (
            ("data", "ro", "data"),
            ("results", "rw", "general"),
            ("models", "wd", "model"),
        )[: random.randrange(1, 4)]
    ]


def _devices(random: Random, requested: dict[str, str]) -> dict[str, Any]:
    devices: dict[str, Any] = {"cpu": []}
    if "cuda.shares" in requested or "cuda.device" in requested:
        devices["cuda"] = [
            {
                "device_id": str(number),
                "model_name": random.choice(("A100", "H100")),
                "data": {"mem": 20 * GIB, "proc": 54},
            }
            for number in range(random.randrange(1, 3))
        ]
    return devices


def _of_network(random: Random, state: State) -> Row:
    is_mapped = state.is_created
    has_ports = is_mapped or state.name == "CREATING"
    return {
        "service_ports": [
            {
                "name": name,
                "protocol": protocol,
                "container_ports": list(ports),
                "host_ports": [
                    random.randrange(30000, 40000) if is_mapped else None for _ in ports
                ],
                "is_inference": name == "api",
            }
            for name, protocol, ports in random.sample(_SERVICES, random.randrange(2, 5))
        ]
        if has_ports
        else None,
        "preopen_ports": [random.randrange(9000, 9100) for _ in range(random.randrange(3))]
        if random.random() < 0.7
        else None,
    }


def _of_lifecycle(random: Random, session: DemoSession) -> Row:
    state = session.state
    moments = [
        session.created_at + timedelta(seconds=7 * step, microseconds=random.randrange(10**6))
        for step, _ in enumerate(state.history)
    ]
    if session.terminated_at is not None:
        moments[-1] = session.terminated_at
    is_scheduled = session.session_type == "BATCH" and session.number % 3 == 0
    return {
        "created_at": session.created_at,
        "terminated_at": session.terminated_at,
        "starts_at": session.created_at + timedelta(hours=1) if is_scheduled else None,
        "status": state.name,
        "status_changed": moments[-1],
        "status_info": "failed-to-start" if state.is_failed else None,
        "status_data": {"error": {"src": "agent"}} if state.is_failed else None,
        "status_history": {
            name: moment.isoformat() for name, moment in zip(state.history, moments, strict=True)
        },
        "result": session.result,
        "startup_command": "python train.py" if session.session_type == "BATCH" else None,
        "bootstrap_script": None,
        "container_log": None,
        "last_stat": _last_stat(random) if state.is_ended and state.is_created else None,
        "num_queries": random.randrange(100),
    }


def _last_stat(random: Random) -> dict[str, Any]:
    used = random.randrange(GIB)
    return {
        "mem": {
            "current": str(used),
            "capacity": str(GIB),
            "pct": f"{used / GIB * 100:.2f}",
            "unit_hint": "bytes",
            "stats.min": "0",
            "stats.max": str(used),
            "stats.sum": "0",
            "stats.avg": str(used // 2),
            "stats.diff": "0",
            "stats.rate": "0",
            "stats.version": None,
        }
    }
