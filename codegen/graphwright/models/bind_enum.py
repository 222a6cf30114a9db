"""Binds an enum to one of the project's own: a member for every value, a value for every member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.errors import Diagnostic, did_you_mean
from graphwright.ir.expressions import Symbol
from graphwright.ir.own_models import OwnEnumType

if TYPE_CHECKING:
    from graphql import GraphQLEnumType

    from graphwright.config import Config, ModelConfig
    from graphwright.models.look import Described


class EnumBinder:
    """A value is the member of its name, or else the one that has its name as value."""

    def __init__(
        self, kind: GraphQLEnumType, model: ModelConfig, seen: Described, config: Config
    ) -> None:
        self._kind = kind
        self._model = model
        self._members = seen.members or {}
        self._place = f" ({seen.place})" if seen.place else ""
        self._config = config
        self.mistakes: list[Diagnostic] = []

    def bind(self) -> OwnEnumType:
        """The member of each value; `mistakes` has those that have none."""
        module, _, name = self._model.python.partition(":")
        found = {value: self._member(value) for value in self._kind.values}
        self._check_mapping()
        bound = {value: member for value, member in found.items() if member is not None}
        unused = sorted(self._members.keys() - set(bound.values()))
        if unused and len(bound) == len(found):
            listed = ", ".join(f"'{member}'" for member in unused)
            message = (
                f"'{self._model.python}'{self._place} has members that '{self._kind.name}' has"
                f" no values for: {listed}."
            )
            hint = "Add values for them, or leave the enum to graphwright."
            self._report((), message, "GW458", hint)
        return OwnEnumType(Symbol(module, name), bound)

    def _member(self, value: str) -> str | None:
        named = self._model.fields.get(value)
        if named is not None:
            if named in self._members:
                return named
            message = f"'{self._model.python}'{self._place} has no member '{named}'."
            self._report(("fields", value), message, "GW455", did_you_mean(named, self._members))
            return None
        if value in self._members:
            return value
        for member, held in self._members.items():
            if held == value:
                return member
        self._report_missing(value)
        return None

    def _report_missing(self, value: str) -> None:
        node = self._kind.values[value].ast_node
        message = f"'{self._model.python}'{self._place} has no member for '{value}'."
        hint = did_you_mean(value, self._members) or "Add one."
        table = f"[tool.graphwright.models.{self._kind.name}]"
        hint += f' Or name it: fields = {{ {value} = "…" }} in {table}.'
        if node is not None:
            self.mistakes.append(Diagnostic.at_node(node, "GW458", message, hint))

    def _check_mapping(self) -> None:
        for name in self._model.fields:
            if name not in self._kind.values:
                message = f"'{self._kind.name}' has no value '{name}'."
                hint = did_you_mean(name, self._kind.values)
                self._report(("fields", name), message, "GW455", hint)

    def _report(self, key: tuple[str, ...], message: str, code: str, hint: str) -> None:
        place = ("models", self._model.name, *key)
        self.mistakes.append(self._config.mistake(place, code, message, hint))
