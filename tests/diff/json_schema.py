"""Validation against the part of JSON Schema that the report's schema uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
_KNOWN = frozenset(
    [
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "type",
        "enum",
        "const",
        "pattern",
        "minimum",
        "properties",
        "required",
        "additionalProperties",
        "items",
    ]
)


def violations(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[str]:
    """Where and how the value violates the schema; keywords that are not known are an error."""
    assert set(schema) <= _KNOWN, f"not understood: {set(schema) - _KNOWN}"
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from violations(value, root["$defs"][name], root)
        return
    yield from _scalar(value, schema)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{key} is missing" for key in schema.get("required", ()) if key not in value)
        if schema.get("additionalProperties") is False:
            yield from (f"{key} is unknown" for key in value if key not in known)
        for key, inner in known.items():
            if key in value:
                yield from (f"{key}: {text}" for text in violations(value[key], inner, root))
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            found = violations(item, schema["items"], root)
            yield from (f"{index}: {text}" for text in found)


def _scalar(value: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    allowed = schema.get("type")
    if allowed is not None:
        names = [allowed] if isinstance(allowed, str) else allowed
        types = tuple(kind for name in names for kind in _TYPES[name])
        is_flag = isinstance(value, bool) and "boolean" not in names
        if not isinstance(value, types) or is_flag:
            yield f"{value!r} is not {allowed}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{value!r} is not {schema['const']}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{value!r} does not match"
    if "minimum" in schema and isinstance(value, int) and value < schema["minimum"]:
        yield f"{value!r} is too small"
