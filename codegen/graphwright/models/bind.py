"""Binds the types of a schema to the classes that a configuration names.

| code  | what is wrong                                              | in                           |
|-------|------------------------------------------------------------|------------------------------|
| GW451 | the schema defines no type of that name                    | bind.py                      |
| GW452 | a type that no class can stand for                         | bind.py                      |
| GW453 | a module that cannot be imported                           | bind.py                      |
| GW454 | no class of that name, or one of the wrong sort            | bind.py                      |
| GW455 | a field, an attribute or a member that there is not        | bind_fields.py, bind_enum.py, bind_inputs.py |
| GW456 | an attribute whose type or null the field does not have    | bind_fields.py, bind_inputs.py |
| GW457 | an attribute without a type                                | bind_fields.py, bind_inputs.py |
| GW458 | an enum value without a member, a member without a value   | bind_enum.py                 |
| GW459 | a value of which nobody could tell the GraphQL type        | bind.py                      |
| GW460 | a parameter without a default that need not be given       | bind_inputs.py               |
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graphql import (
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
)

from graphwright.errors import Diagnostic, did_you_mean
from graphwright.ir.classify import is_root
from graphwright.ir.context import build_context
from graphwright.ir.expressions import Symbol, dotted
from graphwright.ir.filter_shapes import recognise_filters
from graphwright.ir.orders import is_order
from graphwright.ir.own_models import OwnEnumType, OwnInputType, OwnModels, OwnType
from graphwright.ir.scalars import bind_scalars
from graphwright.ir.shapes import recognise
from graphwright.models.bind_enum import EnumBinder
from graphwright.models.bind_fields import FieldBinder
from graphwright.models.bind_inputs import InputBinder
from graphwright.models.binder import Binding
from graphwright.models.fitting import Fitting
from graphwright.models.look import Described, Look, Unusable, emitted_modules, look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql import GraphQLNamedType, GraphQLSchema

    from graphwright.config import Config, ModelConfig


def bind_models(schema: GraphQLSchema, config: Config) -> tuple[OwnModels, list[Diagnostic]]:
    """The project's own classes, and every mistake in what they are bound to."""
    if not config.models:
        return OwnModels(), []
    names = [dotted(each.python) for each in bind_scalars(schema, config.scalars).values()]
    binder = _Binder(schema, config, look(config, [name for name in names if "." in name]))
    return binder.bind(), binder.mistakes


