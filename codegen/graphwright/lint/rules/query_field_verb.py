"""query-field-verb: a field of the query root begins with a verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphwright.lint.finding import Finding
from graphwright.lint.naming import camel_case, write_as
from graphwright.lint.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.lint.subject import Subject

_VERB = re.compile(r"(?:get|fetch|find|list|load|query|read|retrieve)([A-Z]\w*)")


def _find(subject: Subject) -> Iterator[Finding]:
    root = subject.types.get(subject.roots.get("query", ""))
    for name, node in root.fields.items() if root else ():
        found = _VERB.fullmatch(name)
        if root and found:
            message = f"The name of '{root.name}.{name}' begins with a verb; a query only reads."
            hint = write_as(camel_case(found[1]))
            yield Finding.at(node.name, message, hint)


QUERY_FIELD_VERB = Rule(
    name="query-field-verb",
    severity=Severity.WARNING,
    asks="Fields of the query root are named after what they give.",
    find=_find,
)
