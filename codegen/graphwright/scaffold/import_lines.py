"""Imports put among those of a module, where a person would put them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import libcst as cst
from libcst.helpers import get_full_name_for_node

from graphwright.scaffold.imported import absolute_module

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Statement: TypeAlias = cst.BaseStatement

#: Longer lines are broken, as formatters of every usual width leave them.
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class ImportLines:
    """Adds imports; `package` is what relative imports begin at, `own` are the project's packages."""

    package: str
    own: frozenset[str]

    def add(self, body: Sequence[Statement], added: Mapping[str, Sequence[str]]) -> list[Statement]:
        """The statements with the names imported, by module."""
        changed = list(body)
        for module, names in added.items():
            changed = self._merged(changed, module, names) or self._inserted(changed, module, names)
        return changed

    def _merged(
        self, body: list[Statement], module: str, names: Sequence[str]
    ) -> list[Statement] | None:
        """The statements, if one of them imports from the module and has room for names."""
        for at, statement in enumerate(body):
            line = _import_from(statement)
            if (
                line is None
                or self._module(line) != module
                or isinstance(line.names, cst.ImportStar)
            ):
                continue
            text = code(line)
            if "#" in text:
                continue
            present = [
                code(each.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for each in line.names
            ]
            head = text.partition(" import")[0]
            all_names = sorted({*present, *names}, key=_name_order)
            parsed = _parse(_line(head, all_names, broken="\n" in text))
            return [*body[:at], statement.with_changes(body=parsed.body), *body[at + 1 :]]
        return None

    def _inserted(
        self, body: list[Statement], module: str, names: Sequence[str]
    ) -> list[Statement]:
        """The statements with a new line among the imports: by section, then by module."""
        new = _parse(_line(f"from {module}", sorted(names, key=_name_order)))
        imports = [(at, self._key(body[at])) for at in _leading_imports(body)]
        mine = self._order(module)
        section = [(at, key) for at, key in imports if key[0] == mine[0]]
        near = [at for at, key in section if key <= mine]
        if near:
            return [*body[: near[-1] + 1], new, *body[near[-1] + 1 :]]
        if section:
            return self._put_before(body, section[0][0], new)
        before = [at for at, key in imports if key <= mine]
        behind = [at for at, key in imports if key > mine]
        if before:
            at = before[-1] + 1
            apart = new.with_changes(leading_lines=[cst.EmptyLine(indent=False)])
            return [*body[:at], apart, *body[at:]]
        if behind:
            return self._put_before(body, behind[0], new, apart=True)
        at = 1 if body and _is_docstring(body[0]) else 0
        lines = [cst.EmptyLine(indent=False)] if at else []
        return [*body[:at], new.with_changes(leading_lines=lines), *body[at:]]

    def _put_before(
        self, body: list[Statement], at: int, new: cst.SimpleStatementLine, *, apart: bool = False
    ) -> list[Statement]:
        """The new line takes the blank lines of the one that it pushes down."""
        pushed = body[at]
        assert isinstance(pushed, cst.SimpleStatementLine)
        if any(line.comment for line in pushed.leading_lines):
            return [*body[: at + 1], new, *body[at + 1 :]]
        gap = [cst.EmptyLine(indent=False)] if apart else []
        return [
            *body[:at],
            new.with_changes(leading_lines=pushed.leading_lines),
            pushed.with_changes(leading_lines=gap),
            *body[at + 1 :],
        ]

    def _module(self, line: cst.ImportFrom) -> str:
        name = get_full_name_for_node(line.module) if line.module else None
        return absolute_module(len(line.relative), name, self.package)

    def _key(self, statement: Statement) -> tuple[int, str]:
        assert isinstance(statement, cst.SimpleStatementLine)
        first = statement.body[0]
        if isinstance(first, cst.ImportFrom):
            return self._order(self._module(first))
        assert isinstance(first, cst.Import)
        # `import x` stands before every `from y import z` of its section.
        module = get_full_name_for_node(first.names[0].name) or ""
        return self._order(module)[0], ""

    def _order(self, module: str) -> tuple[int, str]:
        top = module.partition(".")[0]
        if top == "__future__":
            return 0, module
        if top in sys.stdlib_module_names:
            return 1, module.lower()
        return (3 if top in self.own else 2), module.lower()


def as_block(suite: cst.BaseSuite) -> cst.IndentedBlock:
    """The suite, with what stands behind the colon on a line of its own."""
    if isinstance(suite, cst.IndentedBlock):
        return suite
    assert isinstance(suite, cst.SimpleStatementSuite)
    line = cst.SimpleStatementLine(body=suite.body)
    return cst.IndentedBlock(body=[line], header=suite.trailing_whitespace)


def _line(head: str, names: Sequence[str], *, broken: bool = False) -> str:
    line = f"{head} import {', '.join(names)}"
    if not broken and len(line) <= _WIDTH:
        return line
    items = "".join(f"    {name},\n" for name in names)
    return f"{head} import (\n{items})"


def _parse(text: str) -> cst.SimpleStatementLine:
    parsed = cst.parse_statement(text)
    assert isinstance(parsed, cst.SimpleStatementLine)
    return parsed


def _name_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2
    return kind, name.lower()


def _import_from(statement: Statement) -> cst.ImportFrom | None:
    """The import that the line consists of."""
    if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1:
        only = statement.body[0]
        return only if isinstance(only, cst.ImportFrom) else None
    return None


def _leading_imports(body: Sequence[Statement]) -> Iterator[int]:
    """Places of the imports before anything else is done."""
    for at, statement in enumerate(body):
        if _is_import(statement):
            yield at
        elif at or not _is_docstring(statement):
            return


def _is_import(statement: Statement) -> bool:
    return isinstance(statement, cst.SimpleStatementLine) and isinstance(
        statement.body[0], cst.Import | cst.ImportFrom
    )


def _is_docstring(statement: Statement) -> bool:
    return (
        isinstance(statement, cst.SimpleStatementLine)
        and isinstance(statement.body[0], cst.Expr)
        and isinstance(statement.body[0].value, cst.SimpleString | cst.ConcatenatedString)
    )


def code(node: cst.CSTNode) -> str:
    """The text of a part of a module."""
    return cst.Module([]).code_for_node(node)
