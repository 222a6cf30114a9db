"""What a variable of an input object may carry."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.elements.snapshot import Snapshot


def carried(schema: Snapshot, type_name: str) -> Iterator[tuple[str, str]]:
    """Coordinates of the input fields, and names of their types, that a value of the type may hold.

    With each the shortest path to it, as in `.AND.createdAt`.
    """
    queue = deque([(type_name, "")])
    seen = {type_name}
    while queue:
        name, path = queue.popleft()
        definition = schema.types.get(name)
        if definition is None:
            continue
        for field in definition.input_fields.values():
            inner = f"{path}.{field.name}"
            yield field.coordinate, inner
            if field.type.name not in seen:
                seen.add(field.type.name)
                yield field.type.name, inner
                queue.append((field.type.name, inner))
