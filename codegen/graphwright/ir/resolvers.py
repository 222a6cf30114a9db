"""Pass: resolver groups, one a type and schema file, with their methods and argument classes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
)

from graphwright.ir.classify import is_batched, is_root
from graphwright.ir.docs import doc_of
from graphwright.ir.expressions import Named, Symbol
from graphwright.ir.model import Argument, ArgumentsClass, Call, Method, ResolverGroup
from graphwright.ir.names import (
    RESOLVER_PARAMETERS,
    allocate,
    attribute_name,
    class_name,
    pascal_case,
)
from graphwright.ir.shapes import PAGINATION, pagination_fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphwright.ir.context import Context

#: A method with more arguments takes them as one object.
MOST_ARGUMENTS = 6

#: What the names of protocols end with.
GROUP_SUFFIX = "Resolvers"
_PAGE = "page"
_PAGE_REQUEST = Named(Symbol("graphwright.runtime", "PageRequest"))


def build_groups(
    context: Context, sources: Iterable[str]
) -> tuple[tuple[ResolverGroup, ...], tuple[ArgumentsClass, ...]]:
    """The groups, root types first, and the argument classes of their methods, by name."""
    drafts = _drafts(context, file_prefixes(sources))
    wanted = {draft.key: draft.wanted for draft in drafts}
    names = allocate(wanted, lambda key: f"{wanted[key]}{GROUP_SUFFIX}", context.class_names())
    attributes = allocate(wanted, lambda key: attribute_name(wanted[key]))
    groups: list[ResolverGroup] = []
    arguments: list[ArgumentsClass] = []
    for draft in drafts:
        symbol = Symbol(".resolvers", names[draft.key])
        group, classes = _Group(context, draft, symbol, attributes[draft.key]).build()
        groups.append(group)
        arguments += classes
    return tuple(groups), tuple(sorted(arguments, key=lambda each: each.symbol))


@dataclass(frozen=True, slots=True)
class _Draft:
    """The resolver fields that one file declares for one type.

    `wanted` is the name of the group without its suffix; `names` are those of the whole type.
    """

    wanted: str
    kind: GraphQLObjectType
    source: str
    fields: Mapping[str, GraphQLField]
    names: Mapping[str, str]
    is_root: bool

    @property
    def key(self) -> str:
        """What tells the draft from all others, even where they want the same name.

        The names of root types come before those of others.
        """
        return f"{'' if self.is_root else '~'}{self.wanted} {self.kind.name} {self.source}"


def _drafts(context: Context, prefixes: Mapping[str, str]) -> list[_Draft]:
    schema = context.schema
    roots = [schema.query_type, schema.mutation_type, schema.subscription_type]
    others = [kind for kind in context.types(GraphQLObjectType) if not is_root(kind, schema)]
    drafts: list[_Draft] = []
    for kind in [*(root for root in roots if root is not None), *others]:
        data = context.data_fields(kind)
        resolved = {name: field for name, field in kind.fields.items() if name not in data}
        names = context.field_names(kind, resolved)
        for source, fields in sorted(_by_source(resolved).items()):
            own = not is_root(kind, schema) and source == _source_of(kind)
            prefix = "" if own else prefixes[source]
            wanted = f"{prefix}{context.name_of(kind)}"
            drafts.append(_Draft(wanted, kind, source, fields, names, is_root(kind, schema)))
    return drafts


def _by_source(fields: Mapping[str, GraphQLField]) -> Mapping[str, Mapping[str, GraphQLField]]:
    found: defaultdict[str, dict[str, GraphQLField]] = defaultdict(dict)
    for name, field in fields.items():
        found[_source_of(field)][name] = field
    return found


def _source_of(element: GraphQLNamedType | GraphQLField) -> str:
    node = element.ast_node
    if node is None or node.loc is None:
        raise ValueError(f"{element} comes from no file")
    return node.loc.source.name


def file_prefixes(sources: Iterable[str]) -> Mapping[str, str]:
    """`resource_slot.graphql` gives `ResourceSlot`; files of one name add their directory's."""
    paths = {source: PurePosixPath(source) for source in sources}
    stems = [pascal_case(path.stem) for path in paths.values()]
    prefixes = {
        source: stem if stems.count(stem) == 1 else pascal_case(path.parent.name) + stem
        for (source, path), stem in zip(paths.items(), stems, strict=True)
    }
    return {path: class_name(prefix) for path, prefix in prefixes.items()}


class _Group:
    """A draft on its way to a group."""

    def __init__(self, context: Context, draft: _Draft, symbol: Symbol, attribute: str) -> None:
        self._context = context
        self._draft = draft
        self._symbol = symbol
        self._attribute = attribute
        self._is_root = draft.is_root
        self._arguments: list[ArgumentsClass] = []

    def build(self) -> tuple[ResolverGroup, list[ArgumentsClass]]:
        draft = self._draft
        methods = tuple(self._method(name, field) for name, field in draft.fields.items())
        group = ResolverGroup(
            symbol=self._symbol,
            attribute=self._attribute,
            graphql_name=draft.kind.name,
            source=draft.source,
            parent=None if self._is_root else self._context.classes[draft.kind.name],
            methods=methods,
        )
        return group, self._arguments

    def _method(self, graphql_name: str, field: GraphQLField) -> Method:
        name = self._draft.names[graphql_name]
        folded = self._pagination(field)
        page = _PAGE if folded else None
        own = {key: value for key, value in field.args.items() if key not in folded}
        many = len(own) + len(folded[:1]) > MOST_ARGUMENTS
        reserved = self._context.hidden_by(own.values()) if many else RESOLVER_PARAMETERS
        coordinate = f"{self._draft.kind.name}.{graphql_name}"
        reserved = reserved | {_PAGE} if folded else reserved
        names = self._context.argument_names(coordinate, own, reserved)
        arguments = tuple(self._argument(names[key], key, own[key]) for key in own)
        return Method(
            name=name,
            graphql_name=graphql_name,
            doc=doc_of(field, field.deprecation_reason),
            call=self._call(field),
            arguments=arguments,
            page_argument=page,
            arguments_class=self._arguments_class(name, arguments, page) if many else None,
            result=self._context.type_of(field.type),
        )

    def _pagination(self, field: GraphQLField) -> list[str]:
        """The pagination arguments of a field that gives a connection, if all have their types."""
        if get_named_type(field.type).name not in self._context.shapes.connections:
            return []
        if not all(pagination_fits(*item) for item in field.args.items()):
            return []
        return [name for name in field.args if name in PAGINATION]

    def _argument(self, name: str, graphql_name: str, argument: GraphQLArgument) -> Argument:
        doc = doc_of(argument, argument.deprecation_reason)
        return Argument(name, graphql_name, doc, self._context.type_of(argument.type))

    def _arguments_class(
        self, method: str, arguments: tuple[Argument, ...], page: str | None
    ) -> Symbol:
        wanted = f"{self._draft.wanted}{pascal_case(method)}Arguments"
        symbol = Symbol(".arguments", self._context.derived_name(wanted))
        if page is not None:
            doc = "The page that was asked for."
            arguments = (*arguments, Argument(page, page, doc, _PAGE_REQUEST))
        self._arguments.append(ArgumentsClass(symbol, self._symbol.name, method, arguments))
        return symbol

    def _call(self, field: GraphQLField) -> Call:
        if self._draft.kind is self._context.schema.subscription_type:
            return Call.STREAM
        if self._is_root:
            return Call.ROOT
        return Call.BATCHED if is_batched(field, self._context.schema) else Call.SINGLE
