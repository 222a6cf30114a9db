"""Enums of the API by the names under which the cluster stores them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph_api.enums import (
    KernelV2Status,
    MountPermission,
    ServicePortProtocol,
    SessionTypes,
    SessionV2Result,
    VFolderUsageMode,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

EnumT = TypeVar("EnumT", bound=Enum)

# The cluster knows sixteen states of a kernel, the API shows ten.
STORED_STATUSES: Final[Mapping[KernelV2Status, tuple[str, ...]]] = {
    KernelV2Status.PENDING: ("PENDING",),
    KernelV2Status.RESERVED: ("RESERVED",),
    KernelV2Status.SCHEDULED: ("SCHEDULED",),
    KernelV2Status.PREPARING: ("PREPARING", "PULLING"),
    KernelV2Status.PREPARED: ("PREPARED",),
    KernelV2Status.CREATING: ("CREATING",),
    KernelV2Status.RUNNING: ("RUNNING",),
    KernelV2Status.TERMINATING: ("TERMINATING",),
    KernelV2Status.TERMINATED: ("TERMINATED",),
    KernelV2Status.CANCELLED: (
        "CANCELLED",
        "BUILDING",
        "RESTARTING",
        "RESIZING",
        "SUSPENDED",
        "ERROR",
    ),
}
STORED_SESSION_TYPES: Final[Mapping[SessionTypes, tuple[str, ...]]] = {
    member: (member.name,) for member in SessionTypes
}
# A state that nobody knows is shown like the others that the API has no name for.
UNKNOWN_STATUS: Final = KernelV2Status.CANCELLED
UNKNOWN_SESSION_TYPE: Final = SessionTypes.INTERACTIVE
UNKNOWN_RESULT: Final = SessionV2Result.UNDEFINED

_STATUSES: Final = {stored: shown for shown, names in STORED_STATUSES.items() for stored in names}
_SESSION_TYPES: Final = {member.name: member for member in SessionTypes}
_RESULTS: Final = {member.name: member for member in SessionV2Result}
_PROTOCOLS: Final = {member.name.lower(): member for member in ServicePortProtocol}
_PERMISSIONS: Final = {
    "ro": MountPermission.READ_ONLY,
    "rw": MountPermission.READ_WRITE,
    "wd": MountPermission.RW_DELETE,
}
_USAGE_MODES: Final = {member.name.lower(): member for member in VFolderUsageMode}


def kernel_status(stored: object, note: Note) -> KernelV2Status:
    """The status shown for a stored one; CANCELLED if nobody knows it."""
    return _member(_STATUSES, stored, UNKNOWN_STATUS, Degradation.STATUS, note)


def session_type(stored: object, note: Note) -> SessionTypes:
    """The session type of a stored name; INTERACTIVE if nobody knows it."""
    return _member(_SESSION_TYPES, stored, UNKNOWN_SESSION_TYPE, Degradation.SESSION_TYPE, note)


def session_result(stored: object, note: Note) -> SessionV2Result:
    """The result of a stored name; UNDEFINED if nobody knows it."""
    return _member(_RESULTS, stored, UNKNOWN_RESULT, Degradation.RESULT, note)


def service_port_protocol(stored: object, note: Note) -> ServicePortProtocol:
    """The protocol of a stored name in any case; TCP if nobody knows it."""
    return _member(
        _PROTOCOLS,
        _lower(stored),
        ServicePortProtocol.TCP,
        Degradation.SERVICE_PORTS_PROTOCOL,
        note,
    )


def mount_permission(stored: object, note: Note) -> MountPermission:
    """The permission of a stored code in any case; the least one if nobody knows it."""
    return _member(
        _PERMISSIONS,
        _lower(stored),
        MountPermission.READ_ONLY,
        Degradation.VFOLDER_MOUNTS_PERMISSION,
        note,
    )


def usage_mode(stored: object, note: Note) -> VFolderUsageMode:
    """The usage mode of a stored name in any case; GENERAL if nobody knows it."""
    return _member(
        _USAGE_MODES,
        _lower(stored),
        VFolderUsageMode.GENERAL,
        Degradation.VFOLDER_MOUNTS_USAGE_MODE,
        note,
    )


def _lower(stored: object) -> object:
    return stored.lower() if isinstance(stored, str) else stored


def _member(
    names: Mapping[str, EnumT], stored: object, unknown: EnumT, kind: Degradation, note: Note
) -> EnumT:
    member = names.get(stored) if isinstance(stored, str) else None
    if member is None:
        note(kind)
        return unknown
    return member
