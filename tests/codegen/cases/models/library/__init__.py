"""Classes that a library had before it had an API."""
