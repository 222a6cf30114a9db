"""What stands still in the made-up cluster: domains, users, projects, images, agents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kernelgraph.demo.rows import EPOCH, make_uuid

if TYPE_CHECKING:
    from random import Random

    from kernelgraph.demo.rows import Row

GIB: Final = 2**30

_REGISTRY: Final = "registry.example.org"
_DOMAINS: Final = ("default", "physics", "archive")
_RESOURCE_GROUPS: Final = ("default", "gpu-a100", "gpu-h100", "edge")
_PROJECTS: Final = ("research", "teaching", "inference", "Übung", "ops")
_FIRST_NAMES: Final = ("ada", "grace", "alan", "edsger", "barbara", "ken", "lise", "søren")
_IMAGES: Final = (
    ("stable/python", "3.11-ubuntu22.04", "x86_64"),
    ("stable/python", "3.12-ubuntu24.04", "aarch64"),
    ("stable/pytorch", "2.5-cuda12.4", "x86_64"),
    ("stable/tensorflow", "2.17-cuda12.3", "x86_64"),
    ("stable/r-base", "4.4", "x86_64"),
    ("testing/vllm", "0.9", "x86_64"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The rows that sessions and kernels point to."""

    domains: list[Row]
    resource_groups: list[Row]
    users: list[Row]
    projects: list[Row]
    images: list[Row]
    agents: list[Row]
    agent_resources: list[Row]


def make_world(random: Random, kernels: int) -> World:
    """A cluster of a size that suits so many kernels."""
    agents = [_agent(random, number) for number in range(max(12, kernels // 200))]
    return World(
        domains=[{"name": name, "is_active": name != "archive"} for name in _DOMAINS],
        resource_groups=[{"name": name, "is_active": name != "edge"} for name in _RESOURCE_GROUPS],
        users=[_user(random, number) for number in range(max(24, kernels // 500))],
        projects=[_project(random, name, domain) for domain in _DOMAINS[:2] for name in _PROJECTS],
        images=[_image(random, *image) for image in _IMAGES],
        agents=agents,
        agent_resources=[row for agent in agents for row in _agent_resources(random, agent)],
    )


def _user(random: Random, number: int) -> Row:
    name = f"{_FIRST_NAMES[number % len(_FIRST_NAMES)]}{number:03d}"
    domain = _DOMAINS[number % 2]
    return {
        "uuid": make_uuid(random),
        "email": f"{name}@{domain}.example.org",
        "username": name if number % 7 else None,
        "role": {0: "superadmin", 1: "admin", 2: "admin"}.get(number, "user"),
        "domain_name": domain,
        "created_at": EPOCH - timedelta(days=random.randrange(1, 400)),
    }


def _project(random: Random, name: str, domain: str) -> Row:
    return {
        "id": make_uuid(random),
        "name": name,
        "domain_name": domain,
        "is_active": name != "ops",
    }


def _image(random: Random, name: str, tag: str, architecture: str) -> Row:
    return {
        "id": make_uuid(random),
        "name": name,
        "registry": _REGISTRY,
        "tag": tag,
        "architecture": architecture,
    }


def _agent(random: Random, number: int) -> Row:
    status = {3: "LOST", 7: "TERMINATED", 9: "RESTARTING"}.get(number % 12, "ALIVE")
    resource_group = _RESOURCE_GROUPS[number % len(_RESOURCE_GROUPS)]
    capacities = {"cpu": str(random.choice((32, 64, 96))), "mem": str(GIB * 512)}
    if resource_group != "default":
        capacities["cuda.shares" if number % 2 else "cuda.device"] = "8"
    return {
        "id": f"i-node{number:03d}",
        "status": status,
        "region": ("seoul", "virginia", "frankfurt")[number % 3],
        "scaling_group": resource_group,
        "schedulable": status == "ALIVE",
        "addr": f"tcp://10.0.{number // 250}.{number % 250 + 1}:6001",
        "public_host": f"node{number:03d}.example.org" if number % 5 else None,
        "version": "26.2.0" if number % 4 else "26.1.3",
        "architecture": "aarch64" if number % 6 == 5 else "x86_64",
        "first_contact": EPOCH - timedelta(hours=number),
        "lost_at": EPOCH + timedelta(days=2, hours=number) if status == "LOST" else None,
        "available_slots": capacities,
        "occupied_slots": {slot: str(Decimal(amount) // 4) for slot, amount in capacities.items()},
        "compute_plugins": {slot.partition(".")[0]: {"version": "1.0"} for slot in capacities},
    }


def _agent_resources(random: Random, agent: Row) -> list[Row]:
    return [
        {
            "agent_id": agent["id"],
            "slot_name": slot,
            "capacity": Decimal(capacity),
            "reserved": Decimal(0),
            "used": Decimal(capacity) * random.randrange(5) / 4,
        }
        for slot, capacity in agent["available_slots"].items()
    ]
