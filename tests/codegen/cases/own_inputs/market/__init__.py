"""Classes that a project had before it had a schema."""
