"""Stored service ports come out entry by entry."""

from __future__ import annotations

import pytest

from kernelgraph.stored.degradation import Degradation
from kernelgraph.stored.service_ports import preopen_ports, service_ports
from kernelgraph_api.enums import ServicePortProtocol
from kernelgraph_api.types import ServicePortEntry

GOOD = {
    "name": "sshd",
    "protocol": "tcp",
    "container_ports": [2200],
    "host_ports": [30001],
    "is_inference": False,
}


def decoded(stored: object) -> tuple[list[ServicePortEntry], list[Degradation]]:
    noted: list[Degradation] = []
    ports = service_ports(stored, noted.append)
    assert ports is not None
    return list(ports.entries), noted


def test_a_whole_entry_is_read_without_a_note() -> None:
    entries, kinds = decoded(
        [
            {
                "name": "jupyter",
                "protocol": "http",
                "container_ports": [8080, 8081],
                "host_ports": [30000, None],
                "is_inference": True,
            }
        ]
    )
    assert entries == [
        ServicePortEntry(
            name="jupyter",
            protocol=ServicePortProtocol.HTTP,
            container_ports=[8080, 8081],
            host_ports=[30000, None],
            is_inference=True,
        )
    ]
    assert kinds == []


def test_host_ports_and_is_inference_may_be_missing() -> None:
    entries, kinds = decoded([{"name": "ttyd", "protocol": "http", "container_ports": [7681]}])
    assert (entries[0].host_ports, entries[0].is_inference) == ([], False)
    assert kinds == []


def test_no_stored_value_is_no_service_ports() -> None:
    noted: list[Degradation] = []
    assert service_ports(None, noted.append) is None
    assert noted == []


@pytest.mark.parametrize("stored", [{}, "x", 5, True, {"name": "jupyter"}])
def test_a_wrong_container_is_as_if_empty(stored: object) -> None:
    assert decoded(stored) == ([], [Degradation.SERVICE_PORTS_CONTAINER])


@pytest.mark.parametrize("protocol", ["quic", "", None, 5, ["http"]])
def test_an_unknown_protocol_becomes_tcp(protocol: object) -> None:
    entries, kinds = decoded([GOOD | {"protocol": protocol}])
    assert entries[0].protocol is ServicePortProtocol.TCP
    assert kinds == [Degradation.SERVICE_PORTS_PROTOCOL]


@pytest.mark.parametrize("protocol", list(ServicePortProtocol))
def test_every_protocol_is_stored_in_lower_case(protocol: ServicePortProtocol) -> None:
    entries, kinds = decoded([GOOD | {"protocol": protocol.name.lower()}])
    assert (entries[0].protocol, kinds) == (protocol, [])


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        ("jupyter", Degradation.SERVICE_PORTS_ENTRY),
        (None, Degradation.SERVICE_PORTS_ENTRY),
        ([], Degradation.SERVICE_PORTS_ENTRY),
        ({}, Degradation.SERVICE_PORTS_ENTRY),
        (GOOD | {"name": 7}, Degradation.SERVICE_PORTS_ENTRY),
        (GOOD | {"container_ports": ["x"]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"container_ports": [None]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"container_ports": [True]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"container_ports": [-1]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"container_ports": [65536]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"container_ports": [10**30]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"container_ports": [float("nan")]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"container_ports": [80.5]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"host_ports": [30000, "?"]}, Degradation.SERVICE_PORTS_PORT),
        (GOOD | {"host_ports": [None, {}]}, Degradation.SERVICE_PORTS_PORT),
    ],
)
def test_a_bad_entry_is_left_out_and_its_neighbours_stay(bad: object, kind: Degradation) -> None:
    entries, kinds = decoded([GOOD, bad, GOOD | {"name": "last"}])
    assert [entry.name for entry in entries] == ["sshd", "last"]
    assert kinds == [kind]


def test_ports_stored_as_text_or_whole_floats_are_read() -> None:
    entries, kinds = decoded([GOOD | {"container_ports": ["8080", " 81 ", 82.0, "000083"]}])
    assert (entries[0].container_ports, kinds) == ([8080, 81, 82, 83], [])


def test_ports_in_a_wrong_container_are_as_if_empty() -> None:
    entries, kinds = decoded([GOOD | {"container_ports": 8080, "host_ports": {"0": 1}}])
    assert (entries[0].container_ports, entries[0].host_ports) == ([], [])
    assert kinds == [Degradation.SERVICE_PORTS_CONTAINER] * 2


def test_is_inference_of_another_type_is_false() -> None:
    entries, kinds = decoded([GOOD | {"is_inference": "yes"}])
    assert (entries[0].is_inference, kinds) == (False, [Degradation.SERVICE_PORTS_INFERENCE])


def test_bad_preopen_ports_are_left_out_one_by_one() -> None:
    noted: list[Degradation] = []
    assert preopen_ports([9000, "9001", None, -5, True, 9002], noted.append) == [9000, 9001, 9002]
    assert noted == [Degradation.PREOPEN_PORTS_PORT] * 3


def test_preopen_ports_in_a_wrong_container_are_none() -> None:
    noted: list[Degradation] = []
    assert list(preopen_ports("9000", noted.append) or ()) == []
    assert noted == [Degradation.PREOPEN_PORTS_CONTAINER]
    assert preopen_ports(None, noted.append) is None
