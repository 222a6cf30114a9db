"""Stored resource options come out as text, option by option."""

from __future__ import annotations

import pytest

from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.resource_opts import resource_opts


def decoded(stored: object) -> tuple[dict[str, str], list[Degradation]]:
    noted: list[Degradation] = []
    opts = resource_opts(stored, noted.append)
    assert opts is not None
    return {entry.name: entry.value for entry in opts.entries}, noted


@pytest.mark.parametrize(
    ("stored", "value"),
    [("64m", "64m"), ("", ""), (67108864, "67108864"), (0.5, "0.5"), (True, "true")],
)
def test_options_are_read_as_text(stored: object, value: str) -> None:
    assert decoded({"shmem": stored}) == ({"shmem": value}, [])


@pytest.mark.parametrize("bad", [None, [], {"size": "64m"}, float("nan"), float("inf")])
def test_an_option_that_is_no_scalar_is_left_out_and_its_neighbours_stay(bad: object) -> None:
    opts, kinds = decoded({"a": "1", "shmem": bad, "b": "2"})
    assert opts == {"a": "1", "b": "2"}
    assert kinds == [Degradation.RESOURCE_OPTS_ENTRY]


@pytest.mark.parametrize("stored", [[], "shmem", 1, True])
def test_a_wrong_container_is_as_if_empty(stored: object) -> None:
    assert decoded(stored) == ({}, [Degradation.RESOURCE_OPTS_CONTAINER])


def test_no_stored_value_is_no_options() -> None:
    assert resource_opts(None, list[Degradation]().append) is None
