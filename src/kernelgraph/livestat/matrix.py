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
    """The series of one metric of one kernel, by value type."""

    current: list[Series] = field(default_factory=list[Series])
    capacity: list[Series] = field(default_factory=list[Series])
    """Only with their last samples."""


Matrix: TypeAlias = "dict[UUID, dict[str, MetricSamples]]"
"""The samples by kernel and name of the metric."""

_CURRENT: Final = "current"
_CAPACITY: Final = "capacity"
# Remarks on the query that newer versions of Prometheus send among the warnings.
_REMARKS: Final = ("PromQL info:", "PromQL warning:")


def read_matrix(body: bytes, note: NoteFlaw) -> Matrix:
    """The samples of an answer to `samples_query`."""
    matrix: Matrix = {}
    known: dict[str, UUID | None] = {}
    for row in _rows(body, "matrix"):
        labels = _labels(row)
        text = _text(labels, KERNEL_LABEL)
        if text not in known:
            known[text] = _kernel_id(text)
        kernel_id = known[text]
        name, value_type = _text(labels, METRIC_LABEL), _text(labels, TYPE_LABEL)
        if kernel_id is None or not name or not value_type:
            note(Flaw.ROW)
            continue
        series = _series_of_type(value_type, row.get("values"), note)
        if series is not None:
            samples = matrix.setdefault(kernel_id, {}).setdefault(name, MetricSamples())
            (samples.current if value_type == _CURRENT else samples.capacity).append(series)
    return matrix


def read_kernel_ids(body: bytes, note: NoteFlaw) -> Sequence[UUID]:
    """The ids of an answer to `kernels_query`."""
    ids: list[UUID] = []
    for row in _rows(body, "vector"):
        kernel_id = _kernel_id(_text(_labels(row), KERNEL_LABEL))
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


def _text(labels: Mapping[str, object], name: str) -> str:
    """The value of a label; empty if there is none, as Prometheus has it."""
    value = labels.get(name)
    return value if isinstance(value, str) else ""


def _kernel_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _series_of_type(value_type: str, values: object, note: NoteFlaw) -> Series | None:
    """All samples of the current value, the last one of a capacity, none of other types."""
    if not isinstance(values, list):
        note(Flaw.ROW)
        return None
    items = cast("list[object]", values)
    if value_type == _CURRENT:
        return _series(items, note)
    return _last(items, note) if value_type == _CAPACITY else None


def _series(values: Sequence[object], note: NoteFlaw) -> Series | None:
    try:
        # Nearly all series are good as a whole, and there are very many samples.
        times, texts = zip(*cast("Sequence[tuple[float, str]]", values), strict=True)
        series = Series(times, tuple(map(float, texts)))
        if isfinite(sum(series.times)) and isfinite(sum(series.numbers)):
            return series
    except (TypeError, ValueError, OverflowError):
        pass
    return _good_samples(values, note)


def _last(values: Sequence[object], note: NoteFlaw) -> Series | None:
    for value in reversed(values):
        sample = _sample(value)
        if sample is not None:
            return Series(sample[:1], sample[1:])
        note(Flaw.SAMPLE)
    return None


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
