"""What `@deprecated` says of an element: why, and since when."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphwright.elements.versions import Version

if TYPE_CHECKING:
    from graphwright.elements.snapshot import Element

NO_REASON = "No longer supported"

_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_VERSION = re.compile(
    r"\b(?:since|in|as of|from)\s+(?:version\s+)?v?(\d+(?:\.\d+)+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Since when an element is deprecated, as far as its reason tells."""

    version: Version | None
    date: date | None


def reason_of(element: Element) -> str | None:
    """The reason of the deprecation, None if the element is not deprecated."""
    usage = element.usage("deprecated")
    if usage is None:
        return None
    written = usage.arguments.get("reason", "null")
    reason = json.loads(written) if written.startswith('"') else None
    return reason or NO_REASON


def deprecation_of(element: Element) -> Deprecation | None:
    """What the reason tells of the time; None if the element is not deprecated.

    A reason names the version as in `Since 26.2.0: use rowId.`, the day as in `2026-02-01`.
    """
    reason = reason_of(element)
    if reason is None:
        return None
    version = _VERSION.search(reason)
    return Deprecation(Version.parse(version[1]) if version else None, _date(reason))


def _date(reason: str) -> date | None:
    found = _DATE.search(reason)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
