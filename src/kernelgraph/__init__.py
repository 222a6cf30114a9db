"""Kernelgraph: the GraphQL API of compute kernels on a GPU cluster."""
