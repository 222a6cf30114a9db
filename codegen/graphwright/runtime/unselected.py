"""What stands in a partially loaded object for data that the operation did not ask for."""

from __future__ import annotations

from typing import Any, Final, NoReturn

from graphwright.runtime.errors import UnselectedError


class Unselected:
    """A value that raises `UnselectedError` on every use; test for it with `is UNSELECTED`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNSELECTED"

    def __getattr__(self, name: str) -> NoReturn:
        raise UnselectedError(
            f"{name!r} was read of data that was not selected by the operation;"
            " a resolver that needs it names it in the `needs` of the projection"
        )

    def _refuse(self, *_: object) -> NoReturn:
        raise UnselectedError(
            "data was used that was not selected by the operation;"
            " a resolver that needs it names it in the `needs` of the projection"
        )

    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __call__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __hash__ = _refuse
    __str__ = __format__ = __bytes__ = __int__ = __float__ = __index__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _refuse


UNSELECTED: Final[Any] = Unselected()
