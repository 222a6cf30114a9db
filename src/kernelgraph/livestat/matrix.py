"""Reads the answers of Prometheus to the queries of `kernelgraph.livestat.promql`.

An answer as a whole is good or raises `SourceError`; a bad row or sample in a good answer is left
out and noted, and hides none of its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias, cast
from uuid import UUID

import orjson

from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.flaws import Flaw, NoteFlaw
from kernelgraph.livestat.numbers import parse_sample
from kernelgraph.livestat.promql import KERNEL_LABEL, METRIC_LABEL, TYPE_LABEL
from kernelgraph.livestat.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kernelgraph.livestat.window import Sample, Series


@dataclass(frozen=True, slots=True)
class MetricSamples:
    """The series of one metric of one kernel, by value type; empty series are left out."""

    current: list[Series] = field(default_factory=list["Series"])
    capacity: list[Series] = field(default_factory=list["Series"])


Matrix: TypeAlias = "dict[UUID, dict[str, MetricSamples]]"
"""The samples by kernel and name of the metric."""

_VALUE_TYPES: Final = ("current", "capacity")
# Remarks on the query that newer versions of Prometheus send among the warnings.
_REMARKS: Final = ("PromQL info:", "PromQL warning:")


def read_matrix(body: bytes, note: NoteFlaw) -> Matrix:
    """The samples of an answer to `samples_query`."""
    matrix: Matrix = {}
    for row in _rows(body, "matrix"):
        labels = _labels(row)
        kernel_id = _kernel_id(labels.get(KERNEL_LABEL))
        name, value_type = labels.get(METRIC_LABEL), labels.get(TYPE_LABEL)
        if kernel_id is None or not isinstance(name, str) or not name or not value_type:
            note(Flaw.ROW)
        elif value_type in _VALUE_TYPES and (series := _series(row.get("values"), note)):
            samples = matrix.setdefault(kernel_id, {}).setdefault(name, MetricSamples())
            (samples.current if value_type == "current" else samples.capacity).append(series)
    return matrix


def read_kernel_ids(body: bytes, note: NoteFlaw) -> Sequence[UUID]:
    """The ids of an answer to `kernels_query`."""
    ids: list[UUID] = []
    for row in _rows(body, "vector"):
        kernel_id = _kernel_id(_labels(row).get(KERNEL_LABEL))
        if kernel_id is None:
            note(Flaw.ROW)
        else:
            ids.append(kernel_id)
    return sorted(set(ids))


def _rows(body: bytes, result_type: str) -> Iterator[Mapping[str, object]]:
    answer = _object(_load(body), "the answer")
    if answer.get("status") != "success":
        raise SourceError(Failure.MALFORMED, f"status {str(answer.get('status'))[:50]!r}")
    if answer.get("isPartial") is True or _has_warnings(answer.get("warnings")):
        raise SourceError(Failure.MALFORMED, "a part of the data is missing")
    data = _object(answer.get("data"), "data")
    result = data.get("result")
    if data.get("resultType") != result_type or not isinstance(result, list):
        raise SourceError(Failure.MALFORMED, f"no result of type {result_type}")
    for row in cast("list[object]", result):
        yield cast("dict[str, object]", row) if isinstance(row, dict) else {}


def _load(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise SourceError(Failure.MALFORMED, f"not JSON: {error}") from error


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise SourceError(Failure.MALFORMED, f"{name} is no object")
    return cast("dict[str, object]", value)


def _has_warnings(value: object) -> bool:
    if not isinstance(value, list):
        return False
    warnings = cast("list[object]", value)
    return any(not str(warning).startswith(_REMARKS) for warning in warnings)


def _labels(row: Mapping[str, object]) -> Mapping[str, object]:
    labels = row.get("metric")
    return cast("dict[str, object]", labels) if isinstance(labels, dict) else {}


def _kernel_id(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _series(values: object, note: NoteFlaw) -> Series:
    if not isinstance(values, list):
        note(Flaw.ROW)
        return ()
    series: list[Sample] = []
    for value in cast("list[object]", values):
        sample = _sample(value)
        if sample is None:
            note(Flaw.SAMPLE)
        else:
            series.append(sample)
    return series


def _sample(value: object) -> Sample | None:
    match value:
        case [int() | float() as seconds, str() as text]:
            number = parse_sample(text)
            return None if number is None else (round(seconds * 1000), number)
        case _:
            return None
