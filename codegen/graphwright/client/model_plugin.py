"""What graphwright changes in the models of ariadne-codegen, while they are syntax trees."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, cast

from ariadne_codegen import Plugin
from graphql import (
    ExecutableDefinitionNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLSchema,
    Node,
    is_abstract_type,
)

from graphwright.client.input_defaults import alias_keywords, field_value
from graphwright.client.selections import TYPENAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphwright.client.naming import Names


class ModelPlugin(Plugin):
    """Names by the rules of graphwright, plain enums with docstrings, defaults that are valid."""

    def __init__(self, schema: GraphQLSchema, names: Names, attributes: Mapping[int, str]) -> None:
        """`attributes` names fields of results by the id of their node."""
        cast("Any", super()).__init__(schema, {})
        self._names = names
        self._attributes = attributes
        self._abstract = {
            name for name, named in schema.type_map.items() if is_abstract_type(named)
        }
        self._input_attributes = {
            id(field): name
            for named in schema.type_map.values()
            if isinstance(named, GraphQLInputObjectType)
            for field, name in zip(
                named.fields.values(), names.input_attributes(named).values(), strict=True
            )
        }

    def process_name(self, name: str, node: Node | None = None) -> str:
        """The name of a field of a result or of an input."""
        if isinstance(node, FieldNode):
            return self._attributes.get(id(node), name)
        if isinstance(node, GraphQLInputField):
            return self._input_attributes[id(node)]
        return name

    def generate_enum(self, class_def: ast.ClassDef, enum_type: GraphQLEnumType) -> ast.ClassDef:
        """A plain Enum: a member of a `str` enum could be called like a method of `str`."""
        class_def.bases = [ast.Name("Enum")]
        class_def.body = _docstring(enum_type.description)
        for value, name in self._names.members(enum_type).items():
            class_def.body.append(ast.Assign([ast.Name(name)], ast.Constant(value), lineno=0))
            class_def.body.extend(_docstring(enum_type.values[value].description))
        return class_def

    def generate_input_class(
        self, class_def: ast.ClassDef, input_type: GraphQLInputObjectType
    ) -> ast.ClassDef:
        """A model that refuses fields which the input does not have."""
        class_def.bases = [ast.Name("InputModel")]
        return class_def

    def generate_inputs_module(self, module: ast.Module) -> ast.Module:
        """The module with what the changed fields and classes need."""
        module.body[:0] = ast.parse(
            "from pydantic import TypeAdapter\nfrom .base_model import InputModel"
        ).body
        return module

    def generate_input_field(
        self, field_implementation: ast.AnnAssign, input_field: GraphQLInputField, field_name: str
    ) -> ast.AnnAssign:
        """The field with its default, which is shown but never sent."""
        alias = _alias(field_implementation)
        annotation = field_implementation.annotation
        field_implementation.value = field_value(input_field, annotation, alias, self._names)
        return field_implementation

    def generate_result_field(
        self,
        field_implementation: ast.AnnAssign,
        operation_definition: ExecutableDefinitionNode,
        field: FieldNode,
    ) -> ast.AnnAssign:
        """The field with aliases that type checkers do not take for its name."""
        if field.name.value == TYPENAME:
            self._leave_out_abstract(field_implementation.annotation)
            if field.directives:
                _make_optional(field_implementation)
        alias = _alias(field_implementation)
        call = field_implementation.value
        if isinstance(call, ast.Call) and alias is not None:
            others = [keyword for keyword in call.keywords if keyword.arg != "alias"]
            call.keywords = [*alias_keywords(alias), *others]
        return field_implementation

    def _leave_out_abstract(self, annotation: ast.expr) -> None:
        """Take the names of abstract types, which no object has, out of a Literal."""
        if not isinstance(annotation, ast.Subscript):
            return
        listed = annotation.slice
        names = listed.elts if isinstance(listed, ast.Tuple) else [listed]
        kept = [name for name in names if ast.unparse(name).strip("'\"") not in self._abstract]
        if kept:
            annotation.slice = ast.Tuple(kept) if len(kept) > 1 else kept[0]


def _make_optional(field: ast.AnnAssign) -> None:
    """Give a field that a condition may leave out the default None."""
    if ast.unparse(field.annotation).startswith("Optional["):
        return
    field.annotation = ast.Subscript(ast.Name("Optional"), field.annotation)
    none = ast.Constant(None)
    if isinstance(field.value, ast.Call):
        field.value.keywords.append(ast.keyword(arg="default", value=none))
    else:
        field.value = none


def _alias(field: ast.AnnAssign) -> ast.expr | None:
    keywords = field.value.keywords if isinstance(field.value, ast.Call) else []
    return next((keyword.value for keyword in keywords if keyword.arg == "alias"), None)


def _docstring(description: str | None) -> list[ast.stmt]:
    return [ast.Expr(ast.Constant(description))] if description else []
