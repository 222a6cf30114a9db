"""Whether an IR holds together, whoever changed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from graphwright.ir.expressions import Symbol
from graphwright.ir.symbols import package_symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphwright.ir.model import Package


def inconsistencies(package: Package) -> Iterator[str]:
    """What is wrong, as ends of a sentence: names given twice, and names that nobody defines."""
    defined = Counter(package_symbols(package))
    for symbol, times in sorted(defined.items()):
        if times > 1:
            yield f"'{symbol.name}' is defined twice in {symbol.module.lstrip('.')}.py"
    for symbol in sorted({*_symbols_in(package)} - defined.keys()):
        yield f"nothing defines '{symbol.name}' in {symbol.module.lstrip('.')}.py"


def _symbols_in(value: object) -> Iterator[Symbol]:
    """Every symbol of the package itself that is mentioned anywhere below the value."""
    if isinstance(value, Symbol):
        if value.module.startswith("."):
            yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _symbols_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _symbols_in(held)
    elif isinstance(value, tuple | list):
        for held in value:
            yield from _symbols_in(held)
