"""Ways out of what graphql-core reports, by its sentences."""

from __future__ import annotations

import re

_HINTS = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r"Syntax error: Unterminated string", 'A text over several lines stands in """…""".'),
        (r"Syntax error: .*, found <EOF>", "Is a brace not closed?"),
        (
            r"Unknown type '\w+'\.$",
            "Is the file that defines it among [tool.graphwright] schema?",
        ),
        (r"There can be only one type named", "To add to a type, write 'extend' before it."),
        (r".* cannot take '", "Arguments and input fields take scalars, enums and inputs."),
        (
            r"Field .* cannot give '",
            "Fields give scalars, enums, object types, interfaces and unions.",
        ),
        (r"Union .* cannot contain '", "The members of a union are object types."),
        (r".* cannot implement '", "Only interfaces are implemented."),
        (r"Interface field .* does not provide it", "Add the field."),
        (r"Interface field .* expects", "Give both the same type, or the field a narrower one."),
        (r"Cannot reference Input Object", "Make one of these fields nullable, or a list."),
        (r"OneOf input field .* must be nullable", "Leave out its '!': one of them is given."),
        (r"Type .* must define one or more fields", "Give it some, or remove it."),
        (r"Union type .* must define one or more member", "Give it some, or remove it."),
    )
)


def hint_of(message: str) -> str:
    """The way out of a mistake; empty where the sentence says enough."""
    return next((hint for pattern, hint in _HINTS if pattern.match(message)), "")
