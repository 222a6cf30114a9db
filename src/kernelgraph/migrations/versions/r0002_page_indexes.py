"""The indexes that pages of kernels are read by."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The text is that of `kernelgraph.models.STATUS_RANK`, or PostgreSQL does not use the indexes.
_STATUS_RANK: Final = (
    "(CASE status WHEN 'PENDING' THEN 0 WHEN 'RESERVED' THEN 1 WHEN 'SCHEDULED' THEN 2"
    " WHEN 'PREPARING' THEN 3 WHEN 'PULLING' THEN 3 WHEN 'PREPARED' THEN 4 WHEN 'CREATING' THEN 5"
    " WHEN 'RUNNING' THEN 6 WHEN 'TERMINATING' THEN 7 WHEN 'TERMINATED' THEN 8"
    " WHEN 'CANCELLED' THEN 9 WHEN 'BUILDING' THEN 9 WHEN 'RESTARTING' THEN 9"
    " WHEN 'RESIZING' THEN 9 WHEN 'SUSPENDED' THEN 9 WHEN 'ERROR' THEN 9 ELSE 9 END)"
)
_INDEXES: Final[dict[str, tuple[str, ...]]] = {
    "created_at_id": ("created_at", "id"),
    "terminated_at_id": ("terminated_at", "id"),
    "cluster_mode_id": ("cluster_mode", "id"),
    "cluster_hostname_id": ("cluster_hostname", "id"),
    "cluster_idx_id": ("cluster_idx", "id"),
    "status_rank_id": (_STATUS_RANK, "id"),
    "status_rank_created_at_id": (_STATUS_RANK, "created_at", "id"),
    "session_id_created_at_id": ("session_id", "created_at", "id"),
    "user_uuid_created_at_id": ("user_uuid", "created_at", "id"),
    "group_id_created_at_id": ("group_id", "created_at", "id"),
    "domain_name_created_at_id": ("domain_name", "created_at", "id"),
    "agent_created_at_id": ("agent", "created_at", "id"),
}
_POSTGRESQL_INDEXES: Final[dict[str, tuple[str, ...]]] = {
    "terminated_at_desc_id": ("terminated_at DESC NULLS LAST", "id DESC"),
}
# What PostgreSQL needs for reading nothing but the index.
_INCLUDED: Final = {"status_rank_id": ["status"], "status_rank_created_at_id": ["status"]}


def upgrade() -> None:
    """Create the indexes; writes to the table wait meanwhile."""
    for name, parts in _indexes().items():
        columns = [_part(part) for part in parts]
        # They may be there when the tables were made by something else.
        op.create_index(
            f"ix_kernels_{name}",
            "kernels",
            columns,
            if_not_exists=True,
            postgresql_include=_INCLUDED.get(name),
        )


def downgrade() -> None:
    """Drop the indexes; no row is lost."""
    for name in _indexes():
        op.drop_index(f"ix_kernels_{name}", "kernels")


def _indexes() -> dict[str, tuple[str, ...]]:
    # Where NULLs come in an index can be said in PostgreSQL only.
    if op.get_context().dialect.name == "postgresql":
        return _INDEXES | _POSTGRESQL_INDEXES
    return _INDEXES


def _part(text: str) -> Any:
    return text if text.isidentifier() else sa.text(text)
