"""One trial: a random schema, random operations on it, random data for each."""

from __future__ import annotations

from random import Random
from typing import Any

from graphql import parse, validate

from graphwright.engine import Engine

from .compare import Question, by_core, by_engine, differences
from .data import Blueprint, Thing
from .operations import random_operation
from .schemas import Case, random_case

OPERATIONS = 5
FAULTS = ((0.0, 0.0, 0), (0.1, 0.0, 99), (0.02, 0.1, 1), (0.1, 0.15, 99))
"""For each set of data: how many values are faulty, how many are late, how many faults at most."""
COMPARISONS = OPERATIONS * len(FAULTS)


def trial(seed: int) -> str:
    """What differs between graphql-core and the engine, with all that led to it, or nothing."""
    random = Random(seed)
    case = random_case(random)
    engine = Engine(case.schema)
    for _ in range(OPERATIONS):
        text, variables = random_operation(random, case.schema)
        document = parse(text)
        assert validate(case.schema, document) == [], text
        for data, is_sync, is_strict in _blueprints(random, case, text):
            question = Question(document, variables, data, is_sync)
            expected, actual = by_core(engine, question), by_engine(engine, question)
            problem = differences(expected, actual, is_strict)
            if problem:
                return _report(case, text, variables, data, problem)
    return f"delegated {engine.statistics.delegated}" if engine.statistics.delegated else ""


def _blueprints(random: Random, case: Case, text: str) -> list[tuple[Thing, bool, bool]]:
    """Data with whether it is for `execute_sync`, and whether the order of errors is certain."""
    is_mutation = text.startswith("mutation")
    root_type: Any = case.schema.mutation_type if is_mutation else case.schema.query_type
    blueprints = []
    for faults, lateness, limit in FAULTS:
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
        parts: list[Any] = [
            getattr(named, "resolve_type", None),
            getattr(named, "is_type_of", None),
        ]
        if not named.name.startswith("__"):
            fields: dict[str, Any] = getattr(named, "fields", {})
            parts += [getattr(field, "resolve", None) for field in fields.values()]
        names += [getattr(part, "__qualname__", "") for part in parts]
    return names


def _report(case: Case, text: str, variables: Any, data: Any, problem: str) -> str:
    return "\n\n".join([case.sdl, text, repr(variables), repr(data), problem])
