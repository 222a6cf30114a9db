"""The resource slot types that every cluster starts with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kernelgraph.demo.rows import EPOCH

if TYPE_CHECKING:
    from kernelgraph.demo.rows import Row

# slot name, slot type, display name, description, unit, icon, binary, digits, rank
_SLOT_TYPES: Final = (
    ("cpu", "count", "CPU", "CPU", "Core", "cpu", False, 0, 100),
    ("mem", "bytes", "RAM", "Memory", "GiB", "ram", True, 0, 200),
    ("cuda.device", "count", "GPU", "CUDA-capable GPU", "GPU", "nvidia", False, 0, 300),
    (
        "cuda.shares",
        "count",
        "fGPU",
        "CUDA-capable GPU (fractional)",
        "fGPU",
        "nvidia",
        False,
        2,
        400,
    ),
    ("rocm.device", "count", "GPU", "ROCm-capable GPU", "GPU", "rocm", False, 0, 500),
    ("tpu.device", "count", "TPU", "TPU", "TPU", "tpu", False, 0, 600),
    ("ipu.device", "count", "IPU", "IPU", "IPU", "ipu", False, 0, 700),
    ("atom.device", "count", "ATOM", "ATOM", "ATOM", "atom", False, 0, 800),
    ("gaudi2.device", "count", "Gaudi 2", "Gaudi 2", "Gaudi 2", "gaudi2", False, 0, 1100),
    ("warboy.device", "count", "Warboy", "Warboy", "Warboy", "warboy", False, 0, 1200),
    ("rngd.device", "count", "RNGD", "RNGD", "RNGD", "rngd", False, 0, 1300),
)
_REQUIRED: Final = frozenset({"cpu", "mem"})


def slot_type_rows() -> list[Row]:
    """The rows of `resource_slot_types`."""
    return [
        {
            "slot_name": slot_name,
            "slot_type": slot_type,
            "required": slot_name in _REQUIRED,
            "enabled": True,
            "display_name": display_name,
            "description": description,
            "display_unit": unit,
            "display_icon": icon,
            "number_format": {"binary": binary, "round_length": digits},
            "rank": rank,
            "created_at": EPOCH,
            "updated_at": EPOCH,
        }
        for (
            slot_name,
            slot_type,
            display_name,
            description,
            unit,
            icon,
            binary,
            digits,
            rank,
        ) in _SLOT_TYPES
    ]
