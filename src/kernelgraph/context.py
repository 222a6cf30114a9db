"""What a request brings along to its resolvers."""

from __future__ import annotations

from dataclasses import dataclass, field

from kernelgraph.ports import KernelScope


@dataclass(frozen=True, slots=True)
class RequestContext:
    """The state of one request; nothing in it changes while the request runs."""

    kernels: KernelScope = field(default_factory=KernelScope)
    """The kernels that the request may see at all; resolvers narrow it."""
