"""Check: every scalar has a Python type, and every configured scalar exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic, did_you_mean
from graphwright.ir.scalars import KNOWN_SCALARS, custom_scalars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import GraphQLSchema

    from graphwright.config import Config


def check_scalars(
    schema: GraphQLSchema, missing: frozenset[str], config: Config
) -> Iterator[Diagnostic]:
    """Scalars without a type, then types without a scalar."""
    defined = {kind.name: kind for kind in custom_scalars(schema)}
    configured = {scalar.name for scalar in config.scalars}
    for name, kind in defined.items():
        if name in missing or name in configured or name in KNOWN_SCALARS or not kind.ast_node:
            continue
        hint = did_you_mean(name, configured - set(defined)) or (
            f'Add it to [tool.graphwright.scalars], for instance {name} = "str".'
        )
        message = f"Scalar '{name}' has no Python type."
        yield Diagnostic.at_node(kind.ast_node.name, "GW401", message, hint)
    for name in sorted(configured - set(defined)):
        yield config.unknown_scalar(name, did_you_mean(name, defined))
