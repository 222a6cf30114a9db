"""Where the data of a KernelV2 come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphwright.runtime.sql import column, constant, decoded
from kernelgraph.models import KernelRow
from kernelgraph.repositories.nodes import global_id
from kernelgraph.repositories.stored_reads import StoredReads
from kernelgraph.stored.attached_devices import attached_devices
from kernelgraph.stored.names import (
    USUAL_RESULT,
    USUAL_SESSION_TYPE,
    USUAL_STATUS,
    kernel_status,
    session_result,
    session_type,
)
from kernelgraph.stored.resource_opts import USUAL_RESOURCE_OPTS, resource_opts
from kernelgraph.stored.resource_slots import USUAL_RESOURCE_SLOT, resource_slot
from kernelgraph.stored.service_ports import (
    USUAL_PREOPEN_PORTS,
    USUAL_SERVICE_PORTS,
    preopen_ports,
    service_ports,
)
from kernelgraph.stored.status_history import status_history
from kernelgraph.stored.vfolder_mounts import vfolder_mounts
from kernelgraph_api.projections import (
    KernelV2ClusterInfoProjection,
    KernelV2LifecycleInfoProjection,
    KernelV2NetworkInfoProjection,
    KernelV2Projection,
    KernelV2ResourceInfoProjection,
    KernelV2SessionInfoProjection,
    KernelV2UserInfoProjection,
    ResourceAllocationProjection,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from kernelgraph.repositories.kernel_place import KernelPlace
    from kernelgraph.stored.degradation import Degradations

# What the resolver of a field reads of its kernel.
_NEEDS: Final[Mapping[str, Sequence[str]]] = {
    "resourceAllocation": ("row_id",),
    "resourceAllocations": ("row_id",),
    "session": ("session_info.session_id",),
    "user": ("user_info.user_id",),
    "project": ("user_info.group_id",),
    "domain": ("user_info.domain_name",),
    "agent": ("resource.agent_id",),
    "resourceGroup": ("resource.resource_group_name",),
    "image": ("image_id",),
    "liveStat": ("row_id", "lifecycle.status"),
    "liveMetrics": ("row_id", "lifecycle.status"),
}


def kernel_projection(degradations: Degradations, place: KernelPlace) -> KernelV2Projection:
    """The columns and decoders of each field; what is decoded badly is recorded."""
    read = StoredReads(KernelRow.id, degradations)
    return KernelV2Projection(
        id=global_id("KernelV2", KernelRow.id),
        row_id=column(KernelRow.id),
        image_id=decoded(_text, KernelRow.image_id),
        startup_command=column(KernelRow.startup_command),
        session_info=KernelV2SessionInfoProjection(
            session_id=column(KernelRow.session_id),
            creation_id=column(KernelRow.session_creation_id),
            name=column(KernelRow.session_name),
            session_type=read(session_type, KernelRow.session_type, USUAL_SESSION_TYPE),
        ),
        user_info=KernelV2UserInfoProjection(
            user_id=column(KernelRow.user_uuid),
            access_key=column(KernelRow.access_key),
            domain_name=column(KernelRow.domain_name),
            group_id=column(KernelRow.group_id),
        ),
        network=KernelV2NetworkInfoProjection(
            service_ports=read(service_ports, KernelRow.service_ports, USUAL_SERVICE_PORTS),
            preopen_ports=read(preopen_ports, KernelRow.preopen_ports, USUAL_PREOPEN_PORTS),
        ),
        cluster=KernelV2ClusterInfoProjection(
            cluster_role=column(KernelRow.cluster_role),
            cluster_idx=column(KernelRow.cluster_idx),
            local_rank=column(KernelRow.local_rank),
            cluster_hostname=column(KernelRow.cluster_hostname),
        ),
        resource=_resource_projection(read, place),
        lifecycle=_lifecycle_projection(read),
        vfolder_mounts=read(vfolder_mounts, KernelRow.vfolder_mounts),
        needs=_NEEDS,
    )


def _lifecycle_projection(read: StoredReads) -> KernelV2LifecycleInfoProjection:
    return KernelV2LifecycleInfoProjection(
        status=read(kernel_status, KernelRow.status, USUAL_STATUS),
        result=read(session_result, KernelRow.result, USUAL_RESULT),
        created_at=column(KernelRow.created_at),
        terminated_at=column(KernelRow.terminated_at),
        starts_at=column(KernelRow.starts_at),
        status_history=read(status_history, KernelRow.status_history),
    )


def _resource_projection(read: StoredReads, place: KernelPlace) -> KernelV2ResourceInfoProjection:
    return KernelV2ResourceInfoProjection(
        agent_id=column(place.agent_id),
        resource_group_name=column(KernelRow.scaling_group),
        container_id=column(place.container_id),
        allocation=ResourceAllocationProjection(
            requested=read(resource_slot, KernelRow.requested_slots, USUAL_RESOURCE_SLOT),
            used=read(resource_slot, KernelRow.occupied_slots, USUAL_RESOURCE_SLOT),
            # The row of a kernel does not tell; the aggregate over its allocations does.
            allocated=constant(None),
        ),
        shares=read(resource_slot, KernelRow.occupied_shares, USUAL_RESOURCE_SLOT),
        resource_opts=read(resource_opts, KernelRow.resource_opts, USUAL_RESOURCE_OPTS),
        attached_devices=read(attached_devices, KernelRow.attached_devices),
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
