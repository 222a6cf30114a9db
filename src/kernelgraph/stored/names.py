"""Enums of the API by the names under which the cluster stores them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar, cast

from graphwright.runtime.usual import Usual
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
    from collections.abc import Callable, Mapping

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
PROTOCOLS: Final = {member.name.lower(): member for member in ServicePortProtocol}
_PERMISSIONS: Final = {
    "ro": MountPermission.READ_ONLY,
    "rw": MountPermission.READ_WRITE,
    "wd": MountPermission.RW_DELETE,
}
_USAGE_MODES: Final = {member.name.lower(): member for member in VFolderUsageMode}


def _read_by(
    names: Mapping[str, EnumT], unknown: EnumT, kind: Degradation
) -> Callable[[object, Note], EnumT]:
    """The decoder of stored names; one that nobody knows counts as `kind`."""
    known = cast("Mapping[object, EnumT]", names)

    def member(stored: object, note: Note) -> EnumT:
        try:
            return known[stored]
        except (KeyError, TypeError):
            note(kind)
            return unknown

    return member


def _read_in_any_case_by(
    names: Mapping[str, EnumT], unknown: EnumT, kind: Degradation
) -> Callable[[object, Note], EnumT]:
    """The decoder of stored names in any case."""
    exact = _read_by(names, unknown, kind)

    def member(stored: object, note: Note) -> EnumT:
        return exact(stored.lower() if isinstance(stored, str) else stored, note)

    return member


kernel_status: Final = _read_by(_STATUSES, UNKNOWN_STATUS, Degradation.STATUS)
"""Decodes a status; CANCELLED if nobody knows it."""
USUAL_STATUS: Final = Usual(_STATUSES.__getitem__)

session_type: Final = _read_by(_SESSION_TYPES, UNKNOWN_SESSION_TYPE, Degradation.SESSION_TYPE)
"""Decodes a session type; INTERACTIVE if nobody knows it."""
USUAL_SESSION_TYPE: Final = Usual(_SESSION_TYPES.__getitem__)

session_result: Final = _read_by(_RESULTS, UNKNOWN_RESULT, Degradation.RESULT)
"""Decodes a result; UNDEFINED if nobody knows it."""
USUAL_RESULT: Final = Usual(_RESULTS.__getitem__)

service_port_protocol: Final = _read_in_any_case_by(
    PROTOCOLS, ServicePortProtocol.TCP, Degradation.SERVICE_PORTS_PROTOCOL
)
"""Decodes a protocol in any case; TCP if nobody knows it."""

mount_permission: Final = _read_in_any_case_by(
    _PERMISSIONS, MountPermission.READ_ONLY, Degradation.VFOLDER_MOUNTS_PERMISSION
)
"""Decodes a permission in any case; the least one if nobody knows it."""

usage_mode: Final = _read_in_any_case_by(
    _USAGE_MODES, VFolderUsageMode.GENERAL, Degradation.VFOLDER_MOUNTS_USAGE_MODE
)
"""Decodes a usage mode in any case; GENERAL if nobody knows it."""
