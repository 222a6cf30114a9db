"""The kernels whose samples are in the servers under test, one for each rule of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.livestat.history import (
    INTERVAL,
    OFFSETS,
    WINDOW_OFFSETS,
    History,
    Story,
    counter,
    kernel,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

CROWD: Final = [kernel(f"crowd {number}") for number in range(500)]
GIB: Final = 2**30


def histories() -> Iterable[History]:
    """Every series that the servers hold."""
    for story in (
        _full(),
        *_spikes(),
        *_counters(),
        *_owners(),
        *_not_finite(),
        *_capacities(),
        *_labels(),
        *_crowd(),
        *compared(),
    ):
        yield from story.histories


COMPARED: Final = [kernel(f"compared {number}") for number in range(3)]


def compared() -> Iterable[Story]:
    """Kernels whose history the legacy store has as well: steady, bursting, and barely alive."""
    for number, kernel_id in enumerate(COMPARED[:2]):
        burst = 30_000 * number
        cumulative = [(o, v + (burst if o >= -90 else 0)) for o, v in _steady(OFFSETS, 400)]
        told = Story(str(kernel_id))
        for metric in ("cpu_util", "cpu_used", "net_rx", "net_tx", "io_read", "io_write"):
            told.tell(metric, cumulative)
        told.capacity("cpu_util", 1000)
        told.tell("mem", [(o, GIB + o * number) for o in OFFSETS]).capacity("mem", 4 * GIB)
        told.always("io_scratch_size", 4096)
        yield told.always("cuda_util", "12.5").capacity("cuda_util", 100)
    yield Story(str(COMPARED[2])).tell("mem", [(-10, 5)]).tell("mem", [(-10, 10)], "capacity")


def story(name: str) -> Story:
    """The beginning of the story of the kernel that stands for a case."""
    return Story(str(kernel(name)))


def _full() -> Story:
    """A kernel with all metrics of the table, at steady rates."""
    return (
        story("full")
        .count("cpu_util", 500)
        .capacity("cpu_util", 1000)
        .count("cpu_used", 500)
        .tell("mem", [(offset, GIB + offset) for offset in OFFSETS])
        .capacity("mem", 4 * GIB)
        .always("mem", "77.77", "pct")
        .count("net_rx", 2000)
        .count("net_tx", 3000)
        .count("io_read", 100)
        .count("io_write", 200)
        .always("io_scratch_size", 4096)
        .always("cuda_mem", GIB)
        .capacity("cuda_mem", 2 * GIB)
        .always("cuda_util", "33.3333")
        .capacity("cuda_util", 100)
        .always("rocm_power", "250.5")
        .capacity("rocm_power", 300)
        .always("tpu_temperature", 61)
        .always("io_ops", 7)
        .always("net_errors", 3)
        .always("fan", "1e-7")
    )


def _spikes() -> Iterable[Story]:
    """Bursts of one sample, or between two samples, off all round steps."""
    at = WINDOW_OFFSETS[4]
    yield story("gauge spike").tell("mem", [(o, 900 if o == at else 100) for o in OFFSETS])
    burst = [(o, v + (18_000 if o >= at else 0)) for o, v in _steady(OFFSETS, 100)]
    yield story("counter spike").tell("cpu_util", burst).capacity("cpu_util", 1000)


def _counters() -> Iterable[Story]:
    yield story("one sample").tell("cpu_util", [(-10, 5_000_000)]).tell("net_rx", [(-10, 70)])
    yield story("two samples").tell("cpu_util", counter((-30, -10), 800))
    yield story("young").tell("net_rx", counter((-50, -30, -10), 1000, 0))
    reset_at = WINDOW_OFFSETS[7]
    before = [(o, v) for o, v in _steady(OFFSETS, 100) if o < reset_at]
    after = [(o, (o - reset_at + INTERVAL) * 100) for o in OFFSETS if o >= reset_at]
    yield story("reset").tell("cpu_util", [*before, *after])


def _owners() -> Iterable[Story]:
    twice = story("two owners")
    for owner in ("first", "second"):
        twice.tell("mem", [(o, 100) for o in OFFSETS], owner=owner)
        twice.tell("mem", [(o, 400) for o in OFFSETS], "capacity", owner=owner)
        twice.tell("cpu_util", counter(OFFSETS, 250), owner=owner)
    yield twice
    early, late = OFFSETS[:-8], OFFSETS[-8:]
    yield (
        story("new owner")
        .tell("mem", [(o, 900) for o in early], owner="first")
        .tell("mem", [(o, 100) for o in late], owner="second")
        .tell("cpu_util", counter(early, 200, 9_000_000), owner="first")
        .tell("cpu_util", counter(late, 200, 0), owner="second")
    )


def _not_finite() -> Iterable[Story]:
    odd = dict(zip(OFFSETS[-4:], ("NaN", "+Inf", "-Inf", "NaN"), strict=True))
    yield story("not finite now and then").tell("mem", [(o, odd.get(o, 100)) for o in OFFSETS])
    yield story("never finite").always("mem", "NaN").capacity("mem", "+Inf")
    beside = story("not finite beside").always("mem", "NaN").always("cuda_mem", 5)
    yield beside.capacity("mem", 100)


def _capacities() -> Iterable[Story]:
    yield story("bounds exported").always("cpu_used", 50).capacity("cpu_used", 100)
    yield story("bound alone").capacity("io_read", 12345)
    yield story("zero bound").always("mem", 5).capacity("mem", 0)
    yield story("percentage alone").always("mem", 50, "pct")


def _labels() -> Iterable[Story]:
    odd = story("odd labels").always("mem", 5).always('gpu"\\\n{}', 6)
    nameless = dict(odd.histories[0].labels, container_metric_name="")
    typeless = dict(odd.histories[0].labels, container_metric_name="cuda_mem", value_type="")
    strange = dict(odd.histories[0].labels, container_metric_name="rocm_mem", value_type="peak")
    for labels in (nameless, typeless, strange):
        odd.histories.append(History(labels=labels, samples=odd.histories[0].samples))
    yield odd
    yield Story("not-a-uuid").always("mem", 5)
    yield story("gone").tell("mem", [(-WINDOW_OFFSETS[-1] - 400, 5)])


def _crowd() -> Iterable[Story]:
    for number, kernel_id in enumerate(CROWD):
        yield Story(str(kernel_id)).tell("mem", [(o, number) for o in WINDOW_OFFSETS])


def _steady(offsets: tuple[int, ...], per_second: int) -> list[tuple[int, int]]:
    return [(o, 1_000_000 + (o - offsets[0]) * per_second) for o in offsets]
