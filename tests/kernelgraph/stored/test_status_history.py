"""A stored status history comes out in the order of time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.status_history import status_history


def decoded(stored: object) -> tuple[list[tuple[str, datetime]], list[Degradation]]:
    noted: list[Degradation] = []
    history = status_history(stored, noted.append)
    assert history is not None
    return [(entry.status, entry.timestamp) for entry in history.entries], noted


def test_entries_are_ordered_by_time_and_not_by_key() -> None:
    entries, kinds = decoded(
        {
            "CREATING": "2026-02-06T02:22:22+00:00",
            "PENDING": "2026-02-06T02:22:20.123456+00:00",
            "RUNNING": "2026-02-06T11:22:21+09:00",
        }
    )
    assert entries == [
        ("PENDING", datetime(2026, 2, 6, 2, 22, 20, 123456, UTC)),
        ("RUNNING", datetime(2026, 2, 6, 2, 22, 21, tzinfo=UTC)),
        ("CREATING", datetime(2026, 2, 6, 2, 22, 22, tzinfo=UTC)),
    ]
    assert kinds == []


def test_entries_of_one_moment_keep_their_stored_order() -> None:
    moment = "2026-02-06T02:22:20+00:00"
    entries, _ = decoded({"SCHEDULED": moment, "PENDING": moment, "RUNNING": moment})
    assert [status for status, _ in entries] == ["SCHEDULED", "PENDING", "RUNNING"]


@pytest.mark.parametrize(
    "text", ["2026-02-06T02:22:20", "2026-02-06T02:22:20Z", "2026-02-06 02:22:20+00"]
)
def test_other_writings_of_iso_8601_are_read_as_utc(text: str) -> None:
    entries, kinds = decoded({"PENDING": text})
    assert entries == [("PENDING", datetime(2026, 2, 6, 2, 22, 20, tzinfo=UTC))]
    assert kinds == []


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "yesterday",
        "2026-13-40T00:00:00+00:00",
        None,
        1770344540,
        True,
        [],
        {"at": "now"},
        "0001-01-01T00:00:00+09:00",
    ],
)
def test_an_unparsable_timestamp_is_left_out_and_its_neighbours_stay(bad: object) -> None:
    entries, kinds = decoded(
        {
            "PENDING": "2026-02-06T02:22:20+00:00",
            "PREPARING": bad,
            "RUNNING": "2026-02-06T02:22:21+00:00",
        }
    )
    assert [status for status, _ in entries] == ["PENDING", "RUNNING"]
    assert kinds == [Degradation.STATUS_HISTORY_TIMESTAMP]


@pytest.mark.parametrize("stored", [[], "PENDING", 3, False, [["PENDING", "2026-02-06"]]])
def test_a_wrong_container_is_as_if_empty(stored: object) -> None:
    assert decoded(stored) == ([], [Degradation.STATUS_HISTORY_CONTAINER])


def test_no_stored_value_is_no_history() -> None:
    assert status_history(None, list[Degradation]().append) is None
