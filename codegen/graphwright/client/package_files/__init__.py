"""Modules that every emitted client carries as they are, besides those made from its operations."""
