"""A bar that grows on a terminal, and single lines anywhere else."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 40


class Progress:
    """How much of a total is done."""

    def __init__(self, output: TextIO, name: str, total: int) -> None:
        self._output = output
        self._name = name
        self._total = total
        self._tenths = 0

    def show(self, done: int) -> None:
        """Draw the bar; off a terminal, write a line for each tenth."""
        share = done / self._total
        if self._output.isatty():
            bar = "#" * round(share * _WIDTH)
            end = "\n" if done == self._total else ""
            self._output.write(f"\r{self._name} [{bar:<{_WIDTH}}] {share:4.0%}{end}")
        elif int(share * 10) > self._tenths:
            self._tenths = int(share * 10)
            self._output.write(f"{self._name}: {done:,} of {self._total:,}\n")
        self._output.flush()
