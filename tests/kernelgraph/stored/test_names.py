"""Enums are found by the names under which they are stored."""

from __future__ import annotations

import pytest

from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.names import (
    STORED_STATUSES,
    kernel_status,
    session_result,
    session_type,
)
from kernelgraph_api.enums import KernelV2Status, SessionTypes, SessionV2Result


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        *((status.name, status) for status in KernelV2Status),
        ("PULLING", KernelV2Status.PREPARING),
        ("BUILDING", KernelV2Status.CANCELLED),
        ("RESTARTING", KernelV2Status.CANCELLED),
        ("RESIZING", KernelV2Status.CANCELLED),
        ("SUSPENDED", KernelV2Status.CANCELLED),
        ("ERROR", KernelV2Status.CANCELLED),
    ],
)
def test_each_of_sixteen_stored_states_shows_as_one_of_ten(
    stored: str, shown: KernelV2Status
) -> None:
    noted: list[Degradation] = []
    assert kernel_status(stored, noted.append) is shown
    assert noted == []


def test_the_states_that_are_stored_are_sixteen() -> None:
    names = [name for names in STORED_STATUSES.values() for name in names]
    assert len(names) == len(set(names)) == 16
    assert list(STORED_STATUSES) == list(KernelV2Status)


@pytest.mark.parametrize("stored", ["", "running", "MIGRATING", None, 3])
def test_an_unknown_state_shows_as_cancelled(stored: object) -> None:
    noted: list[Degradation] = []
    assert kernel_status(stored, noted.append) is KernelV2Status.CANCELLED
    assert noted == [Degradation.STATUS]


def test_types_and_results_are_stored_by_name() -> None:
    noted: list[Degradation] = []
    assert [session_type(member.name, noted.append) for member in SessionTypes] == list(
        SessionTypes
    )
    assert [session_result(m.name, noted.append) for m in SessionV2Result] == list(SessionV2Result)
    assert noted == []


def test_unknown_types_and_results_have_a_default() -> None:
    noted: list[Degradation] = []
    assert session_type("LAPTOP", noted.append) is SessionTypes.INTERACTIVE
    assert session_result("", noted.append) is SessionV2Result.UNDEFINED
    assert noted == [Degradation.SESSION_TYPE, Degradation.RESULT]
