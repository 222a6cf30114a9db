"""The errors that clients are told of by codes of their own.

ApiError
├── DatabaseBusy               DATABASE_BUSY
├── ResourceSlotTypeExists     RESOURCE_SLOT_TYPE_EXISTS
├── ResourceSlotTypeInUse      RESOURCE_SLOT_TYPE_IN_USE
└── ResourceSlotTypeNotFound   RESOURCE_SLOT_TYPE_NOT_FOUND
"""

from __future__ import annotations

from graphwright.runtime import ApiError


class DatabaseBusy(ApiError):
    """No connection to the database became free in time."""

    code = "DATABASE_BUSY"


class ResourceSlotTypeExists(ApiError):
    """There is a resource slot type of that name already."""

    code = "RESOURCE_SLOT_TYPE_EXISTS"


class ResourceSlotTypeInUse(ApiError):
    """Agents or kernels refer to the resource slot type."""

    code = "RESOURCE_SLOT_TYPE_IN_USE"


class ResourceSlotTypeNotFound(ApiError):
    """There is no resource slot type of that name."""

    code = "RESOURCE_SLOT_TYPE_NOT_FOUND"
