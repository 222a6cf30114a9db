"""What an operation asks for below a field, aliases and fragments merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)

from graphwright.runtime.wrapping import declared_type, named_type, returned_type

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

Parts: TypeAlias = tuple[tuple[GraphQLNamedType, SelectionSetNode], ...]
SelectionKey: TypeAlias = tuple[tuple[str, Any], ...]

_NO_NAMES: Final[Collection[str]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class _Document:
    """What the selections of one execution share."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]


class Selection:
    """The fields selected below a field, by their GraphQL names; lazy, and cached once read.

    Two uses of one field under different aliases are merged, `@skip` and `@include` are
    applied, `__typename` is left out. Below an interface or union the selection differs by
    type: with no type name given the fields of all possible types are merged, which may be
    more than one object needs but never less.
    """

    __slots__ = ("_by_type", "_document", "_key", "_parts")

    EMPTY: ClassVar[Selection]

    def __init__(self, document: _Document | None, parts: Parts) -> None:
        self._document = document
        self._parts = parts
        self._by_type: dict[str | None, Mapping[str, Selection]] = {}
        self._key: SelectionKey | None = None

    @classmethod
    def of(cls, info: GraphQLResolveInfo) -> Selection:
        """Returns the selection below the field that is being resolved."""
        nodes = info.field_nodes
        if isinstance(nodes, CompiledNodes):
            if nodes.selection is None:
                nodes.selection = cls._of(info, nodes.conditions)
            return nodes.selection
        # graphql-core 3.3 keeps the coerced variables beside their sources.
        return cls._of(info, getattr(info.variable_values, "coerced", info.variable_values))

    @classmethod
    def _of(cls, info: GraphQLResolveInfo, variables: Mapping[str, Any]) -> Selection:
        returned = named_type(returned_type(info))
        parts = tuple(
            (returned, node.selection_set) for node in info.field_nodes if node.selection_set
        )
        return cls(_Document(info.schema, info.fragments, variables), parts)

    @property
    def is_leaf(self) -> bool:
        """Whether nothing can be selected below: a scalar, an enum, or a field not selected."""
        return not self._parts

    @property
    def key(self) -> SelectionKey:
        """A hashable picture of the selection, equal for operations that ask for the same."""
        if self._key is None:
            self._key = tuple(
                (name, child.key) for name, child in sorted(self.fields().items(), key=_by_name)
            )
        return self._key

    def fields(self, type_name: str | None = None) -> Mapping[str, Selection]:
        """Returns the fields selected of an object of the type, each with its own selection."""
        found = self._by_type.get(type_name)
        if found is None:
            found = self._by_type[type_name] = self._merged(type_name)
        return found

    def child(self, name: str) -> Selection:
        """Returns the selection below a field; an empty one when the field is not selected."""
        return self.fields().get(name, Selection.EMPTY)

    def __or__(self, other: Selection) -> Selection:
        """Returns what either of two selections of one operation asks for."""
        if other.is_leaf or self.is_leaf:
            return self if other.is_leaf else other
        return Selection(self._document, (*self._parts, *other._parts))

    def has(self, *path: str) -> bool:
        """Tells whether the field at the path of GraphQL names is selected."""
        current = self
        for name in path:
            found = current.fields().get(name)
            if found is None:
                return False
            current = found
        return True

    def narrow(self, type_name: str) -> Selection:
        """Returns what is selected of objects of one type, below an interface or a union."""
        if self._document is None:
            return self
        narrowed = self._document.schema.type_map.get(type_name)
        if not isinstance(narrowed, GraphQLObjectType):
            raise ValueError(f"{type_name!r} is not an object type of the schema")
        if all(declared is narrowed for declared, _ in self._parts):
            return self
        parts = tuple(
            (narrowed, nodes)
            for declared, nodes in self._parts
            if _is_possible(self._document.schema, declared, narrowed)
        )
        return Selection(self._document, parts)

    def __contains__(self, name: object) -> bool:
        return name in self.fields()

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields())

    def __repr__(self) -> str:
        return f"Selection({', '.join(self.fields())})"

    def _merged(self, type_name: str | None) -> Mapping[str, Selection]:
        document = self._document
        if document is None:
            return {}
        parts: dict[str, dict[tuple[str, int], tuple[GraphQLNamedType, SelectionSetNode]]] = {}
        for declared, nodes in self._parts:
            for concrete in _concrete_types(document.schema, declared):
                if type_name is not None and concrete.name != type_name:
                    continue
                for node in _collect(document, concrete, nodes, _NO_NAMES, set()):
                    field = concrete.fields.get(node.name.value)
                    if field is None:
                        continue
                    below = parts.setdefault(node.name.value, {})
                    if node.selection_set:
                        returned = named_type(declared_type(field))
                        place = (returned.name, id(node.selection_set))
                        below[place] = (returned, node.selection_set)
        return {name: Selection(document, tuple(below.values())) for name, below in parts.items()}


