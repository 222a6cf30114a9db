"""What inputs and results are made of, and the value that stands for "not given"."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeAlias

import pydantic
from pydantic import ConfigDict
from pydantic.alias_generators import to_camel


class Unset(Enum):
    """The type of UNSET."""

    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET: Final = Unset.UNSET
"""A variable that is not sent, so that the server's default holds; None is sent as null."""

UnsetType: TypeAlias = Literal[Unset.UNSET]


class BaseModel(pydantic.BaseModel):
    """An object of a result. Fields that the client does not know are passed over."""

    # Models are built when first used, so that importing the client is quick.
    model_config = ConfigDict(
        alias_generator=to_camel,
        defer_build=True,
        frozen=True,
        protected_namespaces=(),
        validate_by_alias=True,
        validate_by_name=True,
    )


class InputModel(BaseModel):
    """An input object. A field that is left out is not sent; None is sent as null."""

    model_config = ConfigDict(extra="forbid")
