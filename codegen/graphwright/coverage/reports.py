"""Coverage as reports: one function a format, each to text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graphwright.coverage.coverage import KINDS, Count, How, count
from graphwright.elements.snapshot import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graphwright.coverage.coverage import Coverage, Covered
    from graphwright.elements.snapshot import Place

#: Of the JSON document. It rises when a key changes its meaning or goes; keys may be added without.
VERSION = 1

_TITLES = {
    Kind.FIELD: "fields",
    Kind.ARGUMENT: "arguments",
    Kind.INPUT_FIELD: "input fields",
    Kind.ENUM_VALUE: "enum values",
}
_JSON_KEYS = {
    Kind.FIELD: "fields",
    Kind.ARGUMENT: "arguments",
    Kind.INPUT_FIELD: "inputFields",
    Kind.ENUM_VALUE: "enumValues",
}


def table_report(coverage: Coverage) -> str:
    """A row a type and one for all, with used and all elements of each kind."""
    rows = [("type", *_TITLES.values(), "used")]
    rows += [_row(name, elements) for name, elements in coverage.by_type.items()]
    rows.append(_row("all", coverage.elements))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    rule = "-" * len(lines[0])
    lines = [lines[0], rule, *lines[1:-1], rule, lines[-1]]
    return "\n".join([*lines, "", summary(coverage)]) + "\n"


def unused_report(coverage: Coverage) -> str:
    """A line for each element that no operation uses, with its place."""
    lines = [
        f"{element.place}: {element.kind.value} '{element.coordinate}' is not used."
        for element in sorted(coverage.unused, key=_where)
    ]
    return "\n".join([*lines, summary(coverage)]) + "\n"


def json_report(coverage: Coverage) -> str:
    """The coverage as a JSON document."""
    total = {_JSON_KEYS[kind]: _count(count(coverage.elements, kind)) for kind in KINDS}
    document = {
        "version": VERSION,
        "summary": {**_count(coverage.total), **total},
        "operations": list(coverage.operations),
        "elements": [_element(element) for element in coverage.elements],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def summary(coverage: Coverage) -> str:
    """How much is used, in one line."""
    total, operations = coverage.total, len(coverage.operations)
    plural = "" if operations == 1 else "s"
    return (
        f"{operations} operation{plural} use{'s' if operations == 1 else ''} {total.used} of "
        f"{total.total} elements: {total.percent:.1f} %."
    )


def _row(name: str, elements: Sequence[Covered]) -> tuple[str, ...]:
    counts = [count(elements, kind) for kind in KINDS]
    cells = [f"{item.used}/{item.total}" if item.total else "" for item in counts]
    return (name, *cells, f"{count(elements).percent:.1f} %")


def _line(row: Iterable[str], widths: Iterable[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
    return "  ".join(cells)


def _count(counted: Count) -> dict[str, Any]:
    percent = round(counted.percent, 2)
    return {"used": counted.used, "total": counted.total, "percent": percent}


def _element(element: Covered) -> dict[str, Any]:
    return {
        "kind": element.kind.value,
        "element": element.coordinate,
        "used": element.how is not How.UNUSED,
        "how": element.how.value,
        "operations": list(element.operations),
        "place": _place(element.place),
    }


def _where(element: Covered) -> tuple[str, int, int]:
    return element.place.path, element.place.line, element.place.column


def _place(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line if place.exact else None,
        "column": place.column if place.exact else None,
    }


FORMATS: Mapping[str, Callable[[Coverage], str]] = {
    "table": table_report,
    "unused": unused_report,
    "json": json_report,
}
