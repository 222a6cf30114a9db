"""Where a scalar is specified."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphwright.elements.snapshot import Element


def url_of(element: Element) -> str | None:
    """The URL of `@specifiedBy`."""
    usage = element.usage("specifiedBy")
    return json.loads(usage.arguments["url"]) if usage and "url" in usage.arguments else None
