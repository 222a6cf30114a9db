"""Whether a method can be called as the resolver of its field is called."""

from __future__ import annotations

from inspect import isfunction, ismethod, signature
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphwright.runtime.tables import ResolverField


def misfit(method: object, field: ResolverField, *, is_root: bool) -> str:
    """How the method is declared and called, where the one does not take the other; else empty.

    Of what is no function or method nobody can tell.
    """
    if not (isfunction(method) or ismethod(method)):
        return ""
    positional = ["info"] if is_root else ["parents" if field.batched else "parent", "info"]
    keywords = _keywords(field)
    # What a decorator returns is what is called, whatever it wraps.
    declared = signature(method, follow_wrapped=False)
    try:
        declared.bind(*positional, **dict.fromkeys(keywords))
    except TypeError:
        names = ", ".join(declared.parameters)
        called = ", ".join([*positional, *(f"{keyword}=" for keyword in keywords)])
        return f"takes ({names}) and is called with ({called})"
    return ""


def _keywords(field: ResolverField) -> list[str]:
    if field.arguments_type is not None:
        return ["arguments"]
    return [*field.arguments.values(), *(["page"] if field.paged else [])]
