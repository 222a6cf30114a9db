"""What PostgreSQL did for a statement, as EXPLAIN tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

_NO_ROWS_OF_THEIR_OWN = ("Subquery Scan", "Bitmap Index Scan")
_REMOVED = ("Rows Removed by Filter", "Rows Removed by Index Recheck")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was sent to the database."""

    sql: str
    parameters: Any


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a plan that was carried out; `rows` are those that it handed on."""

    kind: str
    index: str | None
    rows: float
    removed: float
    inputs: tuple[Node, ...]

    @property
    def scans(self) -> Iterator[Node]:
        """The nodes below, this one included, that read a table or an index."""
        if "Scan" in self.kind and self.kind not in _NO_ROWS_OF_THEIR_OWN:
            yield self
        for node in self.inputs:
            yield from node.scans

    @property
    def sorts(self) -> Iterator[Node]:
        """The nodes below, this one included, that sort."""
        if "Sort" in self.kind:
            yield self
        for node in self.inputs:
            yield from node.sorts

    @property
    def rows_read(self) -> int:
        """How many rows were read, used or not."""
        return round(sum(scan.rows + scan.removed for scan in self.scans))


async def explain(connection: AsyncConnection, statement: Statement) -> Node:
    """The plan of a statement, which is carried out for it."""
    explained = f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {statement.sql}"
    result = await connection.exec_driver_sql(explained, statement.parameters)
    told = result.scalar_one()
    plans = json.loads(told) if isinstance(told, str) else told
    return _node(plans[0]["Plan"])


def rows_read(plans: Sequence[Node]) -> int:
    """How many rows several statements have read."""
    return sum(plan.rows_read for plan in plans)


def _node(plan: dict[str, Any]) -> Node:
    loops = plan["Actual Loops"]
    return Node(
        kind=plan["Node Type"],
        index=plan.get("Index Name"),
        rows=plan["Actual Rows"] * loops,
        removed=sum(plan.get(name, 0) for name in _REMOVED) * loops,
        inputs=tuple(_node(each) for each in plan.get("Plans", ())),
    )
