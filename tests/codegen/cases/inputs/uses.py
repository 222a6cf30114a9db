"""Values, right and wrong; `# E` marks lines that must not type-check."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_type

from .api.enums import Unit
from .api.inputs import Parcel, ParcelKey, Size
from graphwright.runtime import UNSET, UnsetType

parcel = Parcel(label="to Kiruna")
assert_type(parcel.note, str | None | UnsetType)
assert_type(parcel.unit, Unit)
assert_type(parcel.insurance, float | None)
assert_type(parcel.price, Decimal)
if parcel.note is not UNSET and parcel.note is not None:
    assert_type(parcel.note, str)
    parcel.note.upper()

Parcel(label="x", tags=["new"], size=Size(width=1), next=parcel, others=[parcel], copies=None)
Parcel()  # E
Parcel("x")  # E
Parcel(label=None)  # E
Parcel(label="x", unit=None)  # E
Parcel(label="x", others=[None])  # E
parcel.note.upper()  # E
parcel.label = "other"  # E

ParcelKey(id="1")
ParcelKey(id=None)  # E
