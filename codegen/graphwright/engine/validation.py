"""Validation by graphql-core's rules, in a walk that takes a quarter of the time of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graphql import (
    ASTValidationRule,
    GraphQLError,
    GraphQLSchema,
    TypeInfo,
    ValidationContext,
    Visitor,
    assert_valid_schema,
    specified_rules,
    validate,
    version_info,
)
from graphql.language import (
    BREAK,
    SKIP,
    DocumentNode,
    FragmentDefinitionNode,
    VisitorAction,
)

from . import core

if TYPE_CHECKING:
    from collections.abc import Sequence

Rules = Collection[type[ASTValidationRule]]

RELEASES: Final = frozenset({(3, 2, 14), (3, 3, 2)})
"""Releases of graphql-core whose `validate` is known to do nothing but what is done here. Any other
validates documents by itself, since it may look for more than its rules do."""

# What is not part of graphql-core's public interface is only there in these releases.
_validate: Any = import_module("graphql.validation.validate")
_context: Any = import_module("graphql.validation.validation_context")


def errors_of(
    schema: GraphQLSchema, document: DocumentNode, rules: Rules | None
) -> list[GraphQLError]:
    """What `validate` of graphql-core has against a document.

    A document that any rule has something against is validated by graphql-core from the beginning.
    """
    return [] if _is_certain(schema, document, rules) else validate(schema, document, rules)


def _is_certain(schema: GraphQLSchema, document: DocumentNode, rules: Rules | None) -> bool:
    """Whether a document is valid; False also where only graphql-core can tell."""
    if tuple(version_info[:3]) not in RELEASES:
        return False
    found: list[GraphQLError] = []

    def report(error: GraphQLError) -> None:
        found.append(error)
        raise _NotCertainError

    try:
        assert_valid_schema(schema)
        context = _Context(schema, document, TypeInfo(schema), report)
        applied = [rule(context) for rule in (specified_rules if rules is None else rules)]
        if not all(map(_is_usual, applied)):
            return False
        Walk([*_guards(document), context.usages, *applied], context.type_info).document(document)
    except Exception:  # anything that is raised here is raised again where graphql-core validates
        return False
    return not found


def _is_usual(visitor: Visitor) -> bool:
    """Whether the methods of a visitor are those that its class has by their names."""
    cls = type(visitor)
    return cls.__module__.startswith("graphql.") or (
        cls.get_enter_leave_for_kind is Visitor.get_enter_leave_for_kind
        and not any(
            callable(value) and name.startswith(("enter", "leave"))
            for name, value in vars(visitor).items()
        )
    )


def _guards(document: DocumentNode) -> list[Visitor]:
    """What graphql-core applies before all rules."""
    fragments = {
        definition.name.value: definition
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }
    return [_validate.FragmentNestingVisitor(fragments)] if fragments else []


class _NotCertainError(Exception):
    """A document is not valid, or a rule asks for something that only graphql-core does."""


class _Context(ValidationContext):
    """What rules are given, with variables that are found on the way."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        type_info: TypeInfo,
        on_error: Callable[[GraphQLError], None],
    ) -> None:
        super().__init__(schema, document, type_info, on_error)
        self.type_info = type_info
        self.usages = _Usages(type_info)
        # graphql-core has dicts here, which ask the top nodes for a hash of the whole document.
        self._fragment_spreads: Any = _ByIdentity()
        self._recursive_variable_usages: Any = _ByIdentity()

    def get_variable_usages(self, node: Any) -> list[Any]:
        """Variables that an operation or a fragment names by itself."""
        found = self.usages.found
        if id(node) not in found:
            Walk([self.usages], self.type_info).document(node)
        return found[id(node)]


