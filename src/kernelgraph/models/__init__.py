"""The tables of the cluster's database, one file a domain."""

from __future__ import annotations

from kernelgraph.models.agent import AgentResourceRow, AgentRow
from kernelgraph.models.base import Base
from kernelgraph.models.domain import DomainRow
from kernelgraph.models.image import ImageRow
from kernelgraph.models.kernel import STATUS_RANK, KernelRow
from kernelgraph.models.project import ProjectRow
from kernelgraph.models.resource_group import ResourceGroupRow
from kernelgraph.models.resource_slot import ResourceAllocationRow, ResourceSlotTypeRow
from kernelgraph.models.session import SessionRow
from kernelgraph.models.user import UserRow

__all__ = [
    "STATUS_RANK",
    "AgentResourceRow",
    "AgentRow",
    "Base",
    "DomainRow",
    "ImageRow",
    "KernelRow",
    "ProjectRow",
    "ResourceAllocationRow",
    "ResourceGroupRow",
    "ResourceSlotTypeRow",
    "SessionRow",
    "UserRow",
]
