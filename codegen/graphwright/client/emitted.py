"""The classes of emitted modules, read back from their text."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic.alias_generators import to_camel

from graphwright.client.naming import TYPENAME_ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class EmittedClass:
    """A model: its bases, and the names in the annotation of each field by response name.

    `typenames` are the object types that it stands for, if it is one of several.
    """

    name: str
    bases: tuple[str, ...]
    fields: Mapping[str, frozenset[str]]
    typenames: frozenset[str]


def read_classes(text: str) -> dict[str, EmittedClass]:
    """The classes of a module by name; a name that stands for another is a class without fields."""
    classes: dict[str, EmittedClass] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            classes[node.name] = _read_class(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            for name in _names(node.targets):
                classes[name] = EmittedClass(name, (node.value.id,), {}, frozenset())
    return classes


def _read_class(node: ast.ClassDef) -> EmittedClass:
    fields: dict[str, frozenset[str]] = {}
    typenames: frozenset[str] = frozenset()
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            fields[_alias(statement, statement.target.id)] = frozenset(
                names_in(statement.annotation)
            )
            if statement.target.id == TYPENAME_ATTRIBUTE:
                typenames = frozenset(names_in(statement.annotation))
    return EmittedClass(node.name, tuple(_names(node.bases)), fields, typenames)


def _alias(field: ast.AnnAssign, attribute: str) -> str:
    keywords = field.value.keywords if isinstance(field.value, ast.Call) else []
    for keyword in keywords:
        if keyword.arg == "validation_alias" and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    return to_camel(attribute)


def _names(nodes: Iterable[ast.expr]) -> Iterator[str]:
    return (node.id for node in nodes if isinstance(node, ast.Name))


def names_in(code: ast.AST) -> Iterator[str]:
    """All names and strings: a string in an annotation is the name of a class further down."""
    for node in ast.walk(code):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
