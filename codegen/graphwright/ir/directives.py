"""Pass: directives of the project's own, as classes and as constants of where they are applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from graphql import (
    GraphQLArgument,
    GraphQLDirective,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    Undefined,
    is_specified_directive,
)
from graphql.execution.values import get_argument_values

from graphwright.ir.defaults import constant, field_default, joined
from graphwright.ir.docs import doc_of
from graphwright.ir.expressions import Code, Named, Symbol, Text, builtin
from graphwright.ir.model import DirectiveClass, DirectiveUses, Field
from graphwright.ir.names import (
    allocate,
    class_name,
    pascal_case,
    snake_case,
)
from graphwright.sdl.vocabulary import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphql import DirectiveNode

    from graphwright.ir.context import Context

Holder: TypeAlias = (
    GraphQLEnumType | GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType
)
Element: TypeAlias = GraphQLEnumValue | GraphQLField | GraphQLInputField

_NONE = (Text("None"),)


def build_directives(context: Context) -> tuple[DirectiveClass, ...]:
    """The directives that some field or enum value carries, by name.

    The directives of GraphQL itself and those of graphwright's vocabulary are left out: they
    have a meaning of their own.
    """
    classes: list[DirectiveClass] = []
    for definition in sorted(context.schema.directives, key=lambda each: each.name):
        if definition.name in NAMES or is_specified_directive(definition):
            continue
        built = _Directive(definition, context).build()
        if built.uses:
            classes.append(built)
    return tuple(classes)


class _Directive:
    """A definition on its way to a class."""

    def __init__(self, definition: GraphQLDirective, context: Context) -> None:
        self._definition = definition
        self._context = context
        wanted = f"{class_name(pascal_case(definition.name))}Directive"
        self._symbol = Symbol(".directives", context.derived_name(wanted))
        hidden = context.hidden_by(definition.args.values())
        self._names = context.argument_names(f"@{definition.name}", definition.args, hidden)

    def build(self) -> DirectiveClass:
        kinds = [
            kind
            for _, kind in sorted(self._context.schema.type_map.items())
            if isinstance(kind, Holder) and not kind.name.startswith("__")
        ]
        # Types that differ only in case would have one name.
        names = allocate([kind.name for kind in kinds], self._constant_name)
        uses = [found for kind in kinds if (found := self._uses(kind, names[kind.name])).entries]
        return DirectiveClass(
            symbol=self._symbol,
            graphql_name=self._definition.name,
            doc=(self._definition.description or "").strip(),
            fields=tuple(self._field(*item) for item in self._definition.args.items()),
            uses=tuple(uses),
        )

    def _field(self, name: str, argument: GraphQLArgument) -> Field:
        kind = self._context.type_of(argument.type)
        default: Code | None = None
        if argument.default_value is not Undefined:
            default = field_default(argument.default_value, argument.type, self._context)
        elif not isinstance(argument.type, GraphQLNonNull):
            default = _NONE
        return Field(self._names[name], name, doc_of(argument), kind, default)

    def _constant_name(self, type_name: str) -> str:
        return f"{snake_case(self._definition.name)}_of_{snake_case(type_name)}".upper()

    def _uses(self, kind: Holder, name: str) -> DirectiveUses:
        entries: list[tuple[Code, Code]] = []
        for key, element in self._elements(kind):
            values = [self._value(node) for node in self._nodes(element)]
            if values:
                entries.append((key, self._together(values)))
        is_enum = isinstance(kind, GraphQLEnumType)
        return DirectiveUses(
            name=name,
            graphql_name=kind.name,
            key=Named(self._context.classes[kind.name]) if is_enum else builtin("str"),
            repeatable=self._definition.is_repeatable,
            entries=tuple(entries),
        )

    def _elements(self, kind: Holder) -> Iterator[tuple[Code, Element]]:
        """The values of an enum by member, the fields of other types by GraphQL name."""
        if not isinstance(kind, GraphQLEnumType):
            fields: Mapping[str, GraphQLField | GraphQLInputField] = kind.fields
            for name, field in fields.items():
                yield (Text(f'"{name}"'),), field
            return
        members = self._context.members(kind)
        for name, value in kind.values.items():
            yield (self._context.classes[kind.name], Text(f".{members[name]}")), value

    def _nodes(self, element: Element) -> Sequence[DirectiveNode]:
        nodes = element.ast_node.directives if element.ast_node is not None else ()
        return [node for node in nodes if node.name.value == self._definition.name]

    def _value(self, node: DirectiveNode) -> Code:
        given = {argument.name.value for argument in node.arguments}
        values = get_argument_values(self._definition, node)
        arguments = [
            (
                Text(f"{self._names[name]}="),
                *constant(values[name], argument.type, self._context),
            )
            for name, argument in self._definition.args.items()
            if name in given
        ]
        return (self._symbol, Text("("), *joined(arguments), Text(")"))

    def _together(self, values: Sequence[Code]) -> Code:
        if not self._definition.is_repeatable:
            return values[0]
        comma = "," if len(values) == 1 else ""
        return (Text("("), *joined(values), Text(f"{comma})"))
