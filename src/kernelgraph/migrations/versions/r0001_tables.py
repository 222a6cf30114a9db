"""The tables, the indexes of what refers from one to another, and the resource slot types."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from graphwright.runtime.sql.types import ExactDecimal, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES: Final = (
    "domains",
    "images",
    "resource_slot_types",
    "scaling_groups",
    "agents",
    "groups",
    "users",
    "agent_resources",
    "sessions",
    "kernels",
    "resource_allocations",
)
_SEEDED_AT: Final = datetime(2026, 2, 1, tzinfo=UTC)
# slot name, slot type, display name, description, unit, icon, digits, rank
_SLOT_TYPES: Final = (
    ("cpu", "count", "CPU", "CPU", "Core", "cpu", 0, 100),
    ("mem", "bytes", "RAM", "Memory", "GiB", "ram", 0, 200),
    ("cuda.device", "count", "GPU", "CUDA-capable GPU", "GPU", "nvidia", 0, 300),
    ("cuda.shares", "count", "fGPU", "CUDA-capable GPU (fractional)", "fGPU", "nvidia", 2, 400),
    ("rocm.device", "count", "GPU", "ROCm-capable GPU", "GPU", "rocm", 0, 500),
    ("tpu.device", "count", "TPU", "TPU", "TPU", "tpu", 0, 600),
    ("ipu.device", "count", "IPU", "IPU", "IPU", "ipu", 0, 700),
    ("atom.device", "count", "ATOM", "ATOM", "ATOM", "atom", 0, 800),
    ("gaudi2.device", "count", "Gaudi 2", "Gaudi 2", "Gaudi 2", "gaudi2", 0, 1100),
    ("warboy.device", "count", "Warboy", "Warboy", "Warboy", "warboy", 0, 1200),
    ("rngd.device", "count", "RNGD", "RNGD", "RNGD", "rngd", 0, 1300),
)


def upgrade() -> None:
    """Create the tables in an order that satisfies their foreign keys."""
    _create_tenants()
    _create_images()
    slot_types = _create_slot_types()
    _create_agents()
    _create_sessions()
    _create_kernels()
    _create_resources()
    op.execute(sa.insert(slot_types).values(_slot_type_rows()))


def downgrade() -> None:
    """Drop the tables with all their rows."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _text(
    name: str, length: int | None = None, *, nullable: bool = False, default: str | None = None
) -> sa.Column[Any]:
    # By code points on every database, whatever language PostgreSQL's was created for.
    kind: sa.types.TypeEngine[str] = sa.Text() if length is None else sa.String(length)
    by_code_point = sa.Text(collation="C") if length is None else sa.String(length, collation="C")
    kind = kind.with_variant(by_code_point, "postgresql")
    return sa.Column(name, kind, nullable=nullable, server_default=default)


def _number(name: str, *, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default=default)


def _uuid(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _flag(name: str, default: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=default)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(none_as_null=True), nullable=nullable)


