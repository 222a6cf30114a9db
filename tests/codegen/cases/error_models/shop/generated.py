"""Imports what is being generated."""

from shop.api.enums import Kind

print(Kind)
