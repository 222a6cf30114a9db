"""Methods, classes and imports put into the text of a module; all that was there stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from graphwright.scaffold.import_lines import ImportLines, Statement, as_block, code
from graphwright.scaffold.imported import TYPE_CHECKING_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class NewMethods:
    """Methods for a class, as the text of one, and the order of all that its protocol has."""

    text: str
    order: Sequence[str]


@dataclass(frozen=True, slots=True)
class Insertions:
    """What a module gets: methods by class, whole classes, imports by module."""

    methods: Mapping[str, NewMethods]
    classes: Sequence[str]
    runtime: Mapping[str, Sequence[str]]
    typing: Mapping[str, Sequence[str]]


def inserted(text: str, insertions: Insertions, imports: ImportLines) -> str:
    """The text with the insertions, in the indentation and line endings of the module."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    tree = cst.parse_module(text.removeprefix(mark))
    places = {
        each.name.value: at for at, each in enumerate(tree.body) if isinstance(each, cst.ClassDef)
    }
    body: list[Statement] = list(tree.body)
    for name, methods in insertions.methods.items():
        body[places[name]] = _with_methods(body[places[name]], methods, tree)
    for each in insertions.classes:
        blank = cst.EmptyLine(indent=False)
        body.append(_parsed(each, tree).with_changes(leading_lines=[blank, blank]))
    body = _with_guarded_imports(body, insertions.typing, imports)
    body = imports.add(body, insertions.runtime)
    return mark + tree.with_changes(body=body).code


def _parsed(text: str, tree: cst.Module) -> cst.ClassDef:
    """A class that is indented like the module."""
    lines = []
    for line in text.splitlines():
        bare = line.lstrip(" ")
        depth, rest = divmod(len(line) - len(bare), len(_INDENT))
        lines.append(f"{tree.default_indent * depth}{' ' * rest}{bare}{tree.default_newline}")
    (parsed,) = cst.parse_module("".join(lines), tree.config_for_parsing).body
    assert isinstance(parsed, cst.ClassDef)
    return parsed


def _with_methods(kind: Statement, added: NewMethods, tree: cst.Module) -> Statement:
    assert isinstance(kind, cst.ClassDef)
    block = as_block(kind.body)
    body = list(block.body)
    for method in as_block(_parsed(added.text, tree).body).body:
        assert isinstance(method, cst.FunctionDef)
        spaced = method.with_changes(leading_lines=[cst.EmptyLine(indent=False)])
        body.insert(_place(body, method.name.value, added.order), spaced)
    return kind.with_changes(body=block.with_changes(body=body))


def _place(body: Sequence[cst.CSTNode], name: str, order: Sequence[str]) -> int:
    """Behind the method that comes before it in the protocol, or else behind all of them."""
    places = {
        each.name.value: at for at, each in enumerate(body) if isinstance(each, cst.FunctionDef)
    }
    for before in reversed(order[: order.index(name)]):
        if before in places:
            return places[before] + 1
    return max((places[each] + 1 for each in order if each in places), default=len(body))


def _is_guard(statement: cst.If) -> bool:
    return code(statement.test).rpartition(".")[2] == TYPE_CHECKING_NAME


def _with_guarded_imports(
    body: list[Statement], added: Mapping[str, Sequence[str]], imports: ImportLines
) -> list[Statement]:
    """The statements with imports in the first `if TYPE_CHECKING`."""
    for at, statement in enumerate(body):
        if added and isinstance(statement, cst.If) and _is_guard(statement):
            block = as_block(statement.body)
            guarded = imports.add(list(block.body), added)
            changed = statement.with_changes(body=block.with_changes(body=guarded))
            return [*body[:at], changed, *body[at + 1 :]]
    return body
