"""The exact sum of decimals, on SQLite too."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Dialect, Numeric, SQLColumnExpression, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from graphwright.runtime.sql.column import element
from graphwright.runtime.sql.types import EXACT, ExactDecimal

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler

# SQLite sums 64-bit integers; a number of up to 25 digits is summed in two parts, exactly for
# some four million rows, beyond which it reports an overflow.
_LOW_DIGITS: Final = 12


class _Total(TypeDecorator[Decimal]):
    """The result of a sum: on SQLite the sums of the two parts, `high:low`."""

    impl = Numeric
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Returns how the database stores it."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Returns the value as it was read."""
        if value is None or dialect.name != "sqlite":
            return None if value is None else Decimal(value)
        high, low = map(int, value.split(":"))
        return Decimal(high * 10**_LOW_DIGITS + low).scaleb(-self.scale, EXACT)


class _DecimalSum(FunctionElement[Decimal]):
    name = "decimal_sum"
    inherit_cache = True

    def __init__(self, amount: SQLColumnExpression[Any]) -> None:
        super().__init__(element(amount))
        kind = element(amount).type
        if not isinstance(kind, ExactDecimal):
            raise TypeError(f"decimal_sum takes an ExactDecimal, not a {type(kind).__name__}")
        self.precision = kind.precision
        self.type = _Total(kind.scale)


def decimal_sum(amount: SQLColumnExpression[Decimal | None]) -> _DecimalSum:
    """Returns the sum of an ExactDecimal expression over the rows of a group; NULL of none.

    NULLs are left out, so that a CASE without ELSE sums under a condition (FILTER cannot be
    used). The result is for reading, not for comparison.
    """
    return _DecimalSum(amount)


@compiles(_DecimalSum)
def _compile_sum(total: _DecimalSum, compiler: SQLCompiler, **options: Any) -> str:
    return f"sum({compiler.process(total.clauses, **options)})"


@compiles(_DecimalSum, "sqlite")
def _compile_sum_sqlite(total: _DecimalSum, compiler: SQLCompiler, **options: Any) -> str:
    amount = compiler.process(total.clauses, **options)
    high_digits = total.precision + 1 - _LOW_DIGITS
    offset = 10 ** (total.precision - _LOW_DIGITS)
    high = f"sum(CAST(substr({amount}, 1, {high_digits}) AS INTEGER))"
    low = f"sum(CAST(substr({amount}, {high_digits + 1}) AS INTEGER))"
    return f"(({high} - {offset} * count({amount})) || ':' || {low})"
