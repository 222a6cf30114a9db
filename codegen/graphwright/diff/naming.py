"""Elements as sentences name them."""

from __future__ import annotations

from graphwright.elements.snapshot import Element, InputValue, Kind


def name_of(element: Element) -> str:
    """The kind and the coordinate, to begin a sentence with: ``Field `Query.node` ``."""
    if element.kind is Kind.SCHEMA:
        return "The schema"
    return f"{element.kind.value.capitalize()} `{element.coordinate}`"


def written(value: InputValue) -> str:
    """The type with the default, as SDL writes it."""
    return f"{value.type}" if value.default is None else f"{value.type} = {value.default}"
