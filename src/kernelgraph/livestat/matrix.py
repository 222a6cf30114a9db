"""Reads the answers of Prometheus to the queries of `kernelgraph.livestat.promql`.

An answer as a whole is good or raises `SourceError`; a bad row or sample in a good answer is left
out and noted, and hides none of its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Final, TypeAlias, cast
from uuid import UUID

import orjson

from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.flaws import Flaw, NoteFlaw
from kernelgraph.livestat.promql import KERNEL_LABEL, METRIC_LABEL, TYPE_LABEL
from kernelgraph.livestat.reading import Failure
from kernelgraph.livestat.window import Series

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class MetricSamples:
    """The series of one metric of one kernel, by value type; empty series are left out."""

    current: list[Series] = field(default_factory=list[Series])
    capacity: list[Series] = field(default_factory=list[Series])


Matrix: TypeAlias = "dict[UUID, dict[str, MetricSamples]]"
"""The samples by kernel and name of the metric."""

_VALUE_TYPES: Final = ("current", "capacity")
# Remarks on the query that newer versions of Prometheus send among the warnings.
_REMARKS: Final = ("PromQL info:", "PromQL warning:")


def read_matrix(body: bytes, note: NoteFlaw) -> Matrix:
    """The samples of an answer to `samples_query`."""
    matrix: Matrix = {}
    known: dict[object, UUID | None] = {}
    for row in _rows(body, "matrix"):
        labels = _labels(row)
        text = labels.get(KERNEL_LABEL)
        if text not in known:
            known[text] = _kernel_id(text)
        kernel_id = known[text]
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


def _series(values: object, note: NoteFlaw) -> Series | None:
    if not isinstance(values, list):
        note(Flaw.ROW)
        return None
    try:
        # Nearly all series are good as a whole, and there are very many samples.
        times, texts = zip(*cast("list[tuple[float, str]]", values), strict=True)
        series = Series(times, tuple(map(float, texts)))
        if isfinite(sum(series.times)) and isfinite(sum(series.numbers)):
            return series
    except (TypeError, ValueError, OverflowError):
        pass
    return _good_samples(cast("list[object]", values), note)


def _good_samples(values: Sequence[object], note: NoteFlaw) -> Series | None:
    samples = [_sample(value) for value in values]
    good = [sample for sample in samples if sample is not None]
    for _ in range(len(samples) - len(good)):
        note(Flaw.SAMPLE)
    if not good:
        return None
    return Series([time for time, _ in good], [number for _, number in good])


def _sample(value: object) -> tuple[float, float] | None:
    match value:
        case [int() | float() as seconds, str() as text]:
            try:
                number = float(text)
            except ValueError:
                return None
            return (seconds, number) if isfinite(number) else None
        case _:
            return None
