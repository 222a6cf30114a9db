"""Raises while it is imported."""

import os

DATABASE = os.environ["SHOP_DATABASE_OF_NOBODY"]
