"""Names in Python that the configuration decides, by schema coordinate.

A coordinate is what the specification calls so: `User`, `User.fooBar`, `User.avatar(size:)`,
`Color.RED`, `@auth(requires:)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Pins:
    """The decided names; each method gives those of one scope, by GraphQL name."""

    names: Mapping[str, str] = field(default_factory=dict)

    def types(self, names: Iterable[str]) -> Mapping[str, str]:
        """The names of classes."""
        return self._chosen({name: name for name in names})

    def members(self, type_name: str, names: Iterable[str]) -> Mapping[str, str]:
        """The names of a type's fields, or of an enum's values."""
        return self._chosen({name: f"{type_name}.{name}" for name in names})

    def arguments(self, owner: str, names: Iterable[str]) -> Mapping[str, str]:
        """The names of arguments; the owner is a field's coordinate, or `@` and a directive."""
        return self._chosen({name: f"{owner}({name}:)" for name in names})

    def _chosen(self, coordinates: Mapping[str, str]) -> Mapping[str, str]:
        if not self.names:
            return {}
        return {
            name: self.names[coordinate]
            for name, coordinate in coordinates.items()
            if coordinate in self.names
        }
