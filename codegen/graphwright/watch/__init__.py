"""Generation after each save: changes -> what has to be generated anew -> files and a line each."""

from __future__ import annotations
