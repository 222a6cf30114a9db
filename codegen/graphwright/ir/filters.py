"""Pass: filters as functions from an input and its columns to a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLEnumType, GraphQLInputField, GraphQLInputObjectType, get_named_type

from graphwright.ir.docs import doc_of
from graphwright.ir.expressions import NONE, Named, Parameters, Symbol, TypeExpr, generic, union
from graphwright.ir.filter_shapes import (
    LOGICAL,
    OPERATORS,
    FilterShapes,
    operator_fields,
    recognise_filters,
    value_type,
)
from graphwright.ir.model import CompositeFilter, FilterOperator, FilterTerm, LeafFilter, Term
from graphwright.ir.names import FUNCTION_NAMES, allocate, snake_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphwright.ir.context import Context

_SQL = "graphwright.runtime.sql"
_CONDITION = Named(Symbol(_SQL, "Condition"))


def build_filters(
    context: Context,
) -> tuple[tuple[LeafFilter, ...], tuple[CompositeFilter, ...]]:
    """The filters on one column and those on an entity, by name; nothing without SQLAlchemy."""
    if not context.sqlalchemy:
        return (), ()
    shapes = recognise_filters(context.types(GraphQLInputObjectType))
    wanted = {name: context.classes[name].name for name in (*shapes.leaves, *shapes.composites)}
    names = allocate(wanted.values(), snake_case, FUNCTION_NAMES)
    functions = {name: Symbol(".filters", names[python]) for name, python in wanted.items()}
    passes = _Filters(context, shapes, functions)
    return (
        tuple(passes.leaf(shapes.leaves[name]) for name in sorted(shapes.leaves)),
        tuple(passes.composite(shapes.composites[name]) for name in sorted(shapes.composites)),
    )


class _Filters:
    """The filters of a schema on their way into the IR."""

    def __init__(
        self, context: Context, shapes: FilterShapes, functions: Mapping[str, Symbol]
    ) -> None:
        self._context = context
        self._shapes = shapes
        self._functions = functions

    def leaf(self, kind: GraphQLInputObjectType) -> LeafFilter:
        names = self._context.input_names(kind)
        return LeafFilter(
            function=self._functions[kind.name],
            input=self._context.classes[kind.name],
            graphql_name=kind.name,
            column=self._leaf_column(kind),
            operators=tuple(
                FilterOperator(names[name], Symbol(_SQL, OPERATORS[name].function))
                for name in operator_fields(kind)
            ),
            terms=tuple(
                self._logical(names[name], name, field, kind)
                for name, field in kind.fields.items()
                if name not in operator_fields(kind)
            ),
        )

    def composite(self, kind: GraphQLInputObjectType) -> CompositeFilter:
        names = self._context.input_names(kind)
        return CompositeFilter(
            function=self._functions[kind.name],
            columns=self._columns(kind.name),
            input=self._context.classes[kind.name],
            graphql_name=kind.name,
            terms=tuple(
                self._term(names[name], name, field, kind) for name, field in kind.fields.items()
            ),
        )

    def _term(
        self, name: str, graphql_name: str, field: GraphQLInputField, kind: GraphQLInputObjectType
    ) -> FilterTerm:
        target = get_named_type(field.type)
        doc = doc_of(field)
        if target is kind and graphql_name in LOGICAL:
            return self._logical(name, graphql_name, field, kind)
        function = self._functions.get(target.name)
        value = self._context.required_type_of(field.type)
        is_filter = function is not None and value == Named(self._context.classes[target.name])
        if is_filter and isinstance(target, GraphQLInputObjectType):
            if target.name in self._shapes.leaves:
                return FilterTerm(name, doc, Term.LEAF, function, self._leaf_column(target))
            if not self._reaches(target, kind):
                columns = Named(self._columns(target.name))
                return FilterTerm(name, doc, Term.NESTED, function, columns)
        column = _callable(value, union(_CONDITION, NONE))
        return FilterTerm(name, doc, Term.CUSTOM, None, column)

    def _logical(
        self, name: str, graphql_name: str, field: GraphQLInputField, kind: GraphQLInputObjectType
    ) -> FilterTerm:
        term = Term(LOGICAL[graphql_name])
        return FilterTerm(name, doc_of(field), term, self._functions[kind.name], None)

    def _columns(self, name: str) -> Symbol:
        wanted = f"{self._context.classes[name].name}Columns"
        return Symbol(".filters", self._context.derived_name(wanted))

    def _leaf_column(self, kind: GraphQLInputObjectType) -> TypeExpr:
        value = value_type(kind)
        if value is None:
            raise TypeError(f"{kind.name} compares with nothing")
        column = "EnumColumn" if isinstance(value, GraphQLEnumType) else "Column"
        return generic(Symbol(_SQL, column), self._context.required_type_of(value))

    def _reaches(self, start: GraphQLInputObjectType, goal: GraphQLInputObjectType) -> bool:
        """Whether the columns of `goal` would contain themselves by way of `start`."""
        seen: set[str] = set()
        open_filters = [start]
        while open_filters:
            kind = open_filters.pop()
            if kind is goal:
                return True
            if kind.name not in seen:
                seen.add(kind.name)
                open_filters += self._composites_in(kind)
        return False

    def _composites_in(self, kind: GraphQLInputObjectType) -> Iterator[GraphQLInputObjectType]:
        for field in kind.fields.values():
            target = get_named_type(field.type)
            if target.name in self._shapes.composites and target is not kind:
                yield self._shapes.composites[target.name]


def _callable(argument: TypeExpr, result: TypeExpr) -> TypeExpr:
    return Named(Symbol("collections.abc", "Callable"), (Parameters((argument,)), result))
