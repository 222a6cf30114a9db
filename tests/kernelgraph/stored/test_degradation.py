"""Degradations are counted each time and logged once a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kernelgraph.stored.degradation import Degradation, Degradations

if TYPE_CHECKING:
    import pytest


def test_each_kind_is_counted_and_logged_once_with_the_id_of_its_row(
    caplog: pytest.LogCaptureFixture,
) -> None:
    degradations = Degradations()
    note = degradations.notes()
    note.row_id = "row-1"
    note(Degradation.STATUS)
    note.row_id = "row-2"
    note(Degradation.STATUS)
    note(Degradation.RESULT)
    assert degradations.counts == {Degradation.STATUS: 2, Degradation.RESULT: 1}
    assert ["status in row row-1" in message for message in caplog.messages] == [True, False]
    assert "result in row row-2" in caplog.messages[1]


def test_a_snapshot_of_the_counts_stays_as_it_was() -> None:
    degradations = Degradations()
    before = degradations.counts
    degradations.record("row", Degradation.STATUS)
    assert before == {}
