"""`python -m graphwright`."""

from __future__ import annotations

from graphwright.cli import main

main()
