"""Needs a module that there is not."""

import shop.suppliers
