"""Rule: no input has a default that needs its own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLError,
    ListTypeNode,
    ListValueNode,
    NonNullTypeNode,
    ObjectValueNode,
    SDLValidationRule,
    TypeNode,
    ValueNode,
)

from graphwright.sdl.definitions import Definitions, named_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql.validation.validation_context import SDLValidationContext


class DefaultCyclesRule(SDLValidationRule):
    """A default of an input must not lead back to the input.

    Such a default would have no end; graphql-core does not even come to one that would have,
    because it completes an input before it reads the defaults of another.
    """

    def __init__(self, context: SDLValidationContext) -> None:
        super().__init__(context)
        self._known = Definitions(context.document)

    def leave_document(self, *_: Any) -> None:
        """Report each circle once."""
        needs = {name: dict(self._needs_of(name)) for name in sorted(self._known.input_fields)}
        reported: set[str] = set()
        for start in needs:
            way = _way_back(start, needs)
            if not way or not reported.isdisjoint(way):
                continue
            reported.update(way)
            steps = " → ".join([*way, start])
            self.report_error(
                GraphQLError(
                    f"This default of '{start}' needs the fields of '{start}' itself: {steps}."
                    " Leave out one of the defaults on the way.",
                    needs[start][way[1] if len(way) > 1 else start],
                )
            )

    def _needs_of(self, name: str) -> Iterator[tuple[str, ValueNode]]:
        """The inputs that the defaults of an input are made of, each with such a default."""
        for field in self._known.input_fields[name].values():
            if field.default_value is not None:
                for needed in self._inputs_in(field.type, field.default_value):
                    yield needed, field.default_value

    def _inputs_in(self, expected: TypeNode, value: ValueNode) -> Iterator[str]:
        if isinstance(expected, NonNullTypeNode):
            expected = expected.type
        if isinstance(expected, ListTypeNode):
            for item in value.values if isinstance(value, ListValueNode) else (value,):
                yield from self._inputs_in(expected.type, item)
        elif isinstance(value, ObjectValueNode):
            name = named_type(expected).name.value
            fields = self._known.input_fields.get(name, {})
            yield name
            for given in value.fields:
                if given.name.value in fields:
                    yield from self._inputs_in(fields[given.name.value].type, given.value)


def _way_back(start: str, needs: dict[str, dict[str, ValueNode]]) -> list[str]:
    """The inputs on the shortest way from one to itself; empty if there is none."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for needed in needs.get(way[-1], ()):
            if needed == start:
                return way
            if needed not in seen:
                seen.add(needed)
                ways.append([*way, needed])
    return []
