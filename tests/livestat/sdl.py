"""The catalogue of metrics as the SDL declares it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphql import EnumTypeDefinitionNode, EnumValueDefinitionNode, parse, value_from_ast_untyped

from kernelgraph.livestat.catalogue import Metric, MetricKind

if TYPE_CHECKING:
    from kernelgraph.livestat.catalogue import Catalogue

_SCHEMA = Path(__file__).parents[2] / "schema" / "live_stat.graphql"


@cache
def declared_metrics() -> Catalogue:
    """The metrics that `@metric` declares, by name."""
    document = parse(Path(os.environ.get("LIVE_STAT_SDL", _SCHEMA)).read_text())
    metrics = [
        _metric(value)
        for definition in document.definitions
        if isinstance(definition, EnumTypeDefinitionNode)
        for value in definition.values
        if value.directives and value.directives[0].name.value == "metric"
    ]
    return {metric.name: metric for metric in metrics}


def _metric(value: EnumValueDefinitionNode) -> Metric:
    (directive,) = value.directives
    arguments = {
        argument.name.value: value_from_ast_untyped(argument.value)
        for argument in directive.arguments
    }
    return Metric(
        name=arguments["name"],
        kind=MetricKind[arguments["kind"]],
        unit_hint=arguments["unitHint"],
        bounded=arguments["bounded"],
        capacity=arguments.get("capacity"),
        rated=arguments.get("rated", False),
    )
