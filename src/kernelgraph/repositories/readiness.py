"""Whether there is a database, and whether it answers."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import literal, select
from sqlalchemy.exc import SQLAlchemyError

from kernelgraph.errors import DatabaseUnavailable
from kernelgraph.models import KernelRow
from kernelgraph.repositories.database import lacks_file

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DatabaseReadiness:
    """The readiness of the database that an engine connects to."""

    engine: AsyncEngine
    timeout: float = 2.0

    async def is_ready(self) -> bool:
        """Whether the table of kernels can be read in time."""
        try:
            await self._read()
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            logger.warning("the database does not answer: %s", error)
            return False
        return True

    async def require(self) -> None:
        """Raise DatabaseUnavailable, with the way out, unless the database is ready."""
        url = self.engine.url
        name = url.render_as_string(hide_password=True)
        way_out = f'make one with demo data: kernelgraph demo --database-url "{name}"'
        if lacks_file(url):
            raise DatabaseUnavailable(f"there is no database at {name}; {way_out}")
        try:
            await self._read()
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            cause = getattr(error, "orig", None) or error
            raise DatabaseUnavailable(
                f"cannot read kernels from {name} ({cause}); is it up, and has it the tables?"
                f" If it is new, {way_out}"
            ) from error

    async def _read(self) -> None:
        async with asyncio.timeout(self.timeout), self.engine.connect() as connection:
            await connection.execute(select(literal(1)).select_from(KernelRow).limit(1))
