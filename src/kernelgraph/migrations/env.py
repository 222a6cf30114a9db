"""What Alembic runs to apply revisions, over the connection that the caller has opened."""

from __future__ import annotations

from alembic import context

from kernelgraph.migrations.environment import options

_attributes = context.config.attributes

if context.is_offline_mode():
    context.configure(dialect_name=_attributes["dialect"], literal_binds=True, **options())
else:
    context.configure(connection=_attributes["connection"], **options())

with context.begin_transaction():
    context.run_migrations()
