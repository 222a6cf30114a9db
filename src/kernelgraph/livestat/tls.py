"""What a connection to Prometheus trusts and shows, from the files of the settings."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kernelgraph.livestat.errors import CertificateError

if TYPE_CHECKING:
    from collections.abc import Generator

    from kernelgraph.livestat.settings import TlsSettings


def ssl_context(tls: TlsSettings) -> ssl.SSLContext:
    """The context of connections; raises `CertificateError`."""
    with _used(f"the authorities for Prometheus in {tls.authorities}"):
        context = ssl.create_default_context(cafile=tls.authorities)
    if not tls.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if tls.certificate is not None:
        key = "" if tls.key is None else f" with the key in {tls.key}"
        with _used(f"the certificate for Prometheus in {tls.certificate}{key}"):
            context.load_cert_chain(tls.certificate, tls.key)
    elif tls.key is not None:
        raise CertificateError(f"there is a key for Prometheus, {tls.key}, without its certificate")
    return context


@contextmanager
def _used(files: str) -> Generator[None]:
    """Names the files in the errors of the block, which do not."""
    try:
        yield
    except ssl.SSLError as error:
        raise CertificateError(f"cannot use {files}, expected as PEM: {error}") from error
    except OSError as error:
        raise CertificateError(f"cannot read {files}: {error.strerror}") from error
