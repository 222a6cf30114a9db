"""The errors of live statistics.

ApiError
└── LiveStatUnavailable   LIVE_STAT_UNAVAILABLE: a field is null because its source did not answer
Exception
└── SourceError           a query failed, with the `Failure` that it counts as
KernelgraphError
├── CertificateError      the files for TLS cannot be used
├── DemoSourceError       the Prometheus of a demo does not start
├── RecordingError        a file of recorded statistics cannot be read
└── SourceUrlError        a source is named in a way that says nothing
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphwright.runtime.errors import ApiError
from kernelgraph.errors import KernelgraphError

if TYPE_CHECKING:
    from kernelgraph.livestat.reading import Failure


class LiveStatUnavailable(ApiError):
    """The source of live statistics did not answer in time, or not with sense."""

    code = "LIVE_STAT_UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("Live statistics are not available at the moment")


class SourceError(Exception):
    """A query to a source failed; the text is for the log and never for clients."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(f"{failure.value}: {detail}")
        self.failure = failure


class CertificateError(KernelgraphError):
    """A file with certificates or a key is not there, or is not what it should be."""


class DemoSourceError(KernelgraphError):
    """Prometheus is installed and cannot be started for the demo."""


class RecordingError(KernelgraphError):
    """The file is not there, or is no recording."""


class SourceUrlError(KernelgraphError):
    """The source is neither a URL that is known nor a file."""
