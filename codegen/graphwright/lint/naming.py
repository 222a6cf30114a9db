"""Names in the cases that GraphQL is written in."""

from __future__ import annotations

import re

PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*")
CAMEL = re.compile(r"[a-z][A-Za-z0-9]*")
SCREAMING = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")

_WORD = re.compile(r"[A-Z]+\d*(?![a-z])|[A-Z]?[a-z0-9]+")


def pascal_case(name: str) -> str:
    """`KernelStatus`, of whatever is written otherwise."""
    return "".join(word.capitalize() for word in _words(name))


def camel_case(name: str) -> str:
    """`kernelStatus`, of whatever is written otherwise."""
    pascal = pascal_case(name)
    return pascal[:1].lower() + pascal[1:]


def screaming_case(name: str) -> str:
    """`KERNEL_STATUS`, of whatever is written otherwise."""
    return "_".join(_words(name)).upper()


def write_as(name: str) -> str:
    """The hint that names a better name; empty if there is none."""
    return f"Write '{name}'." if name else ""


def _words(name: str) -> list[str]:
    return _WORD.findall(name)
