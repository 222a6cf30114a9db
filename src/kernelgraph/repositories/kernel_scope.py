"""Which rows a scope of kernels holds: the one place where rows are shut out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists

from graphwright.runtime.sql import all_of, equals
from kernelgraph.models import KernelRow

if TYPE_CHECKING:
    from uuid import UUID

    from graphwright.runtime.sql import Column, Condition
    from kernelgraph.ports import KernelScope


def kernels_in(scope: KernelScope) -> Condition | None:
    """The condition on a row of `kernels` that the scope holds it; null if it holds all."""
    return all_of(equals(KernelRow.session_id, scope.session_id))


def kernel_is_in(scope: KernelScope, kernel_id: Column[UUID]) -> Condition | None:
    """The condition that the scope holds the kernel which another table's row belongs to."""
    condition = kernels_in(scope)
    if condition is None:
        return None
    return exists().where(KernelRow.id == kernel_id, condition)
