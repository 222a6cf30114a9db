"""Binds the fields of an input to what a class takes when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import GraphQLNonNull, Undefined

from graphwright.errors import did_you_mean
from graphwright.ir.expressions import optional, with_lists
from graphwright.ir.own_models import OwnTake
from graphwright.models.binder import Binder, type_texts, unclear
from graphwright.models.python_type import Unclear, is_open

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLInputField, GraphQLInputObjectType

    from graphwright.ir.expressions import TypeExpr
    from graphwright.models.attributes import Attribute
    from graphwright.models.binder import Binding


class InputBinder(Binder):
    """Finds the parameter that takes each field: what clients leave out is not passed."""

    def __init__(self, kind: GraphQLInputObjectType, binding: Binding) -> None:
        super().__init__(binding)
        self._kind = kind

    def bind(self) -> Mapping[str, OwnTake]:
        """The fields in the order of the SDL; `mistakes` has what does not fit."""
        self._check_keys(self._kind.fields)
        self._check_complete()
        takes: dict[str, OwnTake] = {}
        for name, field in self._kind.fields.items():
            parameter = self._parameter(name, field)
            if parameter is not None and self._is_free(name, parameter, takes):
                held, given = self._seen.parameters[parameter], self._given(field)
                self._check(name, parameter, held, given)
                compared = None if is_open(held.type) else given
                takes[name] = OwnTake(parameter, compared, held.annotated)
        self._check_filled({take.name for take in takes.values()})
        return takes

    def _parameter(self, name: str, field: GraphQLInputField) -> str | None:
        """The parameter that takes a field."""
        if name in self._model.fields:
            return self._named(name, self._model.fields[name])
        for wanted in (self._python_name(name), name):
            if wanted in self._seen.parameters:
                return wanted
        wanted = self._python_name(name)
        message = f"{self._class()} does not take '{wanted}', and '{self._kind.name}' has '{name}'."
        hint = did_you_mean(wanted, self._seen.parameters) or _what_it_takes(self._seen.parameters)
        table = f"[tool.graphwright.models.{self._kind.name}]"
        hint += f' Or name what takes it: fields = {{ {name} = "…" }} in {table}.'
        self._report_field(field, "GW455", message, hint)
        return None

    def _named(self, name: str, wanted: str | None) -> str | None:
        """The parameter that the configuration names."""
        if wanted is None:
            message = f"'{self._kind.name}.{name}' is a field of an input, and has no resolver."
            self._report_key(name, message, "Name the parameter that takes it.")
        elif wanted not in self._seen.parameters:
            hint = did_you_mean(wanted, self._seen.parameters)
            hint = hint or _what_it_takes(self._seen.parameters)
            self._report_key(name, f"{self._class()} does not take '{wanted}'.", hint)
        else:
            return wanted
        return None

    def _is_free(self, name: str, parameter: str, takes: Mapping[str, OwnTake]) -> bool:
        other = next((each for each, take in takes.items() if take.name == parameter), None)
        if other is not None:
            message = f"'{other}' and '{name}' would both be taken by '{parameter}'."
            self._report_key("", message, "Name another for one of them in its 'fields'.")
        return other is None

    def _given(self, field: GraphQLInputField) -> TypeExpr:
        """The type of what clients send, as it is passed on."""
        given = self._context.required_type_of(field.type)
        if not isinstance(field.type, GraphQLNonNull) and not self._kind.is_one_of:
            given = optional(given)
        return with_lists(given)

    def _check(self, name: str, parameter: str, held: Attribute, given: TypeExpr) -> None:
        field = self._kind.fields[name]
        coordinate, of = f"{self._kind.name}.{name}", self._of(parameter, held)
        if self._is_unbound(field):
            return
        if isinstance(held.type, Unclear):
            message, hint = unclear(of, name, held.type, "")
            self._report_field(field, "GW457", message, hint)
        elif not self._fitting.takes(held.type, given):
            sent, taken = type_texts(given, held.type)
            message = f"'{coordinate}' is '{field.type}' and gives '{sent}', but {of} takes"
            hint = self._way_out(field, held, given)
            self._report_field(field, "GW456", f"{message} '{taken}'.", hint)
        elif held.required and _may_be_left_out(field):
            message = f"'{coordinate}' may be left out, and {of} has no default."
            hint = (
                "Give it one, such as None, or UNSET of graphwright.runtime to tell it from null;"
                " or let the field have a default, or be required."
            )
            self._report_field(field, "GW460", message, hint)

    def _way_out(self, field: GraphQLInputField, held: Attribute, given: TypeExpr) -> str:
        if self._fitting.takes(held.type, given, but_for_null=True):
            required = "" if field.default_value is not Undefined else ", perhaps with a default"
            return f"Clients may send null: take None too, or make the field non-null{required}."
        table = f"[tool.graphwright.models.{self._kind.name}]"
        return f"Change one of them, or name another parameter in 'fields' of {table}."

    def _check_complete(self) -> None:
        if self._seen.unknown:
            message = (
                f"{self._class()} cannot be made when the program runs: pydantic does not know"
                f" '{self._seen.unknown}', which only type checkers import."
            )
            hint = "Import it for good; an enum or an input needs a class of its own for that."
            self._report_key("", message, hint, "GW457")

    def _check_filled(self, filled: set[str]) -> None:
        """Reports what the class needs and no field gives."""
        if self.mistakes:
            # A field that nothing takes is told already.
            return
        for name, held in self._seen.parameters.items():
            if held.required and name not in filled:
                message = (
                    f"{self._class()} needs '{name}', which '{self._kind.name}' does not have."
                )
                hint = "Give it a default, or the input a field."
                self._report_key("", message, hint, "GW460")


def _may_be_left_out(field: GraphQLInputField) -> bool:
    return not isinstance(field.type, GraphQLNonNull) and field.default_value is Undefined


def _what_it_takes(parameters: Mapping[str, object]) -> str:
    """The hint that lists parameters."""
    return (
        f"It takes {', '.join(sorted(parameters))}." if parameters else "It takes nothing by name."
    )
