"""Kernels as rows of a database, the same in every process."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

SLOTS = ("cpu", "cuda.device", "cuda.shares", "mem")
STATUSES = ("PENDING", "PREPARING", "RUNNING", "TERMINATED", "ERROR")
SERVICES = (
    ("jupyter", "http", [8080]),
    ("ttyd", "http", [7681]),
    ("sshd", "tcp", [2200]),
    ("tensorboard", "http", [6006, 6064]),
    ("grpc", "preopen", [9000]),
)


def rows(count: int) -> list[dict[str, Any]]:
    """As many rows as asked for; the first ones do not depend on how many."""
    random = Random(20240607)
    return [_row(random, number) for number in range(count)]


def cursor_of(key: str) -> str:
    """The cursor of a row."""
    return base64.b64encode(key.encode()).decode()


def _row(random: Random, number: int) -> dict[str, Any]:
    status = random.choice(STATUSES)
    created = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    is_over = status in {"TERMINATED", "ERROR"}
    return {
        "id": _uuid(random),
        "startup_command": "python train.py --epochs 10" if random.random() < 0.5 else None,
        "session_id": _uuid(random),
        "creation_id": f"{random.getrandbits(88):022x}",
        "session_name": f"session-{number}",
        "session_type": random.choice(("interactive", "batch", "inference")),
        "user_id": _uuid(random),
        "access_key": f"AKIA{number:016X}",
        "domain_name": "default",
        "group_id": _uuid(random),
        "service_ports": [_port(random, *each) for each in random.sample(SERVICES, 3)],
        "preopen_ports": [random.randrange(9000, 9100) for _ in range(random.randint(0, 2))],
        "cluster_role": random.choice(("main", "sub")),
        "cluster_idx": random.randint(1, 4),
        "local_rank": random.randint(0, 7),
        "cluster_hostname": f"main{random.randint(1, 4)}",
        "agent_id": f"i-agent{random.randrange(100):03d}",
        "resource_group_name": "default",
        "container_id": f"{random.getrandbits(256):064x}",
        "allocations": [
            (slot, Decimal(random.randint(1, 160)) / 10, Decimal(random.randint(0, 160)) / 10)
            for slot in SLOTS
        ],
        "shares": [(slot, str(random.randint(1, 100) / 10)) for slot in random.sample(SLOTS, 2)],
        "resource_opts": [("shmem", "67108864"), ("allow_fractional", "true")],
        "status": status,
        "result": random.choice(("undefined", "success", "failure")),
        "created_at": created,
        "terminated_at": created + timedelta(days=1) if is_over else None,
        "starts_at": created if random.random() < 0.3 else None,
    }


def _uuid(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def _port(random: Random, name: str, protocol: str, containers: list[int]) -> dict[str, Any]:
    return {
        "name": name,
        "protocol": protocol,
        "container_ports": containers,
        "host_ports": [random.randrange(30000, 40000) for _ in containers],
        "is_inference": random.random() < 0.1,
    }