class _ByIdentity:
    """Values of nodes, each kept for one node only."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[int, Any] = {}

    def get(self, node: Any) -> Any:
        """The value of a node, or None."""
        return self._values.get(id(node))

    def __setitem__(self, node: Any, value: Any) -> None:
        self._values[id(node)] = value


class _Usages(Visitor):
    """Collects the variables of each operation and fragment, as graphql-core does one by one."""

    def __init__(self, type_info: TypeInfo) -> None:
        super().__init__()
        self.found: dict[int, list[Any]] = {}
        self._type_info = type_info
        self._collecting: list[Any] = []

    def enter_operation_definition(self, *_others: Any) -> None:
        """Begin with the variables of an operation."""
        self._collecting.append(_context.VariableUsageVisitor(self._type_info))

    def enter_fragment_definition(self, node: Any, *_others: Any) -> None:
        """Begin with the variables of a fragment."""
        options = (node,) if core.IS_33 else ()
        self._collecting.append(_context.VariableUsageVisitor(self._type_info, *options))

    def enter_variable_definition(self, *_others: Any) -> VisitorAction:
        """Leave out what is defined."""
        return SKIP

    def enter_variable(self, node: Any, *_others: Any) -> None:
        """Note a variable."""
        self._collecting[-1].enter_variable(node)

    def leave_operation_definition(self, node: Any, *_others: Any) -> None:
        """Keep the variables of an operation."""
        self.found[id(node)] = self._collecting.pop().usages

    leave_fragment_definition = leave_operation_definition


Call = tuple[int, Callable[..., Any]]
"""A method to call, and the number of the visitor that it is of."""


class _Handlers(NamedTuple):
    """What is to be done at nodes of one kind."""

    enter_type: Callable[[Any], None] | None
    leave_type: Callable[[], None] | None
    enter: tuple[Call, ...]
    leave: tuple[Call, ...]
    keys: tuple[str, ...]
    children: Callable[[Any], Iterable[Any]]
    """What a node has under these keys."""
    is_idle: bool
    """Whether there is nothing to be done."""


class Walk:
    """One walk through a document with several visitors, none of which may change it.

    They are called in graphql-core's order and with the same arguments. What it finds out at every
    node is found out once for each kind of node here: which of them are to be called.
    """

    __slots__ = ("_ancestors", "_kinds", "_path", "_resting", "_type_info", "_visitors")

    def __init__(self, visitors: Sequence[Visitor], type_info: TypeInfo) -> None:
        self._visitors = visitors
        self._type_info = type_info
        self._resting: list[Any] = [None] * len(visitors)
        """For each visitor the node that it skips, or BREAK."""
        self._kinds: dict[str, _Handlers] = {}
        self._path: list[Any] = []
        self._ancestors: list[Any] = []

    def document(self, node: Any) -> None:
        """Walk through a node that stands at the top."""
        self._node(node, None, None)

    def _node(self, node: Any, key: Any, parent: Any) -> None:
        handlers = self._kinds.get(node.kind) or self._handlers_of(node.kind)
        if handlers.is_idle:
            return
        enter_type, leave_type, enter, leave, keys, _, _ = handlers
        if enter_type is not None:
            enter_type(node)
        skips = self._enter(enter, node, key, parent) if enter else False
        if keys:
            self._children(handlers, node, parent)
        for number, call in leave:
            if not self._resting[number]:
                answer = call(node, key, parent, self._path, self._ancestors)
                if answer is BREAK or answer is True:
                    self._resting[number] = BREAK
                elif not (answer is None or answer is SKIP or answer is False):
                    raise _NotCertainError
        if skips:
            self._resting = [None if skipped is node else skipped for skipped in self._resting]
        if leave_type is not None:
            leave_type()

    def _enter(self, enter: tuple[Call, ...], node: Any, key: Any, parent: Any) -> bool:
        """Whether one of the visitors skips what is below the node."""
        resting, path, ancestors = self._resting, self._path, self._ancestors
        skips = False
        for number, call in enter:
            if not resting[number]:
                answer = call(node, key, parent, path, ancestors)
                if answer is None:
                    continue
                if answer is SKIP or answer is False:
                    resting[number] = node
                    skips = True
                elif answer is BREAK or answer is True:
                    resting[number] = BREAK
                else:
                    raise _NotCertainError
        return skips

    def _children(self, handlers: _Handlers, node: Any, parent: Any) -> None:
        path, ancestors = self._path, self._ancestors
        if parent is not None:
            ancestors.append(parent)
        for key, child in zip(handlers.keys, handlers.children(node), strict=True):
            if not child:
                continue
            path.append(key)
            if type(child) is tuple:
                ancestors.append(node)
                for index, item in enumerate(child):
                    path.append(index)
                    self._node(item, index, child)
                    path.pop()
                ancestors.pop()
            else:
                self._node(child, key, node)
            path.pop()
        if parent is not None:
            ancestors.pop()

    def _handlers_of(self, kind: str) -> _Handlers:
        visitors = self._visitors
        enter, leave = _methods(tuple(map(type, visitors)), kind)
        keys: tuple[str, ...] = _validate.query_document_keys_to_validate.get(kind, ())
        enter_type = getattr(self._type_info, f"enter_{kind}", None)
        handlers = self._kinds[kind] = _Handlers(
            enter_type,
            getattr(self._type_info, f"leave_{kind}", None),
            tuple([(number, getattr(visitors[number], name)) for number, name in enter]),
            tuple([(number, getattr(visitors[number], name)) for number, name in leave]),
            keys,
            attrgetter(*keys) if len(keys) > 1 else lambda node: [getattr(node, *keys)],
            not (enter_type or enter or leave or keys),
        )
        return handlers


@lru_cache(maxsize=1024)
def _methods(
    visitors: tuple[type[Visitor], ...], kind: str
) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...]]:
    """Numbers of visitors and names of methods to call when a node is entered, and when it is left.

    As `Visitor.get_enter_leave_for_kind` has it, whose answers depend on the class alone.
    """
    return _named(visitors, "enter", kind), _named(visitors, "leave", kind)


def _named(
    visitors: tuple[type[Visitor], ...], verb: str, kind: str
) -> tuple[tuple[int, str], ...]:
    names = (f"{verb}_{kind}", verb)
    found = [next((name for name in names if getattr(each, name, None)), None) for each in visitors]
    return tuple((number, name) for number, name in enumerate(found) if name)
