"""Added elements that do not say the version in which they come.

| code  | found here                                         |
|-------|----------------------------------------------------|
| GW611 | an added element without @since                    |
| GW612 | an added element whose @since is another version   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.diff.naming import name_of
from graphwright.elements.snapshot import Element, Field, Kind, TypeDefinition
from graphwright.elements.versions import Version
from graphwright.errors import Diagnostic
from graphwright.sdl.vocabulary import SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.diff.comparison import Comparison

_LOCATIONS = {
    Kind.SCALAR: "SCALAR",
    Kind.OBJECT: "OBJECT",
    Kind.INTERFACE: "INTERFACE",
    Kind.UNION: "UNION",
    Kind.ENUM: "ENUM",
    Kind.INPUT: "INPUT_OBJECT",
    Kind.FIELD: "FIELD_DEFINITION",
    Kind.ARGUMENT: "ARGUMENT_DEFINITION",
    Kind.INPUT_FIELD: "INPUT_FIELD_DEFINITION",
    Kind.ENUM_VALUE: "ENUM_VALUE",
}


def since_problems(comparison: Comparison, next_version: Version) -> Iterator[Diagnostic]:
    """The added elements whose `@since` is missing or is not the next version.

    What stands inside an added type or field came with it and need not repeat it. Where the
    project's own `@since` may not stand, none is asked for.
    """
    if not comparison.new.shows_directives:
        return
    directive = comparison.new.directives.get(SINCE)
    allowed = set(directive.locations) if directive else set(_LOCATIONS.values())
    for element in comparison.added:
        if _LOCATIONS[element.kind] in allowed and element.usage(SINCE) is None:
            yield _problem(
                element,
                "GW611",
                f"{name_of(element)} is new, but does not say since when.",
                f'Add @since(version: "{next_version}").',
            )
        for part in (element, *_parts(element)):
            yield from _other_version(part, next_version)


def _parts(element: Element) -> Iterator[Element]:
    if isinstance(element, TypeDefinition):
        yield from element.parts
    elif isinstance(element, Field):
        yield from element.arguments.values()


def _other_version(element: Element, next_version: Version) -> Iterator[Diagnostic]:
    usage = element.usage(SINCE)
    if usage is None:
        return
    written = usage.arguments.get("version", "").strip('"')
    if Version.parse(written) != next_version:
        yield _problem(
            element,
            "GW612",
            f"{name_of(element)} is new, but says that it came in '{written}'.",
            f"The next version is {next_version}.",
        )


def _problem(element: Element, code: str, message: str, hint: str) -> Diagnostic:
    place = element.place
    return Diagnostic(place.path, place.line, place.column, code, message, hint)
