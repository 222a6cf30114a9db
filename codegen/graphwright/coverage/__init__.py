"""How much of a schema the known operations use.

snapshot + operations → uses → coverage → report
"""

from __future__ import annotations