Selection.EMPTY = Selection(None, ())


class CompiledNodes(list[FieldNode]):
    """The nodes of a field in a compiled operation, whose selection is read once.

    An operation is compiled for each way in which its conditions fall; `conditions` has the
    values of the variables that they name.
    """

    __slots__ = ("conditions", "selection")

    def __init__(self, nodes: Iterable[FieldNode], conditions: Mapping[str, bool]) -> None:
        super().__init__(nodes)
        self.conditions = conditions
        self.selection: Selection | None = None


def _by_name(item: tuple[str, Selection]) -> str:
    return item[0]


def _collect(
    document: _Document,
    concrete: GraphQLObjectType,
    nodes: SelectionSetNode,
    local: Collection[str],
    visited: set[str],
) -> Iterator[FieldNode]:
    """Yields the fields that apply to objects of the type, fragments spread out.

    `local` names the variables of the fragment itself (fragment arguments): their values
    are not known here, so that what depends on them counts as selected.
    """
    for node in nodes.selections:
        if not _is_included(node, document.variables, local):
            continue
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            if _applies(document.schema, node, concrete):
                yield from _collect(document, concrete, node.selection_set, local, visited)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
            visited.add(node.name.value)
            fragment = document.fragments.get(node.name.value)
            if fragment is not None and _applies(document.schema, fragment, concrete):
                own = {each.variable.name.value for each in fragment.variable_definitions or ()}
                yield from _collect(document, concrete, fragment.selection_set, own, visited)


def _is_included(node: Any, variables: Mapping[str, Any], local: Collection[str]) -> bool:
    for directive in node.directives or ():
        kind = directive.name.value
        if kind not in ("skip", "include"):
            continue
        for argument in directive.arguments or ():
            value = argument.value
            if isinstance(value, VariableNode):
                name = value.name.value
                condition = None if name in local else variables.get(name)
            else:
                condition = getattr(value, "value", None)
            if condition is (kind == "skip"):
                return False
    return True


def _applies(
    schema: GraphQLSchema,
    fragment: InlineFragmentNode | FragmentDefinitionNode,
    concrete: GraphQLObjectType,
) -> bool:
    condition = fragment.type_condition
    if not condition:
        return True
    declared = schema.type_map.get(condition.name.value)
    return declared is not None and _is_possible(schema, declared, concrete)


def _is_possible(
    schema: GraphQLSchema, declared: GraphQLNamedType, concrete: GraphQLObjectType
) -> bool:
    if isinstance(declared, (GraphQLInterfaceType, GraphQLUnionType)):
        return schema.is_sub_type(declared, concrete)
    return declared is concrete


def _concrete_types(
    schema: GraphQLSchema, declared: GraphQLNamedType
) -> Collection[GraphQLObjectType]:
    if isinstance(declared, (GraphQLInterfaceType, GraphQLUnionType)):
        return schema.get_possible_types(declared)
    return (declared,) if isinstance(declared, GraphQLObjectType) else ()
