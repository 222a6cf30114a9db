"""A module of models, rewritten so that every class stands below those that it needs.

Pydantic looks up the names in an annotation when a class is made. What it does not find then it
looks up again when the model is first used, but in the module of that model: a field that is
inherited from another module would never be found.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from graphwright.client.emitted import names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def model_module(doc: str, text: str) -> str:
    """The module with its docstring and classes in order, without comments and idle imports."""
    definitions: dict[str, ast.stmt] = {}
    others: list[ast.stmt] = []
    for statement in ast.parse(text).body:
        name = _defined_name(statement)
        if name is None:
            others.append(statement)
        else:
            definitions[name] = statement
    body = [*_used(others, definitions.values()), *_in_order(definitions)]
    code = ast.unparse(ast.Module(body=body, type_ignores=[]))
    return f'"""{doc}"""\n\nfrom __future__ import annotations\n\n{code}'


def _used(imports: Iterable[ast.stmt], statements: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The imports, each with the names that a statement needs; a base class has its own."""
    used = {name for statement in statements for name in names_in(statement)}
    for statement in imports:
        if isinstance(statement, ast.ImportFrom):
            statement.names = [alias for alias in statement.names if alias.name in used]
        if not isinstance(statement, ast.ImportFrom) or statement.names:
            yield statement


def _defined_name(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.ClassDef):
        return statement.name
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return None


def _in_order(definitions: Mapping[str, ast.stmt]) -> Iterator[ast.stmt]:
    """Each definition after those that it needs; inputs that need each other stay as they are."""
    seen: set[str] = set()

    def needed(name: str) -> Iterator[ast.stmt]:
        if name in seen or name not in definitions:
            return
        seen.add(name)
        for other in _needs(definitions[name]):
            yield from needed(other)
        yield definitions[name]

    for name in definitions:
        yield from needed(name)


def _needs(statement: ast.stmt) -> Iterator[str]:
    """The names that a definition needs, in the order of its text."""
    if isinstance(statement, ast.Assign):
        yield from names_in(statement.value)
    elif isinstance(statement, ast.ClassDef):
        for base in statement.bases:
            yield from names_in(base)
        for field in statement.body:
            if isinstance(field, ast.AnnAssign):
                yield from names_in(field.annotation)
