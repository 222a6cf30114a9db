"""The resolvers of the API: each unpacks its arguments, makes one call and returns."""

from __future__ import annotations
