"""Versions of an API, and their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORM = re.compile(r"v?(\d+(?:\.\d+)*)(?:[-+.]?([A-Za-z][\w.+-]*))?")


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A dotted version; a suffix such as `rc1` comes before the version without one."""

    numbers: tuple[int, ...]
    final: bool
    suffix: str
    text: str = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Version | None:
        """The version, None if the text is not one. `26.2` and `26.2.0` are the same."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            return None
        numbers = [int(part) for part in found[1].split(".")]
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers.pop()
        return cls(tuple(numbers), found[2] is None, found[2] or "", text.strip())

    def __str__(self) -> str:
        return self.text


def releases_after(version: Version, known: Iterable[Version], upto: Version | None) -> int:
    """How many distinct versions come after the one, as far as `upto`."""
    return len({other for other in known if version < other and (upto is None or other <= upto)})
