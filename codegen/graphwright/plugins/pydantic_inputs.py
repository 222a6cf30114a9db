"""A plugin: inputs are pydantic models instead of dataclasses.

They are frozen, take and hold what the dataclasses would, and are checked whoever makes them. A
field whose name a model has for itself gets a `_`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from graphwright.ir.expressions import Symbol, symbols_of
from graphwright.plugins.plugin import Plugin
from graphwright.render.views.data import ClassView
from graphwright.render.views.fields import field_views

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphwright.ir.expressions import Code
    from graphwright.ir.model import CompositeFilter, InputClass, Package
    from graphwright.plugins.plugin import Project
    from graphwright.render.imports import Imports
    from graphwright.render.targets import Target

_MODEL_NAMES = frozenset(dir(BaseModel))
_CHECK_ONE_OF = Symbol("graphwright.runtime", "check_one_of")
_DATACLASS_FIELD = Symbol("dataclasses", "field")
_FIELD = Symbol("pydantic", "Field")


class PydanticInputs(Plugin):
    """Replaces the template and the view of inputs.py."""

    templates = Path(__file__).parent / "templates" / "pydantic_inputs"

    def package(self, package: Package, project: Project) -> Package:
        """Fields under names that models leave free, in inputs and in the filters made of them."""
        return replace(
            package,
            inputs=tuple(_adapted(each) for each in package.inputs),
            filters=tuple(_renamed(each) for each in package.filters),
        )

    def targets(self, targets: Sequence[Target], project: Project) -> Sequence[Target]:
        """The same, with models in inputs.py."""
        return [
            replace(target, view=_view) if target.output == "inputs.py" else target
            for target in targets
        ]


def _adapted(each: InputClass) -> InputClass:
    """The input with free names, and with pydantic's `Field` where a default is made anew."""
    fields = (
        replace(field, name=_free(field.name), default=field.default and _default(field.default))
        for field in each.fields
    )
    return replace(each, fields=tuple(fields))


def _default(default: Code) -> Code:
    return tuple(_FIELD if part == _DATACLASS_FIELD else part for part in default)


def _renamed(each: CompositeFilter) -> CompositeFilter:
    return replace(each, terms=tuple(replace(term, name=_free(term.name)) for term in each.terms))


def _free(name: str) -> str:
    return f"{name}_" if name in _MODEL_NAMES else name


def _view(package: Package, imports: Imports) -> Mapping[str, object]:
    """For inputs.py: pydantic reads annotations, so what they mention is imported for good."""
    for field in (field for each in package.inputs for field in each.fields):
        for symbol in symbols_of(field.type):
            imports.use(symbol)
    return {
        "base": imports.use(Symbol("pydantic", "BaseModel")),
        "inputs": [
            {
                "data": ClassView(each.symbol.name, each.doc, field_views(each.fields, imports)),
                "check": imports.use(_CHECK_ONE_OF) if each.one_of else "",
            }
            for each in package.inputs
        ],
    }


plugin = PydanticInputs()
