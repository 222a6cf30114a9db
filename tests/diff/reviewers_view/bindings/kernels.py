"""Resolvers of kernels, as far as a review looks at them."""

from __future__ import annotations


class KernelQueries:
    """Resolves the fields of the root."""

    def admin_kernels_v2(self, info: object) -> None:
        """All kernels."""

    def kernel_v2(self, info: object) -> None:
        """One kernel."""
