"""Decoders of `kernels.service_ports` and `kernels.preopen_ports`."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graphwright.runtime import maker_of
from graphwright.runtime.usual import Items, Parts, Usual
from kernelgraph.stored.containers import items_of, optional_fields_of
from kernelgraph.stored.degradation import Degradation, Note, refuse
from kernelgraph.stored.names import PROTOCOLS, service_port_protocol
from kernelgraph.stored.parsing import MAX_PORT, parse_port
from kernelgraph_api.types import ServicePortEntry, ServicePorts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernelgraph_api.enums import ServicePortProtocol

_ports: Final = maker_of(ServicePorts)
_port: Final = maker_of(ServicePortEntry)
_PARTS: Final = itemgetter("name", "protocol", "container_ports", "host_ports", "is_inference")
_KINDS: Final = (str, list, list, bool)

_Row: TypeAlias = "tuple[str, ServicePortProtocol, Sequence[int], Sequence[int | None], bool]"
"""Name, protocol, container ports, host ports, is inference."""


def service_ports(stored: object, note: Note) -> ServicePorts | None:
    """The service ports in stored order; null if none are stored.

    An entry without a name, or with a port that cannot be read, is left out as a whole, for its
    container ports and host ports belong together by position.
    """
    if stored is None:
        return None
    return _ports(
        entries=[
            _port(
                name=name,
                protocol=protocol,
                container_ports=container_ports,
                host_ports=host_ports,
                is_inference=is_inference,
            )
            for name, protocol, container_ports, host_ports, is_inference in _rows(stored, note)
        ]
    )


def preopen_ports(stored: object, note: Note) -> Sequence[int] | None:
    """The ports opened for the user's own servers; null if none are stored."""
    if stored is None:
        return None
    items = items_of(stored, Degradation.PREOPEN_PORTS_CONTAINER, note)
    if not items:
        return []
    ports = [port for port in map(parse_port, items) if port is not None]
    for _ in range(len(items) - len(ports)):
        note(Degradation.PREOPEN_PORTS_PORT)
    return ports


def _rows(stored: object, note: Note) -> Sequence[_Row]:
    items = items_of(stored, Degradation.SERVICE_PORTS_CONTAINER, note)
    return [row for item in items if (row := _row(item, note)) is not None]


def _row(item: Any, note: Note) -> _Row | None:
    """What an entry consists of; null if it is left out."""
    try:
        name, protocol, container_ports, host_ports, is_inference = _PARTS(item)
        shown = PROTOCOLS[protocol]
    except (KeyError, TypeError):
        return _careful_row(item, note)
    if (type(name), type(container_ports), type(host_ports), type(is_inference)) != _KINDS:
        return _careful_row(item, note)
    for port in container_ports:
        if type(port) is not int or not 0 <= port <= MAX_PORT:
            return _careful_row(item, note)
    for port in host_ports:
        if port is not None and (type(port) is not int or not 0 <= port <= MAX_PORT):
            return _careful_row(item, note)
    return name, shown, container_ports, host_ports, is_inference


def _careful_row(item: object, note: Note) -> _Row | None:
    fields = optional_fields_of(item, Degradation.SERVICE_PORTS_ENTRY, note)
    if fields is None:
        return None
    name = fields.get("name")
    if not isinstance(name, str):
        note(Degradation.SERVICE_PORTS_ENTRY)
        return None
    container_items = _port_items(fields.get("container_ports"), note)
    host_items = _port_items(fields.get("host_ports"), note)
    container_ports = [port for port in map(parse_port, container_items) if port is not None]
    # A host port is null until it is mapped.
    host_ports = [None if item is None else parse_port(item) for item in host_items]
    if len(container_ports) < len(container_items) or host_ports.count(None) > sum(
        item is None for item in host_items
    ):
        note(Degradation.SERVICE_PORTS_PORT)
        return None
    protocol = service_port_protocol(fields.get("protocol"), note)
    is_inference = _is_inference(fields.get("is_inference"), note)
    return name, protocol, container_ports, host_ports, is_inference


def _port_items(stored: object, note: Note) -> Sequence[object]:
    """The items of a list of ports; none if the list is missing, as it may be."""
    return () if stored is None else items_of(stored, Degradation.SERVICE_PORTS_CONTAINER, note)


def _is_inference(stored: object, note: Note) -> bool:
    if stored is None or isinstance(stored, bool):
        return stored is True
    note(Degradation.SERVICE_PORTS_INFERENCE)
    return False


USUAL_SERVICE_PORTS: Final = Usual(
    lambda stored: None if stored is None else (_rows(stored, refuse),),
    Parts(
        {
            "entries": Items(
                Parts(
                    dict.fromkeys(
                        ("name", "protocol", "container_ports", "host_ports", "is_inference")
                    )
                )
            )
        }
    ),
)
USUAL_PREOPEN_PORTS: Final = Usual(lambda stored: preopen_ports(stored, refuse))
