"""What PostgreSQL is to know of kernels beyond single columns: a session's have one owner."""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NAME: Final = "kernels_of_sessions"


def upgrade() -> None:
    """Have the statistics kept, and made for the first time."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE STATISTICS IF NOT EXISTS {_NAME} (dependencies, mcv)"
            " ON session_id, user_uuid, group_id, domain_name FROM kernels"
        )
        op.execute("ANALYZE kernels")


def downgrade() -> None:
    """Have them kept no longer."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"DROP STATISTICS {_NAME}")
