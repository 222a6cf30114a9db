"""Sound values are handed over as what their decoders make of them, and all others refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernelgraph.stored.test_any_value import KEYS, VALUES

from graphwright.runtime.scalars import serialize_decimal
from graphwright.runtime.usual import Items, Parts, Usual, UsualForm
from kernelgraph.stored.names import (
    USUAL_RESULT,
    USUAL_SESSION_TYPE,
    USUAL_STATUS,
    kernel_status,
    session_result,
    session_type,
)
from kernelgraph.stored.resource_opts import USUAL_RESOURCE_OPTS, resource_opts
from kernelgraph.stored.resource_slots import USUAL_RESOURCE_SLOT, resource_slot
from kernelgraph.stored.service_ports import (
    USUAL_PREOPEN_PORTS,
    USUAL_SERVICE_PORTS,
    preopen_ports,
    service_ports,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kernelgraph.stored.degradation import Degradation, Note

PORTS = st.integers(-1, 70000) | st.none() | st.sampled_from(["8080", "x"])
ENTRIES = st.fixed_dictionaries(
    {
        "name": st.text(max_size=3),
        "protocol": st.sampled_from(["http", "TCP", "quic"]),
        "container_ports": st.lists(PORTS, max_size=3),
        "host_ports": st.lists(PORTS, max_size=3),
        "is_inference": st.booleans() | st.none(),
    }
)
QUANTITIES = (
    st.from_regex(r"\A[0-9]{1,3}(\.[0-9]{1,3})?\Z")
    | st.decimals(allow_nan=False, allow_infinity=False).map(str)
    | st.sampled_from(["0", "1g", "٣", "1" * 40, "1" * 41, "0." + "0" * 37 + "1", "1\n"])
    | st.integers(-(10**41), 10**41)
    | st.floats()
)
PAIRS: list[tuple[Callable[[object, Note], object], Usual, st.SearchStrategy[object]]] = [
    (service_ports, USUAL_SERVICE_PORTS, st.lists(ENTRIES | VALUES, max_size=3)),
    (preopen_ports, USUAL_PREOPEN_PORTS, st.lists(PORTS, max_size=3)),
    (resource_slot, USUAL_RESOURCE_SLOT, st.dictionaries(KEYS, QUANTITIES, max_size=3)),
    (resource_opts, USUAL_RESOURCE_OPTS, st.dictionaries(KEYS, VALUES, max_size=3)),
    (kernel_status, USUAL_STATUS, st.sampled_from(["RUNNING", "PULLING", "running"])),
    (session_type, USUAL_SESSION_TYPE, st.sampled_from(["BATCH", "batch"])),
    (session_result, USUAL_RESULT, st.sampled_from(["SUCCESS", "success"])),
]


def named(form: UsualForm, value: Any) -> object:
    """A value that was handed over, with the names of its parts."""
    match form:
        case Parts(forms):
            if value is None:
                return None
            pairs = zip(forms.items(), value, strict=True)
            return {name: named(part, each) for (name, part), each in pairs}
        case Items(item):
            return [named(item, row) for row in value]
        case _:
            return value


def shown(value: Any) -> object:
    """A decoded value, with the names of its parts and quantities as the API shows them."""
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: shown(getattr(value, field.name)) for field in fields}
    if isinstance(value, Decimal):
        return serialize_decimal(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [shown(each) for each in cast("Sequence[object]", value)]
    return value


@pytest.mark.parametrize(
    ("decode", "usual", "likely"),
    PAIRS,
    ids=["ports", "preopen", "slots", "opts", "status", "type", "result"],
)
@given(data=st.data())
def test_what_is_handed_over_is_what_would_be_decoded_without_a_note(
    decode: Callable[[object, Note], object],
    usual: Usual,
    likely: st.SearchStrategy[object],
    data: st.DataObject,
) -> None:
    """A value is either refused or shown as its object would be, and never degraded."""
    stored = data.draw(likely | VALUES)
    notes: list[Degradation] = []
    expected = shown(decode(stored, notes.append))
    try:
        found = named(usual.form, usual.read(stored))
    except Exception:
        return
    assert found == expected
    assert notes == []


@pytest.mark.parametrize(
    ("usual", "stored", "expected"),
    [
        (USUAL_RESOURCE_SLOT, None, {"entries": []}),
        (USUAL_RESOURCE_SLOT, {}, {"entries": []}),
        (
            USUAL_RESOURCE_SLOT,
            {"cpu": "4", "cuda.shares": "0.50", "mem": "1g"},
            {
                "entries": [
                    {"resource_type": "cpu", "quantity": "4"},
                    {"resource_type": "cuda.shares", "quantity": "0.5"},
                    {"resource_type": "mem", "quantity": "1073741824"},
                ]
            },
        ),
        (USUAL_RESOURCE_OPTS, None, None),
        (
            USUAL_RESOURCE_OPTS,
            {"shmem": 64, "a": "b"},
            {"entries": [{"name": "shmem", "value": "64"}, {"name": "a", "value": "b"}]},
        ),
        (USUAL_SERVICE_PORTS, None, None),
        (USUAL_SERVICE_PORTS, [], {"entries": []}),
        (USUAL_PREOPEN_PORTS, None, None),
        (USUAL_PREOPEN_PORTS, [], []),
        (USUAL_PREOPEN_PORTS, [1, "2"], [1, 2]),
    ],
)
def test_sound_values_are_handed_over_however_they_are_written(
    usual: Usual, stored: object, expected: object
) -> None:
    """Fractions, older suffixes and numbers are no reason to make the object of a row."""
    assert named(usual.form, usual.read(stored)) == expected
