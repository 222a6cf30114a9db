"""Binds the fields of an object type to the attributes of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLNonNull, get_named_type

from graphwright.errors import did_you_mean
from graphwright.ir.classify import has_directive
from graphwright.ir.expressions import builtin
from graphwright.ir.own_models import OwnRead
from graphwright.ir.shapes import is_node
from graphwright.models.binder import Binder, type_texts, unclear, what_it_has
from graphwright.models.python_type import (
    NONE,
    Alternatives,
    Anything,
    ClassType,
    PythonType,
    Unclear,
)
from graphwright.sdl.vocabulary import DATA, RESOLVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLField, GraphQLObjectType

    from graphwright.ir.expressions import TypeExpr
    from graphwright.models.attributes import Attribute
    from graphwright.models.binder import Binding


class FieldBinder(Binder):
    """Decides of each field whether the class holds it, and checks what it holds."""

    def __init__(self, kind: GraphQLObjectType, binding: Binding) -> None:
        super().__init__(binding)
        self._kind = kind

    def bind(self) -> Mapping[str, OwnRead]:
        """The fields that are data, in the order of the SDL; `mistakes` has what does not fit."""
        self._check_keys(self._kind.fields)
        reads: dict[str, OwnRead] = {}
        for name, field in self._kind.fields.items():
            attribute = self._attribute(name, field)
            if attribute is not None:
                held, expected = self._seen.attributes[attribute], self._expected(name, field)
                self._check(name, attribute, held, expected)
                is_known = held.annotated and not isinstance(held.type, Anything)
                reads[name] = OwnRead(attribute, held.required, expected if is_known else None)
        return reads

    def _attribute(self, name: str, field: GraphQLField) -> str | None:
        """The attribute that holds a field; None for one that has a resolver."""
        if name in self._model.fields:
            return self._named(name, field, self._model.fields[name])
        if has_directive(field.ast_node, RESOLVER) or field.args:
            return None
        is_data = has_directive(field.ast_node, DATA)
        if get_named_type(field.type).name in self._context.shapes.connections and not is_data:
            return None
        for wanted in (self._python_name(name), name):
            if wanted in self._seen.attributes:
                # A relationship would be loaded for one parent at a time.
                is_link = self._seen.attributes[wanted].link
                return wanted if is_data or not is_link else None
        if is_data:
            wanted = self._python_name(name)
            message = f"'{name}' is '@data', and {self._class()} has no '{wanted}'."
            hint = did_you_mean(wanted, self._seen.attributes) or what_it_has(self._seen.attributes)
            self._report_field(field, "GW455", message, hint)
        return None

    def _named(self, name: str, field: GraphQLField, wanted: str | None) -> str | None:
        """The attribute that the configuration names."""
        if wanted is None:
            return None
        if field.args:
            hint = f"Leave '{name}' out of 'fields'."
            self._report_key(name, f"Field '{name}' has arguments, and so a resolver.", hint)
            return None
        if wanted not in self._seen.attributes:
            hint = did_you_mean(wanted, self._seen.attributes) or what_it_has(self._seen.attributes)
            self._report_key(name, f"{self._class()} has no attribute '{wanted}'.", hint)
            return None
        return wanted

    def _check(self, name: str, attribute: str, held: Attribute, expected: TypeExpr) -> None:
        field = self._kind.fields[name]
        found = held.type if held.required else Alternatives((held.type, ClassType((NONE,))))
        if self._fitting.fits(found, expected) or self._is_unbound(field):
            return
        of = self._of(attribute, held)
        if isinstance(found, Unclear):
            otherwise = f", or give '{name}' a resolver with '@resolver'"
            message, hint = unclear(of, name, found, otherwise)
            self._report_field(field, "GW457", message, hint)
            return
        wanted, given = type_texts(expected, found)
        message = f"'{self._kind.name}.{name}' is '{field.type}' and takes '{wanted}', but {of}"
        hint = self._way_out(name, field, found, expected)
        self._report_field(field, "GW456", f"{message} is '{given}'.", hint)

    def _way_out(
        self, name: str, field: GraphQLField, found: PythonType, expected: TypeExpr
    ) -> str:
        resolver = "or give the field '@resolver'."
        if self._fitting.fits_but_for_null(found, expected):
            return f"Let it be null in the schema too, or never None in the class, {resolver}"
        if self._is_global_id(name, field):
            return f"It is a global id: read it from an attribute that has one, {resolver}"
        table = f"[tool.graphwright.models.{self._kind.name}]"
        return (
            "Change one of them, or give the field '@resolver', or read it from another attribute:"
            f' fields = {{ {name} = "…" }} in {table}.'
        )

    def _expected(self, name: str, field: GraphQLField) -> TypeExpr:
        if self._is_global_id(name, field):
            return builtin("str")
        return self._context.own_type_of(field.type)

    def _is_global_id(self, name: str, field: GraphQLField) -> bool:
        """Whether clients ask for nodes by the field: then it is no id of a table."""
        required = field.type.of_type if isinstance(field.type, GraphQLNonNull) else None
        return name == "id" and is_node(self._kind) and str(required) == "ID"
