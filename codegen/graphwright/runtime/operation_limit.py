"""How much an operation may ask for, told from its text and variables before it is executed."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    VariableNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
)
from graphql.utilities import get_operation_ast

from graphwright.runtime.errors import OperationTooLarge
from graphwright.runtime.page import PageLimits

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from graphql import (
        DocumentNode,
        GraphQLField,
        GraphQLSchema,
        SelectionSetNode,
        ValueNode,
    )

_SIZES: Final = ("first", "last", "limit")
_DIGITS: Final = len(str(-(2**31)))
_REMEMBERED_OPERATIONS: Final = 1000
_REMEMBERED_LENGTH: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationLimit:
    """Refuses operations that ask for too much, for `validation_rules` of Ariadne.

    What counts are the nodes that an operation would have if all its pages were full: a field
    with a page size has that many for each node above it, a list field with a list among its
    arguments (`nodes(ids: …)`) as many as the list. Fields are counted with the fragments spread,
    and whether they are skipped or not.
    """

    schema: GraphQLSchema
    nodes: int = 500_000
    fields: int = 10_000
    depth: int = 100
    pages: PageLimits = field(default_factory=PageLimits)
    _small: dict[Hashable, None] = field(
        init=False, repr=False, compare=False, default_factory=dict[Any, None]
    )
    """The operations that were found to be in bounds, with what of their variables counts."""

    def __call__(
        self, _context: object, document: DocumentNode, data: Mapping[str, Any]
    ) -> tuple[()]:
        """Returns no rule; raises OperationTooLarge.

        A document that is not valid is taken as far as it is understood: validation comes next.
        """
        operation = get_operation_ast(document, data.get("operationName"))
        if operation:
            known = _variables(operation, data.get("variables") or {})
            key = (
                data["query"],
                operation.name and operation.name.value,
                *map(_amount, known.values()),
            )
            if key not in self._small:
                self._check(document, operation, known)
                if len(data["query"]) <= _REMEMBERED_LENGTH:
                    self._remember(key)
        return ()

    def _check(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, object],
    ) -> None:
        root = self.schema.get_root_type(operation.operation)
        if root:
            fragments = {
                each.name.value: each
                for each in document.definitions
                if isinstance(each, FragmentDefinitionNode)
            }
            _Count(self, fragments, variables).add([_Part(root, operation.selection_set)], 1, ())

    def _remember(self, key: Hashable) -> None:
        if len(self._small) >= _REMEMBERED_OPERATIONS:
            self._small.pop(next(iter(self._small)), None)
        self._small[key] = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Selections on a type, and the fragments that they are inside of."""

    type: Any
    selections: SelectionSetNode
    fragments: frozenset[str] = frozenset()


_Selected: TypeAlias = tuple[Any, FieldNode, frozenset[str]]
"""The definition of a field that is selected, where it is, and the fragments around it."""


