"""Annotations of a project's own classes as data, and as JSON between two processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from graphwright.ir.expressions import Symbol

#: What the type of None is called.
NONE = Symbol("", "None")


@dataclass(frozen=True, slots=True)
class ClassType:
    """A class: its own name first, then those of all that it inherits from."""

    bases: tuple[Symbol, ...]
    arguments: tuple[PythonType, ...] = ()

    @property
    def symbol(self) -> Symbol:
        """The name of the class itself."""
        return self.bases[0]

    def __str__(self) -> str:
        return self._text(self.symbol.name, [str(each) for each in self.arguments])

    def qualified(self) -> str:
        """The text with the modules of all classes."""
        name = (
            f"{self.symbol.module}.{self.symbol.name}" if self.symbol.module else self.symbol.name
        )
        return self._text(name, [each.qualified() for each in self.arguments])

    @staticmethod
    def _text(name: str, arguments: list[str]) -> str:
        return f"{name}[{', '.join(arguments)}]" if arguments else name


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Any of several types."""

    members: tuple[PythonType, ...]

    def __str__(self) -> str:
        return " | ".join(map(str, self.members))

    def qualified(self) -> str:
        """The text with the modules of all classes."""
        return " | ".join(member.qualified() for member in self.members)


@dataclass(frozen=True, slots=True)
class Anything:
    """`Any`, which fits everywhere."""

    def __str__(self) -> str:
        return "Any"

    def qualified(self) -> str:
        """The text."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Unclear:
    """An annotation that could not be understood; empty where there is none."""

    text: str

    def __str__(self) -> str:
        return self.text

    def qualified(self) -> str:
        """The text."""
        return self.text


PythonType: TypeAlias = ClassType | Alternatives | Anything | Unclear


def is_open(of: PythonType) -> bool:
    """Whether anything fits, or fits somewhere inside."""
    if isinstance(of, ClassType):
        return any(map(is_open, of.arguments))
    if isinstance(of, Alternatives):
        return any(map(is_open, of.members))
    return isinstance(of, Anything)


def to_json(of: PythonType) -> Any:
    """The type as JSON knows it."""
    if isinstance(of, ClassType):
        bases = [[base.module, base.name] for base in of.bases]
        return {"bases": bases, "arguments": [to_json(each) for each in of.arguments]}
    if isinstance(of, Alternatives):
        return [to_json(member) for member in of.members]
    return of.text if isinstance(of, Unclear) else None


def from_json(read: Any) -> PythonType:
    """The type that `to_json` wrote."""
    if isinstance(read, dict):
        bases = tuple(Symbol(module, name) for module, name in read["bases"])
        return ClassType(bases, tuple(from_json(each) for each in read["arguments"]))
    if isinstance(read, list):
        return Alternatives(tuple(from_json(member) for member in read))
    return Anything() if read is None else Unclear(read)
