"""Views of the modules over SQLAlchemy: filters, orders, projections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import Named, Symbol, generic
from graphwright.ir.model import (
    CompositeFilter,
    FilterTerm,
    LeafFilter,
    Order,
    Package,
    Projection,
    Term,
)
from graphwright.render.imports import Imports, text_of
from graphwright.render.views.fields import FieldView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SQL = "graphwright.runtime.sql"
_RUNTIME = "graphwright.runtime"
_CONDITION = Symbol(_SQL, "Condition")
_DATACLASS = Symbol("dataclasses", "dataclass")
_CLASS_VAR = Symbol("typing", "ClassVar")
_MAPPING = Symbol("collections.abc", "Mapping")
_SEQUENCE = Symbol("collections.abc", "Sequence")


@dataclass(frozen=True, slots=True)
class FunctionView:
    """A filter function; `conditions` are the arguments of its `all_of`."""

    name: str
    doc: str
    parameter: str
    annotation: str
    columns: str
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """A dataclass of columns."""

    name: str
    doc: str
    fields: tuple[FieldView, ...]


def filters_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For filters.py."""
    return {
        "dataclass": imports.use(_DATACLASS) if package.filters else "",
        "unset": imports.use(Symbol(_RUNTIME, "UNSET")),
        "condition": imports.annotate(_CONDITION),
        "all_of": imports.use(Symbol(_SQL, "all_of")),
        "leaves": [_leaf_view(each, imports) for each in package.leaf_filters],
        "composites": [
            (_filter_columns(each, imports), _composite_view(each, imports))
            for each in package.filters
        ],
    }


def _leaf_view(each: LeafFilter, imports: Imports) -> FunctionView:
    operators = [
        f"{imports.use(operator.function)}(column, value.{operator.field})"
        for operator in each.operators
    ]
    terms = [_condition(term, "value", "column", imports) for term in each.terms]
    return FunctionView(
        name=each.function.name,
        doc=f"The condition that {each.graphql_name} puts on a column; None without one.",
        parameter="value",
        annotation=_maybe(each.input, imports),
        columns=f"column: {imports.type(each.column)}",
        conditions=(*operators, *terms),
    )


def _composite_view(each: CompositeFilter, imports: Imports) -> FunctionView:
    return FunctionView(
        name=each.function.name,
        doc=f"The condition that {each.graphql_name} makes; None without one.",
        parameter="filter",
        annotation=_maybe(each.input, imports),
        columns=f"columns: {each.columns.name}",
        conditions=tuple(_condition(term, "filter", "columns", imports) for term in each.terms),
    )


def _filter_columns(each: CompositeFilter, imports: Imports) -> ColumnsView:
    return ColumnsView(
        name=each.columns.name,
        doc=f"What the fields of {each.graphql_name} compare with.",
        fields=tuple(
            FieldView(term.name, imports.type(term.column), "", "")
            for term in each.terms
            if term.column is not None
        ),
    )


def _condition(term: FilterTerm, value: str, columns: str, imports: Imports) -> str:
    given = f"{value}.{term.name}"
    if term.term in {Term.ALL, Term.ANY, Term.NONE}:
        combine = imports.use(Symbol(_SQL, term.term.value))
        listed = imports.use(Symbol(_RUNTIME, "given"))
        function = _function(term, imports)
        return f"{combine}(*({function}(each, {columns}) for each in {listed}({given})))"
    column = f"{columns}.{term.name}"
    if term.term is Term.CUSTOM:
        unset = imports.use(Symbol(_RUNTIME, "UNSET"))
        return f"None if {given} is {unset} or {given} is None else {column}({given})"
    return f"{_function(term, imports)}({given}, {column})"


def _function(term: FilterTerm, imports: Imports) -> str:
    if term.function is None:
        raise ValueError(f"{term.name} has no filter function")
    return imports.use(term.function)


def orders_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For orders.py."""
    return {
        "dataclass": imports.use(_DATACLASS),
        "order_term": imports.use(Symbol(_SQL, "order_term")),
        "term_type": imports.annotate(Symbol(_SQL, "OrderTerm")),
        "orders": [_order_view(each, imports) for each in package.orders],
    }


def _order_view(each: Order, imports: Imports) -> Mapping[str, object]:
    column = imports.type(Named(Symbol(_SQL, "OrderColumn")))
    by = imports.use(each.field_enum)
    return {
        "name": each.function.name,
        "doc": f"The terms that a list of {each.graphql_name} asks for, in their order.",
        "annotation": imports.type(generic(_SEQUENCE, Named(each.input))),
        "columns": ColumnsView(
            each.columns.name,
            f"What the values of {each.field_enum.name} sort by.",
            tuple(FieldView(term.name, column, "", "") for term in each.terms),
        ),
        "table": f"{imports.annotate(_MAPPING)}[{by}, {column}]",
        "terms": [(f"{by}.{term.member}", f"columns.{term.name}") for term in each.terms],
        "field": each.field,
        "direction": each.direction,
        "descending": f"{imports.use(each.direction_enum)}.{each.descending}",
    }


def projections_view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For projections.py."""
    text = Named(Symbol("", "str"))
    return {
        "dataclass": imports.use(_DATACLASS),
        "base": imports.use(Symbol(_SQL, "Projection")),
        "class_var": imports.use(_CLASS_VAR),
        "mapping": imports.type(generic(_MAPPING, text, text)),
        "projections": [_projection_view(each, imports) for each in package.projections],
    }


def _projection_view(each: Projection, imports: Imports) -> Mapping[str, object]:
    return {
        "name": each.symbol.name,
        "doc": f"Where the data of {each.target.graphql_name} comes from.",
        "target": imports.use(each.target.symbol),
        "type_name": each.target.graphql_name,
        "data_fields": text_of({field.graphql_name: field.name for field in each.fields}),
        "resolver_fields": _tuple_of(each.resolved),
        "fields": [
            FieldView(field.name, imports.type(field.type), "", "") for field in each.fields
        ],
    }


def _maybe(input_class: Symbol, imports: Imports) -> str:
    return imports.type(generic(Symbol(_RUNTIME, "Maybe"), Named(input_class)))


def _tuple_of(names: Sequence[str]) -> str:
    comma = "," if len(names) == 1 else ""
    return f"({', '.join(repr(name) for name in names)}{comma})"
