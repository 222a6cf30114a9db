"""What the pages need to list and to find everything, as one small script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graphwright.docs.kinds import kind_of
from graphwright.docs.prose import summary
from graphwright.docs.reference import FieldEntry

if TYPE_CHECKING:
    from graphwright.docs.reference import Entry, Reference, TypePage

#: How much of a description is shown beside a hit.
_SUMMARY = 90


def search_index(reference: Reference) -> str:
    """The script. A file that is opened from disk may load scripts, but no JSON."""
    document = {
        "types": [_type(page) for page in reference.types],
        "directives": [
            [page.name, page.page, " ".join(each.name for each in page.arguments)]
            for page in reference.directives
        ],
        "operations": [
            [operation.name, operation.page, operation.kind]
            for operation in reference.operations or ()
        ],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.referenceIndex = {text};\n"


def _type(page: TypePage) -> list[Any]:
    """Name, page, kind, parts, summary. A part is `name(argument,…)`, with `-` if deprecated."""
    parts = " ".join(map(_part, page.parts))
    name = f"{page.name}-" if page.marks.deprecated is not None else page.name
    stem = page.page.rpartition("/")[2]
    return [
        name,
        "" if stem == page.name else stem,
        kind_of(page),
        parts,
        summary(page.description)[:_SUMMARY],
    ]


def _part(entry: Entry) -> str:
    arguments = ""
    if isinstance(entry, FieldEntry) and entry.arguments:
        arguments = f"({','.join(argument.name for argument in entry.arguments)})"
    deprecated = "-" if entry.marks.deprecated is not None else ""
    return f"{entry.name}{arguments}{deprecated}"