def _quantity(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, ExactDecimal(24, 6), nullable=nullable)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _reference(
    table: str,
    column: str,
    to: str,
    *,
    ondelete: str | None = None,
    onupdate: str | None = None,
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, ondelete=ondelete, onupdate=onupdate)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _create_tenants() -> None:
    op.create_table(
        "domains", _text("name", 64), _flag("is_active", sa.true()), _key("domains", "name")
    )
    op.create_table(
        "groups",
        _uuid("id"),
        _text("name", 64),
        _text("domain_name", 64),
        _flag("is_active", sa.true()),
        _key("groups", "id"),
        _reference("groups", "domain_name", "domains.name", onupdate="CASCADE"),
    )
    op.create_table(
        "users",
        _uuid("uuid"),
        _text("email", 64),
        _text("username", 64, nullable=True),
        _text("role", 16, default="user"),
        _text("domain_name", 64, nullable=True),
        _time("created_at"),
        _key("users", "uuid"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        _reference("users", "domain_name", "domains.name", onupdate="CASCADE"),
    )
    _index("groups", "domain_name")
    _index("users", "domain_name")


def _create_images() -> None:
    op.create_table(
        "images",
        _uuid("id"),
        _text("name", 255),
        _text("registry", 255),
        _text("tag", 255, nullable=True),
        _text("architecture", 32),
        _key("images", "id"),
    )
    _index("images", "name")


def _create_slot_types() -> sa.Table:
    return op.create_table(
        "resource_slot_types",
        _text("slot_name", 64),
        _text("slot_type", 16),
        _flag("required", sa.false()),
        _flag("enabled", sa.true()),
        _text("display_name", 128),
        _text("description", 256),
        _text("display_unit", 32),
        _text("display_icon", 64),
        _json("number_format"),
        _number("rank"),
        _time("created_at"),
        _time("updated_at"),
        _key("resource_slot_types", "slot_name"),
    )


def _create_agents() -> None:
    op.create_table(
        "scaling_groups",
        _text("name", 64),
        _flag("is_active", sa.true()),
        _key("scaling_groups", "name"),
    )
    op.create_table(
        "agents",
        _text("id", 64),
        _text("status", 16),
        _text("region", 64),
        _text("scaling_group", 64),
        _flag("schedulable", sa.true()),
        _text("addr", 128),
        _text("public_host", 256, nullable=True),
        _text("version", 64),
        _text("architecture", 32),
        _time("first_contact"),
        _time("lost_at", nullable=True),
        _json("available_slots"),
        _json("occupied_slots"),
        _json("compute_plugins"),
        _key("agents", "id"),
        _reference("agents", "scaling_group", "scaling_groups.name", onupdate="CASCADE"),
    )
    _index("agents", "scaling_group", "status")


def _create_sessions() -> None:
    op.create_table(
        "sessions",
        _uuid("id"),
        _text("creation_id", 32, nullable=True),
        _text("name", 64, nullable=True),
        _text("session_type", 16),
        _text("result", 16, default="UNDEFINED"),
        _text("cluster_mode", 16),
        _number("cluster_size"),
        _text("domain_name", 64, nullable=True),
        _uuid("group_id", nullable=True),
        _uuid("user_uuid", nullable=True),
        _text("access_key", 20, nullable=True),
        _time("created_at"),
        _time("terminated_at", nullable=True),
        _key("sessions", "id"),
        _reference("sessions", "domain_name", "domains.name", onupdate="CASCADE"),
        _reference("sessions", "group_id", "groups.id"),
        _reference("sessions", "user_uuid", "users.uuid"),
    )
    _index("sessions", "domain_name", "group_id", "user_uuid")


def _create_kernels() -> None:
    op.create_table(
        "kernels",
        _uuid("id"),
        *_kernel_owner(),
        *_kernel_place(),
        *_kernel_image(),
        *_kernel_resources(),
        *_kernel_lifecycle(),
        _key("kernels", "id"),
        _reference("kernels", "session_id", "sessions.id"),
    )


def _kernel_owner() -> list[sa.Column[Any]]:
    return [
        _uuid("session_id"),
        _text("session_creation_id", 32, nullable=True),
        _text("session_name", 64, nullable=True),
        _text("session_type", 16),
        _text("domain_name", 64, nullable=True),
        _uuid("group_id", nullable=True),
        _uuid("user_uuid", nullable=True),
        _text("access_key", 20, nullable=True),
    ]


def _kernel_place() -> list[sa.Column[Any]]:
    return [
        _text("cluster_mode", 16),
        _number("cluster_size", default="1"),
        _text("cluster_role", 16),
        _number("cluster_idx"),
        _number("local_rank"),
        _text("cluster_hostname", 64),
        _text("scaling_group", 64, nullable=True),
        _text("agent", 64, nullable=True),
        _text("agent_addr", 128, nullable=True),
    ]


def _kernel_image() -> list[sa.Column[Any]]:
    return [
        _text("image", 512),
        _uuid("image_id", nullable=True),
        _text("architecture", 32),
        _text("registry", 512, nullable=True),
        _text("tag", 64, nullable=True),
        _text("container_id", 64, nullable=True),
    ]


def _kernel_resources() -> list[sa.Column[Any]]:
    numbers = ARRAY(sa.Integer()).with_variant(sa.JSON(none_as_null=True), "sqlite")
    return [
        _json("occupied_slots"),
        _json("requested_slots"),
        _json("occupied_shares"),
        _json("vfolder_mounts", nullable=True),
        _json("attached_devices", nullable=True),
        _json("resource_opts", nullable=True),
        _json("environ", nullable=True),
        _json("service_ports", nullable=True),
        sa.Column("preopen_ports", numbers, nullable=True),
    ]


def _kernel_lifecycle() -> list[sa.Column[Any]]:
    return [
        _time("created_at"),
        _time("terminated_at", nullable=True),
        _time("starts_at", nullable=True),
        _time("status_changed", nullable=True),
        _text("status", 64),
        _text("status_info", nullable=True),
        _json("status_data", nullable=True),
        _json("status_history", nullable=True),
        _text("result", 16, default="UNDEFINED"),
        _text("startup_command", nullable=True),
        _text("bootstrap_script", nullable=True),
        sa.Column("container_log", sa.LargeBinary(), nullable=True),
        _json("last_stat", nullable=True),
        _number("num_queries", default="0"),
    ]


def _create_resources() -> None:
    slot_name = "resource_slot_types.slot_name"
    op.create_table(
        "agent_resources",
        _text("agent_id", 64),
        _text("slot_name", 64),
        _quantity("capacity"),
        _quantity("reserved"),
        _quantity("used"),
        _key("agent_resources", "agent_id", "slot_name"),
        _reference("agent_resources", "agent_id", "agents.id", ondelete="CASCADE"),
        _reference("agent_resources", "slot_name", slot_name),
    )
    op.create_table(
        "resource_allocations",
        _uuid("kernel_id"),
        _text("slot_name", 64),
        _quantity("requested"),
        _quantity("used", nullable=True),
        _time("used_at", nullable=True),
        _time("free_at", nullable=True),
        _time("created_at"),
        _key("resource_allocations", "kernel_id", "slot_name"),
        _reference("resource_allocations", "kernel_id", "kernels.id", ondelete="CASCADE"),
        _reference("resource_allocations", "slot_name", slot_name),
    )
    _index("agent_resources", "slot_name")
    _index("resource_allocations", "slot_name")


def _slot_type_rows() -> list[dict[str, Any]]:
    return [
        {
            "slot_name": slot_name,
            "slot_type": slot_type,
            "required": slot_name in {"cpu", "mem"},
            "enabled": True,
            "display_name": display_name,
            "description": description,
            "display_unit": unit,
            "display_icon": icon,
            "number_format": _number_format(is_binary=slot_name == "mem", digits=digits),
            "rank": rank,
            "created_at": _SEEDED_AT,
            "updated_at": _SEEDED_AT,
        }
        for slot_name, slot_type, display_name, description, unit, icon, digits, rank in _SLOT_TYPES
    ]


def _number_format(*, is_binary: bool, digits: int) -> sa.ColumnElement[str]:
    # In the text of the statement: of JSON there are no literals for a script of SQL.
    text = json.dumps({"binary": is_binary, "round_length": digits})
    return sa.literal_column(f"'{text}'")
