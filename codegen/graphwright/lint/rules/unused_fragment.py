"""unused-fragment: a fragment is never spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import FragmentSpreadNode, Visitor, visit

from graphwright.lint.finding import Finding
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    visitor = _Spreads()
    for node in (*subject.operations, *subject.fragments):
        visit(node, visitor)
    for fragment in subject.fragments:
        if fragment.name.value not in visitor.names:
            message = f"Fragment '{fragment.name.value}' is never spread."
            yield Finding.at(fragment.name, message, "Remove it, or use it.")


class _Spreads(Visitor):
    """Collects the names of the fragments that are spread."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        """Note the name."""
        self.names.add(node.name.value)


UNUSED_FRAGMENT = Rule(
    name="unused-fragment",
    severity=Severity.ERROR,
    asks="Every fragment is spread.",
    find=_find,
)
