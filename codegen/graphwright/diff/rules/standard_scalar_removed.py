"""STANDARD_SCALAR_REMOVED: a scalar of the specification went out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level
from graphwright.diff.rule import Rule
from graphwright.elements.snapshot import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for name in sorted(comparison.old.standard_scalars - comparison.new.standard_scalars):
        message = f"The standard scalar `{name}` is no longer in use."
        yield Finding(Kind.SCALAR, name, name, "", message, None, None)


STANDARD_SCALAR_REMOVED = Rule(
    code="STANDARD_SCALAR_REMOVED",
    level=Level.SAFE,
    reason="Introspection no longer lists it; what referred to it is reported by itself.",
    find=_find,
)
