"""Queries as text."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernelgraph.livestat.promql import QuerySettings, any_of, chunks, quote, samples_query

IDS = [UUID(int=number) for number in range(1000)]


def test_a_query_names_each_kernel_once_and_the_window() -> None:
    query = samples_query(IDS[:2], QuerySettings(metric="usage", window=60))
    assert query == (
        'usage{kernel_id=~"00000000-0000-0000-0000-000000000000'
        '|00000000-0000-0000-0000-000000000001",value_type=~"current|capacity"}[60s]'
    )


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("a", '"a"'),
        ('"', r'"\""'),
        ("\\", r'"\\"'),
        ("\n", r'"\n"'),
        ('x"} or y{z="', r'"x\"} or y{z=\""'),
    ],
)
def test_a_literal_cannot_be_left(text: str, literal: str) -> None:
    assert quote(text) == literal


def test_what_means_something_in_a_regular_expression_is_escaped_for_both() -> None:
    assert any_of(["a.b", "c|d", "e\\"]) == r'"a\\.b|c\\|d|e\\\\"'


@pytest.mark.parametrize("metric", ["", "a b", "a{}", "1a", "a\n", 'a"'])
def test_what_is_no_name_of_a_metric_is_an_error_at_once(metric: str) -> None:
    with pytest.raises(ValueError, match="not the name of a metric"):
        QuerySettings(metric=metric)


@pytest.mark.parametrize(("window", "max_kernels"), [(0, 1), (1, 0), (-1, 1)])
def test_settings_that_would_ask_for_nothing_are_an_error_at_once(
    window: int, max_kernels: int
) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        QuerySettings(window=window, max_kernels=max_kernels)


@given(count=st.integers(0, 1000), max_bytes=st.integers(300, 40_000), most=st.integers(1, 500))
def test_chunks_hold_all_ids_in_order_and_fit_into_their_queries(
    count: int, max_bytes: int, most: int
) -> None:
    settings = QuerySettings(max_bytes=max_bytes, max_kernels=most)
    parts = list(chunks(IDS[:count], settings))
    assert [kernel_id for part in parts for kernel_id in part] == IDS[:count]
    assert all(len(part) <= most for part in parts)
    assert all(len(samples_query(part, settings)) <= max_bytes or len(part) == 1 for part in parts)


def test_a_single_id_goes_out_however_short_queries_must_be() -> None:
    assert [len(part) for part in chunks(IDS[:3], QuerySettings(max_bytes=1))] == [1, 1, 1]
