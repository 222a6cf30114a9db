"""What a process that generates again and again need not do again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
V = TypeVar("V")


class Memory:
    """Remembers nothing: everything is made when it is asked for."""

    def recall(self, place: str, make: Callable[..., T], *origin: object, **means: Any) -> T:
        """What `make(*origin, **means)` returns, which depends on the origin alone.

        The place is that of one such result: the next one takes its place.
        """
        return make(*origin, **means)

    def recall_all(
        self, make: Callable[[Mapping[str, V]], Mapping[str, T]], origins: Mapping[str, V]
    ) -> dict[str, T]:
        """What `make` returns for the origins by place, when that of each depends on it alone."""
        return dict(make(origins))


#: For a process that generates once.
NO_MEMORY = Memory()


class LastingMemory(Memory):
    """Remembers what came out last at each place, until something else goes in there."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._kept: dict[tuple[object, str], tuple[object, Any]] = {}

    def recall(self, place: str, make: Callable[..., T], *origin: object, **means: Any) -> T:
        """What came out before of the same origin, or else what comes out now."""
        kept = self._kept.get((make, place))
        if kept is None or kept[0] != origin:
            kept = self._kept[make, place] = (origin, make(*origin, **means))
        result: T = kept[1]
        return result

    def recall_all(
        self, make: Callable[[Mapping[str, V]], Mapping[str, T]], origins: Mapping[str, V]
    ) -> dict[str, T]:
        """What came out before of the same origins; the rest is made in one go."""
        new = {
            place: origin
            for place, origin in origins.items()
            if (make, place) not in self._kept or self._kept[make, place][0] != origin
        }
        for place, result in make(new).items() if new else ():
            self._kept[make, place] = (new[place], result)
        return {place: self._kept[make, place][1] for place in origins}
