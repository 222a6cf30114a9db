"""What binding the fields of a type to those of a class has in common for objects and inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import get_named_type

from graphwright.errors import Diagnostic, did_you_mean
from graphwright.ir.expressions import Named, dotted
from graphwright.ir.names import attribute_name
from graphwright.render.imports import annotation_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graphql import GraphQLField, GraphQLInputField

    from graphwright.config import Config, ModelConfig
    from graphwright.ir.context import Context
    from graphwright.ir.expressions import TypeExpr
    from graphwright.models.attributes import Attribute
    from graphwright.models.fitting import Fitting
    from graphwright.models.look import Described
    from graphwright.models.python_type import PythonType, Unclear


@dataclass(frozen=True, slots=True)
class Binding:
    """A class that stands for a type, and what is known of both."""

    model: ModelConfig
    seen: Described
    context: Context
    fitting: Fitting
    config: Config


class Binder:
    """One type and its class; `mistakes` has what does not fit."""

    def __init__(self, binding: Binding) -> None:
        self._model = binding.model
        self._seen = binding.seen
        self._context = binding.context
        self._fitting = binding.fitting
        self._config = binding.config
        self.mistakes: list[Diagnostic] = []

    def _check_keys(self, fields: Iterable[str]) -> None:
        """Reports what the configuration says of fields that the type does not have."""
        for name in self._model.fields:
            if name not in fields:
                hint = did_you_mean(name, fields)
                self._report_key(name, f"'{self._model.name}' has no field '{name}'.", hint)

    def _python_name(self, name: str) -> str:
        """What the field is called in Python."""
        pinned = self._context.pins.members(self._model.name, [name])
        return pinned.get(name) or attribute_name(name)

    def _is_unbound(self, field: GraphQLField | GraphQLInputField) -> bool:
        """Whether the type of the field has a class of which something else is wrong already."""
        name = get_named_type(field.type).name
        return name in {model.name for model in self._config.models} and (
            self._context.is_emitted(name)
        )

    def _class(self) -> str:
        place = f" ({self._seen.place})" if self._seen.place else ""
        return f"'{self._model.python}'{place}"

    def _of(self, name: str, held: Attribute) -> str:
        place = f" ({held.file}:{held.line})" if held.file else ""
        return f"'{self._model.python}.{name}'{place}"

    def _report_field(
        self, field: GraphQLField | GraphQLInputField, code: str, message: str, hint: str
    ) -> None:
        if field.ast_node is not None:
            self.mistakes.append(Diagnostic.at_node(field.ast_node, code, message, hint))

    def _report_key(self, name: str, message: str, hint: str, code: str = "GW455") -> None:
        key = ("models", self._model.name, *(("fields", name) if name else ()))
        self.mistakes.append(self._config.mistake(key, code, message, hint))


def what_it_has(names: Mapping[str, object]) -> str:
    """The hint that lists names."""
    return f"It has {', '.join(sorted(names))}." if names else "It has none with a type."


def unclear(of: str, name: str, found: Unclear, otherwise: str) -> tuple[str, str]:
    """The sentence on an attribute without a type, and the ways out, the last as given."""
    if not found.text:
        return f"{of} holds '{name}' and has no type.", f"Annotate it{otherwise}."
    text = found.text.strip("'\"")
    message = f"{of} holds '{name}', and its type '{text}' is not understood."
    return message, f"Define or import what it names{otherwise}."


def type_texts(expected: TypeExpr, found: PythonType) -> tuple[str, str]:
    """Both types as annotations have them, with modules where they would look the same."""
    wanted, given = annotation_text(expected, lambda symbol: symbol.name), str(found)
    if wanted != given:
        return wanted, given
    return annotation_text(expected, lambda symbol: dotted(Named(symbol))), found.qualified()
