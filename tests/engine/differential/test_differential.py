"""Random operations on random data have the same results as with graphql-core."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import pytest
from graphql import parse, validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphwright.engine import Engine

from .compare import Question, by_core, by_engine, differences
from .data import Blueprint, Thing
from .operations import random_operation
from .schemas import Case, random_case

# graphql-core 3.2 never awaits the values next to an error that propagates at once.
pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine:RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

COMPARISONS = int(os.environ.get("ENGINE_COMPARISONS", "2000"))
OPERATIONS = 5
VARIANTS = 4
"""Ways in which the data of one operation goes wrong, see `_blueprints`."""
EXAMPLES = max(1, COMPARISONS // (OPERATIONS * VARIANTS))

thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="ENGINE_COMPARISONS" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@thorough
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_results_and_errors_are_those_of_graphql_core(seed: int) -> None:
    random = Random(seed)
    case = random_case(random)
    engine = Engine(case.schema)
    for _ in range(OPERATIONS):
        text, variables = random_operation(random, case.schema)
        document = parse(text)
        assert validate(case.schema, document) == [], text
        for data, is_sync, is_strict in _blueprints(random, case, text):
            question = Question(document, variables, data, is_sync)
            problem = differences(
                question, by_core(engine, question), by_engine(engine, question), is_strict
            )
            assert not problem, _report(case, text, variables, data, problem)
    assert not engine.statistics.delegated


def _blueprints(random: Random, case: Case, text: str) -> list[tuple[Thing, bool, bool]]:
    """Data with whether it is for `execute_sync`, and whether the order of errors is certain."""
    is_mutation = text.startswith("mutation")
    root_type: Any = case.schema.mutation_type if is_mutation else case.schema.query_type
    blueprints = []
    for faults, lateness, limit in ((0.0, 0.0, 0), (0.1, 0.0, 99), (0.02, 0.1, 1), (0.1, 0.15, 99)):
        blueprint = Blueprint(random, case.schema, faults, lateness, limit)
        is_certain = not lateness and not _is_late(case)
        is_sync = is_certain and random.random() < 0.5
        blueprints.append((blueprint.root(root_type), is_sync, is_certain))
    return blueprints


def _is_late(case: Case) -> bool:
    """Whether functions of the schema itself have to be awaited."""
    return any("later" in name for name in _functions(case))


def _functions(case: Case) -> list[str]:
    names = []
    for named in case.schema.type_map.values():
        parts: list[Any] = [getattr(named, "resolve_type", None), getattr(named, "is_type_of", None)]
        if not named.name.startswith("__"):
            fields: dict[str, Any] = getattr(named, "fields", {})
            parts += [getattr(field, "resolve", None) for field in fields.values()]
        names += [getattr(part, "__qualname__", "") for part in parts]
    return names


def _report(case: Case, text: str, variables: Any, data: Any, problem: str) -> str:
    return "\n\n".join([case.sdl, text, repr(variables), repr(data), problem])