class _Binder:
    """One run: what was seen, and the mistakes so far."""

    def __init__(self, schema: GraphQLSchema, config: Config, seen: Look) -> None:
        self._schema = schema
        self._config = config
        self._seen = seen
        self._broken: set[str] = set()
        self.mistakes: list[Diagnostic] = []

    def bind(self) -> OwnModels:
        """Everything that can be bound."""
        usable = [model for model in self._config.models if self._can_stand(model)]
        objects: dict[str, OwnType] = {}
        enums: dict[str, OwnEnumType] = {}
        inputs: dict[str, OwnInputType] = {}
        for model, seen in self._described(usable):
            kind, symbol = self._schema.type_map[model.name], _symbol(model)
            if isinstance(kind, GraphQLEnumType):
                enums[model.name] = OwnEnumType(symbol, {})
            elif isinstance(kind, GraphQLInputObjectType):
                inputs[model.name] = OwnInputType(symbol, {})
            else:
                objects[model.name] = OwnType(symbol, {}, seen.keys, seen.typename)
        self._check_telling_apart(objects)
        context = build_context(self._schema, self._config, OwnModels(objects, enums, inputs))
        fitting = self._fitting(usable, context.classes)
        for model, seen in self._described(usable):
            kind, symbol = self._schema.type_map[model.name], _symbol(model)
            binding = Binding(model, seen, context, fitting, self._config)
            if isinstance(kind, GraphQLEnumType):
                members = EnumBinder(kind, model, seen, self._config)
                enums[model.name] = members.bind()
                self.mistakes += members.mistakes
            elif isinstance(kind, GraphQLInputObjectType):
                takes = InputBinder(kind, binding)
                inputs[model.name] = OwnInputType(symbol, takes.bind())
                self.mistakes += takes.mistakes
            elif isinstance(kind, GraphQLObjectType):
                fields = FieldBinder(kind, binding)
                objects[model.name] = OwnType(symbol, fields.bind(), seen.keys, seen.typename)
                self.mistakes += fields.mistakes
        return OwnModels(objects, enums, inputs)

    def _described(self, models: list[ModelConfig]) -> Iterator[tuple[ModelConfig, Described]]:
        for model in models:
            seen = self._seen.classes[model.python]
            if isinstance(seen, Described):
                yield model, seen

    def _fitting(self, models: list[ModelConfig], classes: Mapping[str, Symbol]) -> Fitting:
        """What is compared: under which names classes are defined, and what is one of what."""
        names = {seen.bases[0]: _symbol(model) for model, seen in self._described(models)}
        for dotted_name, symbol in self._seen.names.items():
            module, _, name = dotted_name.rpartition(".")
            names[symbol] = Symbol(module, name)
        aliases = {
            classes[kind.name]: [
                classes[member.name] for member in self._schema.get_possible_types(kind)
            ]
            for kind in self._schema.type_map.values()
            if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType)
        }
        return Fitting(aliases, names, emitted_modules(self._config))

    def _report(self, model: ModelConfig, code: str, message: str, hint: str = "") -> None:
        self.mistakes.append(self._config.mistake(("models", model.name), code, message, hint))

    def _can_stand(self, model: ModelConfig) -> bool:
        """Whether there are such a type and such a class; reports what is not so."""
        kind = self._schema.type_map.get(model.name)
        if kind is None or model.name.startswith("__"):
            hint = did_you_mean(model.name, _bindable(self._schema))
            self._report(model, "GW451", f"The schema defines no type '{model.name}'.", hint)
            return False
        why = self._why_not(kind)
        if why:
            self._report(model, "GW452", f"No class can stand for '{model.name}': {why}")
            return False
        seen = self._seen.classes[model.python]
        if isinstance(seen, Unusable):
            self._report_unusable(model, seen)
            return False
        if isinstance(kind, GraphQLEnumType) is (seen.members is None):
            is_enum = isinstance(kind, GraphQLEnumType)
            sorts = ("no Enum", "is one") if is_enum else ("an Enum", "is none")
            message = f"'{model.python}' is {sorts[0]}, and '{model.name}' {sorts[1]}."
            self._report(model, "GW454", message)
            return False
        return True

    def _why_not(self, kind: GraphQLNamedType) -> str:
        """Why no class can stand for a type; empty if one can."""
        if isinstance(kind, GraphQLScalarType):
            return "it is a scalar. Its Python type goes into [tool.graphwright.scalars]."
        if isinstance(kind, GraphQLInputObjectType) and self._becomes_sql(kind):
            return "it becomes SQL, for which graphwright has to know what it is made of."
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            return "it stands for several types. Bind those instead."
        if isinstance(kind, GraphQLObjectType) and is_root(kind, self._schema):
            return "operations begin at it, and every field of it has a resolver."
        if recognise(self._schema).is_page_part(kind.name):
            return "it is a part of a page, which graphwright fills by itself."
        return ""

    def _becomes_sql(self, kind: GraphQLInputObjectType) -> bool:
        """Whether functions of the package take the input apart: filters and orders."""
        if not self._config.sqlalchemy:
            return False
        kinds = self._schema.type_map.values()
        shapes = recognise_filters(
            each for each in kinds if isinstance(each, GraphQLInputObjectType)
        )
        return kind.name in {*shapes.leaves, *shapes.composites} or is_order(kind)

    def _report_unusable(self, model: ModelConfig, seen: Unusable) -> None:
        module, _, name = model.python.partition(":")
        if seen.error and module in self._broken:
            return
        if seen.error:
            self._broken.add(module)
            place = f" ({seen.place})" if seen.place else ""
            message = f"'{module}' cannot be imported: {seen.error}{place}."
            self._report(model, "GW453", message, self._way_to_import(seen))
            return
        what = f"is {_article(seen.found)}, no class" if seen.found else "is not there"
        hint = did_you_mean(name, seen.classes)
        self._report(model, "GW454", f"'{name}' of '{module}' {what}.", hint)

    def _way_to_import(self, seen: Unusable) -> str:
        for package in emitted_modules(self._config):
            if f"{seen.missing}.".startswith(f"{package}."):
                return (
                    "That is what is being generated: import it below `if TYPE_CHECKING:`, or bind"
                    " what you need of it to a class of your own."
                )
        if seen.missing:
            return self._config.where_modules_are
        return ""

    def _check_telling_apart(self, objects: dict[str, OwnType]) -> None:
        """Below interfaces and unions, the class of a value has to tell its type."""
        of_class: defaultdict[Symbol, list[str]] = defaultdict(list)
        bound = [each for each in self._config.models if each.name in objects]
        for model, seen in self._described(bound):
            of_class[seen.bases[0]].append(model.name)
        for model, seen in self._described(bound):
            above = self._above(model.name)
            if above is None:
                continue
            own = objects[model.name]
            if own.keys and not own.typename:
                message = f"'{model.name}' is one of '{above}', and '{model.python}' is a TypedDict"
                hint = "Give it a required key 'typename' that holds the name of the GraphQL type."
                self._report(model, "GW459", f"{message} that does not say so.", hint)
            others = [name for name in of_class[seen.bases[0]] if name != model.name]
            if others and not own.keys:
                message = f"'{model.name}' is one of '{above}', and '{model.python}' stands for"
                hint = "Give each a class of its own, if only a subclass."
                self._report(model, "GW459", f"{message} '{others[0]}' too.", hint)

    def _above(self, name: str) -> GraphQLAbstractType | None:
        """An interface or union with that type below it."""
        for kind in self._schema.type_map.values():
            if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType) and any(
                member.name == name for member in self._schema.get_possible_types(kind)
            ):
                return kind
        return None


def _symbol(model: ModelConfig) -> Symbol:
    module, _, name = model.python.partition(":")
    return Symbol(module, name)


def _bindable(schema: GraphQLSchema) -> list[str]:
    return [
        kind.name
        for kind in schema.type_map.values()
        if isinstance(kind, GraphQLObjectType | GraphQLEnumType | GraphQLInputObjectType)
        and not kind.name.startswith("__")
    ]


def _article(noun: str) -> str:
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"