class _Count:
    """The nodes and fields met so far."""

    def __init__(
        self,
        limit: OperationLimit,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, object],
    ) -> None:
        self._limit = limit
        self._fragments = fragments
        self._variables = variables
        self._nodes = 0
        self._fields = 0

    def add(self, parts: Sequence[_Part], parents: int, path: tuple[str, ...]) -> None:
        """Count what is selected of so many parents, once for each response key."""
        if len(path) >= self._limit.depth:
            raise OperationTooLarge(
                f"what is below {_shown(path)} is more than {self._limit.depth} levels deep:"
                " ask for less at once"
            )
        groups = self._grouped(parts)
        for key, group in groups.items():
            self._count_field(path)
            below = [
                _Part(get_named_type(definition.type), node.selection_set, fragments)
                for definition, node, fragments in group
                if node.selection_set
            ]
            if not below:
                continue
            here = (*path, key)
            sizes = [self._size(definition, node) for definition, node, _ in group]
            counted = [size for size in sizes if size is not None]
            nodes = parents * max(counted, default=1)
            if counted:
                self._count_nodes(nodes, here)
            self.add(below, nodes, here)

    def _grouped(self, parts: Sequence[_Part]) -> Mapping[str, Sequence[_Selected]]:
        """The fields selected, by response key, those in fragments included."""
        groups: dict[str, list[_Selected]] = {}
        spread: set[str] = set()
        pending = list(parts)
        for part in pending:
            fields = _fields(part.type)
            for node in part.selections.selections:
                if isinstance(node, FieldNode):
                    if definition := fields.get(node.name.value):
                        key = (node.alias or node.name).value
                        groups.setdefault(key, []).append((definition, node, part.fragments))
                elif inside := self._inside(part, node, spread):
                    pending.append(inside)
        return groups

    def _inside(self, part: _Part, node: Any, spread: set[str]) -> _Part | None:
        """The part that a fragment is; None if it is known, unknown, or inside of itself."""
        fragments = part.fragments
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name in spread or name in fragments or name not in self._fragments:
                return None
            spread.add(name)
            node, fragments = self._fragments[name], fragments | {name}
        condition = node.type_condition
        on = self._limit.schema.get_type(condition.name.value) if condition else part.type
        return _Part(on, node.selection_set, fragments) if on else None

    def _size(self, definition: Any, node: FieldNode) -> int | None:
        """How many nodes the field has for each parent; None if it has not a number of its own."""
        given = {each.name.value: _value(each.value, self._variables) for each in node.arguments}
        sizes = {
            name: argument.default_value
            for name, argument in definition.args.items()
            if name in _SIZES
        }
        if sizes:
            pages = self._limit.pages
            default = max(_numbers(sizes.values()), default=pages.default)
            wanted = _numbers(given.get(name) for name in sizes)
            return max(0, min(max(wanted, default=default), pages.maximum))
        if not _is_list(definition.type):
            return None
        lists: list[list[Any]] = [each for each in given.values() if isinstance(each, list)]
        return max(map(len, lists), default=None)

    def _count_nodes(self, nodes: int, path: tuple[str, ...]) -> None:
        self._nodes += nodes
        if self._nodes > self._limit.nodes:
            raise OperationTooLarge(
                f"the operation asks for up to {self._nodes:,} nodes, of which {nodes:,} are at"
                f" {_shown(path)}, and {self._limit.nodes:,} are allowed: ask for smaller pages,"
                " or for fewer at once"
            )

    def _count_field(self, path: tuple[str, ...]) -> None:
        self._fields += 1
        if self._fields > self._limit.fields:
            raise OperationTooLarge(
                f"the operation has more than {self._limit.fields:,} fields, with its fragments"
                f" spread, as of {_shown(path)}: ask for less at once"
            )


def _amount(value: object) -> object:
    """What of a variable decides on sizes."""
    if isinstance(value, Sized) and not isinstance(value, str):
        return ("of", len(value))
    return value if isinstance(value, int | float) else None


def _variables(
    operation: OperationDefinitionNode, given: Mapping[str, object]
) -> Mapping[str, object]:
    """The values of the variables that the operation declares, in the order of their declaration."""
    return {
        name: given[name] if name in given else _value(each.default_value, {})
        for each in operation.variable_definitions
        for name in (each.variable.name.value,)
    }


def _value(node: ValueNode | None, variables: Mapping[str, object]) -> object:
    """A number or a list, whatever is in it; None for all else, numbers too long for an Int too."""
    if isinstance(node, VariableNode):
        return variables.get(node.name.value)
    if isinstance(node, ListValueNode):
        return list(node.values)
    if isinstance(node, IntValueNode) and len(node.value) <= _DIGITS:
        return int(node.value)
    return None


def _fields(of: Any) -> Mapping[str, GraphQLField]:
    return of.fields if isinstance(of, GraphQLObjectType | GraphQLInterfaceType) else {}


def _numbers(values: Iterable[object]) -> list[int]:
    # JSON does not tell an integer from a number with nothing but zeros behind its point.
    return [
        int(each)
        for each in values
        if isinstance(each, int) or (isinstance(each, float) and each.is_integer())
    ]


def _is_list(output: Any) -> bool:
    return is_list_type(output.of_type if is_non_null_type(output) else output)


def _shown(path: Sequence[str]) -> str:
    shown = path if len(path) <= 12 else (*path[:5], "…", *path[-5:])
    return ".".join(shown) or "its root"
