"""What queries return."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from market.inputs import Level


@dataclass
class Person:
    name: str
    level: Level


class Shop(BaseModel):
    name: str
    address: str
