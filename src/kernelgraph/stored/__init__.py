"""Decoders of the JSON that the cluster stores: any value in, data of the API out.

Stored JSON is dirty. A decoder never raises: what it cannot read it leaves out or replaces, by
the rule that one bad entry must not hide its neighbours, and it notes a `Degradation` each time.
"""

from __future__ import annotations
