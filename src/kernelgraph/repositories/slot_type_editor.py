"""Changes to resource slot types, each in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from graphwright.runtime import Forbidden
from graphwright.runtime.sql import fetch_by_keys, is_storable
from kernelgraph.api_errors import (
    ResourceSlotTypeExists,
    ResourceSlotTypeInUse,
    ResourceSlotTypeNotFound,
)
from kernelgraph.models import ResourceSlotTypeRow
from kernelgraph.repositories.connections import pooled
from kernelgraph.repositories.slot_type_values import created_values, updated_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from graphwright.runtime import Selection
    from graphwright.runtime.sql import KeysetSource
    from kernelgraph.auth.viewer import Viewer
    from kernelgraph_api.inputs import CreateResourceSlotTypeInput, UpdateResourceSlotTypeInput
    from kernelgraph_api.types import ResourceSlotType


@dataclass(frozen=True, slots=True)
class ResourceSlotTypeEditor:
    """Fulfils `ports.ResourceSlotTypeEditor`; the engine is one that may write."""

    engine: AsyncEngine
    source: KeysetSource[ResourceSlotType]
    now: Callable[[], datetime]

    async def create(
        self, viewer: Viewer, new: CreateResourceSlotTypeInput, selection: Selection
    ) -> ResourceSlotType:
        """The type as it was added."""
        _require_superadmin(viewer)
        values, now = created_values(new), self.now()
        statement = insert(ResourceSlotTypeRow).values(**values, created_at=now, updated_at=now)
        async with pooled(self.engine.begin()) as connection:
            try:
                await connection.execute(statement)
            except IntegrityError as error:
                raise ResourceSlotTypeExists(
                    f"there is a resource slot type {new.slot_name!r} already"
                ) from error
            return await self._read(connection, new.slot_name, selection)

    async def update(
        self, viewer: Viewer, change: UpdateResourceSlotTypeInput, selection: Selection
    ) -> ResourceSlotType:
        """The type as it is after the change."""
        _require_superadmin(viewer)
        values = updated_values(change)
        if values:
            values["updated_at"] = self.now()
        async with pooled(self.engine.begin()) as connection:
            if values and is_storable(change.slot_name):
                of_name = ResourceSlotTypeRow.slot_name == change.slot_name
                await connection.execute(
                    update(ResourceSlotTypeRow).where(of_name).values(**values)
                )
            return await self._read(connection, change.slot_name, selection)

    async def purge(self, viewer: Viewer, slot_name: str) -> None:
        """Remove the type."""
        _require_superadmin(viewer)
        if not is_storable(slot_name):
            raise _not_found(slot_name)
        statement = delete(ResourceSlotTypeRow).where(ResourceSlotTypeRow.slot_name == slot_name)
        async with pooled(self.engine.begin()) as connection:
            try:
                result = await connection.execute(statement)
            except IntegrityError as error:
                raise ResourceSlotTypeInUse(
                    f"the resource slot type {slot_name!r} is in use by agents or kernels"
                ) from error
            if result.rowcount == 0:
                raise _not_found(slot_name)

    async def _read(
        self, connection: AsyncConnection, slot_name: str, selection: Selection
    ) -> ResourceSlotType:
        (found,) = await fetch_by_keys(connection, self.source, [slot_name], selection=selection)
        if found is None:
            raise _not_found(slot_name)
        return found


def _require_superadmin(viewer: Viewer) -> None:
    """Whoever calls: no rows are open to be changed but to superadmins."""
    if not viewer.is_superadmin:
        raise Forbidden("only superadmins may change resource slot types")


def _not_found(slot_name: str) -> ResourceSlotTypeNotFound:
    return ResourceSlotTypeNotFound(f"there is no resource slot type {slot_name!r}")
