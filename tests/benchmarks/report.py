"""Tables of benchmarks in Markdown: printed, or put into a document between markers."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from pathlib import Path


def heading(command: str) -> str:
    """When, on what and by which command the numbers below were measured."""
    today = datetime.now(UTC).date().isoformat()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"Measured on {today} by `{command}`, {python} on {_processor()}."


def publish(text: str, name: str, document: Path | None) -> None:
    """Print a report; replace what a document has between the markers of its name."""
    print(text)
    if document is None:
        return
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = document.read_text("utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not (found and ended):
        raise SystemExit(f"{document} has no markers {begin} and {end}")
    document.write_text(f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}", "utf-8")


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text("utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = names[0] if names else platform.processor() or platform.machine()
    return f"{len(names)} cores of {model}" if names else model
