"""Answers of Prometheus: whole ones, broken ones, and broken rows in whole ones."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import orjson
import pytest

from kernelgraph.livestat.errors import SourceError
from kernelgraph.livestat.flaws import Flaw
from kernelgraph.livestat.matrix import read_kernel_ids, read_matrix
from kernelgraph.livestat.reading import Failure
from kernelgraph.livestat.window import Series

KERNEL = UUID(int=7)
LABELS = {"kernel_id": str(KERNEL), "container_metric_name": "mem", "value_type": "current"}
GOOD = {"metric": LABELS, "values": [[1700000000.5, "5"]]}


def answer(*rows: Any, result_type: str = "matrix", **rest: Any) -> bytes:
    data = {"resultType": result_type, "result": list(rows)}
    return orjson.dumps({"status": "success", "data": data, **rest})


@pytest.mark.parametrize(
    ("row", "flaw"),
    [
        (None, Flaw.ROW),
        ({}, Flaw.ROW),
        ({"metric": None, "values": []}, Flaw.ROW),
        ({"metric": {**LABELS, "kernel_id": "x"}, "values": [[1, "1"]]}, Flaw.ROW),
        ({"metric": {**LABELS, "kernel_id": 5}, "values": [[1, "1"]]}, Flaw.ROW),
        ({"metric": {**LABELS, "kernel_id": [5]}, "values": [[1, "1"]]}, Flaw.ROW),
        ({"metric": {**LABELS, "value_type": {}}, "values": [[1, "1"]]}, Flaw.ROW),
        ({"metric": {**LABELS, "value_type": "capacity"}, "values": {}}, Flaw.ROW),
        ({"metric": {**LABELS, "value_type": "capacity"}, "values": [[1, "x"]]}, Flaw.SAMPLE),
        ({"metric": LABELS, "values": [{}]}, Flaw.SAMPLE),
        ({"metric": {**LABELS, "container_metric_name": ""}, "values": [[1, "1"]]}, Flaw.ROW),
        ({"metric": {**LABELS, "value_type": ""}, "values": [[1, "1"]]}, Flaw.ROW),
        ({"metric": LABELS, "values": None}, Flaw.ROW),
        ({"metric": LABELS, "values": [None]}, Flaw.SAMPLE),
        ({"metric": LABELS, "values": [[1]]}, Flaw.SAMPLE),
        ({"metric": LABELS, "values": [["1", "1"]]}, Flaw.SAMPLE),
        ({"metric": LABELS, "values": [[1, [1]]]}, Flaw.SAMPLE),
        ({"metric": LABELS, "values": [[1, "1e999999999"]]}, Flaw.SAMPLE),
        ({"metric": LABELS, "values": [[1, "NaN"]]}, Flaw.SAMPLE),
        ({"metric": LABELS, "values": [[1, "much"]]}, Flaw.SAMPLE),
    ],
)
def test_a_bad_row_is_left_out_and_noted_and_hides_none_of_its_neighbours(
    row: object, flaw: Flaw
) -> None:
    flaws: Counter[Flaw] = Counter()
    matrix = read_matrix(answer(row, GOOD), lambda flaw: flaws.update((flaw,)))
    assert flaws == {flaw: 1}
    assert matrix[KERNEL]["mem"].current == [Series((1700000000.5,), (5.0,))]


def test_percentages_are_passed_over() -> None:
    flaws: Counter[Flaw] = Counter()
    row = {"metric": {**LABELS, "value_type": "pct"}, "values": [[1, "1"]]}
    assert not read_matrix(answer(row), lambda flaw: flaws.update((flaw,)))
    assert not flaws


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>503</html>",
        b"[]",
        b"null",
        answer(GOOD)[:-20],
        orjson.dumps({"status": "error", "error": "no"}),
        orjson.dumps({"status": "success"}),
        orjson.dumps({"status": "success", "data": {"resultType": "matrix", "result": None}}),
        answer(GOOD, result_type="vector"),
        answer(GOOD, isPartial=True),
        answer(GOOD, warnings=["a store did not answer"]),
    ],
)
def test_an_answer_that_makes_no_sense_or_lacks_a_part_is_an_error(body: bytes) -> None:
    with pytest.raises(SourceError) as raised:
        read_matrix(body, lambda flaw: None)
    assert raised.value.failure is Failure.MALFORMED


def test_remarks_on_the_query_are_no_warnings() -> None:
    body = answer(GOOD, warnings=["PromQL info: metric might not be a counter"], infos=["x"])
    assert KERNEL in read_matrix(body, lambda flaw: None)


def test_ids_are_read_sorted_and_once() -> None:
    rows = [
        {"metric": {"kernel_id": text}}
        for text in (str(UUID(int=9)), str(KERNEL), "x", str(KERNEL))
    ]
    body = answer(*rows, result_type="vector")
    assert read_kernel_ids(body, lambda flaw: None) == [KERNEL, UUID(int=9)]
