"""Local ids of nodes as keys; null for a text that our own ids would not be written as."""

from __future__ import annotations

from uuid import UUID


def uuid_key(local_id: str) -> UUID | None:
    """The UUID."""
    try:
        key = UUID(local_id)
    except ValueError:
        return None
    return key if str(key) == local_id else None


def text_key(local_id: str) -> str | None:
    """The text, which is its own key."""
    return local_id or None


def allocation_key(local_id: str) -> tuple[UUID, str] | None:
    """The kernel and the slot."""
    kernel, _, slot_name = local_id.partition(":")
    kernel_id = uuid_key(kernel)
    return (kernel_id, slot_name) if kernel_id is not None and slot_name else None


def agent_slot_key(local_id: str) -> tuple[str, str] | None:
    """The agent and the slot; ids of agents may have colons, names of slots have none."""
    agent_id, _, slot_name = local_id.rpartition(":")
    return (agent_id, slot_name) if agent_id and slot_name else None
