"""Decoders of `kernels.service_ports` and `kernels.preopen_ports`."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from graphwright.runtime import maker_of
from kernelgraph.stored.containers import items_of, optional_fields_of
from kernelgraph.stored.degradation import Degradation, Note
from kernelgraph.stored.names import PROTOCOLS, service_port_protocol
from kernelgraph.stored.parsing import MAX_PORT, parse_port
from kernelgraph_api.types import ServicePortEntry, ServicePorts

if TYPE_CHECKING:
    from collections.abc import Sequence

_ports: Final = maker_of(ServicePorts)
_port: Final = maker_of(ServicePortEntry)
_PARTS: Final = itemgetter("name", "protocol", "container_ports", "host_ports", "is_inference")
_KINDS: Final = (str, list, list, bool)


def service_ports(stored: object, note: Note) -> ServicePorts | None:
    """The service ports in stored order; null if none are stored.

    An entry without a name, or with a port that cannot be read, is left out as a whole, for its
    container ports and host ports belong together by position.
    """
    if stored is None:
        return None
    entries: list[ServicePortEntry] = []
    for item in items_of(stored, Degradation.SERVICE_PORTS_CONTAINER, note):
        entry = _usual_entry(item) or _entry(item, note)
        if entry is not None:
            entries.append(entry)
    return _ports(entries=entries)


def preopen_ports(stored: object, note: Note) -> Sequence[int] | None:
    """The ports opened for the user's own servers; null if none are stored."""
    if stored is None:
        return None
    items = items_of(stored, Degradation.PREOPEN_PORTS_CONTAINER, note)
    ports = [port for port in map(parse_port, items) if port is not None]
    for _ in range(len(items) - len(ports)):
        note(Degradation.PREOPEN_PORTS_PORT)
    return ports


def _usual_entry(item: Any) -> ServicePortEntry | None:
    """The entry, if it is all that `_entry` expects; null otherwise. Nearly all are."""
    try:
        name, protocol, container_ports, host_ports, is_inference = _PARTS(item)
        shown = PROTOCOLS[protocol]
    except (KeyError, TypeError):
        return None
    if (type(name), type(container_ports), type(host_ports), type(is_inference)) != _KINDS:
        return None
    for port in container_ports:
        if type(port) is not int or not 0 <= port <= MAX_PORT:
            return None
    for port in host_ports:
        if port is not None and (type(port) is not int or not 0 <= port <= MAX_PORT):
            return None
    return _port(
        name=name,
        protocol=shown,
        container_ports=container_ports,
        host_ports=host_ports,
        is_inference=is_inference,
    )


def _entry(item: object, note: Note) -> ServicePortEntry | None:
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
    return _port(
        name=name,
        protocol=service_port_protocol(fields.get("protocol"), note),
        container_ports=container_ports,
        host_ports=host_ports,
        is_inference=_is_inference(fields.get("is_inference"), note),
    )


def _port_items(stored: object, note: Note) -> Sequence[object]:
    """The items of a list of ports; none if the list is missing, as it may be."""
    return () if stored is None else items_of(stored, Degradation.SERVICE_PORTS_CONTAINER, note)


def _is_inference(stored: object, note: Note) -> bool:
    if stored is None or isinstance(stored, bool):
        return stored is True
    note(Degradation.SERVICE_PORTS_INFERENCE)
    return False
