"""Values that have to be awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from .markers import PENDING

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from graphql.pyutils import Path

    from .positions import Position
    from .run import Run


class Waiter(Protocol):
    """Something that has to be awaited before the answer is complete."""

    @property
    def position(self) -> Position:
        """The position that the value belongs to."""
        ...

    @property
    def awaitable(self) -> Awaitable[Any]:
        """What to await."""
        ...

    def is_unwanted(self, run: Run) -> bool:
        """Whether what it belongs to is null by now."""
        ...

    def arrive(self, run: Run, value: Any) -> None:
        """Complete the awaited value."""
        ...

    def fail(self, run: Run, error: Exception) -> None:
        """Put null where the value was expected."""
        ...


class Slot:
    """A position whose value has to be awaited."""

    __slots__ = ("awaitable", "path", "position")

    def __init__(self, position: Position, path: Path, awaitable: Awaitable[Any]) -> None:
        self.position = position
        self.path = path
        self.awaitable = awaitable

    def is_unwanted(self, run: Run) -> bool:
        """Whether what it belongs to is null by now."""
        return run.is_nulled or run.errors.is_nulled(self.path)

    def arrive(self, run: Run, value: Any) -> None:
        """Complete the awaited value."""
        if self.is_unwanted(run):
            return
        try:
            completed = run.complete(self.position, value, self.path)
        except Exception as error:
            self.fail(run, error)
            return
        if completed is not PENDING:
            run.put(self.path, completed)

    def fail(self, run: Run, error: Exception) -> None:
        """Put null where the value was expected, or above."""
        run.propagate(error, self.position, self.path)
