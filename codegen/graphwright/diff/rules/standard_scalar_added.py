"""STANDARD_SCALAR_ADDED: a scalar of the specification came into use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.change import Finding, Level
from graphwright.diff.rule import Rule
from graphwright.elements.snapshot import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison


def _find(comparison: Comparison) -> Iterator[Finding]:
    for name in sorted(comparison.new.standard_scalars - comparison.old.standard_scalars):
        message = f"The standard scalar `{name}` is in use now."
        yield Finding(Kind.SCALAR, name, name, "", message, None, None)


STANDARD_SCALAR_ADDED = Rule(
    code="STANDARD_SCALAR_ADDED",
    level=Level.SAFE,
    reason="No operation can have used it.",
    find=_find,
)
